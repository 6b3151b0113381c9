from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers.federal_register import acts, adapter
from tools.parts import shared

FILES = shared() / "registers" / "federal_register"
real = pytest.mark.skipif(not FILES.exists(), reason="the Federal Register's answers are not on this machine")
ORDER = {
    "document_number": "2025-06063", "title": "Regulating Imports", "type": "Presidential Document",
    "subtype": "Executive Order", "executive_order_number": 14257, "signing_date": "2025-04-02",
    "publication_date": "2025-04-07",
}  # fmt: skip
TEXT = """# Executive Order {number}: Regulating Imports

**Date:** April 02, 2025

- Document Number: 2025-{number}
- Executive Order Number: {number}
- Citation: {citation}

- [Federal Register](https://www.federalregister.gov/documents/2025/04/07/2025-06063/regulating-imports)
### Section 1.

**Purpose**

Large and persistent trade deficits
"""


def read(folder: Path, *documents: dict[str, object], **page: object) -> list[Record | Cover | Problem]:
    path = folder / "answer.json"
    path.write_text(json.dumps({"description": "Orders", "count": len(documents), **page, "results": documents}))
    return list(adapter.records(path))


def rows(found: Iterable[Record | Cover | Problem]) -> list[Record]:
    return [one for one in found if isinstance(one, Record)]


def codes(found: Iterable[Record | Cover | Problem]) -> list[str]:
    return [one.code for one in found if isinstance(one, Problem)]


def test_signing_is_the_event_and_publication_the_filing(tmp_path: Path) -> None:
    (row,) = rows(read(tmp_path, ORDER))
    assert (row.sort, row.earliest, row.filed, row.known) == (
        "executive_order", date(2025, 4, 2), date(2025, 4, 7), date(2025, 4, 7),
    )  # fmt: skip
    (seen,) = rows(read(tmp_path, {**ORDER, "filed_at": "2025-04-04T08:45:00-04:00"}))
    assert seen.known == date(2025, 4, 4)


@pytest.mark.parametrize("number", [14257, "14257"])
def test_the_number_of_an_order_is_a_number_or_text(tmp_path: Path, number: object) -> None:
    (row,) = rows(read(tmp_path, {**ORDER, "executive_order_number": number}))
    assert (row.own["executive_order_number"], row.actor, row.actor_kind) == ("14257", "Donald Trump", "person")


@pytest.mark.parametrize(
    ("number", "signed", "name"),
    [
        (14146, "2025-01-19", "Joseph R. Biden Jr."),
        (14147, "2025-01-20", "Donald Trump"),
        (None, "2025-01-20", acts.OFFICE),
        (None, "2012-05-01", "Barack Obama"),
        (None, None, acts.OFFICE),
        (11582, "1971-02-11", acts.OFFICE),
    ],
)
def test_who_signed_is_told_by_number_or_day_or_not_at_all(number: int | None, signed: str | None, name: str) -> None:
    assert acts.signer(number, date.fromisoformat(signed) if signed else None)[0] == name


def test_a_page_that_holds_a_part_is_not_whole(tmp_path: Path) -> None:
    found = read(tmp_path, ORDER, count=955, next_page_url="https://www.federalregister.gov/api")
    assert codes(found) == ["part"]
    assert isinstance(found[0], Cover)
    assert (found[0].whole, found[0].title) == (False, "Orders: 1 of 955")
    whole = read(tmp_path, ORDER)[0]
    assert isinstance(whole, Cover)
    assert whole.whole


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ("Revokes : EO 13495, January 30, 2009", {"Revokes": "EO 13495, January 30, 2009"}),
        ("Amends: EO 1;\n See: EO 2; EO 3", {"Amends": "EO 1", "See": "EO 2; EO 3"}),
        ("Revokes: EO 1, April 21, 2010; See: EO 2", {"Revokes": "EO 1, April 21, 2010", "See": "EO 2"}),
        ("Revoked in part by: EO 4", {"Revoked in part by": "EO 4"}),
        ("EO 13679, October 10, 2014", {}),
        (None, {}),
    ],
)
def test_notes_name_other_acts(notes: str | None, expected: dict[str, str]) -> None:
    assert acts.other_acts(notes) == expected


def test_an_order_that_revokes_another_takes_no_rows_place(tmp_path: Path) -> None:
    (row,) = rows(read(tmp_path, {**ORDER, "disposition_notes": "Revokes : EO 13495"}))
    assert (row.own["Revokes"], row.chain, row.version) == ("EO 13495", None, None)


