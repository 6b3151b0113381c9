from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cuibono import records
from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.records import Search, Wanted
from cuibono.registers.lda_contributions import adapter, sides
from cuibono.settings import CaseFolder

LDA = Path(__file__).resolve().parents[3] / "shared" / "registers" / "lda"
needs_files = pytest.mark.skipif(not LDA.is_dir(), reason="the saved answers are not here (shared/registers/lda)")
HEADER = (
    "contributor_name,registrant_name,payee_name,honoree_name,amount,contribution_date,contribution_type_display,"
    "contrib_filing_uuid\n"
)


def item(
    payee: str = "FUND", honouree: str = "None", amount: str = "500.00", day: str = "2024-12-04", **more: str
) -> Any:
    columns = {"contribution_type": "feca", "contributor_name": "SELF", "payee_name": payee, "honoree_name": honouree}
    return columns | {"amount": amount, "date": day} | more


def report(uuid: str = "u1", *items: Any, type_: str = "YY", posted: str = "2025-01-24", **more: Any) -> Any:
    return {
        "filing_uuid": uuid, "filing_type": type_, "filing_type_display": "Year-End Report", "filing_year": 2024,
        "filing_period": "year_end", "filing_period_display": "Year-End", "dt_posted": f"{posted}T10:00:00-05:00",
        "registrant": {"id": 7, "name": "ACME, INC. AND VARIOUS SUBSIDIARIES"}, "lobbyist": None,
        "contribution_items": list(items),
    } | more  # fmt: skip


ROE = {"id": 9, "first_name": "JO", "middle_name": None, "last_name": "ROE", "suffix_display": None}


def read(path: Path, content: Any) -> list[Record | Cover | Problem]:
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return list(adapter.records(path))


def rows(found: list[Record | Cover | Problem]) -> list[Record]:
    return [one for one in found if isinstance(one, Record)]


def page(*reports: Any, count: int | None = None, following: str | None = None) -> Any:
    return {"count": count or len(reports), "next": following, "previous": None, "results": list(reports)}


def test_the_key_of_an_item_is_the_same_in_an_answer_and_in_a_compiled_table(tmp_path: Path) -> None:
    (answered,) = rows(read(tmp_path / "a.json", page(report("u1", item("TRUST  FUND", amount="1000.00")))))
    line = 'SELF,"ACME, INC.",Trust Fund,,1000.0,2024-12-04,FECA,u1\n'
    (compiled,) = rows(read(tmp_path / "a.csv", HEADER + line))
    assert answered.key == compiled.key
    assert answered.key.startswith("u1:")
    assert compiled.own["file"] == "compiled by others from answers of the interface"


def test_an_answer_counts_before_a_compiled_table_whichever_came_last(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path / "case")
    read(tmp_path / "a.json", page(report("u1", item())))
    read(tmp_path / "a.csv", HEADER + "SELF,ACME,FUND,,500,2024-12-04,FECA,u1\n")
    for name in ("a.json", "a.csv"):
        records.add(folder, "lda_contributions", tmp_path / name, "2026-01-01")
    (one,) = Search(folder, "lda_contributions").rows(Wanted())
    assert one.record.actor == "ACME, INC. AND VARIOUS SUBSIDIARIES"


def test_an_amendment_takes_the_place_of_the_report_and_counts_once(tmp_path: Path) -> None:
    read(tmp_path / "a.json", page(report("u1", item()), report("u2", item(), type_="YA", posted="2025-02-01")))
    folder = CaseFolder(tmp_path / "case")
    records.add(folder, "lda_contributions", tmp_path / "a.json", "2026-01-01")
    assert [one.record.filing for one in Search(folder, "lda_contributions").rows(Wanted())] == ["u2"]


