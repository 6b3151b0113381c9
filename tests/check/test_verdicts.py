from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from cuibono.check import Answer, finding
from cuibono.model.records import Verdict
from cuibono.registers.sources import Gap
from cuibono.values import Money, Period
from tests.check.asking import FUND, GIFT, SCOPE, WHOLE, kept, question, register, row, side, subject

MILLION = Money.of(1_000_000, "USD")


def test_a_row_with_the_amount_supports() -> None:
    found = finding(question(subject(amount=MILLION)), kept(row("a", "1000000")))
    assert found.verdict == "supports"
    assert found.reason == "The Book: ACME INC → 60th committee, 1,000,000.00 USD, 2024-12-30."
    assert found.arithmetic == "1 row, 1,000,000.00 USD in all; the claim says 1,000,000 USD"
    assert found.rows == ("rec-book:a",)
    assert found.coverage == "The Book: 40 rows of Form 13 of the 60th committee, retrieved 2025-06-01"


def test_rows_that_come_to_the_amount_support() -> None:
    found = finding(question(subject(amount=MILLION)), kept(row("a", "600000"), row("b", "400000")))
    assert (found.verdict, found.arithmetic[:33]) == ("supports", "2 rows, 1,000,000.00 USD in all; ")


def test_what_does_not_count_is_not_summed_and_a_refund_is_taken_off() -> None:
    rows = (row("a", "1250000"), row("b", "1250000", counts=False), row("c", "-250000"))
    found = finding(question(subject(amount=MILLION)), kept(*rows))
    assert found.verdict == "supports"
    assert "3 rows, 1,000,000.00 USD in all, 1 row not counted" in found.arithmetic


def test_another_amount_in_the_whole_of_a_register_contradicts() -> None:
    found = finding(question(subject(amount=MILLION)), kept(row("a", "250000")))
    assert (found.verdict, found.reason[-33:]) == ("contradicts", " That is not what the claim says.")


def test_another_amount_in_a_part_of_a_register_decides_nothing() -> None:
    found = finding(question(subject(amount=MILLION)), kept(row("a", "250000"), cover=replace(WHOLE, whole=False)))
    assert found.verdict == "not_checkable"


@pytest.mark.parametrize(("told", "verdict"), [("980000", "supports"), ("700000", "contradicts")])
def test_an_amount_told_as_about_fits_nearby(told: str, verdict: Verdict) -> None:
    about = Money(Decimal(1_000_000), Decimal(1_000_000), "USD", approx=True)
    assert finding(question(subject(amount=about)), kept(row("a", told))).verdict == verdict


def test_no_row_where_there_should_be_one() -> None:
    found = finding(question(subject(amount=MILLION)), kept())
    assert found.verdict == "absent_though_expected"
    assert found.reason == "Form 13 of the 60th committee should hold a row with the donor's name; no row names Acme."


def test_no_row_before_it_is_due_is_silence() -> None:
    found = finding(question(subject(amount=MILLION)), kept(retrieved=date(2025, 2, 1)))
    assert found.verdict == "silent_expected"
    told = "A row is due by 2025-04-20 (90 days after the inauguration), and what is kept was retrieved on 2025-02-01."
    assert found.reason == told


def test_no_row_below_the_threshold_is_silence() -> None:
    found = finding(question(subject(amount=Money.of(150, "USD"))), kept())
    assert (found.verdict, found.reason) == ("silent_expected", "The Book: nothing is asked for below 200.00 USD.")


def test_no_row_of_those_who_are_not_asked_is_silence() -> None:
    rule = replace(GIFT, actors=("person",))
    found = finding(question(subject(amount=MILLION), rule), kept())
    assert (found.verdict, found.reason) == ("silent_expected", "The Book: no rows of organisations are asked for.")


def test_no_row_in_a_part_of_a_register_decides_nothing() -> None:
    found = finding(question(subject(amount=MILLION)), kept(cover=replace(WHOLE, whole=False)))
    assert found.verdict == "not_checkable"
    assert found.reason == "No row names Acme, and what is kept is a part only."
    assert (
        found.coverage == "The Book: 40 rows of Form 13 of the 60th committee, not all there is, retrieved 2025-06-01"
    )


def test_no_row_in_a_register_that_need_not_have_it_decides_nothing() -> None:
    rule = replace(GIFT, whole=False, limits="Only lobbyists file.")
    cover = replace(WHOLE, start=date(2024, 1, 1), end=date(2025, 12, 31))
    found = finding(question(subject(amount=MILLION), rule), kept(cover=cover))
    assert (found.verdict, found.reason) == (
        "not_checkable",
        "No row names Acme, which says nothing. Only lobbyists file.",
    )


def test_the_whole_report_of_the_one_who_acts_should_hold_its_gifts() -> None:
    rule = replace(GIFT, whole=False, whole_of_actor=True, due=None)
    about = question(subject(amount=MILLION, period=Period.day(date(2024, 12, 6))), rule)
    half = replace(WHOLE, scope="acme-2024-2", start=date(2024, 7, 1), end=date(2024, 12, 31))
    assert finding(about, kept(cover=replace(half, title="ACME, Year-End 2024"))).verdict == "absent_though_expected"
    assert finding(about, kept(cover=replace(half, title="ZETA, Year-End 2024"))).verdict == "not_checkable"
    first = replace(half, title="ACME, Mid-Year 2024", start=date(2024, 1, 1), end=date(2024, 6, 30))
    assert finding(about, kept(cover=first)).verdict == "not_checkable"


