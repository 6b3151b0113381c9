"""What is damaged is named, with what to do about it; the rest goes on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cuibono import explore, judgements, pipeline
from cuibono.cli import main
from cuibono.errors import UsageError
from cuibono.ledger.write import dump
from cuibono.pipeline import registers
from cuibono.pipeline.verifying import Damage, verify
from cuibono.registers import shelf
from cuibono.settings import CaseFolder
from tests.small_reader import SmallEngine, SmallReader
from tools.killing.scene import NAMES, ROWS, sample

NOW = datetime(2024, 11, 5, 12, tzinfo=UTC)
TEXT = "Acme met {}, Tom Roe said. The company said on Monday that it would build a plant in the state.\n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with three articles, two registers and three decisions."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "news").mkdir()
    for name, who in (("a", "Jane Doe"), ("b", "Ann Lee"), ("c", "Jane Doe")):
        (folder / "news" / f"{name}.txt").write_text(TEXT.format(who) + name)
    read(folder / "case")
    with explore.open(folder / "case") as view:
        claims = [claim.id for claim in view.claims()]
    for claim in claims:
        pipeline.judge(folder / "case", "accept", [claim], "Ann", "seen", NOW)
    for register in (NAMES, ROWS):
        registers.add(folder / "case", register, sample(register), now=NOW)
    read(folder / "case")
    return folder


@pytest.fixture
def case(whole: Path, tmp_path: Path) -> Path:
    for path in (path for path in whole.rglob("*") if path.is_file()):
        place = tmp_path / path.relative_to(whole)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
    return tmp_path / "case"


def read(case: Path) -> pipeline.Outcome:
    return pipeline.read(case, [str(case.parent / "news")], SmallReader(), now=NOW)


def damaged(case: Path) -> list[Damage]:
    return list(verify(case, SmallReader().fingerprint).damaged)


def original(case: Path, file: str) -> Path:
    with explore.open(case) as view:
        return case / "originals" / view.document(file).sha256


def changed(case: Path, sql: str) -> None:
    with closing(sqlite3.connect(case / "ledger.sqlite")) as ledger, ledger:
        ledger.execute(sql)


def flipped(path: Path, at: int = -2) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def line(path: Path, number: int, before: bytes, after: bytes) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    assert before in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(before, after)
    path.write_bytes(b"".join(lines))


def rows_of(case: Path) -> Path:
    (kept,) = shelf.kept(CaseFolder(case), ROWS)
    return shelf.rows_path(CaseFolder(case), ROWS, kept)


def test_a_whole_case(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    assert main(["verify", str(case)], SmallEngine()) == 0
    told = capsys.readouterr().out
    assert "looked at 3 originals, 3 files of the list, 3 decisions" in told
    assert told.endswith("Nothing is damaged.\n")
    after = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    assert {p: d for p, d in after.items() if p in before} == before, "nothing is changed"


@pytest.mark.parametrize(
    ("damage", "part", "place", "message"),
    [
        (lambda c: flipped(original(c, "a.txt")), "originals", "originals/", "of a.txt has been changed"),
        (lambda c: original(c, "b.txt").unlink(), "originals", "originals/", "of b.txt is missing"),
        (lambda c: (c / "originals" / "stray").write_bytes(b"x"), "originals", "originals/stray", "no original"),
        (
            lambda c: line(c / "collected.jsonl", 2, b"2024", b"2023"),
            "collected",
            "collected.jsonl, line 2",
            "not as it was written",
        ),
        (lambda c: line(c / "collected.jsonl", 1, b'"file"', b'"fi'), "collected", "collected.jsonl, line 1", "copy"),
        (
            lambda c: line(c / "judgements.jsonl", 2, b"Ann", b"Bob"),
            "judgements",
            "judgements.jsonl, line 2",
            "leave only what stands before line 2",
        ),
        (lambda c: (c / "tests.jsonl").write_bytes(b"{}\n"), "tests", "tests.jsonl, line 1", "Restore"),
        (lambda c: (c / "cuibono.toml").write_text("[reader]\nthreats = 2"), "settings", "cuibono.toml", "threats"),
        (lambda c: flipped(rows_of(c) / "rows-000.parquet", 200), "records", f"records/{ROWS}", "changed since"),
        (lambda c: (rows_of(c) / "names.parquet").unlink(), "records", f"records/{ROWS}", "registers add"),
        (
            lambda c: line(c / "records" / ROWS / "manifest.toml", 6, b"rows = 9", b"rows = 8"),
            "records",
            f"records/{ROWS}",
            "9 rows of sample.json, and 8 were kept",
        ),
        (lambda c: (c / "records" / ROWS / "manifest.toml").write_text("[["), "records", "records/", "cannot be read"),
        (
            lambda c: flipped(next((c / "records" / NAMES).glob("*.json"))),
            "records",
            f"records/{NAMES}",
            "not the file that was kept",
        ),
        (lambda c: (c / "ledger.sqlite").write_bytes(b"spoilt" * 99), "ledger", "ledger.sqlite", "rebuild"),
        (lambda c: (c / "ledger.sqlite").write_bytes(b""), "ledger", "ledger.sqlite", "rebuild"),
        (lambda c: changed(c, "PRAGMA user_version = 99"), "ledger", "ledger.sqlite", "another version"),
        (
            lambda c: changed(c, "UPDATE claims SET quote = 'Acme paid Jane Doe' WHERE number % 2"),
            "ledger",
            "ledger.sqlite",
            "quotes 'Acme paid Jane Doe'",
        ),
        (
            lambda c: changed(c, "UPDATE claims SET amount_low = '5', amount_approx = 0"),
            "ledger",
            "ledger.sqlite",
            "says something else than when it was read",
        ),
        (lambda c: changed(c, 'UPDATE mentions SET "end" = 99999'), "ledger", "ledger.sqlite", "has the span"),
        (lambda c: changed(c, 'UPDATE tellings SET "end" = 99999'), "ledger", "ledger.sqlite", "a telling of evt-"),
        (lambda c: changed(c, "UPDATE documents SET title = 'Another'"), "ledger", "ledger.sqlite", "text or head"),
        (lambda c: changed(c, "DELETE FROM parties"), "ledger", "ledger.sqlite", "refers to a row of parties"),
        (lambda c: changed(c, "UPDATE claims SET stance = 'sworn'"), "ledger", "ledger.sqlite", "rebuild"),
    ],
)
def test_damage_is_named(case: Path, damage: Callable[[Path], object], part: str, place: str, message: str) -> None:
    damage(case)
    found = damaged(case)
    assert found
    assert {one.part for one in found} == {part}, found
    assert found[0].place.startswith(place)
    assert any(message in one.message for one in found), found


def test_a_truncated_ledger(case: Path) -> None:
    held = dump(case / "ledger.sqlite")
    path = case / "ledger.sqlite"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert {one.part for one in damaged(case)} == {"ledger"}
    pipeline.rebuild(case, SmallReader())
    assert dump(path) == held
    assert damaged(case) == []


def only_its_log(path: Path) -> None:
    """Leave of a ledger nothing but the log of a change to it."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE claims SET topic = 'x'")
        db.commit()
        log = path.with_name("ledger.sqlite-wal").read_bytes()
    path.unlink()
    path.with_name("ledger.sqlite-wal").write_bytes(log)


