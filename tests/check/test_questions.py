from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from cuibono.check import Post, Subject, finding, leads, questions
from cuibono.check.classes import lands, of_class
from cuibono.check.questions import due, window
from cuibono.check.scopes import inauguration
from cuibono.model.records import Cover
from cuibono.registers.sources import Due
from cuibono.values import Period
from tests.check.asking import ACME, FUND, GIFT, kept, question, register, side, subject

PRESIDENT = side("Jane Doe", "person", Post("president"))


@pytest.mark.parametrize(
    ("name", "given", "is_of"),
    [
        ("us_inaugural_committee", side("Doe's inaugural fund"), True),
        ("us_inaugural_committee", side("Doe fund"), False),
        ("us_executive", side("White House"), True),
        ("us_executive", PRESIDENT, True),
        ("us_executive", side("Jane Doe", "person", Post("president", "", "elect")), False),
        ("us_executive", side("Jane Doe", "person", Post("president", "Acme")), False),
        ("us_executive", side("Jane Doe", "person", Post("president", "United States", "former")), False),
        ("us_congress", side("Ann Lee", "person", Post("senator")), True),
        ("us_federal_government", side("Ann Lee", "person", Post("senator")), True),
        ("uk_government", side("Ann Lee", "person", Post("senator")), False),
        ("us_executive", side("John White House", "person"), False),
    ],
)
def test_who_is_of_a_class(name: str, given: object, is_of: bool) -> None:
    about = subject(counterparts=(given,))  # type: ignore[arg-type]
    assert (given in of_class(name, about)) is is_of


def test_a_fund_is_for_an_inauguration_where_its_sentence_says_so() -> None:
    about = subject(counterparts=(side("Doe fund"),), quote="gave to the inaugural fund of Roe or to the Doe fund")
    assert of_class("us_inaugural_committee", about)


def test_a_president_of_another_country_is_of_no_class_of_this_one() -> None:
    about = replace(subject("meeting", counterparts=(PRESIDENT,)), lands=lands("He met the President in Norland."))
    assert not of_class("us_executive", about)
    assert lands("He met U.S. officials; the British were not there.") == {"us", "uk"}
    assert lands("US officials said so.") == {"us"}
    assert not lands("It told us nothing of Norland.")


@pytest.mark.parametrize(
    ("period", "year"),
    [
        (Period.day(date(2016, 12, 6)), 2017),
        (Period.year(2017), 2017),
        (Period.year(2021), 2021),
        (Period.day(date(2019, 5, 1)), None),
        (Period(date(2016, 1, 1), date(2025, 1, 1)), None),
        (None, 2025),
    ],
)
def test_which_inauguration_a_day_is_before(period: Period | None, year: int | None) -> None:
    found = inauguration(subject(period=period))
    assert (found.year if found else None) == year


def test_a_rule_is_asked_of_its_kind_and_class_alone() -> None:
    assert [one.rule.name for one in questions(subject(), [register()])] == ["gift"]
    assert not questions(subject("lobbying"), [register()])
    assert not questions(subject(counterparts=(side("Doe museum"),)), [register()])
    assert not questions(subject(actors=(FUND,), counterparts=(ACME,)), [register()])


def test_of_the_rules_of_one_register_the_narrowest_that_fits_is_asked() -> None:
    wide = replace(GIFT, name="wide", kind="lobbying", counterpart="us_federal_government")
    narrow = replace(wide, name="narrow", counterpart="us_executive")
    people = replace(narrow, name="people", actors=("person",))
    about = replace(register(), shows=(wide, narrow, people))
    found = questions(subject("lobbying", counterparts=(PRESIDENT,)), [about])
    assert [one.rule.name for one in found] == ["narrow"]
    assert [one.rule.name for one in questions(subject("lobbying", counterparts=(PRESIDENT,)), [register(people)])] == [
        "people"
    ]


