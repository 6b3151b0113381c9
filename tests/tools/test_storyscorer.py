from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tools import storyscorer
from tools.names import Names
from tools.parts import shared, storylines
from tools.relations import Exported, outside_figures, own_figures
from tools.storyscorer import Figures, Found, Leading, Truth

Row = dict[str, Any]
PROGRAM = shared() / "storylines" / "score_story.py"
FOLDERS = [folder for part in storylines() if part.present for folder in part.folders]
PERFECT = Figures(1, 1, 1, 1, 0, 1, 1, 1)
TRUTH: Row = {
    "events": [
        {"id": "e1", "type": "donation", "actors": ["Norvale Motors"], "counterparts": ["Ada Brandt"], "date": None},
        {"id": "e2", "type": "meeting", "actors": ["Norvale Motors"], "counterparts": ["Ada Brandt"], "date": None},
        {"id": "e3", "type": "other", "actors": ["Norvale Motors"], "counterparts": [], "date": None},
    ],
    "articles": [
        {"file": "b.txt", "edges": [{"to": "a.txt", "kind": "copies_wire"}, {"to": "o1", "kind": "cites"}]},
        {"file": "c.txt", "edges": [{"to": "a.txt", "kind": "cites"}]},
    ],
    "support": [
        {"event": "e1", "files": ["a.txt", "b.txt", "c.txt"], "independent": 2},
        {"event": "e2", "files": ["c.txt"], "independent": 1},
        {"event": "e3", "files": ["c.txt"], "independent": 1},
    ],
    "contradictions": [
        {"event": "e1", "field": "date", "values": [{"files": ["a.txt"]}, {"files": ["b.txt", "c.txt"]}]}
    ],
}


def exported(truth: Row) -> Exported:
    """The truth in the form of an export."""
    support = {row["event"]: row for row in truth["support"]}
    differing: dict[str, list[Row]] = {}
    for row in truth["contradictions"]:
        values = [{"value": "", "documents": value["files"]} for value in row["values"]]
        differing.setdefault(row["event"], []).append({"field": row["field"].lower(), "values": values})
    events = [
        {
            "type": event["type"],
            "actors": event["actors"],
            "counterparts": event["counterparts"],
            "date": event["date"],
            "documents": [f"articles/{file}" for file in support[event["id"]]["files"]],
            "independent_origins": support[event["id"]]["independent"],
            "contradictions": differing.get(event["id"], []),
        }
        for event in truth["events"]
        if event["id"] in support
    ]
    edges = [
        {"from": f"articles/{article['file']}", "to": edge["to"], "kind": edge["kind"], "span": None}
        for article in truth["articles"]
        for edge in article["edges"]
    ]
    return Exported(events, edges)


def figures(**changes: Any) -> Figures:
    """Those of the small storyline, with the first event changed."""
    first, *rest = exported(TRUTH).events
    return scored([{**first, **changes}, *rest], exported(TRUTH).edges)


def scored(events: list[Row], edges: list[Row]) -> Figures:
    names = Names({"Norvale Motors": ["Norvale"], "Ada Brandt": []})
    found = msgspec.convert(events, list[Found])
    return storyscorer.score(msgspec.convert(TRUTH, Truth), found, msgspec.convert(edges, list[Leading]), names)[0]


def test_the_truth_itself_scores_one() -> None:
    assert figures() == PERFECT


def test_nothing_found_scores_zero_and_no_origin_too_many() -> None:
    assert scored([], []) == Figures(0, 0, 0, 0, 0, 0, 0, 0)


def test_an_article_missed_costs_the_event_alone() -> None:
    found = figures(documents=["a.txt", "b.txt"])
    assert found.pairing == pytest.approx(6 / 7)
    assert found.per_event == pytest.approx((0.8 + 1) / 2)


@pytest.mark.parametrize(("count", "exact", "several", "too_high"), [(1, 0.5, 0, 0), (2, 1, 1, 0), (3, 0.5, 0, 0.5)])
def test_origins_are_exact_or_too_high(count: int, exact: float, several: float, too_high: float) -> None:
    found = figures(independent_origins=count)
    assert (found.exact, found.exact_of_several, found.too_high) == (exact, several, too_high)


def test_another_kind_or_other_parties_are_not_the_event() -> None:
    assert figures(type="gift").exact == 0.5
    assert figures(actors=["Pellworm"], counterparts=[]).exact == 0.5


def test_what_the_truth_does_not_list_counts_neither_way_and_a_further_piece_does() -> None:
    events, edges = exported(TRUTH)
    assert scored([*events, {**events[0], "type": "threat"}], edges) == PERFECT
    assert scored([*events, {**events[0], "documents": ["a.txt"]}], edges).pairing == pytest.approx(8 / 9)


def test_a_copy_is_told_from_a_citation_and_not_from_another_copy() -> None:
    events, edges = exported(TRUTH)
    assert scored(events, [{**edge, "kind": "rewrites"} for edge in edges]).kind_right == 0.5
    assert scored(events, edges[:2]).edges == pytest.approx(2 / 3)


def test_contradictions_set_the_right_articles_apart() -> None:
    wrong: list[Row] = [{"documents": ["b.txt"]}, {"documents": ["c.txt"]}]
    assert figures(contradictions=[{"field": "date", "values": wrong}]).contradictions == 0
    assert figures(contradictions=[]).contradictions == 0


def test_the_mean_is_that_of_each_figure() -> None:
    assert storyscorer.mean([PERFECT, Figures(0, 0, 0, 0, 1, 0, 0, 0)]) == Figures(*[0.5] * 8)


def disturbed(whole: Exported, seed: int) -> Exported:
    """Events with slots changed, split, dropped and doubled; edges with other ends and kinds."""
    chance = random.Random(seed)
    files = sorted({file for event in whole.events for file in event["documents"]})
    events = []
    for event in [*whole.events, *whole.events[::3]]:
        other, copy = chance.choice(whole.events), dict(event)
        for name in ("type", "actors", "counterparts", "date", "independent_origins", "contradictions"):
            if chance.random() < 0.25:
                copy[name] = other[name]
        copy["documents"] = [f for f in event["documents"] if chance.random() < 0.8] + chance.sample(files, 1)
        events.append(copy)
    chance.shuffle(events)
    ends = [edge["to"] for edge in whole.edges]
    edges = [{**edge, "to": chance.choice([edge["to"], *ends[:3]])} for edge in whole.edges if chance.random() < 0.8]
    return Exported(events, [{**edge, "kind": chance.choice([edge["kind"], "cites", "copies"])} for edge in edges])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_it_agrees_with_the_storylines_own_program(folder: Path, seed: int) -> None:
    if not PROGRAM.exists():
        pytest.skip(f"the outside storylines are not there: {PROGRAM.parent}")
    whole = exported(json.loads((folder / "truth.json").read_text(encoding="utf-8")))
    found = disturbed(whole, seed) if seed else whole
    theirs, (ours, _) = outside_figures(PROGRAM, folder, found), own_figures(folder, found)
    for name in Figures.__struct_fields__:
        assert getattr(ours, name) == pytest.approx(getattr(theirs, name)), name
