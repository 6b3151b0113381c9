"""A small case in the stages from which commands begin, and the articles that they read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import msgspec

from cuibono import pipeline
from cuibono.ledger.look import Look
from cuibono.pipeline import registers
from cuibono.pipeline.verifying import verify
from tests.small_reader import SmallReader

NOW = datetime(2024, 11, 5, 12, tzinfo=UTC)
_ENGLISH = "The company said on Monday that it would build a plant in the state and that it had been asked to.\n"
_PEOPLE = ("Jane Doe", "Ann Lee", "Max Low", "Eve Ray", "Tom Roe")
NAMES, ROWS = "sec_companies", "lda_contributions"


class Scene(msgspec.Struct, frozen=True):
    """`folder` holds the stages of the case, and the articles in two, by name; `pair` are two claims of the case."""

    folder: Path
    pair: tuple[str, str]


def sample(register: str) -> Path:
    """The sample file of a register that comes with the program."""
    return Path(str(files("cuibono.registers") / register / "sample.json"))


def made(folder: Path) -> Scene:
    """Make it all in a folder. Loads here what commands load, so that a process that is forked has it at hand."""
    import duckdb  # noqa: F401 - loaded, and not used before a process is forked: its threads would not be

    for name, count, first in (("articles", 5, "Acme"), ("more", 8, "Kilo")):
        (folder / name).mkdir(parents=True)
        for n, text in enumerate(_texts(first, count)):
            (folder / name / f"{n}.txt").write_text(text, encoding="utf-8")
    pipeline.read(folder / "read", [str(folder / "articles")], SmallReader(), now=NOW)
    with closing(Look(folder / "read" / "ledger.sqlite")) as look:
        one, other, *_ = look.claims()
    shutil.copytree(folder / "read", folder / "judged")
    judged = folder / "judged"
    pipeline.judge(judged, "reject", [other.id], "Ann", "a joke", NOW)
    registers.add(judged, NAMES, sample(NAMES), now=NOW)
    pipeline.read(judged, [], SmallReader(), now=NOW)
    verify(judged, SmallReader().fingerprint)
    return Scene(folder, (one.id, other.id))


def _texts(first: str, count: int) -> Iterator[str]:
    """Articles, of which the first one and those after the fifth depend on whom the `first` is of."""
    for n in range(count):
        who = "Acme" if 0 < n < 5 else first
        met, said, other = (_PEOPLE[(n + m) % 5] for m in range(3))
        yield f"{who} met {met}, {said} said. Zeta met {other} and {n} others. {_ENGLISH}"
