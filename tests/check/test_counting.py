from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from cuibono.check import Answer, Bound, bound, counting
from cuibono.check.answer import Row
from cuibono.model.records import Verdict
from cuibono.values import Money
from tests.check.asking import WHOLE, kept, question, row, subject

MILLION = Money.of(1_000_000, "USD")


@pytest.mark.parametrize(
    ("quote", "least", "most", "counted"),
    [
        ("drew $1m donations from fewer than a dozen large firms", None, 11, "large firms"),
        ("At least five companies gave $1 million", 5, None, "companies"),
        ("more than 20 donors contributed $1 million each", 21, None, "donors"),
        ("$1 million came from 12 corporations, records show", 12, 12, "corporations"),
        ("no more than three banks gave a million dollars", None, 3, "banks"),
        ("half a dozen firms gave $1 million", 6, 6, "firms"),
    ],
)
def test_what_a_claim_counts(quote: str, least: int | None, most: int | None, counted: str) -> None:
    found = bound(subject(amount=MILLION, quote=quote))
    assert found
    assert (found.least, found.most, found.counted) == (least, most, counted)


@pytest.mark.parametrize(
    "quote",
    [
        "Acme gave $1 million to the fund",
        "gave 12 million dollars to the fund",
        "gave the fund 12 percent of its profit",
        "the fund drew $1m donations",
    ],
)
def test_what_counts_nobody(quote: str) -> None:
    assert bound(subject(amount=MILLION, quote=quote)) is None


def rows(organisations: int, people: int = 0) -> tuple[Row, ...]:
    firms = [row(f"o{n}", "1000000", f"FIRM {n} LLC") for n in range(organisations)]
    persons = [row(f"p{n}", "1000000", f"DOE, {n}", kind="person") for n in range(people)]
    return (*firms, *persons)


def verdict(limit: Bound, answer: Answer) -> Verdict:
    return counting(question(subject(amount=MILLION)), limit, answer).verdict


@pytest.mark.parametrize(
    ("limit", "organisations", "expected"),
    [
        (Bound(None, 11, "fewer than a dozen", "major firms"), 30, "not_checkable"),
        (Bound(None, 11, "fewer than a dozen", "major firms"), 8, "supports"),
        (Bound(12, None, "at least a dozen", "major firms"), 8, "contradicts"),
        (Bound(12, None, "at least a dozen", "major firms"), 30, "not_checkable"),
        (Bound(None, 11, "fewer than a dozen", "donors"), 8, "supports"),
        (Bound(None, 11, "fewer than a dozen", "donors"), 30, "contradicts"),
    ],
)
def test_words_that_mean_some_decide_only_where_all_would(limit: Bound, organisations: int, expected: Verdict) -> None:
    assert verdict(limit, kept(*rows(organisations))) == expected


def test_ways_of_counting_that_differ_decide_nothing() -> None:
    halves = [row(f"h{n}-{m}", "500000", f"FIRM {n}") for n in range(12) for m in range(2)]
    assert verdict(Bound(None, 11, "fewer than a dozen", "donors"), kept(*halves)) == "not_checkable"


def test_the_count_is_told_by_kind_with_the_rows() -> None:
    limit = Bound(None, 11, "fewer than a dozen", "major firms")
    found = counting(question(subject(amount=MILLION)), limit, kept(*rows(13, 2), row("big", "2000000", "BIG CO")))
    assert found.arithmetic == (
        "Organisations, trusts among them: 13 with a row of exactly 1,000,000.00 USD, 14 with one of that or more, "
        "14 with that or more in all. "
        "People: 2 with a row of exactly 1,000,000.00 USD, 2 with one of that or more, 2 with that or more in all."
    )
    assert "the register does not say which of them that means" in found.reason
    assert len(found.rows) == 14


def test_a_part_of_a_register_counts_nothing() -> None:
    limit = Bound(None, 11, "fewer than a dozen", "donors")
    answer = kept(*rows(3), cover=replace(WHOLE, whole=False))
    found = counting(question(subject(amount=MILLION)), limit, answer)
    assert (found.verdict, found.rows) == ("not_checkable", ())
    assert date(2025, 6, 1).isoformat() in found.coverage
