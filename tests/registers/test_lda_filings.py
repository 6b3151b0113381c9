from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cuibono import records
from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.records import Search, Wanted
from cuibono.registers.lda_filings import adapter
from cuibono.settings import CaseFolder

LDA = Path(__file__).resolve().parents[3] / "shared" / "registers" / "lda"
CASSETTES = LDA / "api_cassettes"
needs_files = pytest.mark.skipif(not LDA.is_dir(), reason="the saved answers are not here (shared/registers/lda)")


def activity(code: str, *entities: str) -> Any:
    lobbyist = {"id": 1, "first_name": "JO", "middle_name": "Q", "last_name": "ROE", "suffix_display": "JR"}
    return {
        "general_issue_code": code, "general_issue_code_display": code, "description": f"about {code}",
        "lobbyists": [{"lobbyist": lobbyist, "covered_position": "Chief of Staff, Rep. Doe", "new": False}],
        "government_entities": [{"id": 1, "name": name} for name in entities],
    }  # fmt: skip


def filing(uuid: str = "u1", type_: str = "Q1", *activities: Any, posted: str = "2024-04-18", **more: Any) -> Any:
    return {
        "filing_uuid": uuid, "filing_type": type_, "filing_type_display": "1st Quarter - Report", "filing_year": 2024,
        "filing_period": "first_quarter", "filing_period_display": "1st Quarter", "income": None, "expenses": None,
        "dt_posted": f"{posted}T10:00:00-04:00", "registrant": {"id": 3, "name": "FIRM LLC"},
        "client": {"id": 4, "name": "FIRM LLC ON BEHALF OF ACME", "client_government_entity": False},
        "lobbying_activities": list(activities),
    } | more  # fmt: skip


def read(path: Path, content: Any) -> list[Record | Cover | Problem]:
    path.write_text(json.dumps(content))
    return list(adapter.records(path))


def rows(found: list[Record | Cover | Problem]) -> list[Record]:
    return [one for one in found if isinstance(one, Record)]


def test_each_body_of_government_is_a_part_and_the_sum_stands_with_the_first(tmp_path: Path) -> None:
    content = [
        filing("u1", "Q1", activity("TAX", "SENATE", "White House"), activity("TRD", "SENATE"), income="40000.00")
    ]
    first, second = rows(read(tmp_path / "a.json", content))
    assert [(one.part, one.counterpart, one.amount) for one in (first, second)] == [
        (0, "SENATE", Decimal("40000.00")), (1, "White House", None),
    ]  # fmt: skip
    assert (first.actor, first.text) == ("FIRM LLC ON BEHALF OF ACME", "TAX: about TAX\nTRD: about TRD")
    assert (str(first.earliest), str(first.latest), str(first.filed)) == ("2024-01-01", "2024-03-31", "2024-04-18")
    assert first.own["lobbyists"] == "JO Q ROE JR (Chief of Staff, Rep. Doe)"
    assert (first.own["registrant"], first.own["income"]) == ("FIRM LLC", "40000.00")


def test_expenses_and_no_sum(tmp_path: Path) -> None:
    spent, small = rows(read(tmp_path / "a.json", [filing("u1", "Q1", expenses="5580000.00"), filing("u2", "2T")]))
    assert (spent.amount, spent.currency, spent.own["expenses"]) == (Decimal("5580000.00"), "USD", "5580000.00")
    assert (small.amount, small.currency, small.sort, small.counterpart) == (None, None, "termination", None)


def test_an_amendment_takes_the_place_of_the_report_even_where_it_says_no_activity(tmp_path: Path) -> None:
    amended = filing("u2", "1AY", posted="2024-05-01")
    other = filing("u3", "Q1", client={"id": 5, "name": "ZETA"})
    read(tmp_path / "a.json", [filing("u1", "Q1", activity("TAX", "SENATE"), income="40000.00"), amended, other])
    folder = CaseFolder(tmp_path / "case")
    records.add(folder, "lda_filings", tmp_path / "a.json", "2026-01-01")
    assert [one.record.key for one in Search(folder, "lda_filings").rows(Wanted())] == ["u2", "u3"]


def test_a_report_takes_no_place_of_a_registration(tmp_path: Path) -> None:
    first, second = rows(read(tmp_path / "a.json", [filing("u1", "RR"), filing("u2", "Q1")]))
    assert first.chain != second.chain


def test_problems(tmp_path: Path) -> None:
    found = read(tmp_path / "a.json", [filing("u1", "Z9"), filing("u2", dt_posted="2024-04-18"), filing("u3")])
    assert [one.message.split(":")[0] for one in found if isinstance(one, Problem)] == ["filing 1", "filing 2"]
    assert [one.key for one in rows(found)] == ["u3"]


@needs_files
def test_every_type_that_the_interface_names_is_known() -> None:
    types = json.loads((CASSETTES / "v1_constants_filing_list_filing_types.json").read_text())
    sorts = adapter._sorts()
    assert {one["value"] for one in types} == set(sorts)
    for one in types:
        idle = "(No Activity)" in one["name"]
        assert (sorts[one["value"]] == "no_activity") == idle, one
        assert (sorts[one["value"]] == "termination") == ("Termination" in one["name"] and not idle), one


@needs_files
def test_the_saved_page(tmp_path: Path) -> None:
    found = list(adapter.records(CASSETTES / "v1_filings_list_filings.json"))
    first = [one for one in rows(found) if not one.part]
    assert (len(first), len(rows(found))) == (25, 58)
    assert [one.message for one in found if isinstance(one, Problem)] == [
        "the answer has 25 of 87 filings; get its other pages and add them too"
    ]
    assert not any(one.whole for one in found if isinstance(one, Cover))
    folder = CaseFolder(tmp_path)
    records.add(folder, "lda_filings", CASSETTES / "v1_filings_list_filings.json", "2026-01-01")
    kept = Search(folder, "lda_filings").rows(Wanted(actors=("MEDTRONIC, INC",), sorts=("report", "no_activity")))
    quarters: dict[str, set[Decimal | None]] = {}
    for one in kept:
        if not one.record.part:
            quarters.setdefault(one.record.scope or "", set()).add(one.record.amount)
    assert quarters["2017 fourth_quarter"] == {Decimal("15000.00")}
    assert quarters["2018 fourth_quarter"] == {None}
