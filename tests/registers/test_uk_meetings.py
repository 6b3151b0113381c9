from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers.uk_meetings import adapter
from cuibono.registers.uk_meetings.periods import dated, named
from tools.parts import shared

FILES = shared() / "registers" / "uk" / "govuk_csv"
real = pytest.mark.skipif(not FILES.exists(), reason="the departments' files are not on this machine")
HEAD = "Minister,Date,Name of External Organisation,Purpose of meeting\n"


def read(folder: Path, text: str, name: str = "pmmeetingsjanmar2012.csv") -> list[Record | Cover | Problem]:
    path = folder / name
    path.write_bytes((text if text.startswith("Minister") else HEAD + text).encode("cp1252"))
    return list(adapter.records(path))


def rows(found: list[Record | Cover | Problem]) -> list[Record]:
    return [one for one in found if isinstance(one, Record)]


def problems(found: list[Record | Cover | Problem]) -> list[str]:
    return [one.code for one in found if isinstance(one, Problem)]


def first_and_last(year: int, first: int, last: int, day: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, day)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("January", first_and_last(2012, 1, 1, 31)),
        ("Jan-13", first_and_last(2013, 1, 1, 31)),
        ("Oct-2010", first_and_last(2010, 10, 10, 31)),
        ("August, 2010 ", first_and_last(2010, 8, 8, 31)),
        ("Apr/Jun", first_and_last(2012, 4, 6, 30)),
        ("Jan/Feb/Mar", first_and_last(2012, 1, 3, 31)),
        ("12/05/2014", (date(2014, 5, 12), date(2014, 5, 12))),
        ("2014-05-12", (date(2014, 5, 12), date(2014, 5, 12))),
        ("12 May", (date(2012, 5, 12), date(2012, 5, 12))),
        ("3rd May 2014", (date(2014, 5, 3), date(2014, 5, 3))),
        ("12-Jan", None),
        ("Marc", None),
        ("31/02/2014", None),
        ("", None),
    ],
)
def test_a_date_is_what_it_says_and_no_more(cell: str, expected: tuple[date, date] | None) -> None:
    assert dated(cell, 2012) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CO_meetings_jan_mar_14.csv", ("co", (1, 3), 2014)),
        ("comeetingsjulyesept2011.csv", ("co", (7, 9), 2011)),
        ("comeetingsjulsept13__2_.csv", ("co", (7, 9), 2013)),
        ("leaders-whips-meetings-oct-dec-2010_0.csv", ("leaders whips", (10, 12), 2010)),
        ("pmmeetingsjanmar.csv", ("pm", (1, 3), None)),
        ("dpm-meetings.csv", ("dpm", None, None)),
        ("83069_AGO_meetings_July_Sept_12.csv", ("ago", (7, 9), 2012)),
    ],
)
def test_a_file_is_named_for_office_and_quarter(name: str, expected: tuple[object, ...]) -> None:
    found = named(Path(name))
    assert (found.office, found.months, found.year) == expected


def test_the_minister_is_filled_down_and_notes_are_left_out(tmp_path: Path) -> None:
    text = '"Jane, MP",January,Acme,Talk\n,,,\n,February,Zeta,Talk\nNote,,,\nDoes not normally include meetings,,,\n'
    found = rows(read(tmp_path, text))
    assert [(one.actor, one.counterpart, one.line) for one in found] == [
        ("Acme", "Jane, MP", 2),
        ("Zeta", "Jane, MP", 4),
    ]


def test_a_header_with_marks_and_empty_columns_is_known(tmp_path: Path) -> None:
    found = read(tmp_path, "Minister   ,Date,Name of Organisation\xa0,Purpose of meeting²,,\nA,Jan-12,Acme,Talk,,\n")
    assert rows(found)[0].actor == "Acme"


def test_a_file_without_a_year_gives_no_date(tmp_path: Path) -> None:
    found = read(tmp_path, "A,January,Acme,Talk\n", "pmmeetingsjanmar.csv")
    assert problems(found) == ["no_year"]
    assert rows(found)[0].earliest is None
    assert isinstance(found[0], Cover)
    assert not found[0].whole


