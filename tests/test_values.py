from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono.values import Money, Period

days = st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31))
ends = st.none() | days


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = draw(ends), draw(ends)
    if first and last and first > last:
        first, last = last, first
    return Period(first, last)


@st.composite
def whole_periods(draw: st.DrawFn) -> Period:
    """Days, months, years and runs of them: those that have a short EDTF form."""
    first, last = sorted((draw(days), draw(days)))
    shape = draw(st.sampled_from(["day", "month", "year", "months", "years"]))
    if shape == "day":
        return Period.day(first)
    if shape == "month":
        return Period.month(first.year, first.month)
    if shape == "year":
        return Period.year(first.year)
    if shape == "months":
        return Period.month(first.year, first.month).hull(Period.month(last.year, last.month))
    return Period.year(first.year).hull(Period.year(last.year))


numbers = st.decimals(min_value=0, max_value=10**15, places=2, allow_nan=False, allow_infinity=False)


@st.composite
def amounts(draw: st.DrawFn) -> Money:
    low, high = sorted((draw(numbers), draw(numbers)))
    shape = draw(st.sampled_from(["plain", "range", "least", "most", "unknown"]))
    low_end = None if shape in ("most", "unknown") else low
    high_end = {"plain": low, "range": high, "most": high}.get(shape)
    per = draw(st.none() | st.sampled_from(["year", "share", "kilowatt-hour"]))
    return Money(low_end, high_end, draw(st.none() | st.sampled_from(["USD", "EUR"])), draw(st.booleans()), per)


@given(periods() | whole_periods())
def test_edtf_of_a_period_reads_back(period: Period) -> None:
    assert Period.from_edtf(period.edtf) == period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-11", date(2024, 11, 1), date(2024, 11, 30)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("2024-21", date(2024, 3, 1), date(2024, 5, 31)),
        ("2024-24", date(2024, 12, 1), date(2025, 2, 28)),
        ("2024-29", date(2024, 9, 1), date(2024, 11, 30)),
        ("2024-34", date(2024, 4, 1), date(2024, 6, 30)),
        ("2024-41", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-XX", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-06-XX", date(2024, 6, 1), date(2024, 6, 30)),
        ("2016~", date(2016, 1, 1), date(2016, 12, 31)),
        ("2004-06?/2004-08%", date(2004, 6, 1), date(2004, 8, 31)),
        ("../2024", None, date(2024, 12, 31)),
        ("2024-05/..", date(2024, 5, 1), None),
        ("2024-05/", date(2024, 5, 1), None),
    ],
)
def test_edtf_bounds(text: str, first: date | None, last: date | None) -> None:
    assert Period.from_edtf(text) == Period(first, last)


@pytest.mark.parametrize(
    "text", ["", "May 2024", "2024-13", "2024-02-30", "XXXX-12-25", "2024-XX-05", "2024-05/2024-04"]
)
def test_what_is_no_edtf_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Period.from_edtf(text)


@pytest.mark.parametrize(
    ("period", "edtf"),
    [
        (Period.month(2024, 2), "2024-02"),
        (Period(date(2010, 1, 1), date(2019, 12, 31)), "201X"),
        (Period(date(2010, 1, 1), date(2012, 12, 31)), "2010/2012"),
        (Period(date(2024, 3, 1), date(2024, 5, 31)), "2024-03/2024-05"),
        (Period(date(2024, 8, 5), date(2024, 8, 11)), "2024-08-05/2024-08-11"),
        (Period(None, None), "../.."),
    ],
)
def test_edtf_is_the_shortest(period: Period, edtf: str) -> None:
    assert period.edtf == edtf


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        Period(date(2024, 2, 1), date(2024, 1, 1))


@given(periods(), periods())
def test_overlap_goes_both_ways_and_lies_in_both(one: Period, other: Period) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    shared = one.intersection(other)
    if shared:
        assert one.contains(shared)
        assert other.contains(shared)
    hull = one.hull(other)
    assert hull.contains(one)
    assert hull.contains(other)


def test_contains_and_is_day() -> None:
    may = Period.month(2024, 5)
    assert may.contains(date(2024, 5, 31))
    assert not may.contains(Period(date(2024, 5, 1), None))
    assert Period(None, None).contains(may)
    assert Period.day(date(2024, 5, 1)).is_day
    assert not may.is_day
    assert not Period(None, None).is_day
    assert may.days == 31


@given(amounts())
def test_an_amount_reads_back(money: Money) -> None:
    assert Money.parse(money.show()) == money


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("USD 1000000", Money.of(1_000_000, "USD")),
        ("USD 1000000..2000000", Money(Decimal(1_000_000), Decimal(2_000_000), "USD")),
        ("~EUR 5000000/year", Money(Decimal(5_000_000), Decimal(5_000_000), "EUR", True, "year")),
        ("? 2000000000..", Money(Decimal(2_000_000_000), None, None)),
        ("GBP ..0.79", Money(None, Decimal("0.79"), "GBP")),
    ],
)
def test_amounts_in_short(text: str, money: Money) -> None:
    assert Money.parse(text) == money
    assert money.show() == text


@pytest.mark.parametrize("text", ["", "USD", "USD 1e6", "usd 5", "USD 5 6", "USD 7..5", "$5", "USD 5..6..7"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Money.parse(text)


def test_invariants_of_amounts() -> None:
    with pytest.raises(ValueError, match="above its high end"):
        Money(Decimal(2), Decimal(1), "USD")
    with pytest.raises(ValueError, match="finite"):
        Money(Decimal("NaN"), None, "USD")
    assert Money.of("5", "USD").is_exact
    assert not Money(Decimal(5), None, "USD").is_exact
    assert Money(None, Decimal(5), "USD").value == 5
