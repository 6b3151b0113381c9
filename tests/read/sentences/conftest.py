"""One engine for all tests of it: loading takes a second."""

from __future__ import annotations

import pytest

from cuibono.read.sentences import Engine, Own
from cuibono.settings import ReaderSettings


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The reader with the package's weights."""
    return Engine(ReaderSettings())


@pytest.fixture(scope="session")
def own() -> Own:
    """The same, with the door to bare parses."""
    return Own(ReaderSettings())