def test_an_amendment_that_tells_of_nothing_takes_the_place_of_the_report(tmp_path: Path) -> None:
    empty = report("u2", type_="YAY", posted="2025-02-01", no_contributions=True)
    read(tmp_path / "a.json", page(report("u1", item()), empty))
    folder = CaseFolder(tmp_path / "case")
    records.add(folder, "lda_contributions", tmp_path / "a.json", "2026-01-01")
    (one,) = Search(folder, "lda_contributions").rows(Wanted())
    assert (one.record.sort, one.record.counts) == ("no_contributions", False)


def test_a_compiled_table_counts_the_same_in_two_filings_once_and_two_days_in_one_twice(tmp_path: Path) -> None:
    line = "SELF,ACME,FUND,,500,{},FECA,{}\n"
    days = (("2024-12-04", "u1"), ("2024-12-04", "u2"), ("2024-12-05", "u2"))
    found = rows(read(tmp_path / "a.csv", HEADER + "".join(line.format(*one) for one in days)))
    assert [one.counts for one in found] == [True, False, True]
    assert "stand in filing u1" in (found[1].why or "")


def test_equal_items_of_one_filing_are_two(tmp_path: Path) -> None:
    first, second = rows(read(tmp_path / "a.json", page(report("u1", item(), item()))))
    assert first.key != second.key
    assert first.counts
    assert second.counts


def test_self_is_the_lobbyist_in_a_lobbyists_report_and_a_committees_money_counts_elsewhere(tmp_path: Path) -> None:
    items = (item(), item(contributor_name="ROE, JO"), item(contributor_name="ACME PAC"))
    found = rows(read(tmp_path / "a.json", page(report("u1", *items, lobbyist=ROE))))
    assert [(one.actor, one.actor_kind, one.counts) for one in found] == [
        ("JO ROE", "person", True), ("ROE, JO", "person", True), ("ACME PAC", "organisation", False),
    ]  # fmt: skip
    (own,) = rows(read(tmp_path / "b.json", page(report("u1", item(contributor_name="ACME PAC")))))
    assert (own.actor, own.actor_kind, own.counts) == ("ACME PAC", "organisation", True)


@pytest.mark.parametrize(
    ("giver", "payee", "honouree", "expected"),
    [
        ("ACME", "FUND", "None", ("FUND",)),
        ("ACME", "DSCC", "Dscc", ("DSCC",)),
        ("ACME", "HOST", "Sen. A B, III, Rep. C D", ("HOST", "Sen. A B, III", "Rep. C D")),
        ("ACME", "HOST", "President A and Vice President B", ("HOST", "President A", "Vice President B")),
        ("ACME", "HOST", "Host, Dr. A B", ("HOST", "Dr. A B")),
        ("ACME", "B FOR US", "Bee, Ann", ("B FOR US", "Bee, Ann")),
        ("ACME", "X-Y INAUGURAL COMMITTEE INC", "X Y Inaugural Committe", ("X-Y INAUGURAL COMMITTEE INC",)),
        ("ACME", "WAREHOUSE", "X Inaugural Committee, Inc. (XIC)", ("X Inaugural Committee, Inc. (XIC)",)),
        ("ACME LLC", "ACME, INC.", "Sen. A B", ("Sen. A B",)),
        ("ACME", "NONE", "", ()),
    ],
)
def test_the_other_side(giver: str, payee: str, honouree: str, expected: tuple[str, ...]) -> None:
    assert sides.others(giver, payee, honouree) == expected


def test_who_is_named_with_others_is_not_taken_for_a_person() -> None:
    assert sides.is_titled("Dr. A B")
    assert not sides.is_titled("Dr. A B, and members of the Caucus")
    assert not sides.is_titled("President's Fund")


def test_further_parties_are_parts_of_one_row(tmp_path: Path) -> None:
    found = rows(read(tmp_path / "a.json", page(report("u1", item("HOST", "Sen. A B, Rep. C D", "-3.10")))))
    assert [(one.part, one.counterpart, one.counterpart_kind) for one in found] == [
        (0, "HOST", None), (1, "Sen. A B", "person"), (2, "Rep. C D", "person"),
    ]  # fmt: skip
    assert len({one.key for one in found}) == 1
    assert found[0].amount == Decimal("-3.10")