@pytest.mark.parametrize("ledger", [None, b"", b"spoilt" * 99])
def test_a_ledger_is_made_again_whatever_is_there(case: Path, ledger: bytes | None) -> None:
    held, path = dump(case / "ledger.sqlite"), case / "ledger.sqlite"
    only_its_log(path)
    if ledger is not None:
        path.write_bytes(ledger)
    pipeline.rebuild(case, SmallReader())
    assert dump(path) == held


def test_the_log_of_a_ledger_that_was_removed_is_not_taken_for_that_of_the_next(case: Path) -> None:
    held, path = dump(case / "ledger.sqlite"), case / "ledger.sqlite"
    only_its_log(path)
    read(case)
    assert dump(path) == held


def test_a_damaged_original_is_named_and_the_rest_is_read(case: Path) -> None:
    flipped(original(case, "a.txt"))
    held = dump(case / "ledger.sqlite")
    outcome = pipeline.read(case, [], SmallReader("small 2"), now=NOW)
    assert [p.file for p in outcome.problems if p.code == "original_damaged"] == ["a.txt"]
    assert (outcome.read, outcome.skipped) == (2, True)
    with explore.open(case) as view:
        assert len(view.claims()) == 3, "what was read of it earlier stands"
    with pytest.raises(UsageError, match=r"would hold less than the one that stands; to have one nonetheless"):
        pipeline.rebuild(case, SmallReader())
    (case / "ledger.sqlite").write_bytes(b"spoilt")
    assert pipeline.rebuild(case, SmallReader()).claims == 2
    read(case)
    assert dump(case / "ledger.sqlite") == held, "reading the same file again mends it"
    assert damaged(case) == []


