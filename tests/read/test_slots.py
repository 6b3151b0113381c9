"""Amount, time, place, topic and the clause that a claim quotes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cuibono.read import Reader
from cuibono.values import Period
from tests.read.texts import claims, document, only

FUND = "to the inaugural fund"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"Acme donated $1 million {FUND}.", "USD 1000000"),
        (f"Acme donated a $1 million check {FUND}.", "USD 1000000"),
        (f"Acme donated €500,000 {FUND}.", "EUR 500000"),
        (f"Acme donated nearly €500,000 {FUND}.", "~EUR 500000"),
        (f"Acme donated between $1 million and $2 million {FUND}.", "USD 1000000..2000000"),
        (f"Acme donated more than $5 million {FUND}.", "USD 5000000.."),
        (f"Acme donated half a million dollars {FUND}.", "USD 500000"),
        (f"Acme donated billions of dollars {FUND}.", "USD 2000000000.."),
        ("The ministry fined Acme $3 million.", "USD 3000000"),
        ("Acme was fined $3 million by the ministry.", "USD 3000000"),
    ],
)
def test_amounts(reader: Reader, text: str, shown: str) -> None:
    money = only(reader, text).amount
    assert money is not None
    assert money.show() == shown


def test_no_amount_is_made_up(reader: Reader) -> None:
    assert only(reader, f"Acme donated {FUND}.").amount is None


@pytest.mark.parametrize(
    ("when", "edtf", "basis"),
    [
        ("on 3 February 2024", "2024-02-03", "text"),
        ("in the spring of 2024", "2024-03/2024-05", "text"),
        ("in 2023", "2023", "text"),
        ("on 3 February", "2025-02-03", "text+published"),
        ("in January", "2025-01", "text+published"),
        ("yesterday", "2025-03-11", "text+published"),
        ("on Monday", "2025-03-10", "text+published"),
        ("last week", "2025-03-03/2025-03-09", "text+published"),
        ("last month", "2025-02", "text+published"),
        ("in the first quarter", "2025-01/2025-03", "text+published"),
    ],
)
def test_times(reader: Reader, when: str, edtf: str, basis: str) -> None:
    period = only(reader, f"Dana Holt met the trade minister {when}.").period
    assert period is not None
    assert (period.edtf, period.basis) == (edtf, basis)


def test_what_will_be_is_reckoned_forward(reader: Reader) -> None:
    period = only(reader, "Acme will meet the trade minister next week.").period
    assert period == Period(date(2025, 3, 17), date(2025, 3, 23), "text+published")


def test_no_day_is_made_up(reader: Reader) -> None:
    assert only(reader, "Dana Holt met the trade minister.").period is None
    assert only(reader, "Dana Holt met the trade minister days after the vote.").period is None


def test_with_no_day_of_publication_a_relative_date_stays_open(reader: Reader) -> None:
    assert only(reader, "Dana Holt met the trade minister last week.", published=None).period is None


def test_a_whole_date_needs_no_day_of_publication(reader: Reader) -> None:
    reading = reader.read(document("Dana Holt met the trade minister on 3 February 2024.", published=None))
    assert [claim.period for claim in reading.claims] == [Period.day(date(2024, 2, 3))]
    assert reading.problems == ()


def test_a_time_is_no_topic(reader: Reader) -> None:
    assert only(reader, "Dana Holt met the trade minister on 3 February.").topic is None


def test_where_it_was(reader: Reader) -> None:
    assert only(reader, "Dana Holt met Mayor Sam Orr in Pelton on Monday.").place == "Pelton"
    assert only(reader, "Dana Holt met Mayor Sam Orr on Monday.").place is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Acme urged the ministry to drop the rule.", "drop the rule"),
        ("Dana Holt met the minister and complained about the tax.", "the tax"),
        ("Acme gave the minister a gold watch.", "a gold watch"),
    ],
)
def test_what_it_is_about(reader: Reader, text: str, topic: str) -> None:
    assert any(topic in (claim.topic or "") for claim in claims(reader, text))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Dana Holt said that Acme had sued the ministry.", "Acme had sued the ministry"),
        ("Rain fell. Acme sued the ministry. Rain fell again.", "Acme sued the ministry"),
        ("Acme sued the ministry, and Dana Holt left.", "Acme sued the ministry"),
    ],
)
def test_the_clause_that_is_quoted(reader: Reader, text: str, quote: str) -> None:
    assert only(reader, text, "legal_action").quote == quote


def test_a_quote_keeps_the_marks_of_the_original(reader: Reader) -> None:
    text = "**Acme** sued the [ministry](https://pelton.example/m) on Monday."
    claim = only(reader, text)
    assert claim.quote == text[claim.span.start : claim.span.end]
    assert "sued the [ministry" in claim.quote


def test_amounts_are_exact(reader: Reader) -> None:
    money = only(reader, f"Acme donated $1.1 million {FUND}.").amount
    assert money is not None
    assert money.low == Decimal(1_100_000)


def test_when_something_was_said_is_not_when_it_was_done(reader: Reader) -> None:
    assert only(reader, "Acme donated $2 million to the fund, the company said on Monday, a first.").period is None


def test_a_day_to_come(reader: Reader) -> None:
    period = only(reader, "Ann Lee was appointed chair of Acme with effect from 1 May.").period
    assert period == Period(date(2025, 5, 1), date(2025, 5, 1), "text+published")


def test_a_dinner_keeps_its_day_where_a_clause_tells_of_it(reader: Reader) -> None:
    text = "The gift follows a dinner late last month at Falcon Point, where Governor Sam Orr hosted Dana Holt."
    period = only(reader, text, "meeting").period
    assert period is not None
    assert period.edtf == "2025-02-21/2025-02-28"


def test_the_day_since_when_nothing_was_sold(reader: Reader) -> None:
    text = "Since 9 January, when the Trade Bureau told Acme to stop, no unit was sold."
    assert only(reader, text, "government_action").period == Period(
        date(2025, 1, 9), date(2025, 1, 9), "text+published"
    )


@pytest.mark.parametrize(
    ("day", "period"),
    [(date(2024, 8, 9), "2024-07-29/2024-08-04"), (date(2024, 8, 11), "2024-07-29/2024-08-11")],
)
def test_last_week_in_a_weekend_paper_may_be_the_one_then_ending(reader: Reader, day: date, period: str) -> None:
    found = only(reader, "Dana Holt met the trade minister last week.", published=Period.day(day)).period
    assert found is not None
    assert found.edtf == period
