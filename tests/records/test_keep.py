from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from cuibono import records, registers
from cuibono.errors import UsageError
from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.records import Search, Wanted, engine, keep, search
from cuibono.records.columns import COLUMNS, comparable, comparable_sql
from cuibono.registers import reading, shelf
from cuibono.registers.shelf import Kept
from cuibono.settings import CaseFolder

REGISTER = "made_up"


class MadeUp:
    """An adapter of "KEY|ACTOR|AMOUNT|CHAIN|VERSION" lines; no part of the package."""

    def recognises(self, name: str, head: bytes) -> bool:
        return name.endswith(".txt") and b"|" in head

    def records(self, path: Path) -> Iterator[Record | Cover | Problem]:
        yield Cover(scope="all", title="everything", start=date(2024, 1, 1), end=date(2024, 12, 31), whole=True)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            fields = line.split("|")
            if len(fields) != 5:
                yield Problem("bad_row", f"line {number}: {len(fields)} fields in place of 5")
                continue
            key, actor, amount, chain, version = fields
            yield Record(
                key=key, sort="donation", actor=actor, actor_kind="organisation", amount=Decimal(amount),
                currency="USD", earliest=date(2024, 3, 1), latest=date(2024, 3, 31), scope="all",
                chain=chain or None, version=version or None, line=number, own={"column": key},
            )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CaseFolder:
    about = registers.source("sec_companies")
    monkeypatch.setattr(registers, "source", lambda register: about)
    monkeypatch.setattr(keep, "adapter", lambda register: MadeUp())
    return CaseFolder(tmp_path / "case")


def put(folder: CaseFolder, text: str, name: str = "a.txt", *, replace: bool = False) -> records.Added:
    path = folder.path.with_name(name)
    path.write_text(text, encoding="utf-8")
    return records.add(folder, REGISTER, path, "2026-01-01", replace=replace)


def test_rows_come_back_as_they_were_given(folder: CaseFolder) -> None:
    put(folder, "1|Acme, Inc.|10.50||\n2|Zeta|-3||\n")
    first, second = Search(folder, REGISTER).rows(Wanted())
    assert (first.id, first.record.amount, first.record.own) == ("rec-made_up:1", Decimal("10.50"), {"column": "1"})
    assert second.record.amount == Decimal("-3.00")
    assert second.record.earliest == date(2024, 3, 1)


def test_bad_rows_are_problems_and_the_good_ones_are_kept(folder: CaseFolder) -> None:
    added = put(folder, "1|Acme|10||\nbroken\n")
    assert [problem.message for problem in added.problems] == ["line 2: 1 fields in place of 5"]
    assert (added.kept.rows, added.kept.problems) == (1, 1)
    again = records.add(folder, REGISTER, folder.path.with_name("a.txt"), "2026-02-02")
    assert (again.known, again.kept, again.problems) == (True, added.kept, added.problems)


def test_a_file_without_a_good_row_is_refused_with_what_is_wrong(folder: CaseFolder) -> None:
    with pytest.raises(UsageError, match=r"no row of the register made_up \(line 1: 1 fields in place of 5\)"):
        put(folder, "broken\n")


def test_a_return_that_says_there_was_nothing_is_kept(folder: CaseFolder) -> None:
    added = put(folder, "")
    assert added.kept.rows == 0
    assert not Search(folder, REGISTER).rows(Wanted())
    assert records.covers(folder, REGISTER)[0].whole


def test_the_same_file_twice_changes_nothing(folder: CaseFolder) -> None:
    put(folder, "1|Acme|10||\n")
    before = {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}
    put(folder, "1|Acme|10||\n")
    assert {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()} == before


def test_a_file_whose_rows_are_gone_can_be_kept_anew(folder: CaseFolder) -> None:
    kept = put(folder, "1|Acme|10||\n").kept
    shutil.rmtree(shelf.rows_path(folder, REGISTER, kept))
    with pytest.raises(UsageError, match="keep the file anew"):
        Search(folder, REGISTER)
    put(folder, "1|Acme|10||\n")
    assert len(Search(folder, REGISTER).rows(Wanted())) == 1


def test_a_name_of_several_files_is_told_once_with_all_its_rows(folder: CaseFolder) -> None:
    put(folder, "1|Acme|10||\n2|Acme|1||\n", "a.txt")
    put(folder, "3|Acme|11||\n", "b.txt")
    assert [(name.name, name.rows) for name in Search(folder, REGISTER).names(["acme"])] == [("Acme", 3)]


def test_a_later_filing_of_a_chain_replaces_the_rows_of_an_earlier_one(folder: CaseFolder) -> None:
    put(folder, "1|Acme|10|c|2024-01-01\n2|Acme|12|c|2024-02-01\n3|Zeta|1||\n")
    search = Search(folder, REGISTER)
    assert [one.record.key for one in search.rows(Wanted())] == ["2", "3"]
    assert [one.record.key for one in search.rows(Wanted(replaced=True)) if one.replaced] == ["1"]


def test_a_row_that_came_twice_counts_once_as_it_came_last(folder: CaseFolder) -> None:
    put(folder, "1|Acme|10||\n", "a.txt")
    put(folder, "1|Acme|11||\n2|Zeta|1||\n", "b.txt")
    assert [one.record.amount for one in Search(folder, REGISTER).rows(Wanted())] == [Decimal(11), Decimal(1)]


def test_a_row_without_a_version_takes_no_place_of_one_that_has_one(folder: CaseFolder) -> None:
    put(folder, "1|Acme|10|c|2024-01-01\n", "first_hand.txt")
    put(folder, "1|Acme Inc|10||\n", "second_hand.txt")
    assert [one.record.actor for one in Search(folder, REGISTER).rows(Wanted())] == ["Acme"]


