from __future__ import annotations

import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from cuibono import records
from cuibono.errors import UsageError
from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.records import Search, Wanted
from cuibono.registers.fec_filings import adapter
from cuibono.registers.fec_filings.tables import inaugural_committees
from cuibono.settings import CaseFolder

REAL = Path(__file__).resolve().parents[3] / "shared" / "registers" / "fec"
needs_real = pytest.mark.skipif(not REAL.exists(), reason="the real filings lie beside the checkout, and are not there")
HEAD = "HDR|FEC|8.4|Made|1|||"
FORM = "F13N|C00999999|MADE FUND|||||||90D||20241115|20250418|1500.00|100.00|1400.00|||||||20250420"


def given(place: Path, text: str, name: str = "1234567.fec") -> list[Record | Cover | Problem]:
    path = place / name
    path.write_bytes(text.replace("|", "\x1c").encode())
    return list(adapter.records(path))


def rows(found: list[Record | Cover | Problem]) -> list[Record]:
    return [one for one in found if isinstance(one, Record) and one.sort != "filing"]


def codes(found: list[Record | Cover | Problem]) -> list[str]:
    return [one.code for one in found if isinstance(one, Problem)]


def f132(name: str, amount: str, day: str = "20241230", memo: str = "") -> str:
    return f"F132|C00999999|T{name}|||ORG|{name}||||||1 Main Street||Town|NY|10001|{day}|{amount}|{amount}|{memo}|"


def test_form_13_is_checked_against_its_rows(tmp_path: Path) -> None:
    refund = f132("ACME", "100.00").replace("F132", "F133")[: -len("100.00||")] + "|"
    found = given(tmp_path, "\n".join([HEAD, FORM, f132("ACME", "1000.00"), f132("ZETA", "500.00"), refund]))
    assert [(one.actor, one.counterpart, one.amount) for one in rows(found)] == [
        ("ACME", "MADE FUND", Decimal(1000)), ("ZETA", "MADE FUND", Decimal(500)), ("ACME", "MADE FUND", Decimal(-100)),
    ]  # fmt: skip
    assert codes(found) == []
    (cover,) = [one for one in found if isinstance(one, Cover)]
    assert (cover.scope, str(cover.start), str(cover.end), cover.whole) == (
        "C00999999",
        "2024-11-15",
        "2025-04-18",
        True,
    )
    assert rows(found)[0].url == "https://docquery.fec.gov/cgi-bin/forms/C00999999/1234567/f132"
    assert "Main" not in repr(found)


def test_a_sum_that_differs_is_told_with_the_arithmetic(tmp_path: Path) -> None:
    found = given(tmp_path, "\n".join([HEAD, FORM, f132("ACME", "2000.00"), f132("ZETA", "1.00", memo="X")]))
    told = [one.message for one in found if isinstance(one, Problem)]
    assert told[0] == "total_donations_accepted is 1,500.00; rows add up to 2,000.00, 500.00 more than that."
    assert [one.whole for one in found if isinstance(one, Cover)] == [False]


def test_an_amendment_takes_the_place_of_the_first_filing(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path / "case")
    amended = HEAD.replace("1|||", "1|FEC-1234567|1|")
    for name, head, amount in (("1234567.fec", HEAD, "1500.00"), ("1300000.fec", amended, "1400.00")):
        given(tmp_path, "\n".join([head, FORM, f132("ACME", amount)]), name)
        records.add(folder, "fec_filings", tmp_path / name, "2026-01-01")
    found = Search(folder, "fec_filings").rows(Wanted(sorts=("inaugural_donation",)))
    assert [one.record.amount for one in found] == [Decimal(1400)]


def test_a_reference_that_is_no_number_chains_to_nothing(tmp_path: Path) -> None:
    head = HEAD.replace("1|||", "1|1303366BD52a|1|")
    found = given(tmp_path, "\n".join([head, FORM.replace("F13N", "F13A"), f132("ACME", "1500.00")]))
    assert "bad_chain" in codes(found)
    assert rows(found)[0].chain == "FEC-1234567"


def test_bad_rows_are_problems_and_the_good_ones_go_on(tmp_path: Path) -> None:
    lines = [
        HEAD,
        FORM,
        f132("A", "lots"),
        f132("B", "5.00", "20250231"),
        "ZZZ|what|is|this",
        "TEXT|C00999999|T|x",
        f132("C", "7.00"),
    ]
    found = given(tmp_path, "\n".join(lines))
    assert [one.amount for one in rows(found)] == [None, Decimal(5), Decimal(7)]
    assert codes(found)[:3] == ["bad_amount", "bad_date", "unknown_row"]


