from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono.explore.phrases import money_words, number_words, period_words, standing_words
from cuibono.values import Money, Period


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (date(2022, 12, 8), date(2022, 12, 8), "8 Dec 2022"),
        (date(2022, 12, 1), date(2022, 12, 31), "Dec 2022"),
        (date(2023, 1, 1), date(2023, 3, 31), "Jan–Mar 2023"),
        (date(2022, 11, 1), date(2023, 2, 28), "Nov 2022 – Feb 2023"),
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(2019, 1, 1), date(2022, 12, 31), "2019–2022"),
        (date(2022, 11, 20), date(2022, 11, 30), "20–30 Nov 2022"),
        (date(2022, 11, 22), date(2022, 12, 7), "22 Nov – 7 Dec 2022"),
        (date(2022, 12, 30), date(2023, 1, 2), "30 Dec 2022 – 2 Jan 2023"),
        (date(2022, 12, 8), None, "from 8 Dec 2022"),
        (None, date(2022, 12, 8), "until 8 Dec 2022"),
        (None, None, "date not known"),
    ],
)
def test_period_words(earliest: date | None, latest: date | None, words: str) -> None:
    assert period_words(Period(earliest, latest)) == words


@pytest.mark.parametrize(
    ("money", "words"),
    [
        (Money(Decimal(1_000_000), Decimal(1_000_000), "USD"), "US$1 million"),
        (Money(Decimal(2_000_000_000), Decimal(3_000_000_000), "EUR", approx=True), "about €2–3 billion"),
        (Money(Decimal(900_000), Decimal(1_200_000), "GBP"), "£900,000–1.2 million"),
        (Money(Decimal(5_000_000), None, "CHF", per="year"), "at least CHF 5 million a year"),
        (Money(None, Decimal(12_500), None), "at most 12,500"),
        (Money(Decimal("9.50"), Decimal("9.50"), "USD", per="share"), "US$9.5 a share"),
        (Money(None, None, "USD"), "amount not known"),
    ],
)
def test_money_words(money: Money, words: str) -> None:
    assert money_words(money) == words


@given(st.decimals(min_value=0, max_value=10**14, places=2))
def test_number_words_lose_nothing(value: Decimal) -> None:
    number, _, scale = number_words(value).partition(" ")
    factor = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[scale]
    assert Decimal(number.replace(",", "")) * factor == value


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((1, 1, 0, 0), "1 report, 1 origin"),
        ((6, 2, 1, 0), "6 reports, 2 origins; 1 report denies it"),
        ((1200, 0, 2, 1), "1,200 reports, no known origin; 2 reports deny it; 1 report hints at it"),
        ((0, 1, 3, 0), "3 reports deny it, 1 origin"),
        ((0, 0, 0, 2), "2 reports hint at it, no known origin"),
        ((0, 0, 0, 0), "0 reports, no known origin"),
    ],
)
def test_standing_words(counts: tuple[int, int, int, int], words: str) -> None:
    assert standing_words(*counts) == words
