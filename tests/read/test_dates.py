from __future__ import annotations

from calendar import day_name, month_name
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cuibono.read.dates import FoundDate, Tense, find_dates, published_in
from cuibono.read.dates.reckon import easter
from cuibono.values import Period
from tests.growth import grows_evenly

SUNDAY = Period.day(date(2024, 8, 11))  # the day of publication; a Sunday
TUESDAY = Period.day(date(2024, 8, 6))  # the day of the event spoken of before


def _only(text: str) -> FoundDate:
    (found,) = find_dates(text)
    return found


def _edtf(found: FoundDate, tense: Tense = "past", published: Period | None = SUNDAY) -> str | None:
    period = found.resolve(published, tense, TUESDAY)
    return period.edtf if period else None


# Text: the words found, their sort, the days in the past tense and (where it differs) in the future tense.
ABSOLUTE = {
    "in November 2024": ("November 2024", "2024-11"),
    "on Dec. 11, 2022,": ("Dec. 11, 2022", "2022-12-11"),
    "8 December 2022": ("8 December 2022", "2022-12-08"),
    "Monday 12 August 2024, 11:20": ("Monday 12 August 2024", "2024-08-12"),
    "2022-12-08": ("2022-12-08", "2022-12-08"),
    "dated 13/12/2022": ("13/12/2022", "2022-12-13"),
    "dated 08/12/2022": ("08/12/2022", "2022-08-12/2022-12-08"),
    "dated 8-Dec-2022": ("8-Dec-2022", "2022-12-08"),
    "December 8-10, 2022": ("December 8-10, 2022", "2022-12-08/2022-12-10"),
    "Q3 2019": ("Q3 2019", "2019-07/2019-09"),
    "in the third quarter of 2023": ("the third quarter of 2023", "2023-07/2023-09"),
    "the first half of 2009": ("the first half of 2009", "2009-01/2009-06"),
    "the first nine months of 2009": ("the first nine months of 2009", "2009-01/2009-09"),
    "the last week of March 2009": ("the last week of March 2009", "2009-03-25/2009-03-31"),
    "spring 2024": ("spring 2024", "2024-03/2024-05"),
    "the winter of 2019": ("the winter of 2019", "2019-12/2020-02"),
    "the 1990s": ("the 1990s", "199X"),
    "in the late 1980's": ("late 1980's", "1986/1989"),
    "late 2006": ("late 2006", "2006-09/2006-12"),
    "mid-2009": ("mid-2009", "2009-05/2009-08"),
    "by the end of March 2010": ("the end of March 2010", "2010-03-21/2010-03-31"),
    "in fiscal 2020": ("fiscal 2020", "2019-04/2020-12"),
    "in 2015": ("2015", "2015"),
    "the 2015 election": ("2015", "2015"),
    "from 2010 to 2012": ("2010 to 2012", "2010/2012"),
    "2004-2013": ("2004-2013", "2004/2013"),
    "from March to June 2020": ("March to June 2020", "2020-03/2020-06"),
    "Easter Monday, April 10, 2023": ("Easter Monday, April 10, 2023", "2023-04-10"),
    "Easter Monday 2023": ("Easter Monday 2023", "2023-04-10"),
    "in the 19th century": ("the 19th century", "1801/1900"),
    "by December 3022": ("December 3022", "3022-12"),
    "until at least 2030": ("2030", "2030"),
    "the week ending March 3, 2023": ("the week ending March 3, 2023", "2023-02-25/2023-03-03"),
    "for the quarter ended Sept. 30, 2023": ("the quarter ended Sept. 30, 2023", "2023-07/2023-09"),
    "the year ending March 2020": ("the year ending March 2020", "2019-04/2020-03"),
    "the first Monday in October 2023": ("the first Monday in October 2023", "2023-10-02"),
    "in 2024's first quarter": ("2024's first quarter", "2024-01/2024-03"),
    "in 4Q23": ("4Q23", "2023-10/2023-12"),
    "in Q3 of fiscal 2020": ("fiscal 2020", "2019-04/2020-12"),
    "the 2023/24 season": ("2023/24", "2023/2024"),
    "five years after the 2008 crisis": ("five years after the 2008", "2013"),
    "30 June to 2 July 2023": ("30 June to 2 July 2023", "2023-06-30/2023-07-02"),
    "in March of 2008": ("March of 2008", "2008-03"),
}
PARTIAL = {
    "in March": ("March", "2024-03", "2025-03"),
    "since August": ("August", "2024-08", "2024-08"),
    "late November": ("late November", "2023-11-21/2023-11-30", "2024-11-21/2024-11-30"),
    "early in March": ("early in March", "2024-03-01/2024-03-10", "2025-03-01/2025-03-10"),
    "mid-May": ("mid-May", "2024-05-11/2024-05-20", "2025-05-11/2025-05-20"),
    "a January vote": ("January", "2024-01", "2025-01"),
    "Dec 8": ("Dec 8", "2023-12-08", "2024-12-08"),
    "on the 5th of May": ("the 5th of May", "2024-05-05", "2025-05-05"),
    "on May 5th": ("May 5th", "2024-05-05", "2025-05-05"),
    "Tuesday 6 August": ("Tuesday 6 August", "2024-08-06", "2024-08-06"),
    "the small hours of Thursday, August 8": ("Thursday, August 8", "2024-08-08", "2024-08-08"),
    "the week of March 3": ("the week of March 3", "2024-02-26/2024-03-03", "2025-03-03/2025-03-09"),
    "in the three months to June": ("the three months to June", "2024-04/2024-06", "2025-04/2025-06"),
    "June 30-July 2": ("June 30-July 2", "2024-06-30/2024-07-02", "2025-06-30/2025-07-02"),
    "the third Monday of March": ("the third Monday of March", "2024-03-18", "2025-03-17"),
    "the second quarter": ("the second quarter", "2024-04/2024-06", "2025-04/2025-06"),
    "in the spring": ("the spring", "2024-03/2024-05", "2025-03/2025-05"),
    "between March and June": ("March and June", "2024-03/2024-06", "2025-03/2025-06"),
    "on Election Day": ("Election Day", "2023-11-07", "2024-11-05"),
    "on New Year's Day": ("New Year's Day", "2024-01-01", "2025-01-01"),
    "at Christmas": ("Christmas", "2023-12-25", "2024-12-25"),
    "nine days after Easter Sunday": ("nine days after Easter Sunday", "2024-04-09", "2025-04-29"),
}
RELATIVE = {
    "on Friday": ("Friday", "2024-08-09", "2024-08-16"),
    "Sunday's edition": ("Sunday", "2024-08-11", "2024-08-11"),
    "on Monday evening": ("Monday evening", "2024-08-05", "2024-08-12"),
    "yesterday": ("yesterday", "2024-08-10", "2024-08-10"),
    "tonight": ("tonight", "2024-08-11", "2024-08-11"),
    "tomorrow": ("tomorrow", "2024-08-12", "2024-08-12"),
    "last week": ("last week", "2024-07-29/2024-08-04", "2024-07-29/2024-08-04"),
    "this week": ("this week", "2024-08-05/2024-08-11", "2024-08-05/2024-08-11"),
    "late last week": ("late last week", "2024-07-31/2024-08-04", "2024-07-31/2024-08-04"),
    "last month": ("last month", "2024-07", "2024-07"),
    "late last month": ("late last month", "2024-07-21/2024-07-31", "2024-07-21/2024-07-31"),
    "last year": ("last year", "2023", "2023"),
    "early this year": ("early this year", "2024-01/2024-04", "2024-01/2024-04"),
    "earlier this month": ("earlier this month", "2024-08-01/2024-08-11", "2024-08-01/2024-08-11"),
    "later this month": ("later this month", "2024-08-11/2024-08-31", "2024-08-11/2024-08-31"),
    "the current quarter": ("the current quarter", "2024-07/2024-09", "2024-07/2024-09"),
    "last Wednesday": ("last Wednesday", "2024-08-07", "2024-08-07"),
    "next Tuesday": ("next Tuesday", "2024-08-13", "2024-08-13"),
    "this summer": ("this summer", "2024-06/2024-08", "2024-06/2024-08"),
    "last winter": ("last winter", "2023-12/2024-02", "2023-12/2024-02"),
    "next March": ("next March", "2025-03", "2025-03"),
    "in March of last year": ("March of last year", "2023-03", "2023-03"),
    "Friday last week": ("Friday last week", "2024-08-02", "2024-08-02"),
    "over the weekend": ("the weekend", "2024-08-10/2024-08-11", "2024-08-10/2024-08-11"),
    "two weeks ago": ("two weeks ago", "2024-07-22/2024-07-28", "2024-07-22/2024-07-28"),
    "a month ago": ("a month ago", "2024-07", "2024-07"),
    "a decade ago": ("a decade ago", "2013/2015", "2013/2015"),
    "more than a year ago": ("a year ago", "../2023-08-11", "../2023-08-11"),
    "over the past six months": ("the past six months", "2024-02-11/2024-08-11", "2024-02-11/2024-08-11"),
    "in the next two years": ("the next two years", "2024-08-11/2026-08-11", "2024-08-11/2026-08-11"),
    "within the week": ("within the week", "2024-08-11/2024-08-18", "2024-08-11/2024-08-18"),
    "by the end of the year": ("the end of the year", "2024-12", "2024-12"),
    "from Tuesday until Friday": ("Tuesday until Friday", "2024-08-06/2024-08-09", "2024-08-13/2024-08-16"),
    "over the next decade": ("the next decade", "2024-08-11/2034-08-11", "2024-08-11/2034-08-11"),
    "in the next decade": ("in the next decade", "2024-08-11/2034-08-11", "2024-08-11/2034-08-11"),
    "in two weeks": ("in two weeks", None, "2024-08-19/2024-08-25"),
    "in two weeks' time": ("in two weeks' time", "2024-08-19/2024-08-25", "2024-08-19/2024-08-25"),
    "in recent weeks": ("recent weeks", None, None),
}
ANCHORED = {
    "four days later": ("four days later", "2024-08-10"),
    "the following Monday": ("the following Monday", "2024-08-12"),
    "three days ahead of the vote": ("three days ahead of", "2024-08-03"),
    "the day before": ("the day before", "2024-08-05"),
    "the same day": ("the same day", "2024-08-06"),
    "two days after that meeting": ("two days after", "2024-08-08"),
    "the months before the vote": ("the months before", None),
    "the next day": ("the next day", "2024-08-07"),
    "days after the meeting": ("days after", None),
    "three years later": ("three years later", "2027"),
    "the previous month": ("the previous month", "2024-07"),
    "that year": ("that year", "2024"),
    "on the Tuesday she woke": ("the Tuesday", "2024-08-13"),
}
# The days after those of an event, and where none was spoken of.
IN_ANOTHER_YEAR = {
    "than in the same month last year": ("the same month last year", "2023-08", "2023"),
    "from the same quarter a year earlier": ("the same quarter a year earlier", "2023-07/2023-09", None),
    "in the same week of 2015": ("the same week of 2015", "2015-08-03/2015-08-09", "2015"),
    "on the same day the previous year": ("the same day the previous year", "2023-08-06", None),
}
DURATIONS = {"for ten years": "for ten years", "about fifty minutes": "fifty minutes", "a two-day visit": "two-day"}


