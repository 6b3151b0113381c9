"""The three articles that the tool grew from: what stands behind two meetings in them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import cuibono
from cuibono import pipeline
from cuibono.explore import Case
from cuibono.explore.candidates import Candidate, candidates
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


def sets(case: Case, file: str) -> list[list[Candidate]]:
    """The candidates of one article that have rivals, set by set."""
    found = [one for one in candidates(case) if one.file.startswith(file) and one.set]
    return [[one for one in found if one.set == name] for name in dict.fromkeys(one.set for one in found)]


def test_the_first_article_sets_two_pairs_of_explanations_against_each_other(case: Case) -> None:
    courting, lawsuits = sets(case, "000")
    assert [one.side for one in courting] == [1, 1, 2]
    assert "dismissed the move as an act of" in courting[0].quote
    assert "bowing to political pressure to shield himself" in courting[1].quote
    assert "because they saw in him a potential ally" in courting[2].quote
    assert [one.side for one in lawsuits] == [1, 2]
    assert "because doing so reinforces his credibility" in lawsuits[0].quote
    assert "little more than an extended process with uncertain outcomes" in lawsuits[1].quote
    assert [one.sources for one in (*courting, *lawsuits)] == [
        ("many observers",),
        (),
        (),
        ("Some executives",),
        ("Others",),
    ]
    assert all("Donald Trump" in one.about for one in lawsuits)


def test_the_second_article_sets_critics_against_insiders(case: Case) -> None:
    ((critics, insiders),) = sets(case, "001")
    assert (critics.sources, insiders.sources) == (("Critics",), ("industry insiders",))


def test_every_explanation_quotes_its_article(case: Case) -> None:
    found = candidates(case)
    assert found == candidates(case)
    for one in found:
        assert case.document(one.document).text[one.span.start : one.span.end] == one.quote
        assert all(case.event(event) for event in one.events)
