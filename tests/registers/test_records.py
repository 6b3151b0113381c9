"""What holds for every register with records: its sample, what source.toml says, no address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import msgspec
import pytest
from hypothesis import strategies as st

from cuibono import registers
from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.records import engine, search
from cuibono.records.bulk import bulk
from cuibono.records.columns import COLUMNS
from cuibono.registers.reading import Bulk, adapter, recognised
from cuibono.registers.sources import names

REGISTERS = [name for name in names() if registers.source(name).holds == "records"]
STREET = re.compile(
    r"\b\d{1,5}\s+(?:[NSEW]\.?\s+)?(?:[A-Z][\w.]*\s+){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Court|Ct"
    r"|Place|Pl|Way|Parkway|Pkwy|Circle|Cir|Terrace|Ter)\b\.?|\bP\.?\s?O\.?\s+Box\b|\b(?:Apt|Suite|Ste)\.?\s*#?\d",
    re.IGNORECASE,
)


def sample(register: str) -> Path:
    found = [path for path in Path(str(files(registers))).joinpath(register).iterdir() if path.stem == "sample"]
    assert len(found) == 1, f"{register}: {len(found)} samples in place of one"
    return found[0]


def given(register: str, path: Path, place: Path) -> Iterator[Record | Cover | Problem]:
    found = adapter(register).records(path)
    if not isinstance(found, Bulk):
        yield from found
        return
    problems = bulk(found, place)
    columns = ", ".join(COLUMNS)
    rows = engine.ask(
        f"SELECT {columns} FROM read_parquet(?) ORDER BY line, key, part", [str(engine.rows_file(place, 0))]
    )
    yield from map(search._record, rows)
    yield from found.covers
    yield from problems


def plain(one: Record | Cover | Problem) -> dict[str, dict[str, object]]:
    return known({type(one).__name__.lower(): json.loads(msgspec.json.encode(one))})


def known(row: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    return {kind: {name: value for name, value in one.items() if value is not None} for kind, one in row.items()}


@pytest.mark.parametrize("register", REGISTERS)
def test_the_sample_gives_what_is_expected(register: str, tmp_path: Path) -> None:
    expected = sample(register).with_name("expected.jsonl").read_text(encoding="utf-8").splitlines()
    found = [plain(one) for one in given(register, sample(register), tmp_path)]
    assert found == [known(json.loads(line)) for line in expected]
    assert any("record" in one for one in found)


@pytest.mark.parametrize("register", REGISTERS)
def test_what_a_sample_gives_is_in_order(register: str, tmp_path: Path) -> None:
    about = registers.source(register)
    records = [one for one in given(register, sample(register), tmp_path) if isinstance(one, Record)]
    assert len({(record.key, record.part) for record in records}) == len(records)
    for record in records:
        assert record.sort in about.sorts
        assert record.counts or record.why, record.key
        assert record.amount is None or record.currency, record.key
        assert not (record.earliest and record.latest and record.earliest > record.latest), record.key


@pytest.mark.parametrize("register", REGISTERS)
def test_the_source_says_all(register: str) -> None:
    about = registers.source(register)
    assert all((about.title, about.publisher, about.licence, about.url, about.coverage, about.columns, about.sorts))
    assert about.shows or about.use, "no rule that rows show a dealing by, and no reason in `use`"
    for rule in about.shows:
        assert set(rule.sorts) <= set(about.sorts), rule.name
        assert rule.row, rule.name
        assert rule.limits, rule.name
        assert not rule.threshold or rule.currency, rule.name


@pytest.mark.parametrize("register", REGISTERS)
def test_no_street_address_is_kept(register: str, tmp_path: Path) -> None:
    assert not STREET.findall(sample(register).read_bytes().decode("utf-8", "replace"))
    for one in given(register, sample(register), tmp_path):
        assert not STREET.findall(json.dumps(plain(one)))
        if isinstance(one, Record):
            assert not [
                name for name in one.own if re.search(r"street|address|zip|_ST[12]$|CITY$", name, re.IGNORECASE)
            ]


@pytest.mark.parametrize("register", REGISTERS)
def test_a_sample_is_recognised_as_its_own_alone(register: str) -> None:
    path = sample(register)
    assert recognised(path.name, path.read_bytes()[: 1 << 16]) == (register,)


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"<!doctype html><title>503</title>", b"PK\x03\x04cut off"])
def test_what_is_no_file_of_the_register_is_refused_with_a_clause(register: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"file{sample(register).suffix}"
    path.write_bytes(data)
    assert register not in recognised(path.name, data)
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        list(given(register, path, tmp_path))


@pytest.mark.parametrize("register", REGISTERS)
@hypothesis.given(st.binary(max_size=60) | st.text('[]{},:"null0123resultscount', max_size=60).map(str.encode))
def test_no_bytes_are_more_than_refused(register: str, data: bytes) -> None:
    with TemporaryDirectory() as place, suppress(ValueError):
        path = Path(place, f"file{sample(register).suffix}")
        path.write_bytes(data)
        list(given(register, path, Path(place)))
