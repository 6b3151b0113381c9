"""A case that cannot be written to, in whole or in part, and what is left of one: nothing that it held is lost."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cuibono import explore, judgements, pipeline
from cuibono.collect import archive
from cuibono.errors import CuiBonoError, UsageError
from cuibono.ledger.write import dump
from cuibono.pipeline import registers
from cuibono.pipeline.verifying import Verified, verify
from cuibono.settings import CaseFolder
from tests.small_reader import SmallReader
from tools.killing.scene import NAMES, ROWS, sample

NOW = datetime(2024, 11, 5, 12, tzinfo=UTC)
TEXT = "Acme met Jane Doe, Tom Roe said. The company said on Monday that it would build a plant in the state.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    for name in "abc":
        (tmp_path / "news" / f"{name}.txt").write_text(TEXT.replace("Jane", f"{name.upper()}nne"))
    read(tmp_path / "case")
    return tmp_path / "case"


def read(case: Path, now: datetime = NOW) -> pipeline.Outcome:
    return pipeline.read(case, [str(case.parent / "news")], SmallReader(), now=now)


def sound(case: Path) -> Verified:
    return verify(case, SmallReader().fingerprint)


def rows(case: Path) -> dict[str, list[tuple[object, ...]]]:
    return dump(case / "ledger.sqlite")


@contextmanager
def full(size: int) -> Iterator[None]:
    """No file may grow above a size; what is written beyond it is refused, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [0, 50, 300, 5_000, 40_000, 100_000, 300_000])
def test_a_disk_that_is_full_while_reading(case: Path, size: int) -> None:
    before = rows(case)
    (case.parent / "news" / "d.txt").write_text(f"Kilo met Max Low. {TEXT}")
    with full(size), pytest.raises((CuiBonoError, OSError)) as refused:
        read(case)
    assert "report this as a bug" not in str(refused.value)
    assert sound(case).damaged == ()
    with explore.open(case) as view:
        assert {document.file for document in view.documents()} >= {"a.txt", "b.txt", "c.txt"}
        assert not [problem for problem in view.problems() if problem.code in ("not_read", "not_related")]
    read(case)
    assert len(rows(case)["documents"]) == len(before["documents"]) + 1
    assert sound(case).notes == ()


@pytest.mark.parametrize("size", [0, 5_000, 100_000])
def test_a_disk_that_is_full_while_rebuilding(case: Path, size: int) -> None:
    before = rows(case)
    with full(size), pytest.raises((CuiBonoError, OSError)):
        pipeline.rebuild(case, SmallReader())
    assert rows(case) == before
    pipeline.rebuild(case, SmallReader())
    assert rows(case) == before
    assert sound(case).notes == ()


@pytest.mark.parametrize(("register", "size"), [(NAMES, 0), (NAMES, 100), (NAMES, 300), (ROWS, 0), (ROWS, 700)])
def test_a_disk_that_is_full_while_a_register_is_kept(case: Path, register: str, size: int) -> None:
    with full(size), pytest.raises((CuiBonoError, OSError)):
        registers.add(case, register, sample(register), now=NOW)
    assert sound(case).damaged == ()
    registers.add(case, register, sample(register), now=NOW)
    read(case)
    assert (sound(case).notes, sound(case).damaged) == ((), ())


def test_a_disk_that_is_full_while_a_decision_is_written_down(case: Path) -> None:
    with explore.open(case) as view:
        one, other, *_ = (claim.id for claim in view.claims())
    pipeline.judge(case, "reject", [one], "Ann", "a joke", NOW)
    first = (case / "judgements.jsonl").read_bytes()
    with full(len(first) + 40), pytest.raises((CuiBonoError, OSError)):
        pipeline.judge(case, "reject", [other], "Ann", "another", NOW)
    assert [j.subjects for j in judgements.all(CaseFolder(case))] == [(one,)]
    pipeline.judge(case, "reject", [other], "Ann", "another", NOW)
    assert [j.subjects for j in judgements.all(CaseFolder(case))] == [(one,), (other,)]
    assert (sound(case).notes, sound(case).damaged) == ((), ())


def test_two_writers_at_once(case: Path) -> None:
    before = rows(case)
    with archive.locked(CaseFolder(case)):
        attempts: tuple[Callable[[], object], ...] = (
            lambda: read(case),
            lambda: pipeline.rebuild(case, SmallReader()),
            lambda: registers.add(case, NAMES, sample(NAMES), now=NOW),
            lambda: pipeline.settle(case),
        )
        for attempt in attempts:
            with pytest.raises(UsageError, match=r"another program is changing this case\. Wait until it is done"):
                attempt()
    assert rows(case) == before