def test_a_page_of_several_covers_nothing_whole_and_says_so(tmp_path: Path) -> None:
    found = read(tmp_path / "a.json", page(report("u1", item()), count=32, following="https://x/?page=2"))
    assert [one.message for one in found if isinstance(one, Problem)] == [
        "the answer has 1 of 32 filings; get its other pages and add them too"
    ]
    assert [one.whole for one in found if isinstance(one, Cover)] == [False]


def test_a_whole_answer_covers_the_half_year_of_each_filer(tmp_path: Path) -> None:
    ended = report("u2", type_="YT", filing_type_display="Year-End Termination", lobbyist=ROE, no_contributions=True)
    covers = [one for one in read(tmp_path / "a.json", page(report("u1", item()), ended)) if isinstance(one, Cover)]
    assert [(one.scope, one.whole) for one in covers] == [
        ("registrant 7 2024 year_end", True), ("lobbyist 9 2024 year_end", False),
    ]  # fmt: skip


def test_a_list_and_a_single_report_are_read_and_cover_nothing_whole(tmp_path: Path) -> None:
    for content in ([report("u1", item())], report("u1", item())):
        found = read(tmp_path / "a.json", content)
        assert len(rows(found)) == 1
        assert [one.whole for one in found if isinstance(one, Cover)] == [False]


def test_bad_items_and_reports_are_problems_and_the_rest_is_kept(tmp_path: Path) -> None:
    bad = (item(amount="two"), item(contribution_type="xy"), item(day="2024-13-01"))
    found = read(tmp_path / "a.json", page(report("u1", item(), *bad), report("u2", filing_period="lent"), {"x": 1}))
    problems = [one.message for one in found if isinstance(one, Problem)]
    assert [one.split(":")[0] for one in problems] == [
        "filing 1, contribution 2", "filing 1, contribution 3", "filing 1, contribution 4", "filing 2", "filing 3",
    ]  # fmt: skip
    assert len(rows(found)) == 1
    assert [one.whole for one in found if isinstance(one, Cover)] == [False]


def test_a_day_outside_the_half_year_is_kept_and_told(tmp_path: Path) -> None:
    found = read(tmp_path / "a.json", page(report("u1", item(day="2014-12-04"))))
    assert [one.code for one in found if isinstance(one, Problem)] == ["outside_period"]
    assert len(rows(found)) == 1


