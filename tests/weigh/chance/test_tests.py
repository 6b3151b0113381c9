"""Every test of chance against what it is by definition, on streams small enough to try everything."""

from __future__ import annotations

from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuibono.weigh.chance import permutation, sccs, shifts
from cuibono.weigh.chance.coincidence import binomial, naive, wilson
from cuibono.weigh.chance.several import adjusted, among
from cuibono.weigh.chance.windows import Days, Window, at_risk, counts, nearness

SMALL = settings(max_examples=60)
near_and_events = st.integers(2, 12).flatmap(
    lambda n: st.tuples(
        st.lists(st.integers(0, 3), min_size=n, max_size=n), st.lists(st.integers(0, 2), min_size=n, max_size=n)
    )
)


def days(values: list[int]) -> Days:
    return np.array(values, dtype=np.int64)


def ranked(near: list[int], events: list[int]) -> tuple[int, int]:
    """Hits, and how near they are: what a turn is compared by."""
    held = [(n, e) for n, e in zip(near, events, strict=True) if n]
    return sum(e for _, e in held), sum(n * e for n, e in held)


@given(near_and_events)
@SMALL
def test_all_turns_are_as_if_each_were_made(streams: tuple[list[int], list[int]]) -> None:
    near, events = streams
    turns = [ranked(near, events[len(events) - s :] + events[: len(events) - s]) for s in range(len(near))]
    made = shifts.turned(days(near), days(events))
    assert sorted(made.hits) == sorted(hits for hits, _ in turns)
    assert made.p == pytest.approx(sum(turn >= turns[0] for turn in turns) / len(turns))
    assert made.reachable == pytest.approx(turns.count(max(turns)) / len(turns))


@given(near_and_events)
@SMALL
def test_many_pairs_give_what_each_gives(streams: tuple[list[int], list[int]]) -> None:
    near, events = days(streams[0]), days(streams[1])
    chances, hits = shifts.many(np.stack([near, near[::-1]]), np.stack([events, events[::-1]]))
    for (row, still), (column, moved) in product(enumerate((near, near[::-1])), enumerate((events, events[::-1]))):
        alone = shifts.turned(still, moved)
        assert chances[row, column] == pytest.approx(alone.p)
        assert hits[row, column] == alone.hits[0]