def test_other_rows_may_tell_the_year_and_two_years_tell_none(tmp_path: Path) -> None:
    named_once = read(tmp_path, "A,Jan-13,Acme,x\nA,February,Zeta,x\n", "comeetingsjanmar.csv")
    assert rows(named_once)[1].earliest == date(2013, 2, 1)
    named_twice = read(tmp_path, "A,Jan-13,Acme,x\nA,Dec-12,Zeta,x\nA,Feb,Eta,x\n", "comeetingsjanmar.csv")
    assert problems(named_twice) == ["no_year"]
    contradicted = read(tmp_path, "A,Jan-13,Acme,x\nA,Feb,Eta,x\n", "comeetingsjanmar2012.csv")
    assert problems(contradicted) == ["no_year"]


def test_an_unread_date_has_the_months_of_its_file(tmp_path: Path) -> None:
    found = read(tmp_path, "A,Marc,Acme,Talk\n")
    assert problems(found) == ["no_date"]
    assert (rows(found)[0].earliest, rows(found)[0].latest) == first_and_last(2012, 1, 3, 31)


def test_a_row_without_date_and_purpose_adds_to_the_meeting_above(tmp_path: Path) -> None:
    found = rows(read(tmp_path, "A,Jan-12,Roundtable:,Talk\n,,Acme,\nA,,Zeta,\n"))
    assert [(one.actor, one.part) for one in found] == [("Acme", 0), ("Zeta", 1)]
    assert len({one.key for one in found}) == 1


def test_a_nil_return_is_a_cover_without_rows(tmp_path: Path) -> None:
    found = read(tmp_path, "Whips,Nil return,,\nA,Jan-12,Acme,Talk\n", "pm-meetings.csv")
    (cover,) = [one for one in found if isinstance(one, Cover) and "nil return" in one.title]
    assert (cover.whole, cover.start, cover.end) == (True, *first_and_last(2012, 1, 1, 31))
    assert len(rows(found)) == 1


def test_the_same_words_twice_are_two_meetings(tmp_path: Path) -> None:
    found = rows(read(tmp_path, "A,Jan-12,Acme,Talk\nA,Jan-12,Acme,Talk\n"))
    assert len({one.key for one in found}) == 2


def test_a_list_of_another_shape_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="heads minister, date, organisation and purpose"):
        read(tmp_path, "Minister,Month,Org,Purpose,Year\nA,April,Acme,Talk,2013\n")


@real
def test_all_real_files_are_read() -> None:
    found = {path.name: list(adapter.records(path)) for path in sorted(FILES.glob("*.csv"))}
    assert len(found) == 55
    assert all(adapter.recognises(path.name, path.read_bytes()[:65536]) for path in FILES.glob("*.csv"))
    assert sum(one.part == 0 for file in found.values() for one in rows(file)) == 2424
    codes = [code for file in found.values() for code in problems(file)]
    assert (codes.count("no_year"), codes.count("no_date"), codes.count("no_meeting"), len(codes)) == (106, 2, 1, 109)
    assert {name for name, file in found.items() if "no_year" in problems(file)} == {
        "comeetingsjulysep.csv", "pmmeetingsjanmar.csv",
    }  # fmt: skip


@real
def test_real_rows_are_what_the_files_say() -> None:
    found = rows(list(adapter.records(FILES / "co-meetings-oct-dec-2010.csv")))
    climate = [one.actor for one in found if one.line == 29]
    assert climate == ["Friends of the Earth", "Greenpeace UK", "WWF", "RSPB", "E3G", "Green Alliance"]
    whips = list(adapter.records(FILES / "leaders-whips-meetings.csv"))
    assert sum(isinstance(one, Cover) and one.whole for one in whips) == 5
    google = rows(list(adapter.records(FILES / "CO_meetings_jan_mar_14.csv")))
    (row,) = [one for one in google if one.actor == "Google" and one.text == "Misleading websites"]
    assert (row.earliest, row.latest) == first_and_last(2014, 2, 2, 28)


@real
@pytest.mark.parametrize("name", ["MixedProcessedData.csv", "combinedmeetings.csv", "google_meetings_uk.csv"])
def test_lists_that_others_cleaned_are_left_to_them(name: str) -> None:
    path = FILES.parent / name
    assert not adapter.recognises(name, path.read_bytes()[:65536])
    with pytest.raises(ValueError, match="heads minister"):
        list(adapter.records(path))
