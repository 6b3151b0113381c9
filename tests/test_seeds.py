"""The three articles that the tool grew from: what stands behind two meetings in them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import cuibono
from cuibono import pipeline
from cuibono.explore import Case
from cuibono.model import Event
from cuibono.read import Reader
from tools.parts import shared

SEEDS = shared() / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="the seed articles are not on this machine")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("seeds")
    pipeline.read(folder, [str(SEEDS)], Reader(), metadata=SEEDS / "metadata.csv")
    with cuibono.open(folder) as opened:
        yield opened


def meeting(case: Case, month: str) -> tuple[Event, set[str], set[tuple[str, str]]]:
    """The meeting of the two men in a month: with the beginnings of its files' names, and its origins by kind."""
    names = {party.id: party.name for party in case.parties()}
    (event,) = [
        e
        for e in case.events(kind="meeting")
        if e.period
        and e.period.edtf.startswith(month)
        and {"Mark Zuckerberg", "Donald Trump"} <= {names[p] for p in (*e.actors, *e.counterparts)}
    ]
    files = {document.id: document.file[:3] for document in case.documents()}
    return event, {files[d] for d in event.documents}, {(o.name, o.kind) for o in case.origins(event.id)}


def test_the_august_meeting_is_one_event_with_one_outlet_and_one_party_behind_it(case: Case) -> None:
    event, files, origins = meeting(case, "2025-08")
    assert files == {"000", "001"}
    assert origins == {("Bloomberg", "own_reporting"), ("Meta Platforms Inc.", "party_statement")}
    assert event.grade_rule


def test_the_november_dinner_is_one_event_across_two_articles(case: Case) -> None:
    event, files, _ = meeting(case, "2024-11")
    assert files == {"001", "002"}
    assert event.grade == "unattributed"