DECIDE = """
import sys
from pathlib import Path
from cuibono import pipeline
for n in range(20):
    pipeline.note(Path(sys.argv[1]), "reject", [sys.argv[2]], sys.argv[3], f"reason {n}")
"""


def test_two_who_decide_at_once_wait_for_each_other(case: Path) -> None:
    with explore.open(case) as view:
        claim = view.claims()[0].id
    root = Path(__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": str(root / "src")}
    several = [
        subprocess.Popen([sys.executable, "-c", DECIDE, str(case), claim, who], env=environment)
        for who in ("Ann", "Bob")
    ]
    assert [one.wait() for one in several] == [0, 0]
    made = [(j.by, j.why) for j in judgements.all(CaseFolder(case))]
    assert sorted(made) == sorted((who, f"reason {n}") for who in ("Ann", "Bob") for n in range(20))


READ_ONLY = """
import sys
from pathlib import Path
from cuibono import explore, pipeline
from cuibono.errors import UsageError
from cuibono.pipeline.verifying import verify
from tests.small_reader import SmallReader
case, claim, news = Path(sys.argv[1]), *sys.argv[2:]
for attempt in (
    lambda: explore.open(case).status().claims,
    lambda: len(verify(case, SmallReader().fingerprint).damaged),
    lambda: pipeline.read(case, [news], SmallReader()),
    lambda: pipeline.rebuild(case, SmallReader()),
    lambda: pipeline.judge(case, "reject", [claim], "Ann", "a joke"),
    lambda: pipeline.note(case, "reject", [claim], "Ann", "a joke"),
):
    try:
        print(attempt())
    except UsageError as error:
        print(error)
"""
MOUNTED = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && exec "$0" -c "$2" "$1" "$3" "$4"'


@pytest.fixture
def read_only(case: Path) -> Callable[[], list[str]]:
    """What is answered where the case lies on a medium that cannot be written to."""
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody mount a folder for a single process")
    with explore.open(case) as view:
        claim = view.claims()[0].id
    root = Path(__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])}
    command = ["unshare", "-rm", "sh", "-c", MOUNTED, sys.executable, str(case), READ_ONLY, claim]

    def answers() -> list[str]:
        given = [*command, str(case.parent / "news")]
        done = subprocess.run(given, cwd=root, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    return answers


def test_a_medium_that_cannot_be_written_to_is_looked_at(case: Path, read_only: Callable[[], list[str]]) -> None:
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    claims, damaged, *refused = read_only()
    assert (claims, damaged) == ("3", "0")
    assert len(refused) == 4
    assert all("cannot be written to: Read-only file system" in line for line in refused), refused
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file()} == before


def test_what_a_stopped_run_wrote_last_is_not_left_out_where_nothing_can_be_written(
    case: Path, read_only: Callable[[], list[str]]
) -> None:
    with sqlite3.connect(case / "ledger.sqlite", isolation_level=None) as writer:
        writer.execute("UPDATE stages SET fingerprint = 'another'")
        log, main = (case / "ledger.sqlite-wal").read_bytes(), (case / "ledger.sqlite").read_bytes()
    writer.close()
    (case / "ledger.sqlite").write_bytes(main)
    (case / "ledger.sqlite-wal").write_bytes(log)
    (case / "ledger.sqlite-shm").unlink(missing_ok=True)
    assert "Copy the case to such a place" in read_only()[0]


def test_a_clock_that_goes_backwards(case: Path) -> None:
    (case.parent / "news" / "a.txt").write_text(f"Kilo met Max Low. {TEXT}")
    read(case, NOW - timedelta(days=4000))
    with explore.open(case) as view:
        assert "Kilo" in {claim.actors[0].name for claim in view.claims()}, "what came last holds, whatever the clock"
        claim = view.claims()[0].id
    first = pipeline.judge(case, "reject", [claim], "Ann", "a joke", NOW)
    pipeline.judge(case, "accept", [claim], "Ann", "no joke", NOW - timedelta(days=1))
    with explore.open(case) as view:
        assert claim in {one.id for one in view.claims()}
    assert judgements.all(CaseFolder(case))[0] == first
    registers.add(case, ROWS, sample(ROWS), now=NOW)
    registers.add(case, NAMES, sample(NAMES), now=NOW - timedelta(days=4000))
    read(case)
    assert sound(case).damaged == ()
    before = rows(case)
    pipeline.rebuild(case, SmallReader())
    assert rows(case) == before
