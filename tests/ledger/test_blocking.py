from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cuibono.ledger.blocking import pairs
from cuibono.resolve import blocking

_ROWS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("123456")))


def test_two_that_share_a_key_are_a_pair() -> None:
    assert list(pairs([("k", "b"), ("k", "a"), ("m", "a"), ("m", "b"), ("n", "c")], 5)) == [("a", "b")]


def test_a_key_that_too_many_share_makes_none() -> None:
    assert list(pairs([("k", "a"), ("k", "b"), ("k", "c")], 2)) == []


@given(_ROWS, st.integers(1, 6))
def test_the_join_and_the_grouping_in_memory_agree(rows: list[tuple[str, str]], most: int) -> None:
    assert list(pairs(rows, most)) == blocking.pairs(rows, most)
