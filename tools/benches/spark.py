"""Measure the whole way through Spark in local mode beside the way on one machine, and compare them row by row.

Takes: nothing; the articles are made (see `articles`), and the claims they were made from stand in for the reader.
Gives: a dict of figures: for each count the seconds of the clock of both ways, peaks of memory, and of each table how
many rows were compared and how many differ. Each way is a process of its own; the start of Spark is not counted.
`python -m tools.benches.spark` prints it; numbers after it are counts of articles. It needs pyspark and Java.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import importlib.util
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import msgspec

from cuibono.scale.rows import TYPES
from tools.benches import articles, whole
from tools.benches.measures import peak
from tools.parts import ROOT

COUNTS = (1_000, 10_000, 100_000)  # articles
MASTER = "local[2]"
JAVA, PYTHON = "java", "python"
ALL = "all tables"
TABLES = tuple(TYPES)
_OFTEN = 0.5  # seconds between two looks at the memory of the processes that Spark has started
_SAID = ("published", "publisher", "title")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 where a row differs, 2 where Spark cannot run."""
    parser = argparse.ArgumentParser(prog="python -m tools.benches.spark", description="Measure Spark in local mode.")
    parser.add_argument("counts", nargs="*", type=int, metavar="COUNT")
    given = parser.parse_args(arguments)
    if lacking():
        print(lacking(), file=sys.stderr)
        return 2
    figures = bench(tuple(given.counts) or COUNTS)
    print(json.dumps(figures, indent=2))
    return int(differing(figures) > 0)


def lacking() -> str | None:
    """What Spark lacks to run here, in a sentence; None where it can."""
    if importlib.util.find_spec("pyspark") is None:
        return "Spark is not measured: pyspark is not installed (`uv sync --extra spark`)."
    if shutil.which("java") is None:
        return "Spark is not measured: Java is not installed (Debian: default-jre-headless)."
    return None


def bench(counts: tuple[int, ...] = COUNTS) -> dict[str, float]:
    """The figures of each count."""
    figures: dict[str, float] = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "made"
            articles.write(place, count)
            steps: tuple[Callable[[Path], dict[str, float]], ...] = (here, spread, compared)
            found = {name: value for step in steps for name, value in _alone(step, place, count).items()}
        figures |= {f"{what}_{count}": value for what, value in found.items()}
    return figures


def differing(figures: dict[str, float]) -> int:
    """How many rows differ, in all tables of all counts."""
    return int(sum(value for name, value in figures.items() if name.startswith(f"{ALL} differ_")))


def here(place: Path) -> dict[str, float]:
    """The way on one machine, from the folder of articles to a ledger."""
    found = whole.read(place, real=False, workers=1)
    return {"here s": found["clock s"], "here MiB": found["peak MiB"]}


def spread(place: Path) -> dict[str, float]:
    """The way through Spark, from a table of articles to tables."""
    from cuibono import scale
    from cuibono.pipeline.clock import stamp
    from cuibono.pipeline.stages import Stages
    from cuibono.settings import CaseFolder

    source, reader = f"{place}/articles.parquet", articles.Made(place / "claims")
    with _spark() as spark, Memory() as memory:
        columns = ", ".join(f"{name} string" for name in ("file", "text", *_SAID))
        spark.createDataFrame(originals(place), columns).write.parquet(source)
        start = time.perf_counter()
        scale.run(spark, source, f"{place}/tables", Stages(CaseFolder(place / "case"), reader), stamp(whole.NOW))
        took = time.perf_counter() - start
    return {
        "spark s": round(took, 1),
        "driver MiB": round(peak()),
        "java MiB": round(memory.most[JAVA]),
        "worker MiB": round(memory.most[PYTHON]),
    }


def compared(place: Path) -> dict[str, float]:
    """Of each table how many rows there are in the ledger, and how many stand in one of both alone."""
    from cuibono.ledger.look import Look
    from cuibono.scale.rows import Table

    found: dict[str, float] = {}
    with _spark() as spark, closing(Look(place / "case" / "ledger.sqlite")) as look:
        for name in TABLES:
            rows = _ledger(look, name)
            table = Table.of(name)
            there = (table.value(row) for row in spark.read.parquet(f"{place}/tables/{name}").toLocalIterator())
            found |= {f"{name} rows": len(rows), f"{name} differ": unlike(rows, there)}
    for what in ("rows", "differ"):
        found[f"{ALL} {what}"] = sum(found[f"{name} {what}"] for name in TABLES)
    return found


def unlike(some: Iterable[msgspec.Struct], others: Iterable[msgspec.Struct]) -> int:
    """How many values stand in one of both alone, in whatever order; only digests are held of them."""
    counts: Counter[bytes] = Counter(map(_digest, some))
    counts.subtract(map(_digest, others))
    return sum(map(abs, counts.values()))


class Memory:
    """The most memory that a process below this one has held, in MiB, by `java` and `python`; 0 where /proc is not."""

    def __init__(self) -> None:
        self.most: dict[str, float] = {JAVA: 0.0, PYTHON: 0.0}
        self._done = threading.Event()
        self._looks = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Memory:
        self._looks.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._looks.join()

    def _look(self) -> None:
        while not self._done.wait(_OFTEN):
            for name, held in _below(os.getpid()):
                for kind in self.most:  # a copy that Java makes of itself to start something goes by a thread's name
                    if name.startswith(kind):
                        self.most[kind] = max(self.most[kind], held)


def _below(parent: int) -> Iterator[tuple[str, float]]:
    """The name of each process below one, and the most MiB that it has held so far."""
    told = {int(said["Pid"]): said for said in map(_status, Path("/proc").glob("[0-9]*/status")) if "VmHWM" in said}
    for process, said in told.items():
        above = process
        while above in told and above != parent:
            above = int(told[above]["PPid"])
        if above == parent != process:
            yield said["Name"], int(said["VmHWM"].split()[0]) / 1024


def _status(file: Path) -> dict[str, str]:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # it has ended since
        return {}
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _alone(step: Callable[[Path], dict[str, float]], place: Path, count: int) -> dict[str, float]:
    """What a step gives in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        found = process.submit(step, place).result()
    print(f"{count} articles, {step.__name__}: {found}", file=sys.stderr, flush=True)
    return found


@contextmanager
def _spark() -> Iterator[Any]:
    """A session that ends with the block; what it starts finds the tools."""
    from cuibono import scale

    os.environ["PYTHONPATH"] = os.pathsep.join((str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")))
    spark = scale.session(MASTER)
    try:
        yield spark
    finally:
        spark.stop()


def originals(place: Path) -> list[tuple[str, ...]]:
    """The articles of a folder with what its metadata table says: a row for each, as `cuibono scale` takes them."""
    with (place / "metadata.csv").open(encoding="utf-8", newline="") as file:
        said = list(csv.DictReader(file))
    texts = place / "articles"
    return [(one["file"], (texts / one["file"]).read_text(encoding="utf-8"), *(one[n] for n in _SAID)) for one in said]


def _ledger(look: Any, name: str) -> tuple[msgspec.Struct, ...]:
    """The values of a table, as the ledger has them; shared text, of which it keeps no table, from its documents."""
    from cuibono.reconcile.reuse import shared

    if name != "shared":
        return tuple(getattr(look, name)())
    unread = {problem.document for problem in look.problems() if problem.severity == "skipped"}
    return tuple(shared(document for document in look.documents() if document.id not in unread))


def _digest(value: msgspec.Struct) -> bytes:
    return hashlib.blake2b(msgspec.json.encode(value), digest_size=16).digest()


if __name__ == "__main__":
    sys.exit(main())
