"""Measure the whole way, from a folder of articles to a ledger with everything in it, at several sizes.

Takes: nothing; the articles are made (see `articles`).
Gives: a dict of figures: for each count the seconds of each stage, the peak of memory and the size of the ledger; the
exponent by which each stage grows. Seconds are of processor time, children's beside their parent's; those of the clock
are told too, for the whole. Each count is a process of its own and a case of its own.
`python -m tools.benches.whole` prints it; numbers after it are counts of articles. With `--claims` the reader is left
out and gives the claims that the articles were made from; `--workers N` reads in so many processes.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import wraps
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tools.benches import articles
from tools.benches.measures import peak, slope

COUNTS = (1_000, 10_000, 100_000)  # articles
NOW = datetime(2026, 1, 1, tzinfo=UTC)
STEEPEST = 1.15  # growth exponent of each stage beyond the reader, at most
LEAST = 0.2  # seconds at the smallest count, below which a stage's exponent says nothing

# What is timed, by stage: where the functions stand. A stage within another is taken off the outer one.
STAGES: Mapping[str, tuple[str, ...]] = {
    "collect": ("cuibono.pipeline:gather",),
    "write": ("cuibono.pipeline.writing:Batch.write",),
    "parties": ("cuibono.resolve:parties",),
    "shared text": ("cuibono.reconcile:shared",),
    "sayings": ("cuibono.reconcile:families",),
    "events": ("cuibono.reconcile:grouped",),
    "origins": ("cuibono.reconcile:Copies.__init__", "cuibono.reconcile:Support.of", "cuibono.reconcile:_related"),
    "differences": ("cuibono.reconcile:contradictions",),
    "other comparing": ("cuibono.reconcile:relations",),
    "grades": ("cuibono.weigh:graded",),
    "comparing, written": ("cuibono.ledger.write:Writer.relate",),
    "checks": ("cuibono.pipeline:check_records",),
    "digest": ("cuibono.ledger.write:Writer.digest",),
    "rest": ("cuibono.pipeline:read",),
}
READING = "read"  # by the reader, in this process or in children
WAITED = "clock s of reading"  # until everything was read and written down
_READS = "cuibono.pipeline:_read"


class Clock:
    """Processor seconds by stage, those of a stage within another taken off the outer one.

    `waited` are the seconds of the clock by function.
    """

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.waited: defaultdict[str, float] = defaultdict(float)
        self._inner = [0.0]

    @contextmanager
    def of(self, stage: str, place: str) -> Iterator[None]:
        """Add what is done inside to a stage; its seconds of the clock to a function."""
        self._inner.append(0.0)
        start, began = time.process_time(), time.perf_counter()
        try:
            yield
        finally:
            self.waited[place] += time.perf_counter() - began
            took = time.process_time() - start
            self.seconds[stage] += took - self._inner.pop()
            self._inner[-1] += took

    def put_on(self, stage: str, place: str) -> None:
        """Time a function, by its module and name, from now on until this process ends."""
        module, _, name = place.partition(":")
        *within, last = name.split(".")
        holder: Any = import_module(module)
        for part in within:
            holder = getattr(holder, part)
        setattr(holder, last, self._timed(stage, place, getattr(holder, last)))

    def _timed(self, stage: str, place: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def run(*given: Any, **named: Any) -> Any:
            with self.of(stage, place):
                return function(*given, **named)

        return run


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 where a stage grows faster than it may."""
    parser = argparse.ArgumentParser(prog="python -m tools.benches.whole", description="Measure the whole way.")
    parser.add_argument("counts", nargs="*", type=int, metavar="COUNT")
    parser.add_argument("--claims", action="store_true", help="leave the reader out")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--into", type=Path, help="a new folder for the case of a single count, which is kept")
    given = parser.parse_args(arguments)
    figures = bench(tuple(given.counts) or COUNTS, real=not given.claims, workers=given.workers, into=given.into)
    print(json.dumps(figures, indent=2))
    return int(bool(steep(figures)))