def test_bad_rows_of_a_compiled_table(tmp_path: Path) -> None:
    lines = (
        "SELF,ACME,FUND,,1,2024-12-04,Gift,u1\nSELF,,FUND,,1,2024-12-04,FECA,u1\nSELF,A,FUND,,x,2024-12-04,FECA,u1\n"
    )
    found = read(tmp_path / "a.csv", HEADER + lines)
    assert [one.message.split(":")[0] for one in found if isinstance(one, Problem)] == ["row 2", "row 3", "row 4"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"detail":"Request was throttled. Expected available in 28 seconds."}', "the words .*throttled"),
        ('{"count": 1, "next": null, "previous": null, "results": [{"filing_uuid"', "no whole answer"),
        ('{"count":1,"results":[{"filing_uuid":"u","lobbying_activities":[]}]}', "'contribution_items'"),
        ("a,b\n1,2\n", "no whole answer"),
        ("", "no whole answer"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read(tmp_path / "a.json", content)


@needs_files
@pytest.mark.parametrize(
    ("name", "reports", "items", "nil", "counted"),
    [
        ("meta_ld203_2024.json", 25, 113, 12, "963167.00"),
        ("meta_ld203_2025.json", 25, 81, 13, "880985.95"),
        ("adams_reese_ld203_2025.json", 21, 56, 14, None),
        ("api_cassettes/v1_contribution_reports_list_contribution_reports.json", 1, 134, 0, "501800.00"),
        ("api_cassettes/v1_contribution_reports_retrieve_contribution_report.json", 1, 2, 0, "30.00"),
    ],
)
def test_the_saved_answers(name: str, reports: int, items: int, nil: int, counted: str | None) -> None:
    found = [one for one in adapter.records(LDA / name) if not isinstance(one, Problem)]
    first = [one for one in rows(list(found)) if not one.part]
    assert len({one.filing for one in first}) == reports
    assert sum(one.sort == "no_contributions" for one in first) == nil
    assert len(first) == items + nil == len({one.key for one in first})
    if counted:
        assert sum((one.amount or 0 for one in first if one.counts), Decimal(0)) == Decimal(counted)


@needs_files
def test_the_saved_amendments_of_2025_count_once(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path)
    records.add(folder, "lda_contributions", LDA / "adams_reese_ld203_2025.json", "2026-01-01")
    search = Search(folder, "lda_contributions")
    late = search.rows(Wanted(actors=("ARPAC",), counterparts=("TROY CARTER FOR CONGRESS",)))
    counted = [one.record for one in late if one.record.counts]
    assert [str(one.earliest) for one in counted] == ["2025-05-05", "2025-11-03", "2025-11-03"]
    again = search.rows(Wanted(actors=("ARPAC",), counterparts=("MIKE ROGERS FOR CONGRESS",)))
    assert sum(one.record.counts for one in again if not one.replaced) == 1


@needs_files
def test_the_saved_expenses_in_honour_of_the_president() -> None:
    found = rows(list(adapter.records(LDA / "meta_ld203_2025.json")))
    parts = [one for one in found if one.amount == Decimal("294235.93")]
    assert [one.counterpart for one in parts] == [
        "ADVOC8, INC.",
        "President Donald J. Trump",
        "Vice President JD Vance",
    ]


@needs_files
def test_the_saved_table_of_inaugural_gifts() -> None:
    found = rows(list(adapter.records(LDA / "ld203_inaugural_trace_2025.csv")))
    assert len(found) == len({one.key for one in found}) == 33
    assert sum(one.amount or 0 for one in found) == 18_052_000
    assert sum(one.amount or 0 for one in found if one.counts) == 17_052_000
    assert [one.actor for one in found if not one.counts] == ["OCCIDENTAL PETROLEUM CORPORATION"]
    goldman = [one for one in found if one.actor == "THE GOLDMAN SACHS GROUP, INC."]
    assert [one.counts for one in goldman] == [True, True]
    assert all("INAUG" in (one.counterpart or "").upper() for one in found)
    assert {one.own["payee_name"] for one in found if "INAUG" not in one.own["payee_name"]} == {
        "FREEMAN EXPOSITIONS", "WAREHOUSE", "MOTOROLA SOLUTIONS INC", "SOUTHERN COMPANY SERVICES, INC.", "ID.ME, INC.",
        "FUJIFILM HOLDINGS AMERICA CORPORATION",
    }  # fmt: skip


@needs_files
def test_the_saved_table_has_the_keys_that_answers_would_have(tmp_path: Path) -> None:
    table = LDA / "ld203_inaugural_trace_2025.csv"
    reports: dict[str, Any] = {}
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
        made = item(row["payee_name"], row["honoree_name"], f"{float(row['amount']):.2f}", row["contribution_date"])
        uuid = row["contrib_filing_uuid"]
        reports.setdefault(uuid, report(uuid, registrant={"id": 7, "name": row["registrant_name"]}))
        reports[uuid]["contribution_items"].append(made)
    answered = rows(read(tmp_path / "a.json", page(*reports.values())))
    compiled = rows(list(adapter.records(table)))
    assert {(one.key, one.counterpart) for one in answered} == {(one.key, one.counterpart) for one in compiled}