@pytest.mark.parametrize("text", ABSOLUTE)
def test_absolute(text: str) -> None:
    found = _only(text)
    assert (found.text, _edtf(found, published=None)) == ABSOLUTE[text]
    assert found.sort == "absolute"
    assert _edtf(found) == ABSOLUTE[text][1]
    assert (found.resolve(SUNDAY) or SUNDAY).basis == "text"


@pytest.mark.parametrize(("text", "sort"), [*((t, "partial") for t in PARTIAL), *((t, "relative") for t in RELATIVE)])
def test_seen_from_publication(text: str, sort: str) -> None:
    found = _only(text)
    assert (found.text, _edtf(found), _edtf(found, "future")) == {**PARTIAL, **RELATIVE}[text]
    assert found.sort == sort
    assert found.resolve(None) is None
    assert (found.resolve(SUNDAY) or Period(None, None, "text+published")).basis == "text+published"


@pytest.mark.parametrize("text", ANCHORED)
def test_seen_from_an_event(text: str) -> None:
    found = _only(text)
    assert (found.text, _edtf(found)) == ANCHORED[text]
    assert found.sort == "anchored"
    assert found.resolve(SUNDAY) is None


@pytest.mark.parametrize("text", IN_ANOTHER_YEAR)
def test_seen_from_an_event_in_another_year(text: str) -> None:
    found = _only(text)
    alone = found.resolve(SUNDAY)
    assert (found.text, _edtf(found), alone and alone.edtf) == IN_ANOTHER_YEAR[text]
    assert found.sort == "anchored"


