from __future__ import annotations

from calendar import day_name
from datetime import date, timedelta
from pathlib import Path

import pytest

from tools.benches import dates, heideltime, page
from tools.benches.dated import SORTS, Dated, Days, News, made
from tools.benches.dates import Said

FRIDAY = date(2024, 8, 9)
TIMEML = """<?xml version="1.0"?>
<TimeML>
  {opening}It paid on <TIMEX3 tid="t1" type="DATE" value="2024-08-09">Friday</TIMEX3> & in \
<TIMEX3 tid="t2" type="DATE" value="198" mod="END">the late 1980s</TIMEX3>.

</TimeML>
"""


def test_news_is_the_same_each_time_with_every_sort_of_date_at_its_words() -> None:
    news = made(3)
    assert news == made(3)
    for each in news:
        assert {dated.sort for dated in each.dates} == set(SORTS)
        assert "[" not in each.text
        for dated in each.dates:
            words = each.text[dated.start : dated.end]
            assert words == words.strip(" ,.")
            assert dated.days.first <= dated.days.last


def test_the_right_days_are_those_that_the_words_say() -> None:
    seen: set[str] = set()
    for each in made(20):
        for dated in each.dates:
            words, (first, last, vague) = each.text[dated.start : dated.end].lower(), dated.days
            match words.split():
                case ["last" | "next" as which, day] if day.capitalize() in day_name:
                    seen.add(which)
                    assert day.capitalize() == day_name[first.weekday()]
                    weeks = first.isocalendar().week - each.published.isocalendar().week
                    assert weeks % 52 in ((51, 52, 0) if which == "last" else (1, 0))
                    assert 0 < abs((first - each.published).days) < 7
                    assert (first > each.published) == (which == "next")
                case ["two", "weeks", "ago"]:
                    seen.add("ago")
                    assert first <= each.published - timedelta(14) <= last
                    assert vague
                case ["last", "week"]:
                    seen.add("week")
                    assert (first.weekday(), (last - first).days) == (0, 6)
                    assert last < each.published <= last + timedelta(7)
                case [iso] if iso.count("-") == 2:
                    seen.add("iso")
                    assert date.fromisoformat(iso) == first == last
    assert seen == {"last", "next", "ago", "week", "iso"}


def test_where_no_date_is_said_no_date_is_marked() -> None:
    (news,) = made(1)
    for start, end in news.dateless:
        assert news.text[end - 1] == "."
        assert not any(dated.start < end and start < dated.end for dated in news.dates)


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2024-08-09", (date(2024, 8, 9), date(2024, 8, 9))),
        ("2024-08-09TEV", (date(2024, 8, 9), date(2024, 8, 9))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2024-W30", (date(2024, 7, 22), date(2024, 7, 28))),
        ("2023-Q3", (date(2023, 7, 1), date(2023, 9, 30))),
        ("2009-H1", (date(2009, 1, 1), date(2009, 6, 30))),
        ("2024-SU", (date(2024, 6, 1), date(2024, 8, 31))),
        ("198", (date(1980, 1, 1), date(1989, 12, 31))),
        ("19", (date(1900, 1, 1), date(1999, 12, 31))),
        ("P6M", None),
        ("PAST_REF", None),
        ("XXXX-08", None),
    ],
)
def test_the_days_of_a_value(value: str, days: tuple[date, date] | None) -> None:
    assert heideltime.days(value) == days


@pytest.mark.parametrize("opening", ["", "\n\n  "])
def test_what_heideltime_finds_stands_at_its_words_in_a_text_with_space_before_it(opening: str) -> None:
    text = f"{opening}It paid on Friday & in the late 1980s."
    found = heideltime.tagged(TIMEML.format(opening=opening), text)
    assert [(text[each.start : each.end], each.value) for each in found] == [
        ("Friday", "2024-08-09"),
        ("the late 1980s", "198"),
    ]


def test_an_answer_about_another_text_is_none() -> None:
    with pytest.raises(heideltime.UnavailableError):
        heideltime.tagged(TIMEML.format(opening=""), "It paid nothing.")
    with pytest.raises(heideltime.UnavailableError):
        heideltime.tagged("", "")


@pytest.mark.parametrize(
    ("found", "is_right"),
    [
        ([(date(2020, 3, 1), date(2020, 6, 30))], True),
        ([(date(2020, 3, 1), date(2020, 3, 31)), (date(2020, 6, 1), date(2020, 6, 30))], True),
        ([(date(2020, 6, 1), date(2020, 6, 30)), None], False),
        ([None], False),
        ([], False),
    ],
)
def test_a_span_is_right_whole_or_from_both_its_ends(found: list[tuple[date, date] | None], is_right: bool) -> None:
    span = Dated(0, 10, "spans", Days(date(2020, 3, 1), date(2020, 6, 30)))
    assert dates.right(span, [Said(0, 5, days) for days in found]) == is_right


def test_of_a_vague_date_any_days_within_are_right() -> None:
    early = Dated(0, 10, "early_and_late", Days(date(2021, 1, 1), date(2021, 12, 31), vague=True))
    assert dates.right(early, [Said(0, 10, (date(2021, 1, 1), date(2021, 4, 30)))])
    assert not dates.right(early, [Said(0, 10, (date(2020, 12, 1), date(2021, 4, 30)))])


def test_the_tense_of_the_parse_turns_a_weekday_forward() -> None:
    text = "The council met on Monday.\n\nThe council will meet on Monday."
    news = News(text, FRIDAY, (), ())
    monday, ahead = date(2024, 8, 5), date(2024, 8, 12)
    assert [said.days for said in dates._parsing()(news)] == [(monday, monday), (ahead, ahead)]
    assert [said.days for said in dates._alone(news)] == [(monday, monday), (monday, monday)]
    assert [text[said.start : said.end] for said in dates._alone(news)] == ["Monday", "Monday"]


def test_what_is_found_and_right_is_told_of_all_and_of_each_sort() -> None:
    figures = dates.scores(dates._alone, made(2))
    assert figures["found"] > 0.95
    assert figures["right"] > 0.85
    assert figures["right_full_days"] == 1
    assert dates.scores(lambda news: [Said(0, len(news.text), None)], made(1))["right"] == 0


def test_without_heideltime_the_program_is_measured_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(heideltime, "PLACE", tmp_path)
    assert dates._heideltime(made(1)) == {}
    said = capsys.readouterr().err
    assert said.startswith("not measured: HeidelTime (")
    assert said.count("\n") == 1


def test_the_target_is_to_be_no_worse_than_heideltime_where_it_was_measured() -> None:
    ours = {"parsed_right": 0.98, "parsed_words_per_second": 4000}
    assert not dates.missed(ours)
    assert not dates.missed(ours | {"heideltime_right": 0.9, "heideltime_words_per_second": 400})
    assert dates.missed(ours | {"heideltime_right": 0.99, "heideltime_words_per_second": 400})


def test_the_page_has_a_row_for_each_sort_and_a_dash_for_what_was_not_measured() -> None:
    figures = {"documents": 6, "words": 4634, "dates": 336, "dateless": 48, "parsed_right": 0.982}
    section = page.sections({"dates": figures | {f"dates_{sort}": 30 for sort in SORTS}})
    assert "| dates with the right days | 0.982 | - | - |" in section
    assert "| - a weekday (30) | - | - | - |" in section