def test_a_claim_without_a_day_is_not_held_against_the_report_of_some_days() -> None:
    rule = replace(GIFT, counterpart="", due=None)
    cover = replace(WHOLE, title="report of the Doe inaugural fund", start=date(2024, 11, 1), end=date(2024, 12, 31))
    undated, dated = subject(), subject(period=Period.year(2024))
    for about, why in ((undated, "the claim gives no day"), (dated, "what is kept does not go over all of its days")):
        found = finding(question(about, rule, None), kept(cover=cover))
        assert (found.verdict, found.reason) == ("not_checkable", f"No row names Acme, and {why}.")


def test_a_register_that_is_not_kept_decides_nothing() -> None:
    found = finding(question(subject(stance="denied")), Answer())
    told = "The Book: nothing of the 60th Presidential Inaugural Committee is loaded in this case."
    assert (found.verdict, found.reason) == ("not_checkable", told)


def test_the_rows_of_another_committee_prove_nothing_absent() -> None:
    found = finding(question(subject(stance="denied")), kept(cover=replace(WHOLE, scope="C00000058")))
    assert (found.verdict, found.coverage) == ("not_checkable", "")


def test_a_committee_whose_number_is_not_known_is_never_covered() -> None:
    about = question(subject(stance="denied"), scope=replace(SCOPE, committee=""))
    found = finding(about, kept(cover=replace(WHOLE, scope="")))
    assert found.verdict == "not_checkable"
    assert "whose number is not known" in found.reason


def test_absence_in_the_whole_supports_a_denial() -> None:
    acme, zeta = side("Acme"), side("Zeta")
    found = finding(question(subject(actors=(acme, zeta), stance="denied")), kept())
    assert found.verdict == "supports"
    told = "None of the 40 rows of Form 13 of the 60th committee names Acme or Zeta; the claim says the same."
    assert found.reason == told


def test_a_row_contradicts_a_denial() -> None:
    found = finding(question(subject(stance="denied")), kept(row("a", "50")))
    assert (found.verdict, found.rows) == ("contradicts", ("rec-book:a",))


def test_a_denial_is_not_supported_before_rows_are_due() -> None:
    found = finding(question(subject(stance="denied")), kept(retrieved=date(2025, 2, 1)))
    assert found.verdict == "not_checkable"


def test_a_person_of_the_same_name_decides_nothing() -> None:
    namesake = row("a", "50", "DOE, JANE", how="namesake", kind="person")
    for stance in ("asserted", "denied"):
        about = subject(actors=(side("Jane Doe", "person"),), stance=stance)
        found = finding(question(about), kept(namesake))
        assert (found.verdict, found.rows) == ("not_checkable", ())
        assert found.reason.startswith("There is DOE, JANE → 60th committee, 50.00 USD")
        assert found.beside == (("rec-book:a", "the same name"),)


def test_a_row_without_a_day_decides_nothing() -> None:
    undated = row("a", "1000000", how="undated")
    for stance in ("asserted", "denied"):
        found = finding(question(subject(amount=MILLION, stance=stance)), kept(undated))
        assert (found.verdict, found.rows) == ("not_checkable", ())
        assert found.reason.endswith("it may be this or another.")


def test_somebody_tied_to_the_party_by_a_post_keeps_it_open() -> None:
    tied = row("a", "1000000", "ROE, RICHARD", how="tied", kind="person")
    found = finding(question(subject(amount=MILLION)), kept(tied))
    assert (found.verdict, found.rows) == ("not_checkable", ())
    assert found.reason.startswith("No row names Acme; tied to it by a post, there is ROE, RICHARD")


def test_what_is_shown_beside_does_not_count() -> None:
    beside = row("a", "1000000", "ROE, RICHARD", how="beside", kind="person")
    found = finding(question(subject(amount=MILLION)), kept(beside))
    assert (found.verdict, [key for key, _ in found.beside]) == ("absent_though_expected", ["rec-book:a"])


def test_a_plan_is_told_from_what_was_done() -> None:
    found = finding(question(subject(amount=MILLION, stance="planned")), kept(row("a", "1000000")))
    assert found.verdict == "supports"
    assert found.reason.endswith("The claim tells of a plan or a possibility; the register of what was done.")


def test_a_time_without_records_is_silence() -> None:
    day = Period.day(date(2025, 8, 20))
    about = subject("meeting", (side("Jane Doe", "person"),), (), period=day)
    rule = replace(GIFT, kind="meeting", counterpart="us_executive", due=None, threshold=None)
    asked = replace(
        question(about, rule, None), source=register(rule, Gap(date(2025, 1, 20), "no visitor log is published"))
    )
    found = finding(asked, Answer())
    assert (found.verdict, found.reason) == (
        "silent_expected",
        "The Book: nothing for these days, since no visitor log is published.",
    )
    assert finding(replace(asked, subject=replace(about, period=Period.year(2024))), Answer()).verdict != (
        "silent_expected"
    )


def test_which_inauguration_is_not_clear() -> None:
    found = finding(question(subject(), scope=None), kept())
    assert (found.verdict, found.reason) == ("not_checkable", "Which inauguration it was given to is not clear.")
    assert FUND.name
