"""Articles against records, on the real ones: what a reporter would quote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cuibono
from cuibono.check import gifts
from cuibono.cli import main
from cuibono.explore import Case
from cuibono.model.records import Finding, Verdict
from cuibono.pipeline import registers as keeping
from cuibono.pipeline.checking import same_giver
from cuibono.records import Search, Wanted
from cuibono.settings import CaseFolder

SHARED = Path(__file__).parents[2] / "shared"
RECORDS = (
    "fec/inaugural/trump2017_huffpost_InnaugurationDonor.csv",
    "fec/inaugural/trumpLargeDonors2024.json",
    "lda/meta_ld203_2024.json",
    "lda/meta_ld203_2025.json",
    "lda/ld203_inaugural_trace_2025.csv",
    "visitors/propublica_wh_complex_2017_logs.csv",
)

pytestmark = pytest.mark.skipif(
    not (SHARED / "registers").exists() or not (SHARED / "seeds").exists(), reason="the real records are not here"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("checking") / "case"
    seeds = SHARED / "seeds"
    made.mkdir()
    for name in RECORDS:
        path = SHARED / "registers" / name
        keeping.add(made, keeping.recognised(made, path), path)
    assert main(["read", str(seeds), "--metadata", str(seeds / "metadata.csv"), "--case", str(made)]) in (0, 1)
    return made


@pytest.fixture(scope="module")
def case(folder: Path) -> Case:
    return cuibono.open(folder)


def about(case: Case, words: str, register: str, year: str = "") -> Finding:
    """The one finding of a register about the event whose passage has these words."""
    claims = {claim.id for claim in case.claims() if words in claim.quote}
    subjects = claims | {event.id for event in case.events() if claims.intersection(event.claims)}
    (found,) = (f for f in case.findings() if f.subject in subjects and f.register == register and year in f.reason)
    return found


def test_the_gift_stands_in_two_registers_and_is_one(case: Case) -> None:
    form13 = about(case, "has donated $1 million", "fec_filings")
    ld203 = about(case, "has donated $1 million", "lda_contributions")
    assert (form13.verdict, ld203.verdict) == ("supports", "supports")
    rows = case.records()
    (first,), (second,) = (rows[form13.rows[0]], rows[ld203.rows[0]])
    assert (first.record.actor, str(first.record.earliest)) == ("META", "2024-12-30")
    assert (second.record.actor, str(second.record.earliest)) == (
        "META PLATFORMS, INC. AND VARIOUS SUBSIDIARIES",
        "2024-12-28",
    )
    assert form13.twins == ((first.id, second.id),)
    assert ld203.twins == ((second.id, first.id),)


def test_the_event_is_on_record(case: Case) -> None:
    (event,) = (e for e in case.events(kind="donation", grade="recorded"))
    assert event.grade_rule.startswith("a public record shows it: ")
    assert "META" in event.grade_rule


def test_that_nobody_gave_in_2017_is_borne_out_by_the_whole_of_the_report(case: Case) -> None:
    found = about(case, "inaugural fund in 2017", "fec_filings")
    assert (found.verdict, found.rows) == ("supports", ())
    assert "None of the 1,520 rows" in found.reason
    assert "58th Presidential Inaugural Committee" in found.coverage


def test_that_nobody_gave_in_2021_is_not_checkable(case: Case) -> None:
    found = about(case, "fund in 2021", "fec_filings")
    assert found.verdict == "not_checkable"
    assert "59th Presidential Inaugural Committee" in found.reason


def test_the_count_is_given_by_kind_of_giver_and_does_not_decide(case: Case) -> None:
    found = about(case, "fewer than a dozen", "fec_filings", "organisations are")
    assert found.verdict == "not_checkable"
    assert found.arithmetic.startswith("Organisations, trusts among them: 20 with a row of exactly 1,000,000.00 USD")
    assert "the register does not say which of them that means" in found.reason
    assert len(found.rows) > 20
    other = about(case, "fewer than a dozen", "fec_filings", "59th")
    assert (other.verdict, other.rows) == ("not_checkable", ())


@pytest.mark.parametrize("words", ["returned to the White House", "traveled to the White House"])
def test_meetings_of_a_term_without_visitor_logs_are_silent(case: Case, words: str) -> None:
    found = about(case, words, "us_visitors")
    assert (found.verdict, found.rows) == ("silent_expected", ())
    assert "no visitor log is published for the term that began in January 2025" in found.reason


def test_every_row_of_a_finding_is_in_the_ledger_with_the_file_it_came_with(case: Case) -> None:
    rows = case.records()
    for finding in case.findings():
        for key in (
            *finding.rows,
            *(key for key, _ in finding.beside),
            *(key for pair in finding.twins for key in pair),
        ):
            assert len(rows[key][0].file) == 64


def test_eight_gifts_stand_in_both_registers_under_two_names_and_are_one_each(folder: Path) -> None:
    case = CaseFolder(folder)
    form13 = Search(case, "fec_inaugural_2025_tech").rows(Wanted())
    ld203 = [one for one in Search(case, "lda_contributions").rows(Wanted()) if one.record.sort in ("pic", "feca")]
    found = [gift.rows for gift in gifts([*form13, *ld203], same_giver) if len(gift.rows) > 1]
    names = {" = ".join(sorted(one.record.actor or "" for one in rows)) for rows in found}
    assert names == {
        "META = META PLATFORMS, INC. AND VARIOUS SUBSIDIARIES",
        "COINBASE, INC. = COINBASE, INC.",
        "PARADIGM OPERATIONS LP = PARADIGM OPERATIONS LP",
        "FORIS DAX, INC. = FORIS DAX, INC. & ITS AFFILIATED ENTITIES D/B/A CRYPTO.COM",
        "QUALCOMM INCORPORATED = QUALCOMM, INCORPORATED",
        "IBM CORPORATION = INTERNATIONAL BUSINESS MACHINES CORPORATION (IBM)",
        "BROADCOM INC. = BROADCOM, INC",
        "INTUIT INCORPORATED = INTUIT, INC. AND AFFILIATES (FORMERLY INTUIT, INC.)",
    }


def test_trouble_with_rows_is_told_by_the_case(case: Case) -> None:
    told = [problem for problem in case.problems() if problem.file == "propublica_wh_complex_2017_logs.csv"]
    assert {problem.code for problem in told} == {"no_date"}


def test_the_case_says_which_records_it_keeps(case: Case) -> None:
    state = case.status()
    assert state.records["fec_inaugural_2017_huffpost"] == 1520
    assert sum(state.findings.values()) == len(case.findings())


def test_it_is_all_on_one_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--case", str(folder)]) == 0
    page = capsys.readouterr().out
    for words in ("None of the 1,520 rows", "the same gift as", "no visitor log is published", "Searched:"):
        assert words in " ".join(page.split())


def test_a_ledger_that_is_made_anew_has_the_same_findings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def exported() -> list[dict[str, object]]:
        capsys.readouterr()
        assert main(["export", str(folder), "findings"]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    before = exported()
    assert main(["rebuild", "--case", str(folder)]) in (0, 1)
    assert exported() == before
    verdicts: set[Verdict] = {"supports", "silent_expected", "not_checkable"}
    assert {row["verdict"] for row in before} == verdicts
