"""Where stories with hand-written claims are, as cases to make reports of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.publish.gold_story import Story
from tests.publish.told_story import ToldStory
from tools.parts import ROOT, shared

FOLDERS = (
    ROOT / "tests" / "stories" / "dev",
    shared() / "storylines" / "cirravale",
    shared() / "storylines" / "ondrasil",
)


TOLD = ROOT / "tests" / "storylines" / "quenbrook"


def shelves() -> list[Any]:
    """One parameter for each story, skipped where the story is not at hand."""
    return [*(_shelf(folder) for folder in FOLDERS), pytest.param(ToldStory(TOLD), id=TOLD.name)]


def _shelf(folder: Path) -> Any:
    if folder.is_dir():
        return pytest.param(Story(folder), id=folder.name)
    gone = pytest.mark.skip(reason=f"{folder} is not there")
    return pytest.param(None, id=folder.name, marks=gone)