def test_a_year_in_another_part_of_the_sentence_is_not_that_of_a_month() -> None:
    assert [found.text for found in find_dates("The same month, last year's budget was cut.")] == [
        "The same month",
        "last year",
    ]
    assert [found.text for found in find_dates("It met that week in Paris in 2015.")] == ["that week", "2015"]


@pytest.mark.parametrize("text", DURATIONS)
def test_a_length_of_time_is_no_date(text: str) -> None:
    found = _only(text)
    assert (found.text, found.sort, found.resolve(SUNDAY)) == (DURATIONS[text], "duration", None)


@pytest.mark.parametrize(
    "text",
    [
        "They may march on, May said, with Theresa May and April Jones.",
        "The guests at Mar-a-Lago sat in the sun.",
        "The meeting began at 9:10 a.m.",
        "It cut 2000 jobs and sold 1990 cars on page 1998.",
        "The fall of the government was no spring of hope.",
        "She reads the Sunday Times.",
        "It costs $5 million a year.",
        "A second half of the match, a quarter of the price",
        "Boeing-2010 and $1999 and 1,999 of 2000%",
        "at the end of the day",
        "the Sept. 11 attacks",
        "by at least 2000 jobs",
        "a survey of 1709 schoolchildren",
        "three-quarters of them, day after day",
    ],
)
def test_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("since August", "since"),
        ("starting on October 1", "since"),
        ("on or after 9 August", "since"),
        ("until Friday", "until"),
        ("before the late-November recess", "before"),
        ("after 9 August", "after"),
        ("by 2029", "by"),
        ("through 2029", "through"),
        ("during 2029", "during"),
        ("between 2010 and 2012", "between"),
        ("on Friday", "at"),
    ],
)
def test_relation(text: str, relation: str) -> None:
    assert _only(text).relation == relation


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("since March", "2024-03-01/2024-08-11"),
        ("until Friday", "2024-08-11/2024-08-16"),
        ("after 9 August", "2024-08-10/.."),
        ("before 2027", "../2026-12-31"),
        ("by December 3", "../2024-12-03"),
        ("in March", "2024-03"),
    ],
)
def test_reach_applies_the_relation(text: str, edtf: str) -> None:
    period = _only(text).reach(SUNDAY)
    assert period is not None
    assert period.edtf == edtf


