"""From a sentence to a finding, with small files in the forms of the publishers: read, kept and checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cuibono
from cuibono.check import Post, Side, Subject, questions
from cuibono.cli import main
from cuibono.model.records import Finding
from cuibono.pipeline import registers as keeping
from cuibono.pipeline.matching import Matching
from cuibono.registers import source
from cuibono.settings import CaseFolder

ORDER = """# Executive Order {number}: {title}

## Summary

**Date:** March 06, 2025

**Document Details:**
- Document Number: 2025-0{number}
- Executive Order Number: {number}
- Citation: 90 FR 11785

## Sources
- [Federal Register](https://www.federalregister.gov/documents/2025/03/11/2025-0{number}/x)

---

## Executive Order {number}

Executive Order {number} of March 6, 2025
"""
MEETINGS = """Minister,Date,Name of Organisation,Purpose of meeting
"Prime Minister, The Rt Hon Ann Example MP",January 2012,Acme plc,General discussion
,February 2012,"Zeta Ltd, Northern Foundry",Round table
"""
DOCKET = {
    "court_id": "dcd",
    "docket_number": "1:24-cv-00001",
    "case_name": "UNITED STATES OF AMERICA v. ACME LLC",
    "cause": "15:1 Antitrust Litigation",
    "date_filed": "2024-10-20",
    "docket_entries": [
        {
            "date_filed": "2024-10-20",
            "document_number": "1",
            "description": "COMPLAINT against ACME LLC filed by UNITED STATES OF AMERICA.",
        }
    ],
    "parties": [
        {"name": "UNITED STATES OF AMERICA", "type": "Plaintiff", "attorneys": []},
        {"name": "ACME LLC", "type": "Defendant", "attorneys": []},
    ],
}


def findings(place: Path, register: str, files: dict[str, str], text: str, published: str) -> list[Finding]:
    """What checking a text against the files of a register gives, that register's findings alone."""
    case = place / "case"
    case.mkdir()
    for name, content in files.items():
        (place / name).write_text(content, encoding="utf-8")
        keeping.add(case, register, place / name)
    (place / "a.txt").write_text(text, encoding="utf-8")
    (place / "m.csv").write_text(f"file,published,publisher\na.txt,{published},The Herald\n", encoding="utf-8")
    assert main(["read", str(place / "a.txt"), "--metadata", str(place / "m.csv"), "--case", str(case)]) in (0, 1)
    with cuibono.open(case) as view:
        return [finding for finding in view.findings() if finding.register == register]


def orders(*told: tuple[int, str]) -> dict[str, str]:
    return {f"{number}.md": ORDER.format(number=number, title=title) for number, title in told}


DUTIES = orders((14231, "Duties on Harvest Machines Across Our Northern Border"), (14232, "Duties on Paper Lanterns"))


@pytest.mark.parametrize(
    ("text", "verdict", "rows"),
    [
        ("President Donald Trump signed Executive Order 14232 on March 6, 2025.", "supports", 1),
        ("President Donald Trump signed an executive order on paper lanterns on March 6, 2025.", "supports", 1),
        ("President Donald Trump signed an executive order on chess on March 6, 2025.", "not_checkable", 0),
        ("President Donald Trump signed an executive order on duties in March.", "not_checkable", 0),
    ],
)
def test_an_order_is_found_by_its_number_or_as_the_one_with_the_words(
    tmp_path: Path, text: str, verdict: str, rows: int
) -> None:
    (found,) = findings(tmp_path, "federal_register", DUTIES, f"{text} The White House said so.", "2025-03-12")
    assert (found.verdict, len(found.rows)) == (verdict, rows)


UK = "Prime Minister Ann Example met {who} in {when}, British officials said."


@pytest.mark.parametrize(
    ("who", "when", "verdict", "beside"),
    [
        ("Acme executives", "January 2012", "supports", 0),
        ("Northern Foundry", "February 2012", "supports", 0),
        ("Northern Foundry", "March 2012", "absent_though_expected", 1),
    ],
)
def test_a_minister_met_whom_the_list_of_the_quarter_names(
    tmp_path: Path, who: str, when: str, verdict: str, beside: int
) -> None:
    files = {"pm-meetings-jan-mar-2012.csv": MEETINGS}
    (found,) = findings(tmp_path, "uk_meetings", files, UK.format(who=who, when=when), "2013-01-05")
    assert (found.verdict, len(found.beside)) == (verdict, beside)


def test_a_department_sues_as_the_united_states(tmp_path: Path) -> None:
    text = "The U.S. Justice Department sued Acme in federal court on October 20, 2024."
    (found,) = findings(tmp_path, "us_court_dockets", {"d.json": json.dumps(DOCKET)}, text, "2024-10-21")
    assert found.verdict == "supports"
    assert "UNITED STATES OF AMERICA → ACME LLC" in found.reason


def test_a_post_that_one_event_is_told_with_ties_nothing_to_the_person_in_another(tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text(json.dumps(DOCKET).replace("UNITED STATES OF AMERICA", "ZETA LLC"))
    keeping.add(tmp_path, "us_court_dockets", tmp_path / "d.json")
    matching = Matching(CaseFolder(tmp_path), {})

    def ways(*posts: Post) -> set[str]:
        ann = Side("pty-a", "Ann Roe", ("Ann Roe",), "person", posts)
        acme = Side("pty-b", "Acme", ("Acme",), "organisation")
        about = Subject(id="evt-a", kind="legal_action", actors=(ann,), counterparts=(acme,), lands=frozenset({"us"}))
        (question,) = questions(about, [source("us_court_dockets")])
        return {row.how for row in matching.answer(question).rows}

    assert ways(Post("chief executive", "Zeta")) == {"tied"}
    assert ways() == set()


FILING = {
    "filing_uuid": "11111111-1111-4111-8111-111111111111",
    "filing_type": "Q1",
    "filing_type_display": "1st Quarter - Report",
    "filing_period_display": "1st Quarter (Jan 1 - Mar 31)",
    "filing_year": 2018,
    "filing_period": "first_quarter",
    "income": "15000.00",
    "expenses": None,
    "dt_posted": "2018-04-17T16:00:30-04:00",
    "registrant": {"id": 1, "name": "SAMPLE STRATEGIES"},
    "client": {"id": 2, "client_id": 2, "name": "ACME CORPORATION"},
    "lobbying_activities": [
        {
            "general_issue_code": "VET",
            "description": "Health of veterans",
            "lobbyists": [],
            "government_entities": [{"id": 1, "name": "SENATE"}],
        }
    ],
}


@pytest.mark.parametrize(
    ("whom", "when", "verdict"),
    [
        ("the U.S. Senate", "February 2018", "supports"),
        ("the U.S. Senate", "May 2018", "not_checkable"),
        ("the White House", "February 2018", "not_checkable"),
    ],
)
def test_a_firm_lobbied_whom_the_report_of_that_quarter_names(
    tmp_path: Path, whom: str, when: str, verdict: str
) -> None:
    page = json.dumps({"count": 1, "next": None, "previous": None, "results": [FILING]})
    text = f"Acme lobbied {whom} in {when}, federal records show."
    (found,) = findings(tmp_path, "lda_filings", {"f.json": page}, text, "2018-08-01")
    assert found.verdict == verdict
