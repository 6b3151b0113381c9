from __future__ import annotations

import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from cuibono import records, registers
from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.records import Search, Wanted
from cuibono.registers.us_visitors import adapter
from cuibono.registers.us_visitors.calendars import attendees
from cuibono.registers.us_visitors.days import day
from cuibono.settings import CaseFolder
from tools.parts import shared

FILE = shared() / "registers" / "visitors" / "propublica_wh_complex_2017_logs.csv"
OLD = (
    "NAMELAST,NAMEFIRST,UIN,TOA,APPT_START_DATE,APPT_CANCEL_DATE,TOTAL_PEOPLE,"
    "VISITEE_NAMELAST,VISITEE_NAMEFIRST,MEETING_LOC,RELEASEDATE\n"
)
NEW = (
    "Last Name,First Name,UIN,TOA,Appointment Start Date,Appointment Cancel Date,Total People,,,"
    "Visitee Last Name,Visitee First Name,Meeting Location,Release Date\n"
)


def read(folder: Path, text: str) -> list[Record | Cover | Problem]:
    path = folder / "2021.04_WAVES-ACCESS-RECORDS.csv"
    path.write_text(text, encoding="utf-8")
    return list(adapter.records(path))


def rows(found: list[Record | Cover | Problem]) -> list[Record]:
    return [one for one in found if isinstance(one, Record)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1/23/17", date(2017, 1, 23)),
        ("3/12/2014 9:00", date(2014, 3, 12)),
        ("2021-04-05T10:00", date(2021, 4, 5)),
        ("13/32/17", None),
        ("", None),
    ],
)
def test_days_are_read_and_typos_are_not_mended(cell: str, expected: date | None) -> None:
    assert day(cell) == expected


@pytest.mark.parametrize(
    ("cells", "sort", "counts"),
    [
        ("3/12/2014 8:55,3/12/2014 9:00,,3", "visit", True),
        (",3/12/2014 9:00,,3", "appointment", True),
        (",3/12/2014 9:00,3/11/2014 10:00,3", "cancelled", False),
        ("3/12/2014 8:55,3/12/2014 19:00,,619", "event", True),
    ],
)
def test_an_appointment_is_no_attendance(tmp_path: Path, cells: str, sort: str, counts: bool) -> None:
    (row,) = rows(read(tmp_path, OLD + f"EXAMPLE,KIM,U1,{cells},,POTUS,STATE FLOO,6/27/2014\n"))
    assert (row.sort, row.counts, row.actor, row.counterpart) == (sort, counts, "KIM EXAMPLE", "POTUS")
    assert (row.earliest, row.known, row.place) == (date(2014, 3, 12), date(2014, 6, 27), "STATE FLOO")
    assert bool(row.why) is not counts


def test_a_tour_is_an_event(tmp_path: Path) -> None:
    (row,) = rows(read(tmp_path, OLD + "EXAMPLE,KIM,U1,,3/12/2014 9:00,,4,OFFICE,VISITORS,WH,6/27/2014\n"))
    assert row.sort == "event"


def test_the_header_of_2021_and_two_empty_columns_are_known(tmp_path: Path) -> None:
    found = read(tmp_path, NEW + "EXAMPLE,KIM,U1,,4/5/2021 9:00,,3,,,STAFFER,ROBIN,WH,8/6/2021\n")
    assert [(one.counterpart, one.scope) for one in rows(found)] == [("ROBIN STAFFER", "access records 2021-04")]
    assert [(one.start, one.whole) for one in found if isinstance(one, Cover)] == [(date(2021, 4, 5), False)]


def test_shifted_and_empty_rows_are_problems(tmp_path: Path) -> None:
    row = "EXAMPLE,KIM,U1,,{},,3,STAFFER,ROBIN,WH,8/6/2021{}\n"
    found = read(tmp_path, OLD + row.format("TBD", "") + row.format("4/5/2021", ",more") + ",,,,4/5/2021,,,,,,\n")
    assert [one.code for one in found if isinstance(one, Problem)] == ["no_date", "shifted", "no_party"]