def test_both_years_of_an_alternative() -> None:
    assert [found.text for found in find_dates("in 2017 or to her fund in 2021")] == ["2017", "2021"]
    assert [found.text for found in find_dates("the 2015 and 2019 funds")] == ["2015", "2019"]


def test_publication_known_to_the_month_gives_no_day() -> None:
    period = _only("last week").resolve(Period.month(2024, 8))
    assert period == Period(date(2024, 7, 22), date(2024, 8, 25), "text+published")


def test_without_publication_the_year_may_come_from_the_event_before() -> None:
    assert _edtf(_only("in June"), published=None) == "2024-06"


@pytest.mark.parametrize(
    ("year", "day"), [(2024, date(2024, 3, 31)), (2023, date(2023, 4, 9)), (2038, date(2038, 4, 25))]
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


# Publication.


@pytest.mark.parametrize(
    ("head", "edtf"),
    [
        ("Firm pays fund\n\nThe Valley Courier, Friday, December 9, 2022\n\nBy A. Writer", "2022-12-09"),
        ("By X | Saturday 10 December 2022", "2022-12-10"),
        ("Friday 9 August 2024, 21:14 (updated)", "2024-08-09"),
        ("Sunday, Dec. 11, 2022 | 2 min read", "2022-12-11"),
        (
            "The deal of 3 May 2019 is off again, say both of the partners in it\nPublished: 2021-06-30 10:05",
            "2021-06-30",
        ),
        ("The Quarterly, June 2021 issue", "2021-06"),
        (
            "LAKE TOWN, Norland, April 10, 2023 (Agency) - A firm today announced the plan that it had long kept",
            "2023-04-10",
        ),
        ("It visited the palace in November 2024, a move that set the tone for all that followed it", None),
        ("It visited the palace on 3 November 2024, a move that set the tone for all that followed it", None),
        ("PORT ANSEL, Dec 8 (Press) - A firm said", None),
        ("The May 3, 2019 deal is off\n\n30 June 2021", "2021-06-30"),
        ("Two firms and their March 2019 deal", None),
        ("A plan for 2030", None),
        ("", None),
    ],
)
def test_publication_date(head: str, edtf: str | None) -> None:
    period = published_in(head)
    assert (period and period.edtf) == edtf


# Properties.

publication = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31))
DAY_FORMS = (
    "{d} {month} {y}",
    "{month} {d}, {y}",
    "{weekday}, {month} {d}, {y}",
    "{weekday} {d} {month} {y}",
    "the {d}{th} of {month} {y}",
    "{y:04}-{m:02}-{d:02}",
    "{mon}. {d}, {y}",
)


def _words(form: str, day: date) -> str:
    last = day.day % 10
    th = {1: "st", 2: "nd", 3: "rd"}.get(last, "th") if day.day not in (11, 12, 13) else "th"
    month = month_name[day.month]
    return form.format(
        d=day.day, m=day.month, y=day.year, th=th, month=month, mon=month[:3], weekday=day_name[day.weekday()]
    )


