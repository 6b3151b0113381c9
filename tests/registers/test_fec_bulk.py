from __future__ import annotations

import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from cuibono import records
from cuibono.model import Problem
from cuibono.model.records import Record
from cuibono.records import Search, Wanted, engine, unpack
from cuibono.records.bulk import bulk
from cuibono.registers.fec_bulk import adapter
from cuibono.registers.fec_bulk.layout import found, kind_of, tables
from cuibono.settings import CaseFolder

REAL = Path(__file__).resolve().parents[3] / "shared" / "registers" / "fec"
needs_real = pytest.mark.skipif(
    not REAL.exists(), reason="the real bulk files lie beside the checkout, and are not there"
)
ROW = "C00000001|N|M2|P|201901219143901218|15|IND|DOE, JANE|X|NY|1|ACME|BOSS|01182019|500||T1|99|||1"
COLUMNS = tables()["transactions"].columns


def row(number: int, **changed: str) -> str:
    fields = dict(zip(COLUMNS, ROW.split("|"), strict=True)) | {"SUB_ID": str(number)} | changed
    return "|".join(fields.values())


def kept(place: Path, lines: list[str] | bytes, name: str = "indiv20.txt") -> tuple[list[Record], tuple[Problem, ...]]:
    path, folder = place / name, CaseFolder(place / "case")
    path.write_bytes(lines if isinstance(lines, bytes) else "".join(f"{line}\n" for line in lines).encode())
    added = records.add(folder, "fec_bulk", path, "2026-01-01")
    return [stored.record for stored in Search(folder, "fec_bulk").rows(Wanted())], added.problems


def test_a_row_becomes_a_record(tmp_path: Path) -> None:
    ((record,), problems) = kept(tmp_path, [row(7)])
    assert (record.key, record.actor, record.counterpart, record.amount) == (
        "7",
        "DOE, JANE",
        "C00000001",
        Decimal(500),
    )
    assert (str(record.earliest), str(record.known), record.scope, record.filing) == (
        "2019-01-18",
        "2019-01-21",
        "indiv20",
        "99",
    )
    assert record.own["EMPLOYER"] == "ACME"
    assert not {"CITY", "STATE", "ZIP_CODE"} & set(record.own)
    assert problems == ()


@pytest.mark.parametrize("order", [("oth20.txt", "itpas2.txt"), ("itpas2.txt", "oth20.txt")])
def test_a_payment_to_a_candidate_in_two_files_is_one_row_with_the_candidate(
    tmp_path: Path, order: tuple[str, str]
) -> None:
    oth = row(7, TRANSACTION_TP="24K", ENTITY_TP="CCM", NAME="DOE FOR SENATE", OTHER_ID="C00000002")
    before, sign, after = oth.partition("|C00000002|")
    texts = {"oth20.txt": oth, "itpas2.txt": f"{before}{sign}S0XX00001|{after}"}
    for name in order:
        found, problems = kept(tmp_path, [texts[name]], name)
        assert problems == ()
    assert [(one.key, one.own.get("CAND_ID") or one.counterpart) for one in found] == [("7", "S0XX00001")]


def test_memos_and_earmarks_told_twice_do_not_count(tmp_path: Path) -> None:
    lines = [
        row(1, MEMO_CD="X"),
        row(2, TRANSACTION_TP="15E", OTHER_ID="C00000002"),
        row(3, TRANSACTION_TP="24T", OTHER_ID="C00000003"),
        row(4, TRANSACTION_TP="24I"),
        row(5, TRANSACTION_TP="15J"),
    ]
    found, _ = kept(tmp_path, lines, "some.txt")
    assert [(one.key, one.counts) for one in found] == [
        ("1", False),
        ("2", True),
        ("3", False),
        ("4", False),
        ("5", False),
    ]
    assert all(one.counts or one.why for one in found)
    passed_on = found[2]
    assert (passed_on.actor, passed_on.counterpart, passed_on.own["CMTE_ID"]) == ("DOE, JANE", "C00000003", "C00000001")


def test_what_goes_back_is_below_zero_and_what_is_below_zero_stays(tmp_path: Path) -> None:
    lines = [
        row(1, TRANSACTION_TP="22Y"),
        row(2, TRANSACTION_AMT="-50"),
        row(3, TRANSACTION_TP="22Y", TRANSACTION_AMT="-9"),
    ]
    found, _ = kept(tmp_path, lines)
    assert [(one.sort, one.amount) for one in found] == [
        ("refund", Decimal(-500)), ("donation", Decimal(-50)), ("refund", Decimal(9)),
    ]  # fmt: skip