def bench(
    counts: tuple[int, ...] = COUNTS, *, real: bool = True, workers: int = 1, into: Path | None = None
) -> dict[str, float]:
    """The figures; `real` with the reader, in so many `workers`."""
    figures: dict[str, float] = {}
    for count in counts:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            found = process.submit(one, count, real, workers, into).result()
        print(f"{count} articles: {found}", file=sys.stderr)
        figures |= {f"{what}_{count}": value for what, value in found.items()}
    return figures | exponents(figures)


def exponents(figures: Mapping[str, float]) -> dict[str, float]:
    """For each stage the exponent by which its seconds grow with claims; of those that take long enough to say.

    Also with articles: the more there are, the more of them tell of one day's dealings, and the more claims each has.
    """
    found = {}
    for stage in (*STAGES, READING):
        seconds = {_count(name): value for name, value in figures.items() if name.rpartition("_")[0] == f"{stage} s"}
        seconds = {count: value for count, value in sorted(seconds.items()) if value >= LEAST}
        if len(seconds) > 1:
            found[f"{stage} exponent by articles"] = round(slope(seconds), 3)
            by_claims = {int(figures[f"claims_{count}"]): value for count, value in seconds.items()}
            found[f"{stage} exponent"] = round(slope(by_claims), 3)
    return found


def steep(figures: Mapping[str, float]) -> list[str]:
    """The stages beyond the reader that grow faster than they may."""
    return [name for name, value in figures.items() if name.endswith(" exponent") and value > STEEPEST]


def one(count: int, real: bool, workers: int, into: Path | None) -> dict[str, float]:
    """One count: made, read and compared in this process."""
    with tempfile.TemporaryDirectory() as folder:
        place = into or Path(folder) / "made"
        articles.write(place, count)
        return read(place, real=real, workers=workers)


def read(place: Path, *, real: bool, workers: int) -> dict[str, float]:
    """What made articles at `place` take to be read and compared in this process, into the case beside them."""
    from cuibono import pipeline
    from cuibono.read import Reader

    clock = Clock()
    for stage, functions in STAGES.items():
        for function in functions:
            clock.put_on(stage, function)
    clock.put_on("rest", _READS)
    reader: Any = Reader() if real else articles.Made(place / "claims")
    clock.put_on(READING, "cuibono.read:Reader.read" if real else "tools.benches.articles:Made.read")
    start, case = time.perf_counter(), place / "case"
    texts, table = [str(place / "articles")], place / "metadata.csv"
    outcome = pipeline.read(case, texts, reader, metadata=table, workers=workers, now=NOW)
    took = time.perf_counter() - start
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    clock.seconds[READING] += children.ru_utime + children.ru_stime
    seconds = {f"{stage} s": round(value, 2) for stage, value in clock.seconds.items()}
    return {
        **seconds,
        "all s": round(sum(clock.seconds.values()), 1),
        "clock s": round(took, 1),
        WAITED: round(clock.waited[_READS], 1),
        "peak MiB": round(peak()),
        "worker MiB": round(children.ru_maxrss / 1024),
        "problems": len(outcome.problems),
        **_sizes(case),
    }


def _sizes(case: Path) -> dict[str, float]:
    """What the case holds, and how large it is on disk."""
    from cuibono.ledger.look import Look
    from cuibono.settings import CaseFolder

    folder = CaseFolder(case)
    with closing(Look(folder.ledger)) as look:
        counts = look.counts()
        held = {"documents": look.overview()[0], "claims": sum(look.kinds().values())}
    return {
        **held,
        **{name: counts[name] for name in ("parties", "events", "origins", "edges")},
        "ledger bytes": folder.ledger.stat().st_size,
        "originals bytes": sum(file.stat().st_size for file in folder.originals.iterdir()),
    }


def _count(figure: str) -> int:
    return int(figure.rpartition("_")[2])


if __name__ == "__main__":
    sys.exit(main())
