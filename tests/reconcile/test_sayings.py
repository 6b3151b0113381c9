from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cuibono.model import Span
from cuibono.reconcile.sayings import Saying, _families
from tests.growth import grows_evenly

SAYINGS = [Saying(f"doc-{n}", Span(0, 5), ("a", "ransom", "note")[: 1 + n % 3]) for n in range(9)]


def pairs(count: int) -> list[tuple[Saying, Saying]]:
    return [(Saying(f"doc-{n}a", Span(0, 5), ("a",)), Saying(f"doc-{n}b", Span(0, 5), ("a",))) for n in range(count)]


@given(st.lists(st.tuples(st.sampled_from(SAYINGS), st.sampled_from(SAYINGS)), max_size=12))
def test_sayings_that_hang_together_are_one_family(told: list[tuple[Saying, Saying]]) -> None:
    families = _families(told)
    home = {saying: number for number, family in enumerate(families) for saying in family}
    assert sum(map(len, families)) == len(home) == len({saying for pair in told for saying in pair})
    assert all(home[first] == home[second] for first, second in told)
    assert all(any(set(pair) <= set(family) for pair in told) for family in families)


def test_families_come_in_the_order_of_their_last_pairs() -> None:
    a, b, c, d, *_ = SAYINGS
    assert [set(family) for family in _families([(a, b), (c, d), (b, a)])] == [{c, d}, {a, b}]


def test_families_take_time_in_proportion() -> None:
    assert grows_evenly(lambda count: _families(pairs(count)), 500)
