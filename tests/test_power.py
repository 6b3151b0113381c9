"""A power cut at any moment loses nothing that was acknowledged, and leaves a case that goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cuibono import judgements, pipeline
from cuibono.collect import archive
from cuibono.ledger.look import Look
from cuibono.ledger.write import dump
from cuibono.pipeline import registers
from cuibono.pipeline.verifying import verify
from cuibono.registers import shelf
from cuibono.settings import CaseFolder
from tests.power import Recorder, laid
from tests.small_reader import SmallReader
from tools.killing.scene import NAMES, ROWS, sample

NOW = datetime(2024, 11, 5, 12, tzinfo=UTC)
TEXT = "Acme met Jane Doe, Tom Roe said. The company said on Monday that it would build a plant in the state.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(TEXT)
    pipeline.read(tmp_path / "cases" / "case", [str(tmp_path / "news")], SmallReader(), now=NOW)
    return tmp_path / "cases" / "case"


def read(case: Path) -> None:
    pipeline.read(case, [str(case.parents[1] / "news")], SmallReader(), now=NOW)


def held(case: Path) -> set[str]:
    folder = CaseFolder(case)
    collected = {f"{entry.file} {entry.sha256}" for entry in archive.held(folder).kept}
    decided = {judgement.id for judgement in judgements.all(folder)}
    kept = {f"{name} {one.sha256}" for name in shelf.registers(folder) for one in shelf.kept(folder, name)}
    return collected | decided | kept


def cut(case: Path, monkeypatch: pytest.MonkeyPatch, command: Callable[[Path], object]) -> int:
    """Cut the power at every moment of a command: look at what it leaves, then let the command go on."""
    before = held(case) if case.exists() else set()
    with Recorder(case.parent, monkeypatch) as recorder:
        command(case)
    after, ledger = held(case), dump(case / "ledger.sqlite")
    some = 1 + len(recorder.states) // 40  # of very many states, some are looked at
    for number, (files, acknowledged) in list(enumerate(recorder.states.values()))[::-some]:
        place = laid(files, case.parents[1] / f"{case.name}-{number}") / case.name
        found = verify(place, SmallReader().fingerprint)
        assert found.damaged == ()
        assert held(place) >= (after if acknowledged else before)
        if number % 16 == 0:
            command(place)
            assert dump(place / "ledger.sqlite") == ledger
        shutil.rmtree(place.parent)
    return len(recorder.states)


def test_what_is_not_brought_to_the_disk_may_be_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Recorder(tmp_path, monkeypatch) as recorder:
        (tmp_path / "a.new").write_bytes(b"text")
        (tmp_path / "a.new").replace(tmp_path / "a")
    left = [files for files, _ in recorder.states.values()]
    assert {} in left
    assert {"a.new": b"te"} in left
    assert all({"a": data} in left for data in (b"text", b"te", b"", b"\0\0\0\0"))


def test_reading_into_a_new_case(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(case)
    assert cut(case, monkeypatch, read) >= 15


def test_reading_more(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (case.parents[1] / "news" / "b.txt").write_text(f"Zeta met Ann Lee. {TEXT}")
    assert cut(case, monkeypatch, read) >= 10


@pytest.mark.parametrize("register", [NAMES, ROWS])
def test_keeping_a_register(case: Path, monkeypatch: pytest.MonkeyPatch, register: str) -> None:
    def add(place: Path) -> None:
        registers.add(place, register, sample(register), now=NOW)
        read(place)

    assert cut(case, monkeypatch, add) >= 10


def test_deciding(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Look(case / "ledger.sqlite")) as look:
        claim = look.claims()[0].id

    def judge(place: Path) -> None:
        if not judgements.all(CaseFolder(place)):
            pipeline.judge(place, "reject", [claim], "Ann", "a joke", NOW)
        pipeline.settle(place)

    assert cut(case, monkeypatch, judge) >= 5


def test_rebuilding(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cut(case, monkeypatch, lambda place: pipeline.rebuild(place, SmallReader())) >= 5
