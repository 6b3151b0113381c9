from __future__ import annotations

import os
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cuibono import pipeline
from cuibono.errors import UsageError
from cuibono.model import Document, Reading
from cuibono.pipeline.children import Lost, in_children
from cuibono.read import Reader
from tests.small_reader import SmallReader

NOW = datetime(2024, 11, 5, 12, tzinfo=UTC)
STORY = Path(pipeline.__file__).parents[1] / "demo"


class Deadly(SmallReader):
    """Its process is killed by a text with DEADLY in it, as where memory runs out."""

    def read(self, document: Document) -> Reading:
        if "DEADLY" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(document)


class Unborn:
    """Cannot be copied to another process."""

    def __reduce__(self) -> tuple[type[Unborn], tuple[str]]:
        return Unborn, ("too much",)

    def __call__(self, number: int) -> int:
        return number


class Slow:
    """Leaves a file for each thing it is called with, and is done with the first when no more files come."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, number: int) -> int:
        (self.folder / str(number)).touch()
        before = 0
        while number == 0 and before < (now := len(list(self.folder.iterdir()))):
            before = now
            time.sleep(1)
        return number


def half(number: int) -> float:
    if number == 13:
        raise UsageError("13 cannot be halved")
    return number / 2


def news(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(f"{text} The company said on Monday that it would build a plant in the state.\n")
    return folder


def test_the_ledger_is_the_same_to_the_byte_for_any_number_of_workers(tmp_path: Path) -> None:
    articles = [str(STORY / "articles")]
    ledgers = []
    for workers in (1, 3):
        case = tmp_path / f"by-{workers}"
        pipeline.read(case, articles, Reader(), metadata=STORY / "metadata.csv", now=NOW, workers=workers)
        ledgers.append((case / "ledger.sqlite").read_bytes())
    assert ledgers[0] == ledgers[1]


def test_a_killed_process_costs_its_document_alone(tmp_path: Path) -> None:
    texts = {f"{n:02}.txt": f"Acme{n} met Ann Lee{'. DEADLY' if n in (1, 5) else ''}." for n in range(12)}
    case, articles = tmp_path / "case", news(tmp_path / "news", texts)
    outcome = pipeline.read(case, [str(articles)], Deadly(), now=NOW, workers=2)
    lost = [p for p in outcome.problems if p.code == "not_read"]
    assert [(p.file, p.severity) for p in lost] == [("01.txt", "skipped"), ("05.txt", "skipped")]
    assert "signal SIGKILL" in lost[0].message
    assert outcome.claims == 10


def test_what_one_run_lost_the_next_one_reads(tmp_path: Path) -> None:
    texts = {"a.txt": "Zeta met Max Low. DEADLY", "b.txt": "Acme met Ann Lee."}
    case, articles = tmp_path / "case", news(tmp_path / "news", texts)
    assert pipeline.read(case, [str(articles)], Deadly(), now=NOW, workers=2).claims == 1
    outcome = pipeline.read(case, [str(articles)], SmallReader(), now=NOW, workers=2)
    assert (outcome.read, outcome.unchanged, outcome.claims, outcome.skipped) == (1, 1, 1, False)


def test_a_text_that_the_reader_cannot_bear_is_kept_unread(tmp_path: Path) -> None:
    texts = {"a.txt": "UNBEARABLE", "b.txt": "Acme met Ann Lee.", "c.txt": "Zeta met Max Low."}
    case, articles = tmp_path / "case", news(tmp_path / "news", texts)
    outcome = pipeline.read(case, [str(articles)], SmallReader(), now=NOW, workers=2)
    assert [p.file for p in outcome.problems if p.code == "not_read"] == ["a.txt"]
    assert outcome.claims == 2


def test_answers_come_in_order() -> None:
    assert list(in_children(half, range(12), 3)) == [n / 2 for n in range(12)]


def test_what_is_raised_is_raised_in_its_turn() -> None:
    found = in_children(half, range(20), 2)
    assert [next(found) for _ in range(13)] == [n / 2 for n in range(13)]
    with pytest.raises(UsageError, match="13 cannot be halved"):
        next(found)


def test_no_more_than_a_few_answers_wait(tmp_path: Path) -> None:
    found = in_children(Slow(tmp_path), range(60), 2)
    next(found)
    found.close()
    assert len(list(tmp_path.iterdir())) == 8


def test_processes_that_cannot_start_are_an_error() -> None:
    with pytest.raises(UsageError, match="No process to read in can be started"):
        list(in_children(Unborn(), range(3), 2))


def test_lost_says_how() -> None:
    assert list(in_children(os._exit, [3], 1)) == [Lost("exit status 3")]
