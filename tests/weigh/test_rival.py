"""Hypotheses weighed by ratings: ranges stay ranges, one origin counts once, what is left out changes nothing else."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cuibono.model import Grade
from cuibono.model.records import Verdict
from cuibono.weigh import rival
from cuibono.weigh.rival import Evidence, Ratio, Share

FULL: Share = (1.0, 1.0)
bounds = st.floats(1 / 150, 150)
ratios = st.tuples(bounds, bounds).map(lambda ends: Ratio(min(ends), max(ends)))
shares = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda ends: (min(ends), max(ends)))
by_rater = st.dictionaries(st.sampled_from(["Ann", "Bob"]), ratios, min_size=1)
rated = st.dictionaries(st.sampled_from(["A", "B", "C"]), by_rater, min_size=1)


def told(key: str, origins: str, share: Share = FULL, dealing: str = "", **ratings: tuple[float, float]) -> Evidence:
    """Evidence on the origins whose letters are given."""
    held = {hypothesis: {"Ann": Ratio(*ends)} for hypothesis, ends in ratings.items()}
    return Evidence(id=key, dealing=dealing or key, origins=frozenset(origins), share=share, ratings=held)


@st.composite
def several(draw: st.DrawFn) -> list[Evidence]:
    origins = draw(st.lists(st.sets(st.sampled_from("opqrs"), min_size=1, max_size=2), max_size=5))
    return [
        Evidence(id=f"e{n}", dealing=f"e{n}", origins=frozenset(found), share=draw(shares), ratings=draw(rated))
        for n, found in enumerate(origins)
    ]


def compared(evidence: Sequence[Evidence]) -> rival.Comparison:
    return rival.compared(rival.pieces(evidence), "A", "B")


def test_two_origins_are_two_pieces_and_their_ratios_are_multiplied() -> None:
    found = compared([told("e", "o", A=(3, 20), B=(1, 1)), told("f", "p", A=(2, 4), B=(1, 2))])
    assert (found.ratio.low, found.ratio.high) == pytest.approx((3 * 1, 20 * 4))
    assert [part.evidence for part in found.parts] == [("e",), ("f",)]


def test_two_on_one_origin_count_once_as_the_range_that_covers_both() -> None:
    found = compared([told("e", "o", A=(3, 20), B=(1, 1)), told("f", "o", A=(2, 4), B=(1, 1))])
    assert (found.ratio.low, found.ratio.high) == pytest.approx((2, 20))
    assert [part.evidence for part in found.parts] == [("e", "f")]


def test_there_are_never_more_pieces_than_origins() -> None:
    chain = [told("e", "o"), told("f", "op"), told("g", "p"), told("h", "pq")]
    assert [[one.id for one in piece] for piece in rival.pieces(chain)] == [["e", "f"], ["g"], ["h"]]


def test_another_origin_that_stands_behind_it_makes_a_piece_of_its_own() -> None:
    assert len(rival.pieces([told("e", "o"), told("f", "op"), told("g", "oq")])) == 3


def test_an_event_is_one_with_what_records_say_of_it() -> None:
    assert len(rival.pieces([told("e", "o"), told("f", "r", dealing="e")])) == 1


def test_what_is_not_rated_against_both_is_left_out_and_named() -> None:
    found = compared([told("e", "o", A=(3, 20)), told("f", "p", A=(2, 4), B=(1, 1))])
    assert found.left == ("e",)
    assert (found.ratio.low, found.ratio.high) == pytest.approx((2, 4))


def test_what_one_person_rated_alike_tells_nothing_and_two_who_differ_are_covered() -> None:
    ann, bob = Ratio(3, 20), Ratio(1, 2)
    alike = replace(told("e", "o"), ratings={"A": {"Ann": ann, "Bob": bob}, "B": {"Ann": ann, "Bob": bob}})
    assert compared([alike]).ratio == rival.ONE
    crossed = replace(alike, ratings={"A": {"Ann": ann, "Bob": bob}, "B": {"Ann": bob, "Bob": ann}})
    assert (compared([crossed]).ratio.low, compared([crossed]).ratio.high) == pytest.approx((1 / 20, 20))
    assert rival.tells(crossed, ["A", "B"]).sort == "open"


def test_who_rated_against_one_alone_is_held_against_all_that_others_said_of_the_other() -> None:
    held = replace(told("e", "o"), ratings={"A": {"Ann": Ratio(3, 20)}, "B": {"Bob": Ratio(1, 2), "Eve": Ratio(1, 4)}})
    assert (compared([held]).ratio.low, compared([held]).ratio.high) == pytest.approx((3 / 4, 20))


def test_nothing_rated_speaks_for_neither() -> None:
    assert compared([]).side == "open"
    assert compared([]).ratio == rival.ONE


def test_unnamed_sources_leave_it_open_whether_their_word_counts() -> None:
    share = rival.share_of_grade("anonymous_only")
    assert compared([told("e", "o", share, A=(20, 150), B=(1, 1))]).side == "open"
    assert compared([told("e", "o", rival.share_of_grade("recorded"), A=(20, 150), B=(1, 1))]).side == "first"


def test_every_grade_counts_somehow_and_no_weaker_one_counts_more() -> None:
    order = [rival.share_of_grade(grade) for grade in get_args(Grade)]
    assert order == sorted(order, reverse=True)
    assert all(0 <= low <= high <= 1 for low, high in order)


def test_findings_that_tell_nothing_of_the_dealing_do_not_count() -> None:
    assert {v for v in get_args(Verdict) if not rival.share_of_finding(v)} == {"silent_expected", "not_checkable"}


@pytest.mark.parametrize(
    ("ratings", "sort"),
    [
        ({"A": (3, 20), "B": (2, 10)}, "open"),
        ({"A": (3, 20), "B": (3, 20)}, "equal"),
        ({"A": (1, 1), "B": (1, 1), "C": (1, 1)}, "equal"),
        ({"A": (3, 20), "B": (1 / 3, 1)}, "apart"),
        ({"A": (3, 20)}, "one"),
        ({}, "one"),
    ],
)
def test_what_evidence_tells(ratings: dict[str, tuple[float, float]], sort: str) -> None:
    held = replace(told("e", "o"), ratings={key: {"Ann": Ratio(*ends)} for key, ends in ratings.items()})
    assert rival.tells(held, ["A", "B", "C"]).sort == sort


def test_the_two_that_it_tells_furthest_apart_are_named() -> None:
    found = rival.tells(told("e", "o", A=(1, 1), B=(3, 20), C=(1 / 20, 1 / 10)), ["A", "B", "C"])
    assert (found.first, found.second) == ("B", "C")
    assert found.times == pytest.approx(30)


def test_without_an_origin_what_rests_on_it_alone_is_gone_and_the_rest_stands_as_it_then_would() -> None:
    evidence = [told("e", "o", A=(3, 20)), told("f", "op", A=(3, 20)), told("g", "p", A=(3, 20))]
    left = rival.without(evidence, "o", {"f": (0.5, 1.0)})
    assert [(one.id, one.share) for one in left] == [("f", (0.5, 1.0)), ("g", FULL)]


def test_what_decides_is_what_changes_the_outcome_when_it_is_left_out() -> None:
    strong, weak = told("e", "o", A=(20, 150), B=(1, 1)), told("f", "p", A=(1 / 3, 3), B=(1, 1))
    before = rival.comparisons([strong, weak], ["A", "B"])
    assert rival.changed(before, rival.comparisons([strong], ["A", "B"])) == ()
    ((was, now),) = rival.changed(before, rival.comparisons([weak], ["A", "B"]))
    assert (was.side, now.side) == ("first", "open")


@given(several(), st.randoms(use_true_random=False))
def test_the_order_of_evidence_makes_no_difference(evidence: list[Evidence], chance: random.Random) -> None:
    other = list(evidence)
    chance.shuffle(other)
    assert compared(evidence).ratio == compared(other).ratio
    one, two = rival.pieces(evidence), rival.pieces(other)
    assert {frozenset(e.id for e in piece) for piece in one} == {frozenset(e.id for e in piece) for piece in two}


@given(several(), st.sampled_from("opqrs"), shares)
def test_leaving_out_an_origin_never_changes_what_does_not_rest_on_it(
    evidence: list[Evidence], origin: str, share: Share
) -> None:
    resting = {one.id for one in evidence if origin in one.origins}
    left = rival.without(evidence, origin, dict.fromkeys(resting, share))
    assert [one for one in left if one.id not in resting] == [one for one in evidence if one.id not in resting]
    assert not any(origin in one.origins for one in left)
    linked = {origin}
    for _ in evidence:  # also through other evidence
        linked |= {other for one in evidence if not one.origins.isdisjoint(linked) for other in one.origins}
    apart = [piece for piece in rival.pieces(evidence) if all(one.origins.isdisjoint(linked) for one in piece)]
    assert [piece for piece in apart if piece not in rival.pieces(left)] == []


@given(several())
def test_no_more_pieces_than_origins_and_what_rests_on_one_alone_is_one(evidence: list[Evidence]) -> None:
    made = rival.pieces(evidence)
    assert len(made) <= len({origin for one in evidence for origin in one.origins})
    alone = {one.id: one.origins for one in evidence if len(one.origins) == 1}
    for piece in made:
        for one in piece:
            same = {key for key, origins in alone.items() if origins == one.origins}
            assert same <= {other.id for other in piece}


@given(several())
def test_telling_of_evidence_twice_is_telling_of_it_once(evidence: list[Evidence]) -> None:
    again = [
        Evidence(id=f"{e.id}x", dealing=e.dealing, origins=e.origins, share=e.share, ratings=e.ratings)
        for e in evidence
    ]
    assert compared([*evidence, *again]).ratio == compared(evidence).ratio


@given(ratios, ratios, shares, st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_whatever_lies_within_the_ratings_lies_within_what_comes_of_them(
    one: Ratio, other: Ratio, share: Share, a: float, b: float, c: float
) -> None:
    first, second = one.low + a * (one.high - one.low), other.low + b * (other.high - other.low)
    found = one.over(other).counted(share)
    power = share[0] + c * (share[1] - share[0])
    assert found.low * (1 - 1e-9) <= (first / second) ** power <= found.high * (1 + 1e-9)


@given(ratios, ratios)
def test_turning_a_comparison_round_turns_its_range_round(one: Ratio, other: Ratio) -> None:
    there, back = one.over(other), other.over(one)
    assert (there.low * back.high, there.high * back.low) == pytest.approx((1, 1))
    assert {"first": "second", "second": "first", "open": "open"}[there.side] == back.side
