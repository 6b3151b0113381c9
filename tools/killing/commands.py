"""The commands that are killed, as a process runs them that says what it has acknowledged."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from cuibono import disk, explore, judgements, pipeline, told
from cuibono.explore.news import news
from cuibono.pipeline import registers, watching
from cuibono.publish.news_feed import feed
from cuibono.settings import CaseFolder
from tests.small_reader import SmallReader
from tools.killing.scene import NAMES, NOW, ROWS, Scene, sample

Acknowledge = Callable[[str], None]
_CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "sqlite3.connect", "shutil.rmtree")
"""Events by which Python tells of a change to files, besides opening one to write."""


class Command(msgspec.Struct, frozen=True):
    """`base` is the stage of the case from which it begins, "" for none; `share` how often it is killed.

    `articles` names those that lie beside the case.
    """

    title: str
    base: str
    work: Callable[[Scene, Path, Acknowledge], None]
    share: int = 1
    articles: str = "articles"


def _read(_scene: Scene, case: Path, acknowledge: Acknowledge) -> None:
    pipeline.read(case, [str(case.parent / "articles")], SmallReader(), now=NOW)
    acknowledge("collected")


def _read_newer(_scene: Scene, case: Path, _acknowledge: Acknowledge) -> None:
    pipeline.read(case, [], SmallReader("small 2"), now=NOW)


def _added(register: str) -> Callable[[Scene, Path, Acknowledge], None]:
    def add(_scene: Scene, case: Path, acknowledge: Acknowledge) -> None:
        registers.add(case, register, sample(register), now=NOW)
        acknowledge(f"kept:{register}")
        pipeline.read(case, [], SmallReader(), now=NOW)

    return add


def _judge(scene: Scene, case: Path, acknowledge: Acknowledge) -> None:
    """Decided already where a run before was killed after it was written down: then only taken in."""
    if not any(j.ruling == "same" for j in judgements.all(CaseFolder(case))):
        acknowledge(pipeline.judge(case, "same", scene.pair, "Ann", "one dinner", NOW).id)
    pipeline.settle(case)


def _note(scene: Scene, case: Path, acknowledge: Acknowledge) -> None:
    """As the pages do: a decision is acknowledged when it is written down, and taken in afterwards."""
    if not any(j.ruling == "same" for j in judgements.all(CaseFolder(case))):
        acknowledge(pipeline.note(case, "same", scene.pair, "Ann", "one dinner", NOW).id)
    pipeline.settle(case)


def _rebuild(_scene: Scene, case: Path, _acknowledge: Acknowledge) -> None:
    pipeline.rebuild(case, SmallReader())


def _watch(_scene: Scene, case: Path, acknowledge: Acknowledge) -> None:
    """As the command does, with the time of the study: look, write down what is told, bring the feed up to date."""
    watching.look(case, SmallReader(), lambda *_: None, now=NOW)
    folder = CaseFolder(case)
    with explore.open(case) as view:
        found = news(view, watching.watches(case), told.all(folder))
    lines = watching.note(case, [(item.claim, item.document, item.watches) for item in found.fresh], NOW)
    for line in lines:
        acknowledge(f"told:{line.claim}")
    with explore.open(case) as view:
        made = feed(news(view, watching.watches(case), told.all(folder)), "case")
    if made is not None:
        disk.write(folder.news, made)


COMMANDS = {
    "read": Command("`read`, a new case", "", _read, 2),
    "more": Command("`read`, new and changed articles", "judged", _read, 2, "more"),
    "newer": Command("`read`, by a newer reader", "judged", _read_newer),
    "names": Command("`registers add`, a list of names", "read", _added(NAMES)),
    "rows": Command("`registers add`, rows", "judged", _added(ROWS), 2),
    "judge": Command("`judge`", "judged", _judge, 2),
    "note": Command("a decision on the pages, then taken in", "judged", _note),
    "watch": Command("`watch`, a feed of four stories", "watching", _watch),
    "rebuild": Command("`rebuild`", "judged", _rebuild, 2),
}


def run(command: Command, scene: Scene, case: Path, pipe: int, step: int | None) -> None:
    """Run a command in this process, which is killed before its step of that number; acknowledge into a pipe."""
    with _apart(case), _stepping(step):
        command.work(scene, case, lambda what: _written(pipe, what))


def counted(command: Command, scene: Scene, case: Path) -> int:
    """Run a command undisturbed; how many steps that change a file it took."""
    with _apart(case), _stepping(None) as steps:
        command.work(scene, case, lambda what: None)
    return len(steps)


def _written(pipe: int, what: str) -> None:
    os.write(pipe, f"{what}\n".encode())


@contextmanager
def _apart(case: Path) -> Iterator[None]:
    """What the system would keep for temporary files lies beside the case."""
    tempfile.tempdir = str(case.parent)
    yield


@contextmanager
def _stepping(step: int | None) -> Iterator[list[str]]:
    """Every step that changes a file, from here to the end of the process; kill it before the one of that number."""
    steps: list[str] = []

    def count(event: str, given: tuple[Any, ...]) -> None:
        if event in _CHANGES or (event == "open" and _writes(given)):
            steps.append(event)
            if len(steps) - 1 == step:
                os.kill(os.getpid(), signal.SIGKILL)

    synced = os.fsync

    def fsync(fd: Any) -> None:
        count("os.rename", ())  # Python tells of no fsync
        synced(fd)

    sys.addaudithook(count)
    os.fsync = fsync
    yield steps


def _writes(given: tuple[Any, ...]) -> bool:
    _, mode, flags = given
    return (
        bool(flags & (os.O_WRONLY | os.O_RDWR))
        if isinstance(flags, int)
        else any(sign in (mode or "") for sign in "wa+x")
    )
