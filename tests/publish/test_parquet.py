from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cuibono.cli.exports import EXPORTS
from cuibono.explore.contents import Contents
from cuibono.model.records import Lead
from cuibono.publish.formats import jsonl
from cuibono.publish.parquet import TYPES, parquet
from cuibono.records import tabled
from tests.publish.hostile import BIDI, EVIL
from tests.publish.stories import TOLD
from tests.publish.story.recorded import BORNE_OUT, STORED, recorded
from tests.publish.told_story import ToldStory

LEAD = Lead(event="evt-wire0", register="town_gifts", rule="gift", row="a gift", why="one origin", where="the hall")
LEADS = {"evt-wire0": (LEAD, replace(LEAD, due=date(2024, 6, 1)))}
BESIDE = replace(BORNE_OUT, beside=((STORED.id, "her own gift"),), twins=((STORED.id, "rec-other:1"),))
FULL = replace(recorded(), leads=LEADS, findings={"evt-wire0": (BESIDE,)})
PARTS = replace(STORED, record=replace(STORED.record, part=1, counterpart="a second fund", own={"Kind": "cash"}))
PARTED = replace(FULL, records={STORED.id: (STORED, PARTS)})
LEDGERS = [
    pytest.param(FULL, id="recorded"),
    pytest.param(PARTED, id="parted"),
    pytest.param(ToldStory(TOLD).contents(), id="told"),
]


def plain(value: Any) -> Any:
    """What comes back of a value as JSON has it: days as text, exact amounts as text, nothing where null."""
    if isinstance(value, dict):
        return {name: found for name, one in value.items() if (found := plain(one)) is not None}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value.normalize()) if isinstance(value, Decimal) else value


def of_json(value: Any, name: str = "") -> Any:
    """A row of the JSON without what says nothing: nulls, and fields of a record that have their default."""
    if isinstance(value, dict):
        found = {key: of_json(one, key) for key, one in value.items()}
        return {key: one for key, one in found.items() if one is not None}
    if isinstance(value, list):
        return [of_json(one) for one in value]
    return str(Decimal(value).normalize()) if name == "amount" and isinstance(value, str) else value


@pytest.mark.parametrize("held", LEDGERS)
@pytest.mark.parametrize("thing", EXPORTS)
def test_the_rows_are_those_of_the_json(held: Contents, thing: str, tmp_path: Path) -> None:
    rows, columns = EXPORTS[thing](held)
    file = tmp_path / "rows.parquet"
    file.write_bytes(parquet(thing, rows))
    back = tabled.rows(file)
    assert [list(row) for row in back] == [list(columns)] * len(rows)
    read = [msgspec.json.decode(line) for line in jsonl(rows, columns).splitlines()]
    assert [plain(row) for row in back] == [of_json(row) for row in read]


def test_columns_are_typed(tmp_path: Path) -> None:
    rows, _ = EXPORTS["claims"](FULL)
    row = next(row for row in rows if row["date"] is None) | {"date": {"earliest": "2024-05-02", "latest": None}}
    (tmp_path / "a.parquet").write_bytes(parquet("claims", [row]))
    (found,) = tabled.rows(tmp_path / "a.parquet")
    assert found["date"] == {"earliest": date(2024, 5, 2), "latest": None, "basis": None}
    assert isinstance(found["actors"], list)
    assert isinstance(found["evidence"]["start"], int)


@settings(max_examples=20)
@given(st.lists(st.text(), min_size=1))
@example([EVIL, BIDI, "\x00", "'; DROP TABLE x", "\r\n\u2028"])
def test_any_text_comes_back_as_it_was(texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.parquet"
        file.write_bytes(parquet("edges", [{"from": text, "to": text} for text in texts]))
        assert [(row["from"], row["to"]) for row in tabled.rows(file)] == [(text, text) for text in texts]


def test_no_rows_are_a_table_with_its_columns(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(parquet("leads", []))
    assert tabled.rows(tmp_path / "a.parquet") == []


@pytest.mark.parametrize("thing", EXPORTS)
def test_the_same_rows_give_the_same_bytes(thing: str) -> None:
    rows, columns = EXPORTS[thing](PARTED)
    assert parquet(thing, rows) == parquet(thing, rows)
    assert tuple(TYPES[thing]) == tuple(columns)