def test_bad_fields_are_problems_and_the_row_is_kept_without_them(tmp_path: Path) -> None:
    found, problems = kept(
        tmp_path, [row(1), row(2, TRANSACTION_DT="02302019"), row(3, TRANSACTION_AMT="lots"), row(4)]
    )
    assert [one.key for one in found if one.earliest is None] == ["2"]
    assert [one.key for one in found if one.amount is None] == ["3"]
    assert [(one.code, one.message.split(":")[0]) for one in problems] == [
        ("bad_date", "line 2"),
        ("bad_amount", "line 3"),
    ]


@pytest.mark.parametrize("day", ["02302019", "13012019", "00002019", "10171918", "1182019", "0118201X", "01 82019"])
def test_a_day_that_is_none_is_left_out(tmp_path: Path, day: str) -> None:
    ((record,), (problem,)) = kept(tmp_path, [row(1, TRANSACTION_DT=day)])
    assert record.earliest is None
    assert day in problem.message


def test_short_and_long_rows_are_counted_and_lines_stay_right(tmp_path: Path) -> None:
    good = [row(number) for number in range(1, 30)]
    lines = [
        *good[:10],
        "C00000001|N|short",
        *good[10:20],
        row(99) + "|more|x",
        *good[20:],
        row(50, TRANSACTION_DT="x"),
    ]
    found, problems = kept(tmp_path, lines)
    assert Counter(one.code for one in problems) == {"short_row": 1, "long_row": 1, "bad_date": 1}
    assert [one.message.split(":")[0] for one in problems] == ["line 11", "line 22", "line 32"]
    assert len(found) == 30


def test_a_file_of_several_pieces_is_kept_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "_CHUNK", 500)
    monkeypatch.setattr(unpack, "_PIECE", 2000)
    lines = [row(number, NAME=f"DOE, {number % 7}") for number in range(1, 200)]
    lines[60] = "C00000001|N|short"
    lines[120] = row(121, TRANSACTION_DT="02302019")
    lines[180] = ""
    found, problems = kept(tmp_path, lines)
    assert sorted(int(one.key) for one in found) == [one for one in range(1, 200) if one not in (61, 181)]
    assert [(one.code, one.message.split(":")[0]) for one in problems] == [
        ("short_row", "line 61"), ("bad_date", "line 121"),
    ]  # fmt: skip
    (dateless,) = (one for one in found if not one.earliest)
    assert (dateless.key, dateless.own["TRANSACTION_DT"]) == ("121", "02302019")


def test_the_same_bytes_give_the_same_files(tmp_path: Path) -> None:
    for place in (tmp_path / "one", tmp_path / "other"):
        place.mkdir()
        kept(place, [row(number, NAME=f"DOE, {number % 7}") for number in range(1, 5000)])
    one, other = ([path.read_bytes() for path in sorted((tmp_path / n).rglob("*.parquet"))] for n in ("one", "other"))
    assert one == other
    assert len(one) == 2


def test_of_many_problems_a_hundred_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    found, problems = kept(tmp_path, [row(number, TRANSACTION_DT="99999999") for number in range(1, 351)])
    assert (len(found), len(problems)) == (350, 101)
    assert problems[-1].message.startswith("250 more rows of the file have the same trouble (350 in all)")


def test_a_row_without_key_is_left_out(tmp_path: Path) -> None:
    found, (problem,) = kept(tmp_path, [*(row(number) for number in range(1, 30)), row(0, SUB_ID="")])
    assert (len(found), problem.code) == (29, "no_key")


def test_quotes_latin_letters_and_line_ends_do_no_harm(tmp_path: Path) -> None:
    lines = [row(1, NAME='O"HARA, "PAT'), row(2, NAME="PEÑA, JOSÉ"), row(3, NAME="it's 'fine'")]
    data = "\r\n".join(lines).encode("iso-8859-1")
    found, problems = kept(tmp_path, data)
    assert [one.actor for one in found] == ['O"HARA, "PAT', "PEÑA, JOSÉ", "it's 'fine'"]
    assert problems == ()


def test_an_unknown_type_is_told_and_does_not_count(tmp_path: Path) -> None:
    found, (problem,) = kept(tmp_path, [*(row(number) for number in range(1, 12)), row(99, TRANSACTION_TP="99Q")])
    assert (found[-1].sort, found[-1].counts, problem.code) == ("other", False, "unknown_type")


def test_the_text_is_taken_out_of_its_zip_and_the_copies_by_date_are_not(tmp_path: Path) -> None:
    path = tmp_path / "indiv20.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("itcont.txt", row(1) + "\n")
        archive.writestr("by_date/itcont_2020_1.txt", row(1) + "\n")
    assert adapter.recognises("x.zip", path.read_bytes())
    found = adapter.records(path)
    assert (found.member, found.slot) == ("itcont.txt", "indiv20")
    assert bulk(found, tmp_path) == ()