def test_persons_are_written_as_the_bulk_files_have_them(tmp_path: Path) -> None:
    line = "F132|C00999999|T1|||IND||Doe|Jane|Q|Dr.|Jr.|||||||20241230|9.00|9.00||"
    old = (
        '"HDR","FEC","3.00","Made","1","^","",""\n"F3XN","C00000001","PAC"\n"SA11AI","C00000001","IND","Roe^Al B.^Mr.^"'
    )
    (record,) = rows(given(tmp_path, "\n".join([HEAD, FORM, line])))
    assert (record.actor, record.actor_kind) == ("Doe, Jane Q Dr. Jr.", "person")
    (record,) = rows(given(tmp_path, old))
    assert (record.actor, record.actor_kind) == ("Roe, Al B. Mr.", "person")


def test_of_an_earmarked_gift_the_row_of_the_one_that_got_it_counts(tmp_path: Path) -> None:
    form = "F3XN|C00000001|MADE PAC"
    row = "SA11AI|C00000001|T1|||IND||Doe|Jane" + "|" * 11 + "20240102|5.00|5.00|Earmark" + "|" * 21 + "{}|"
    texts = ("Earmarked for MADE (C00000002)", "Earmarked through MADE", "* EARMARKED CONTRIBUTION: SEE BELOW")
    found = rows(given(tmp_path, "\n".join([HEAD, form, *(row.format(text) for text in texts)])))
    assert [(one.amount, one.counts) for one in found] == [(Decimal(5), False), (Decimal(5), True), (Decimal(5), True)]


def test_lines_that_are_not_utf_8_are_read(tmp_path: Path) -> None:
    path = tmp_path / "1234567.fec"
    path.write_bytes("\n".join([HEAD, FORM, f132("Peña", "1.00")]).replace("|", "\x1c").encode("iso-8859-1"))
    assert [one.actor for one in rows(list(adapter.records(path)))] == ["Peña"]


def test_in_a_zip_a_bad_filing_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "20250420.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("1.fec", "no filing")
        archive.writestr("1234567.fec", "\n".join([HEAD, FORM, f132("ACME", "1500.00")]).replace("|", "\x1c"))
    found = list(adapter.records(path))
    assert codes(found)[0] == "unreadable_filing"
    assert rows(found)[0].filing == "FEC-1234567"
    assert adapter.recognises("x", path.read_bytes())


def test_what_is_no_filing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "1.fec").write_text("name,amount\nAcme,5\n")
    with pytest.raises(UsageError, match="its first line is no header of an FEC filing"):
        records.add(CaseFolder(tmp_path / "case"), "fec_filings", tmp_path / "1.fec", "2026-01-01")


def test_inaugural_committees_are_known_by_year() -> None:
    assert {one.year: one.id for one in inaugural_committees()} == {
        2005: "C00409011", 2009: "C00458166", 2013: "C00540005", 2017: "C00629584", 2021: "", 2025: "C00894162",
    }  # fmt: skip


@needs_real
def test_the_real_form_13_of_2009() -> None:
    found = list(adapter.records(REAL / "f13" / "425925_PIC2009_F13N_90S.fec"))
    assert Counter(one.sort for one in rows(found)) == {"inaugural_donation": 1, "inaugural_refund": 21}
    assert sum(one.amount or 0 for one in rows(found)) == Decimal("50000.00") - Decimal("15400.00")
    told = [one.message for one in found if isinstance(one, Problem)]
    assert all("the total of a supplement goes back to the beginning" in message for message in told)
    assert len(told) == 2
    assert "3100 R St" not in repr(found)


@needs_real
def test_all_filings_of_one_real_day_add_up() -> None:
    found = list(adapter.records(REAL / "filings" / "fecfile_20180616.zip"))
    assert not codes(found)
    assert sum(isinstance(one, Cover) and one.whole for one in found) == 24
    with zipfile.ZipFile(REAL / "filings" / "fecfile_20180616.zip") as archive:
        lines = [line for name in archive.namelist() for line in archive.read(name).split(b"\n")]
    read = [line for line in lines if line.startswith((b"SA", b"SB", b"SE", b"SF", b"F57", b"F65", b"F56"))]
    assert (len(rows(found)), len(found) - len(rows(found)) - 24) == (len(read), 52)
    keys = [one.key for one in found if isinstance(one, Record)]
    assert len(set(keys)) == len(keys)


@needs_real
@pytest.mark.parametrize("path", sorted((REAL / "filings").glob("*.fec")), ids=lambda path: path.name)
def test_every_real_filing_is_read_or_refused_in_words(path: Path) -> None:
    assert adapter.recognises(path.name, path.read_bytes()[: 1 << 16])
    if path.name in ("fastfec_filing_invalid_version.fec", "fecparse_last-value.fec"):
        with pytest.raises(ValueError, match=r"header"):
            list(adapter.records(path))
        return
    found = list(adapter.records(path))
    assert isinstance(next(one for one in found if isinstance(one, Record)), Record)
    assert set(codes(found)) <= {"no_number", "bad_chain", "sum_differs", "long_row", "bad_amount", "unknown_row"}