def test_a_row_that_was_released_twice_is_one(tmp_path: Path) -> None:
    row = "EXAMPLE,KIM,U1,,4/5/2021 9:00,,3,STAFFER,ROBIN,WH,{}\n"
    path = tmp_path / "waves.csv"
    path.write_text(OLD + row.format("8/6/2021") + row.format("9/3/2021"), encoding="utf-8")
    folder = CaseFolder(tmp_path / "case")
    records.add(folder, "us_visitors", path, "2026-01-01")
    assert len(Search(folder, "us_visitors").rows(Wanted())) == 1


def test_a_zip_is_read(tmp_path: Path) -> None:
    path = tmp_path / "whitehouse-waves-2013.csv__0.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("waves.csv", OLD + "EXAMPLE,KIM,U1,,3/12/2013 9:00,,3,,POTUS,WH,6/27/2013\n")
    assert adapter.recognises(path.name, path.read_bytes())
    assert len(rows(list(adapter.records(path)))) == 1


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Winkler, Ryan C", ["Winkler, Ryan C"]),
        ("Nat Pieper, Andi Newman", ["Nat Pieper", "Andi Newman"]),
        (
            "Afua A. Bruce, Bunn, Lindy Y. EOP/OSTP, Adam Weiss",
            ["Afua A. Bruce", "Bunn, Lindy Y. EOP/OSTP", "Adam Weiss"],
        ),
        ("(b)(6), Peter J. White, (b)(6)", ["Peter J. White"]),
        ("(illegible)", []),
        ("Matt (illegible)", ["Matt (illegible)"]),
    ],
)
def test_attendees_are_told_apart(cell: str, expected: list[str]) -> None:
    assert attendees(cell) == expected


def test_a_log_without_header_or_host(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        'Logfile,U.S. Trade Representative,2/10/17,,"Winkler, Ryan C",Acme,meeting,,,,,\n'
        "Logfile,U.S. Trade Representative,,,(b)(6),GSA,working,,,,,\n"
        "Calendar,Office of Management and Budget,2/11/17,Kim Host,,,Call with Zeta,,,,,\n",
    )
    person, company, hidden, call = rows(found)
    assert (person.actor, company.actor, company.actor_kind) == ("Winkler, Ryan C", "Acme", "organisation")
    assert (person.key, person.counterpart) == (company.key, "U.S. Trade Representative")
    assert (hidden.actor, hidden.earliest, hidden.own["attendees"]) == ("GSA", None, "(b)(6)")
    assert (call.actor, call.counterpart, call.text) == (None, "Kim Host", "Call with Zeta")
    assert [one.code for one in found if isinstance(one, Problem)] == ["no_date"]


def test_a_list_of_another_shape_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="neither heads access records"):
        read(tmp_path, "a,b,c\n1,2,3\n")


@pytest.mark.parametrize(("when", "gap"), [("2018-05-01", True), ("2021-02-01", False), ("2025-06-01", True)])
def test_terms_without_a_log_are_told(when: str, gap: bool) -> None:
    gaps = [one for one in registers.source("us_visitors").gaps if one.holds(date.fromisoformat(when))]
    assert bool(gaps) is gap
    assert all("no visitor log" in one.reason for one in gaps)


@pytest.mark.skipif(not FILE.exists(), reason="the logs of 2017 are not on this machine")
def test_the_real_logs_are_read() -> None:
    assert adapter.recognises(FILE.name, FILE.read_bytes()[:65536])
    found = list(adapter.records(FILE))
    kept = rows(found)
    assert sum(one.part == 0 for one in kept) == 8802
    assert [one.code for one in found if isinstance(one, Problem)] == ["no_date"] * 5
    assert len({(one.key, one.part) for one in kept}) == len(kept)
    offices = Counter(one.place for one in kept if one.part == 0)
    assert sorted(offices.values()) == [111, 244, 834, 940, 6673]
    microsoft = [one.earliest for one in kept if one.actor == "Microsoft"]
    february = [date(2017, 2, 10), *[date(2017, 2, 27)] * 4]
    assert microsoft == [*february, date(2017, 3, 1), date(2017, 5, 12)]
