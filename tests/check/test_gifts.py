from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cuibono.check import gifts
from cuibono.model.records import Record, Stored
from tests.check.asking import row


def same(first: Record, second: Record) -> bool:
    return (first.actor or "")[:4] == (second.actor or "")[:4]


def found(*rows: Stored) -> list[list[str]]:
    return [[one.id for one in gift.rows] for gift in gifts(rows, same)]


def one(key: str, register: str, day: date, actor: str = "ACME", amount: str = "1000000") -> Stored:
    return row(key, amount, actor, day=day, register=register).stored


def test_two_registers_show_one_gift_under_two_names_and_days() -> None:
    first, second = one("a", "book", date(2025, 1, 3), "ACME INC"), one("b", "list", date(2024, 12, 19), "ACME, INC.")
    assert found(first, second) == [["rec-list:b", "rec-book:a"]]


def test_two_rows_of_one_register_are_two_gifts() -> None:
    day = date(2025, 1, 3)
    assert found(one("a", "book", day), one("b", "book", day), one("c", "list", day)) == [
        ["rec-book:a", "rec-list:c"],
        ["rec-book:b"],
    ]


def test_another_amount_another_name_or_a_far_day_is_another_gift() -> None:
    day = date(2025, 1, 3)
    assert len(found(one("a", "book", day), one("b", "list", day, amount="500000"))) == 2
    assert len(found(one("a", "book", day), one("b", "list", day, actor="ZETA"))) == 2
    assert len(found(one("a", "book", day), one("b", "list", date(2025, 6, 3)))) == 2


def test_what_does_not_count_is_no_gift() -> None:
    assert found(row("a", "10", counts=False).stored) == []


rows = st.lists(
    st.builds(
        one,
        st.uuids().map(str),
        st.sampled_from(["book", "list", "file"]),
        st.dates(date(2024, 12, 1), date(2025, 2, 28)),
        st.sampled_from(["ACME", "ZETA"]),
        st.sampled_from(["1", "2"]),
    ),
    max_size=8,
)


@given(rows, st.randoms())
def test_the_order_of_rows_does_not_matter(given: list[Stored], random: object) -> None:
    mixed = list(given)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert found(*given) == found(*mixed)
    assert sorted(key for group in found(*given) for key in group) == sorted(one.id for one in given)
