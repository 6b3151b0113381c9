"""One reader for all tests of reading: loading it takes a second."""

from __future__ import annotations

import pytest

from cuibono.read import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader that is shipped, with its settings as they come."""
    return Reader()