@given(publication, st.sampled_from(DAY_FORMS))
def test_full_dates_read_back(day: date, form: str) -> None:
    assume(form != "{mon}. {d}, {y}" or day.month != 5)  # May has no abbreviation
    words = _words(form, day)
    found = _only(f"They met on {words} at noon.")
    assert found.text == words
    assert found.resolve(None) == Period.day(day)


@given(publication, st.integers(0, 6), st.sampled_from(["past", "future"]))
def test_a_weekday_is_the_nearest_the_tense_allows(seen: date, weekday: int, tense: Tense) -> None:
    period = _only(f"They met on {day_name[weekday]} at noon.").resolve(Period.day(seen), tense)
    assert period is not None
    assert period.earliest == period.latest
    day = period.earliest
    assert day is not None
    assert day.weekday() == weekday
    ahead = (day - seen).days
    assert 0 <= (ahead if tense == "future" else -ahead) <= 6


@given(publication, st.sampled_from(["week", "month", "quarter", "year"]), st.sampled_from(["last", "this", "next"]))
def test_calendar_units_lie_side_by_side(seen: date, unit: str, which: str) -> None:
    published = Period.day(seen)
    period, this = (_only(f"It came {word} {unit}.").resolve(published) for word in (which, "this"))
    assert period is not None
    assert period.earliest is not None
    assert period.latest is not None
    assert this is not None
    assert this.contains(seen)
    if which == "last":
        assert this.earliest == period.latest + timedelta(days=1)
    if which == "next":
        assert this.latest == period.earliest - timedelta(days=1)
    assert unit != "week" or (period.earliest.weekday(), period.days) == (0, 7)


@given(publication, st.integers(1, 12), st.sampled_from(["past", "future", None]), st.booleans())
def test_a_month_stays_a_month(seen: date, month: int, tense: Tense, with_year: bool) -> None:
    words = month_name[month] + (f" {seen.year}" if with_year else "")
    period = _only(f"They met in {words}.").resolve(Period.day(seen), tense)
    assert period is not None
    assert period.earliest is not None
    assert (period.earliest.month, period.earliest.day) == (month, 1)
    assert period == Period.month(period.earliest.year, month, period.basis)
    if not with_year and tense != "future":
        assert 0 <= (seen.year - period.earliest.year) * 12 + seen.month - month < 12


@given(publication, st.integers(1, 90), st.sampled_from(["day", "week", "month", "year"]))
def test_ago_holds_the_day(seen: date, count: int, unit: str) -> None:
    assume(unit != "year" or count < 40)
    period = _only(f"They met {count} {unit}{'s' * (count > 1)} ago.").resolve(Period.day(seen))
    assert period is not None
    days = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}[unit] * count
    assert period.contains(seen - timedelta(days=round(days))) or unit in ("month", "year")
    least = {"day": 1, "week": 7, "month": 28, "year": 365}[unit]
    assert (period.days or 0) >= least


PIECES = "the last next this early late mid- end of first week month year March May Friday 2010 -2012 12 /3/ 2 weeks"
PIECES += (
    " ago before after Easter from to between and ' , . \n Q3 quarter fiscal days two a few in on within for Dec. 0"
)
pieces = st.sampled_from(PIECES.split(" "))


@given(st.text() | st.lists(pieces).map(" ".join), publication, st.sampled_from(["past", "future", None]))
def test_never_fails_and_spans_lie_in_the_text(text: str, seen: date, tense: Tense) -> None:
    last = 0
    for found in find_dates(text):
        assert last <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]
        found.resolve(Period.day(seen), tense, TUESDAY)
        found.resolve(None, tense, TUESDAY)
        found.reach(Period.month(seen.year, seen.month), tense)
        last = found.end


@given(st.lists(pieces).map(" ".join), st.sampled_from([date(1, 1, 1), date(1, 12, 31), date(9999, 12, 31)]))
def test_the_ends_of_the_calendar_are_no_trouble(text: str, seen: date) -> None:
    for found in find_dates(text):
        found.reach(Period.day(seen), "past", Period.day(seen))
        found.reach(Period.day(seen), "future", Period.day(seen))


@pytest.mark.parametrize(
    "piece", [" ", "1", "the ", "last ", "early ", "May ", "5 May to ", "two days after ", "'90s "]
)
def test_time_grows_with_the_text_only(piece: str) -> None:
    assert grows_evenly(lambda length: find_dates((piece * (length // len(piece) + 1))[:length]), 4_000)
