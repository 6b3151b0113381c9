"""What tests in several folders share: the bundled story, read once by the reader that is shipped."""

from __future__ import annotations

from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import settings

from cuibono.cli import main

settings.register_profile("any machine", deadline=None)  # a busy one takes longer, which is no fault of the program
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def demo_told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The case that `cuibono demo` makes, and what was printed when it was made."""
    place = tmp_path_factory.mktemp("story") / "demo-case"
    with redirect_stdout(StringIO()) as printed:
        assert main(["demo", "--case", str(place)]) == 0
    return place, printed.getvalue()


@pytest.fixture(scope="session")
def demo_case(demo_told: tuple[Path, str]) -> Path:
    """The case that `cuibono demo` makes. It is for looking; who writes takes a copy."""
    return demo_told[0]
