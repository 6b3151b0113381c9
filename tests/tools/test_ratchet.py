"""Figures only go up: docs/scoreboard.json holds what the reader reached, and nothing may fall below it."""

from __future__ import annotations

import pytest

from cuibono.read import Reader
from cuibono.settings import ReaderSettings
from tools import board
from tools.parts import Part, parts
from tools.reading import Read
from tools.score import measure, once


@pytest.fixture(scope="module")
def read() -> Read:
    return once(Reader(ReaderSettings()).read)


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_no_figure_falls_below_the_one_stored(part: Part, read: Read) -> None:
    if not part.present:
        pytest.skip(f"the texts of {part.name} are not there: {part.folders[0].articles}")
    before = board.stored()
    assert part.name in before, f"{part.name} has no stored figures: run make score"
    now, _ = measure(part, read)
    assert board.drops({part.name: before[part.name]}, {part.name: now}) == []