def test_a_correction_does_not_count(tmp_path: Path) -> None:
    (row,) = rows(read(tmp_path, {**ORDER, "correction_of": "2025-06000"}))
    assert (row.counts, row.why) == (False, "it corrects 2025-06000")


def test_an_old_number_has_its_day_in_the_key(tmp_path: Path) -> None:
    (row,) = rows(read(tmp_path, {**ORDER, "document_number": "E9-1712", "publication_date": "2009-01-26"}))
    assert row.key == "E9-1712 of 2009-01-26"


def test_agencies_act_on_the_day_of_publication_and_topics_stand_in_the_text(tmp_path: Path) -> None:
    notice: dict[str, object] = {
        "document_number": "2024-1", "title": "Tariffs", "type": "Notice", "abstract": "On chips.",
        "topics": ["Imports"], "agencies": [{"name": "Trade Representative"}, {"raw_name": "CUSTOMS"}],
        "publication_date": "2024-05-01",
    }  # fmt: skip
    first, second = rows(read(tmp_path, notice))
    assert (first.actor, first.actor_kind, second.actor, second.part) == (
        "Trade Representative", "public_body", "CUSTOMS", 1,
    )  # fmt: skip
    assert (first.text, first.earliest) == ("Tariffs. On chips. Imports", date(2024, 5, 1))


def test_days_that_cannot_be_are_problems(tmp_path: Path) -> None:
    found = read(tmp_path, {**ORDER, "signing_date": "2026-04-02"}, {**ORDER, "signing_date": None})
    assert codes(found) == ["later", "no_date"]
    assert [(one.earliest, one.latest) for one in rows(found)] == [(None, date(2025, 4, 7))] * 2


def test_texts_in_a_zip_are_whole_where_no_number_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "executive-orders.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number, day in ((14256, "01"), (14257, "02"), (14258, "04")):
            text = TEXT.format(number=number, citation="N/A").replace("April 02", f"April {day}")
            archive.writestr(f"2025/{number}.md", text)
    found = list(adapter.records(path))
    cover = found[-1]
    assert isinstance(cover, Cover)
    assert (cover.whole, cover.start, cover.end) == (True, date(2025, 4, 2), date(2025, 4, 3))
    first = rows(found)[0]
    assert "citation" not in first.own
    assert first.text == "Regulating Imports. Large and persistent trade deficits"
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(ValueError, match="zip"):
        list(adapter.records(path))


def test_a_text_and_an_answer_are_the_same_row(tmp_path: Path) -> None:
    path = tmp_path / "order.md"
    path.write_text(TEXT.format(number="14257", citation="90 FR 15041").replace("2025-14257", "2025-06063"))
    (text,), (answer,) = rows(adapter.records(path)), rows(read(tmp_path, ORDER))
    assert (text.key, text.filed, text.actor) == (answer.key, answer.filed, answer.actor)
    assert text.own["citation"] == "90 FR 15041"


@pytest.mark.parametrize("text", ["# Notes\n", "{", '{"results": 1}', "<html>", '{"count": 3}'])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "file.json"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"Federal Register|neither"):
        list(adapter.records(path))


@real
@pytest.mark.parametrize(
    ("name", "count", "whole", "expected"),
    [
        ("fr.json", 20, False, ["part"]),
        ("donald-trump.json", 96, True, []),
        ("barack-obama.json", 276, True, ["later"]),
    ],
)
def test_real_answers_are_read(name: str, count: int, whole: bool, expected: list[str]) -> None:
    assert adapter.recognises(name, (FILES / name).read_bytes()[:65536])
    found = list(adapter.records(FILES / name))
    assert (len(rows(found)), codes(found)) == (count, expected)
    assert isinstance(found[0], Cover)
    assert found[0].whole is whole


@real
def test_the_real_orders_of_2025_are_read() -> None:
    paths = sorted((FILES / "eo_2025").glob("*.md"))
    assert all(adapter.recognises(path.name, path.read_bytes()[:65536]) for path in paths)
    found = [row for path in paths for row in rows(adapter.records(path))]
    assert [int(row.own["executive_order_number"]) for row in found] == list(range(14147, 14294))
    assert sum("citation" not in row.own for row in found) == 8
    assert all(row.earliest and row.filed and row.earliest <= row.filed for row in found)
    (tariffs,) = [row for row in found if row.own["executive_order_number"] == "14257"]
    assert (tariffs.earliest, tariffs.own["citation"]) == (date(2025, 4, 2), "90 FR 15041")
    (amended,) = [row for row in found if row.own["executive_order_number"] == "14226"]
    assert amended.own["orders named"].split(", ")[0] == "14193"