@given(near_and_events, st.integers(1, 4))
@SMALL
def test_permutation_is_as_if_every_order_were_tried(streams: tuple[list[int], list[int]], size: int) -> None:
    near, events = streams[0][:6], streams[1][:6]
    blocks = [at // size for at in range(len(near))]
    real = ranked(near, events)[0]
    within = [[events[at] for at in range(len(near)) if blocks[at] == block] for block in sorted(set(blocks))]
    orders = [[n for part in parts for n in part] for parts in product(*(list(permutations(p)) for p in within))]
    share = sum(ranked(near, order)[0] >= real for order in orders) / len(orders)
    assert permutation.chance(days(near), days(events), days(blocks)) == pytest.approx(share)


def test_p_of_a_permutation_is_uniform_where_every_order_is_as_likely() -> None:
    near = days([1, 0, 2, 0, 0, 1, 0, 0])
    blocks = np.zeros(8, dtype=np.int64)
    found = []
    for chosen in combinations(range(8), 3):
        events = np.bincount(np.array(chosen), minlength=8).astype(np.int64)
        found.append(permutation.chance(near, events, blocks))
    for p in set(found):  # exactly as many orders have a p as small as p says
        assert np.mean([one <= p + 1e-12 for one in found]) == pytest.approx(p)


def test_p_of_the_turns_is_uniform_over_the_turns() -> None:
    near, events = days([3, 2, 1, 0, 0, 0, 0]), days([1, 0, 0, 1, 0, 0, 0])
    found = [shifts.turned(near, np.roll(events, s)).p for s in range(7)]
    for p in set(found):
        assert np.mean([one <= p + 1e-12 for one in found]) == pytest.approx(p)


@given(near_and_events, st.integers(0, 11))
@SMALL
def test_where_the_ring_begins_does_not_matter(streams: tuple[list[int], list[int]], by: int) -> None:
    near, events = days(streams[0]), days(streams[1])
    assert shifts.turned(np.roll(near, by), np.roll(events, by)).p == shifts.turned(near, events).p


def test_turns_within_blocks_leave_what_blocks_share() -> None:
    near, events = days([1, 1, 1, 1, 0, 0, 0, 0]), days([1, 1, 1, 0, 0, 0, 0, 0])
    blocks = days([0, 0, 0, 0, 1, 1, 1, 1])
    assert shifts.turned(near, events).p < 0.3
    assert shifts.turned_within(near, events, blocks, turns=99).p == 1.0


def test_turns_within_one_block_are_turns() -> None:
    near, events = days([3, 2, 1, 0, 0, 0, 0, 0, 0, 0]), days([1, 0, 1, 0, 0, 0, 1, 0, 0, 0])
    drawn = shifts.turned_within(near, events, np.zeros(10, dtype=np.int64), turns=4000)
    assert drawn.p == pytest.approx(shifts.turned(near, events).p, abs=0.03)


def test_case_series_by_hand() -> None:
    # One block of ten days, four of them exposed, with three of four events on these.
    near, events, blocks = days([1, 1, 1, 1, 0, 0, 0, 0, 0, 0]), days([1, 1, 1, 0, 1, 0, 0, 0, 0, 0]), days([0] * 10)
    found = sccs.ratio(near, events, blocks)
    assert found is not None
    assert found.value == pytest.approx((3 / 4) / (1 / 6), rel=1e-3)
    assert found.p == pytest.approx(binomial(3, 4, 0.4))
    assert (found.low or 9) < (found.value or 0) < (found.high or 0)


def test_case_series_leaves_open_what_nothing_bounds() -> None:
    blocks = days([0] * 4)
    all_within = sccs.ratio(days([1, 1, 0, 0]), days([1, 1, 0, 0]), blocks)
    assert all_within is not None
    assert (all_within.value, all_within.high) == (None, None)
    assert sccs.ratio(days([1, 1, 1, 1]), days([1, 0, 0, 0]), blocks) is None


@given(st.lists(st.floats(0.0001, 1.0), min_size=1, max_size=12))
@SMALL
def test_q_is_benjamini_and_hochberg_by_definition(chances: list[float]) -> None:
    """q is the lowest level at which the step-up procedure takes the p in."""
    total, ordered = len(chances), sorted(chances)
    levels = [p * total / rank for rank, p in enumerate(ordered, 1)]
    for p, q in zip(chances, adjusted(chances), strict=True):
        assert q == pytest.approx(min(1.0, *(levels[rank] for rank in range(total) if ordered[rank] >= p)))


def test_among_others() -> None:
    assert among(0.01, [0.5, 0.01, 0.02, 0.9]) == (1, 0.4)
    assert among(0.01, []) == (0, 1.0)


def test_nearest_before_and_after() -> None:
    looked = days([10, 11, 12, 13, 14, 15, 20])
    assert nearness(looked, days([10, 12]), Window(-3, -1)).tolist() == [0, 3, 2, 3, 2, 1, 0]
    assert nearness(looked, days([12, 20]), Window(1, 3)).tolist() == [2, 3, 0, 0, 0, 0, 0]
    assert nearness(looked, days([12]), Window(0, 1)).tolist() == [0, 1, 2, 0, 0, 0, 0]
    assert nearness(looked, days([]), Window(0, 1)).tolist() == [0] * 7


def test_a_day_counts_only_if_its_whole_window_is_covered() -> None:
    covered = days([1, 2, 3, 4, 8, 9, 10, 11, 12])
    assert at_risk(covered, covered, Window(-2, -1)).tolist() == [3, 4, 10, 11, 12]
    assert at_risk(days([5, 6]), covered, Window(-2, -1)).tolist() == [5]
    assert counts(days([3, 4, 10]), days([3, 3, 5, 10, 99])).tolist() == [2, 0, 1]


def test_binomial_and_wilson() -> None:
    assert binomial(2, 3, 0.5) == pytest.approx(0.5)
    assert binomial(0, 3, 0.5) == 1.0
    assert naive(days([1, 0, 0, 0]), days([1, 0, 0, 0])) == pytest.approx(0.25)
    assert wilson(0, 10)[1] == pytest.approx(0.2775, abs=1e-3)
    assert wilson(0, 10)[0] == 0.0
    assert wilson(10, 10)[1] == 1.0
