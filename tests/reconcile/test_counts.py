"""Numbers of things and shares that passages give, and what comes of comparing them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cuibono.reconcile.drift.counts import counted
from tests.reconcile.telling import Told, claim, day, only, related, told


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("Brewers will shed 300 cellar jobs", "job", 300),
        ("Brewers will shed three hundred posts", "job", 300),
        ("jobs are to go, 280 of them in the north", "job", 280),
        ("two thousand four hundred and ten licences", "licence", 2410),
        ("The levy takes twenty-five per cent of sales", "per cent", 25),
        ("forty firms and their lawyers", "firm", 40),
    ],
)
def test_a_number_is_read_in_digits_and_in_words(text: str, unit: str, number: int) -> None:
    assert counted(text) == {unit: {Decimal(number)}}


def test_small_numbers_in_words_and_numbers_of_sources_count_nothing() -> None:
    assert not counted("two directors and five of the 12 officials said")


def _cut(outlet: str, quote: str, by: str = "") -> Told:
    when = day(by) if by else None
    return told(outlet, "05-10", f"{quote}.", claim("company_policy_change", quote, "Acme", on=when, stance="planned"))


def test_cuts_planned_by_a_day_to_come_are_those_told_of_without_it_and_their_numbers_differ() -> None:
    event = only(
        related(
            _cut("The Herald", "Three hundred jobs in cellars are to go at Acme by Christmas", "12-25"),
            _cut("Daily Bell", "Posts are to go in the cellars at Acme, 280 of them"),
        ),
        "company_policy_change",
    )
    (found,) = event.contradictions
    assert (found.field, sorted(v.value for v in found.variants)) == ("amount", ["280 job", "300 job"])
