"""Figures only go up: docs/scoreboard.json holds what the program reached, and nothing may fall below it."""

from __future__ import annotations

import pytest

from cuibono.read import Reader
from cuibono.settings import ReaderSettings
from tools import board, relations
from tools.parts import Part, Storylines, parts, shared, storylines
from tools.reading import Read
from tools.score import measure, once

OWN = [part for part in storylines() if not any(shared() in folder.parents for folder in part.folders)]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(ReaderSettings())


@pytest.fixture(scope="module")
def read(reader: Reader) -> Read:
    return once(reader.read)


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_no_figure_falls_below_the_one_stored(part: Part, read: Read) -> None:
    if not part.present:
        pytest.skip(f"the texts of {part.name} are not there: {part.folders[0].articles}")
    before = board.stored()
    assert part.name in before, f"{part.name} has no stored figures: run make score"
    now, _ = measure(part, read)
    assert board.drops({part.name: before[part.name]}, {part.name: now}) == []


@pytest.mark.parametrize("part", OWN, ids=lambda part: part.name)
def test_no_figure_of_events_gets_worse_than_the_one_stored(part: Storylines, reader: Reader) -> None:
    before = board.stored_events()
    assert part.name in before, f"{part.name} has no stored figures: run make score"
    now = relations.measure(part, reader).figures
    assert board.event_drops({part.name: before[part.name]}, {part.name: now}) == []