def test_names_are_found_by_whole_words(folder: CaseFolder) -> None:
    put(folder, "1|META|1||\n2|Metallurgy Ltd|1||\n3|The Méta Platforms, Inc.|1||\n4|AT&T|1||\n")
    search = Search(folder, REGISTER)
    assert [name.name for name in search.names(["Meta"])] == ["META", "The Méta Platforms, Inc."]
    assert [name.name for name in search.names(["AT&T"])] == ["AT&T"]
    assert search.names([""]) == ()


def test_days_and_names_narrow(folder: CaseFolder) -> None:
    put(folder, "1|Acme|1||\n2|Zeta|1||\n")
    search = Search(folder, REGISTER)
    assert [one.record.key for one in search.rows(Wanted(actors=("Zeta",)))] == ["2"]
    assert not search.rows(Wanted(since=date(2024, 4, 1)))
    assert len(search.rows(Wanted(since=date(2024, 3, 31), until=date(2024, 3, 31)))) == 2


def test_the_manifest_says_what_is_covered(folder: CaseFolder) -> None:
    put(folder, "1|Acme|1||\n2|Zeta|1||\n")
    (cover,) = records.covers(folder, REGISTER)
    assert (cover.title, cover.end, cover.whole, cover.rows) == ("everything", date(2024, 12, 31), True, 2)
    (kept,) = shelf.kept(folder, REGISTER)
    assert kept.covers == (cover,)


def test_whole_covers_join_where_no_day_is_left_out() -> None:
    spring = Cover(scope="c", title="c", start=date(2024, 1, 1), end=date(2024, 3, 31), whole=True, rows=1)
    summer = replace(spring, start=date(2024, 4, 1), end=date(2024, 6, 30), rows=2)
    autumn = replace(spring, start=date(2024, 8, 1), end=date(2024, 9, 30))
    assert search._wider(spring, summer) == replace(spring, end=date(2024, 6, 30), rows=3)
    assert search._wider(spring, autumn) == autumn
    assert search._wider(summer, replace(autumn, whole=False)) == summer


def test_a_web_page_in_place_of_a_file_is_refused(folder: CaseFolder) -> None:
    with pytest.raises(UsageError, match="this is a web page"):
        put(folder, "<!DOCTYPE html><title>503</title>")
    assert not (folder.path / "records").exists()


def test_a_worse_copy_replaces_nothing(folder: CaseFolder) -> None:
    put(folder, "".join(f"{n}|Acme|1||\n" for n in range(20)))
    with pytest.raises(UsageError, match=r"it has 1 rows, and the copy .* has 20"):
        put(folder, "1|Acme|1||\n")
    assert len(Search(folder, REGISTER).rows(Wanted())) == 20
    put(folder, "1|Acme|1||\n", replace=True)
    assert len(Search(folder, REGISTER).rows(Wanted())) == 1


def test_a_copy_is_measured_by_the_last_that_came_into_its_slot(folder: CaseFolder) -> None:
    for file, slot, rows in (("old.txt", "a.txt", 1), ("new.txt", "a.txt", 20), ("new.txt", "b.txt", 5)):
        shelf.put(folder, REGISTER, b"", Kept(file, "0" * 64, rows, "2026-01-01", "all", "us", "none", slot=slot))
    assert [one.rows for one in shelf.current(folder, REGISTER)] == [20, 5]
    with pytest.raises(UsageError, match=r"it has 1 rows, and the copy .* has 20"):
        put(folder, "1|Acme|1||\n", "a.txt")


def test_a_register_of_which_nothing_is_kept_gives_nothing(tmp_path: Path) -> None:
    search = Search(CaseFolder(tmp_path), REGISTER)
    assert search.is_empty
    assert not any((search.rows(Wanted()), search.names(["x"]), records.covers(CaseFolder(tmp_path), REGISTER)))


@example(["0:_0"])
@given(st.lists(st.text(alphabet=st.characters(max_codepoint=0x17F, exclude_categories=["Cc", "Cs"]), max_size=12)))
def test_a_comparable_name_is_the_same_in_python_and_sql(names: list[str]) -> None:
    rows = engine.ask(f"SELECT {comparable_sql('n')} FROM (SELECT unnest(?) AS n)", [names]) if names else []
    assert [row[0] for row in rows] == [comparable(name) for name in names]


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text("")
    with pytest.raises(UsageError, match="See whether the disk is full"):
        engine.from_lines(tmp_path / "rows.jsonl", tmp_path / "nowhere")


def test_rows_by_another_mapping_lie_beside_those_by_the_first(folder: CaseFolder) -> None:
    kept = put(folder, "1|Acme|1||\n").kept
    by_another = replace(kept, mapping="aaaaaaaaaaaa")
    before = shelf.content(shelf.rows_path(folder, REGISTER, kept))
    made = folder.path / "made"
    made.mkdir()
    (made / "rows-000.parquet").write_bytes(b"others")
    shelf.put_rows(folder, REGISTER, made, by_another, b"")
    assert shelf.content(shelf.rows_path(folder, REGISTER, kept)) == before == kept.content


def test_no_adapter_is_taken_for_one_of_another_shape() -> None:
    assert reading.recognised("nothing.bin", b"\x00\x01") == ()


def test_what_a_file_leaves_out_has_its_default() -> None:
    values = dict.fromkeys(COLUMNS) | {"key": "k", "sort": "donation"}
    assert search._record(tuple(values.values())) == Record(key="k", sort="donation")