def test_a_damaged_register_is_mended_by_keeping_the_file_anew(case: Path) -> None:
    flipped(rows_of(case) / "rows-000.parquet", 200)
    flipped(next((case / "records" / NAMES).glob("*.json")))
    for register in (NAMES, ROWS):
        registers.add(case, register, sample(register), now=NOW)
    assert damaged(case) == []


def test_nothing_is_added_to_decisions_that_are_damaged(case: Path) -> None:
    path = case / "judgements.jsonl"
    line(path, 2, b"Ann", b"Bob")
    before = path.read_bytes()
    with explore.open(case) as view:
        claim = view._look.claims()[0].id
    for attempt in (pipeline.judge, pipeline.note):
        with pytest.raises(UsageError, match=r"judgements\.jsonl, line 2: .* leave only what stands before line 2"):
            attempt(case, "reject", [claim], "Ann", "a joke", NOW)
    assert path.read_bytes() == before
    (problem,) = [p for p in pipeline.read(case, [], SmallReader("small 2")).problems if p.code == "not_related"]
    assert "line 2" in problem.message
    assert "bug" not in problem.message
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    pipeline.judge(case, "reject", [claim], "Ann", "a joke", NOW)
    assert len(judgements.all(CaseFolder(case))) == 2


def test_what_is_only_behind_is_no_damage(case: Path) -> None:
    (case.parent / "news" / "d.txt").write_text(TEXT.format("Max Low"))
    with explore.open(case) as view:
        claim = view.claims()[0].id
    pipeline.note(case, "reject", [claim], "Ann", "a joke", NOW)
    (case / ".partial-1").mkdir()
    found = verify(case, "small 2")
    assert found.damaged == ()
    assert [note.partition(":")[0] for note in found.notes] == [
        "documents that are collected and not read as they would be now",
        "documents, decisions or records came that are not taken in yet; `cuibono read --case "
        + str(case)
        + "` goes on",
        ".partial-1",
    ]
    pipeline.read(case, [], SmallReader("small 2"), now=NOW)
    assert verify(case, "small 2").notes == ()


def test_an_earlier_text_is_kept_and_looked_at(case: Path) -> None:
    earlier = original(case, "a.txt")
    (case.parent / "news" / "a.txt").write_text(TEXT.format("Max Low"))
    read(case)
    assert verify(case, SmallReader().fingerprint).notes == ()
    earlier.unlink()
    assert [one.message[:40] for one in damaged(case)] == ["the original of a.txt is missing. Restor"]


def test_what_cannot_be_read_is_damage_and_no_crash(case: Path) -> None:
    (case / "originals" / "folder").mkdir()
    (case / "records" / ROWS / "mapping.toml").write_bytes(b"\xff\xfe")
    assert {one.part for one in damaged(case)} == {"originals", "records"}


def test_as_json(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flipped(original(case, "a.txt"))
    assert main(["verify", "--json", "--case", str(case)], SmallEngine()) == 1
    told = json.loads(capsys.readouterr().out)
    assert [(one["part"], one["place"][:10]) for one in told["damaged"]] == [("originals", "originals/")]
    assert told["looked_at"]["claims"] == 3
