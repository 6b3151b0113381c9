from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cuibono.registers
from cuibono import registers
from cuibono.errors import UsageError
from cuibono.model import Naming
from cuibono.model.records import Cover
from cuibono.registers import shelf
from cuibono.registers.shelf import Kept
from cuibono.registers.toml import toml
from cuibono.settings import CaseFolder

PACKAGE = Path(cuibono.registers.__file__).parent
COMPANIES = (
    b'{"0": {"cik_str": 7, "ticker": "ACM", "title": "ACME CORP /DE/"}, "1": {"cik_str": 8, "title": "Zeta Inc"}}'
)


def sample(register: str) -> Path:
    (found,) = (PACKAGE / register).glob("sample.*")
    return found


@pytest.mark.parametrize("register", registers.adapters())
def test_the_sample_gives_what_is_expected(register: str) -> None:
    expected = (PACKAGE / register / "expected.jsonl").read_bytes().splitlines()
    found = list(registers.namings(register, sample(register).read_bytes(), "sample"))
    assert found == [msgspec.json.decode(line, type=Naming) for line in expected]


@pytest.mark.parametrize("register", registers.adapters())
def test_a_register_says_where_it_comes_from(register: str) -> None:
    about = registers.source(register)
    assert about.name == register
    assert all((about.title, about.publisher, about.licence, about.coverage, about.columns))
    assert about.url.startswith("https://")


@pytest.mark.parametrize("register", registers.adapters())
@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"{}", b"- id: 5\n", b'{"0": {"title": 3}}', b"- [\n"])
def test_what_is_no_such_file_is_refused_and_not_kept(tmp_path: Path, register: str, data: bytes) -> None:
    with pytest.raises(UsageError, match=r"list\.txt.*Get it from https://"):
        registers.keep(CaseFolder(tmp_path), register, data, "list.txt", "2026-01-01")
    assert not list(tmp_path.rglob("*"))


def test_an_unknown_register_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="sec_companies"):
        registers.keep(CaseFolder(tmp_path), "moon", b"", "list.txt", "2026-01-01")


def test_the_same_bytes_twice_change_nothing(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path)
    first = registers.keep(folder, "sec_companies", COMPANIES, "c.json", "2026-01-01")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert registers.keep(folder, "sec_companies", COMPANIES, "other.json", "2026-02-02") == first
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert (first.rows, first.retrieved) == (2, "2026-01-01")


def test_a_newer_file_counts_and_the_older_one_stays(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path)
    registers.keep(folder, "sec_companies", COMPANIES, "c.json", "2026-01-01")
    newer = COMPANIES.replace(b"Zeta", b"Omega")
    registers.keep(folder, "sec_companies", newer, "c.json", "2026-02-01")
    assert [row.name for row in registers.known(folder)] == ["ACME CORP", "Omega Inc"]
    assert [one.retrieved for one in shelf.kept(folder, "sec_companies")] == ["2026-01-01", "2026-02-01"]


WORDS = st.text(st.characters(exclude_categories=["Cs"]))


@given(WORDS, st.dates() | st.none(), st.booleans())
def test_what_a_manifest_says_of_a_file_comes_back(said: str, day: date | None, whole: bool) -> None:
    cover = Cover(scope=said, title=said, start=day, whole=whole)
    told = Kept("a.txt", "0" * 64, 0, "2026-01-01", said, said, said, covers=(cover,))
    with TemporaryDirectory() as place:
        shelf.put(CaseFolder(Path(place)), "sec_companies", b"", told)
        assert shelf.kept(CaseFolder(Path(place)), "sec_companies") == (told,)


@given(st.recursive(WORDS | st.integers() | st.booleans() | st.dates(), st.lists))
def test_a_value_that_is_written_as_toml_comes_back(value: object) -> None:
    assert tomllib.loads(f"a = {toml(value)}") == {"a": value}


def test_only_wanted_rows_come(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path)
    registers.keep(folder, "sec_companies", COMPANIES, "c.json", "2026-01-01")
    assert [row.document for row in registers.known(folder, lambda row: "Z" in row.name)] == ["sec-companies:8"]
    assert registers.known(CaseFolder(tmp_path / "none")) == ()


def test_a_file_that_was_changed_is_refused(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path)
    registers.keep(folder, "sec_companies", COMPANIES, "c.json", "2026-01-01")
    (path,) = tmp_path.rglob("*-c.json")
    path.write_bytes(b"{}")
    with pytest.raises(UsageError, match="not the file that was kept"):
        registers.known(folder)


def test_two_rows_of_one_person_are_one_naming(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path)
    data = sample("us_legislators").read_bytes()
    senate = data.replace(b"viceprez", b"sen").replace(b"'2025-01-20'", b"'2023-01-03'").replace(b"J.D. V", b"JD V")
    registers.keep(folder, "us_legislators", data, "executive.yaml", "2026-01-01")
    registers.keep(folder, "us_legislators", senate, "legislators-current.yaml", "2026-01-01")
    (vance,) = registers.known(folder, lambda row: "Vance" in row.name)
    assert {tenure.title for tenure in vance.tenures} == {"senator", "vice president"}
    assert "JD Vance" in vance.aliases
