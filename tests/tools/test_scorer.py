from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools import scorer
from tools.names import Names
from tools.parts import Part, aliases, parts, shared
from tools.score import outside_score

Row = dict[str, Any]
NAMES = Names({"Norvale Motors": ["Norvale"]})
GOLD: Row = {
    "document": "a.txt",
    "type": "pledge",
    "evidence": {"start": 100, "end": 180, "text": "x" * 80},
    "actors": ["Norvale Motors"],
    "counterparts": ["Ada Brandt"],
    "amount": {"value": 2e9, "currency": "EUR"},
    "date": {"earliest": "2021-03-01", "latest": "2021-03-31"},
    "place": "Pellworm",
    "attribution": ["The Morning Reader"],
    "modality": "asserted",
}


def stated(**changes: Any) -> scorer.Stated:
    return msgspec.convert({**GOLD, **changes}, scorer.Stated)


def slot(name: str, gold: Row | None = None, **found: Any) -> float | None:
    return scorer.slots(stated(**(gold or {})), stated(**found), NAMES).get(name)


def found_at(start: int, end: int) -> int:
    claim = stated(evidence={"start": start, "end": end})
    return len(scorer.compare([stated()], [claim], NAMES).pairs)


def test_the_gold_itself_scores_one() -> None:
    score = scorer.score(scorer.compare([stated()], [stated()], NAMES))
    assert (score.precision, score.recall, score.f1, score.overall_f1) == (1, 1, 1, 1)
    assert score.recall_by_type == {"pledge": [1, 1]}


def test_nothing_found_scores_zero() -> None:
    score = scorer.score(scorer.compare([stated()], [], NAMES))
    assert (score.precision, score.recall, score.f1, score.overall_f1) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("start", "end", "hit"), [(140, 150, 0), (140, 200, 1), (165, 175, 0), (0, 570, 1), (0, 571, 0)]
)
def test_spans_overlap_enough_and_are_no_page(start: int, end: int, hit: int) -> None:
    assert found_at(start, end) == hit


def test_another_kind_counts_only_where_the_gold_accepts_it() -> None:
    outcome = scorer.compare([stated()], [stated(type="support")], NAMES)
    assert (len(outcome.missed), len(outcome.extra)) == (1, 1)
    assert scorer.compare([stated(accept_types=["support"])], [stated(type="support")], NAMES).pairs


def test_optional_gold_is_neither_required_nor_penalised() -> None:
    outcome = scorer.compare([stated(optional=True)], [stated()], NAMES)
    assert outcome == scorer.Outcome([], [], [])


def test_a_required_claim_is_served_before_an_optional_one() -> None:
    outcome = scorer.compare([stated(optional=True), stated(actors=["Somebody Else"])], [stated()], NAMES)
    assert len(outcome.pairs) == 1


def test_claims_on_other_documents_do_not_count() -> None:
    assert scorer.compare([stated()], [stated(document="folder/a.txt"), stated(document="b.txt")], NAMES).extra == []


@pytest.mark.parametrize(
    ("earliest", "latest", "right"),
    [
        ("2021-03", "2021-03", 1),
        ("2021-03-10", "2021-03-12", 0),  # days invented for a month
        ("2021-03-08", "2021-03-19", 1),
        ("2021", "2021", 0),
        ("2021-04-01", "2021-04-30", 0),
    ],
)
def test_dates(earliest: str, latest: str, right: int) -> None:
    assert slot("date", date={"earliest": earliest, "latest": latest}) == right


def test_amounts_within_a_hundredth_and_dollars_where_no_currency_is_named() -> None:
    assert slot("amount", amount={"value": 2.01e9, "currency": "EUR"}) == 1
    assert slot("amount", amount={"value": 2.1e9, "currency": "EUR"}) == 0
    assert slot("amount", amount={"value": 2e9, "currency": None}) == 0
    assert slot("amount", {"amount": {"value": 5.0, "currency": "USD"}}, amount={"value": 5.0, "currency": None}) == 1


def test_who_met_whom_has_no_direction() -> None:
    swapped: Row = {"actors": ["Ada Brandt"], "counterparts": ["Norvale"]}
    assert slot("actors", {"type": "meeting"}, type="meeting", **swapped) == 1
    assert slot("actors", **swapped) == 0


def test_attribution_is_free_where_it_names_the_speaker_and_wrong_where_made_up() -> None:
    nobody: Row = {"attribution": []}
    assert slot("attribution", nobody, attribution=["Norvale"]) is None
    assert slot("attribution", nobody, attribution=["A Stranger"]) == 0
    assert slot("attribution", {"attribution_optional": True}, attribution=[]) is None
    assert slot("attribution", attribution=[]) == 0


def test_planned_goes_by_either_name() -> None:
    assert slot("modality", {"modality": "planned_or_threatened"}, modality="planned") == 1
    assert slot("modality", modality="denied") == 0


def test_invented_slots_are_counted_over_claims_whose_gold_leaves_them_empty() -> None:
    gold = [stated(amount=None), stated(document="b.txt", amount=None)]
    given_claims = [stated(), stated(document="b.txt", amount=None)]
    assert scorer.score(scorer.compare(gold, given_claims, NAMES)).invented["amount"] == 0.5


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 120)), max_size=6))
def test_figures_stay_between_zero_and_one_and_every_claim_is_accounted_for(spans: list[tuple[int, int]]) -> None:
    given_claims = [stated(evidence={"start": start, "end": start + length}) for start, length in spans]
    outcome = scorer.compare([stated()], given_claims, NAMES)
    score = scorer.score(outcome)
    assert len(outcome.pairs) + len(outcome.extra) == len(given_claims)
    assert all(0 <= figure <= 1 for figure in (score.precision, score.recall, score.f1, score.overall_f1))
    assert score.overall_f1 <= score.f1


def disturbed(claims: list[Row], seed: int) -> list[Row]:
    """The gold with slots shuffled, spans moved, kinds changed and claims dropped and doubled."""
    chance = random.Random(seed)
    out = []
    for claim in [*claims, *claims[:5]]:
        if chance.random() < 0.15:
            continue
        other, copy = chance.choice(claims), dict(claim)
        for name in ("actors", "counterparts", "amount", "date", "place", "attribution", "modality", "type"):
            if chance.random() < 0.3:
                copy[name] = other[name]
        move = chance.randrange(-60, 60)
        evidence = claim["evidence"]
        copy["evidence"] = {"start": max(0, evidence["start"] + move), "end": evidence["end"] + move + 61}
        out.append(copy)
    return out


@pytest.mark.parametrize("part", [part for part in parts() if part.name in ("seeds", "articles", "storylines")])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_agrees_with_the_golds_own_program(part: Part, seed: int) -> None:
    program: Path = shared() / "gold" / "score.py"
    if not (part.present and program.exists()):
        pytest.skip(f"the outside gold is not there: {program.parent}")
    lines = [line for path in part.gold for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    gold = [json.loads(line) for line in lines]
    found = disturbed(gold, seed)
    names = aliases(part)
    theirs = outside_score(program, lines, found, names)
    ours = scorer.score(
        scorer.compare(
            msgspec.convert(gold, list[scorer.Stated]), msgspec.convert(found, list[scorer.Stated]), Names(names)
        )
    )
    assert ours.recall_by_type == theirs.recall_by_type
    for name in sorted({*scorer.Score.__struct_fields__} - {"recall_by_type"}):
        assert getattr(ours, name) == pytest.approx(getattr(theirs, name)), name
