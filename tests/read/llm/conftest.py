from __future__ import annotations

import pytest

from cuibono.read import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()