def test_a_meeting_is_asked_about_whoever_is_told_first() -> None:
    rule = replace(GIFT, kind="meeting", counterpart="us_executive")
    for sides in (((ACME,), (PRESIDENT,)), ((PRESIDENT,), (ACME,)), ((PRESIDENT, ACME), ())):
        (found,) = questions(subject("meeting", *sides), [register(rule)])
        assert (found.asked, found.others) == ((ACME,), (PRESIDENT,))


def test_a_meeting_at_a_place_of_the_class_is_asked_about() -> None:
    rule = replace(GIFT, kind="meeting", counterpart="us_executive")
    (found,) = questions(subject("meeting", counterparts=(), place="the White House"), [register(rule)])
    assert found.asked == (ACME,)
    assert not questions(subject("meeting", counterparts=(), place="a hotel"), [register(rule)])


def test_a_log_of_one_house_is_not_asked_about_a_meeting_elsewhere() -> None:
    rule = replace(GIFT, kind="meeting", counterpart="us_executive", only_there=True)
    with_president = subject("meeting", counterparts=(PRESIDENT,))
    assert questions(with_president, [register(rule)])
    assert questions(replace(with_president, place="White House"), [register(rule)])
    assert not questions(replace(with_president, place="Heron Point"), [register(rule)])


def test_rows_are_looked_for_around_the_days_or_before_the_report() -> None:
    assert window(subject(period=Period.day(date(2024, 3, 1)))) == (date(2024, 1, 16), date(2024, 4, 15))
    assert window(subject()) == (date(2023, 12, 12), date(2025, 2, 18))
    assert window(replace(subject(), told=None)) == (None, None)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        (Due(10, "event", ""), date(2024, 5, 15)),
        (Due(10, "month", ""), date(2024, 6, 10)),
        (Due(20, "quarter", ""), date(2024, 7, 20)),
        (Due(30, "half_year", ""), date(2024, 7, 30)),
        (Due(90, "inauguration", ""), date(2025, 4, 20)),
    ],
)
def test_when_a_row_is_due(rule: Due, day: date) -> None:
    about = subject(period=Period.day(date(2024, 5, 5)))
    assert due(question(about, replace(GIFT, due=rule))) == day


def test_what_has_no_day_is_due_by_no_day() -> None:
    assert due(question(subject(), replace(GIFT, due=Due(10, "event", "")))) is None
    assert due(question(subject())) == date(2025, 4, 20)


def test_the_whole_of_another_committee_proves_nothing_absent() -> None:
    rule = replace(GIFT, counterpart="us_political_committee", due=None)
    about = subject(counterparts=(side("Doe Victory PAC"),), period=Period.day(date(2024, 5, 5)))
    cover = Cover(
        scope="C1",
        title="reports of Roe for Senate",
        start=date(2024, 1, 1),
        end=date(2024, 12, 31),
        whole=True,
        rows=9,
    )
    asked = question(about, rule, None)
    assert finding(asked, kept(cover=cover)).verdict == "not_checkable"
    own = replace(cover, title="reports of the Doe Victory PAC")
    assert finding(asked, kept(cover=own)).verdict == "absent_though_expected"


def test_what_rests_on_one_origin_has_leads_and_what_stands_well_has_none() -> None:
    about: Subject = subject(grade="single_origin", period=Period.day(date(2024, 12, 6)))
    found = leads(about, questions(about))
    assert "fec_filings" in {lead.register for lead in found}
    lead = next(lead for lead in found if lead.register == "fec_filings")
    assert lead.due == date(2025, 4, 20)
    assert lead.why == "one origin stands behind every report"
    assert "60th Presidential Inaugural Committee" in lead.row
    assert not leads(replace(about, grade="corroborated"), questions(about))
    assert not leads(about, questions(about, [register()])), "the case's own register is no lead"


def test_where_the_publisher_has_nothing_there_is_no_lead() -> None:
    met = subject("meeting", counterparts=(PRESIDENT,), grade="anonymous_only", period=Period.day(date(2025, 8, 20)))
    assert "us_visitors" not in {lead.register for lead in leads(met, questions(met))}
    before = replace(met, period=Period.day(date(2023, 8, 20)))
    assert "us_visitors" in {lead.register for lead in leads(before, questions(before))}