def test_a_zip_that_is_cut_off_or_damaged_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "indiv20.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("itcont.txt", "".join(f"{row(number)}\n" for number in range(2000)))
    whole = path.read_bytes()
    path.write_bytes(whole[:-200])
    with pytest.raises(ValueError, match="damaged or cut off"):
        adapter.records(path)
    path.write_bytes(whole[:150_000].replace(b"ACME", b"BCME") + whole[150_000:])
    with pytest.raises(ValueError, match="damaged or cut off"):
        bulk(adapter.records(path), tmp_path)


def test_a_file_is_what_stands_in_it_whatever_its_name(tmp_path: Path) -> None:
    _, _ = kept(tmp_path, [row(1)], "cm24.txt")
    assert (found(tmp_path / "cm24.txt").kind, adapter.records(tmp_path / "cm24.txt").slot) == ("indiv", "")
    assert kind_of(row(1, TRANSACTION_TP="24K").encode()) == "oth"
    assert kind_of(b"a|b|c\n") == kind_of(b"") == ""


@needs_real
@pytest.mark.parametrize(
    ("path", "kind", "rows", "problems"),
    [
        ("bulk2020/indiv20.zip", "indiv", 70671, 0),
        ("bulk2020/oth20.zip", "oth", 50921, 1),
        ("bulk2020/pas220.zip", "pas2", 3159, 0),
        ("bulk2020/cm20.zip", "cm", 11603, 0),
        ("bulk2020/cn20.zip", "cn", 3936, 0),
        ("bulk2020/ccl20.zip", "ccl", 3752, 0),
        ("bulk2024_slices/independentexpenditures.txt", "pas2", 11458, 0),
        ("bulk2024_slices/anytransactionfromonetoanother.txt", "oth", 34, 0),
        ("bulk2024_slices/contributionfromindividuals.txt", "indiv", 28, 0),
        ("bulk2024_slices/cn.txt", "cn", 6406, 0),
        ("bulk2024_slices/ccl.txt", "ccl", 2165, 0),
    ],
)
def test_real_files_are_told_apart_and_give_all_their_rows(
    path: str, kind: str, rows: int, problems: int, tmp_path: Path
) -> None:
    assert found(REAL / path).kind == kind
    assert len(bulk(adapter.records(REAL / path), tmp_path)) == problems
    assert engine.ask(
        "SELECT count(*), count(DISTINCT key) FROM read_parquet(?)", [str(engine.rows_file(tmp_path, 0))]
    ) == [(rows, rows)]


def test_of_a_committee_that_is_listed_twice_one_line_is_kept(tmp_path: Path) -> None:
    line = "C00000001|MADE PAC|DOE|1 X|||NY|1|U|Q|UNK|M|C|ACME|"
    found, problems = kept(tmp_path, [line, line, line.replace("C00000001", "C00000002")], "cm20.txt")
    assert [(one.key, one.actor, one.counterpart) for one in found] == [
        ("C00000001", "MADE PAC", "ACME"), ("C00000002", "MADE PAC", "ACME"),
    ]  # fmt: skip
    assert problems == ()


@needs_real
@pytest.mark.parametrize("name", ["oppexp20", "webk20"])
def test_other_bulk_files_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="its lines are not those of"):
        adapter.records(REAL / "bulk2020" / f"{name}.zip")


@needs_real
@pytest.mark.parametrize(("name", "columns"), [("indiv20", 21), ("oth20", 21), ("pas220", 22)])
def test_sums_are_those_of_the_bytes(name: str, columns: int, tmp_path: Path) -> None:
    path = REAL / "bulk2020" / f"{name}.zip"
    with zipfile.ZipFile(path) as archive:
        lines = [line.split("|") for line in archive.read(archive.namelist()[0]).decode().splitlines()]
    own: dict[tuple[str, bool], Decimal] = {}
    for fields in lines:
        assert len(fields) == columns
        of = (fields[5], fields[columns - 3] == "X")
        own[of] = own.get(of, Decimal(0)) + Decimal(fields[14])
    bulk(adapter.records(path), tmp_path)
    rows = engine.ask(
        "SELECT own.TRANSACTION_TP, coalesce(own.MEMO_CD, '') = 'X', sum(abs(amount) * sign(amount)), bool_or(counts), "
        "any_value(sort) FROM read_parquet(?) GROUP BY ALL",
        [str(engine.rows_file(tmp_path, 0))],
    )
    back = {"refund", "loan_repayment"}
    assert {(kind, memo): (-1 if sort in back else 1) * total for kind, memo, total, _, sort in rows} == own
    assert not [row for row in rows if row[1] and row[3]]
