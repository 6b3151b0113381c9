"""Measure speed, start-up, memory and single stages: `make bench` writes docs/performance.md and docs/bench.json.

Takes: the bundled stories, cut up and put together anew into as many documents as asked for.
Gives: reading speed in words per second, and its ratio to the bare encoder and decoder over the same documents; what
tools/benches measures of dates, text reuse, parties, events, registers and pages.
The two speeds are timed in turns, a few documents each, so that a machine that is busy for a while slows both alike;
start-up, memory and every stage are those of fresh processes.
`python -m tools.bench --only events` measures one of them alone and keeps the other figures.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import os
import platform
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from cuibono.model import Document
from cuibono.read import Reader
from cuibono.read.blocks import blocks
from cuibono.read.sentences import Own
from cuibono.settings import ReaderSettings
from cuibono.values import Period
from tools.benches import dates, events, parties, records, reuse, web
from tools.benches import page as tables
from tools.parts import ROOT, Folder, Part
from tools.reading import documents

PAGE = ROOT / "docs" / "performance.md"
STORED = ROOT / "docs" / "bench.json"
TURN = 20  # documents between changes from one to the other
RATIO, START_UP = 0.6, 0.2  # at least; at most, in seconds
STAGES: dict[str, Any] = {
    "dates": dates,
    "reuse": reuse,
    "parties": parties,
    "events": events,
    "records": records,
    "web": web,
}
KEPT = ("splink_", "heideltime_")  # figures of what may not be installed now


class Speed(msgspec.Struct, frozen=True):
    """Words and the seconds that each way took over them; `ratios` is bare to reading, one for each turn."""

    documents: int
    words: int
    reading: float
    bare: float
    ratios: list[float]

    @property
    def ratio(self) -> float:
        """Speed of reading as a part of that of the bare encoder and decoder, the middle one of all turns."""
        return median(self.ratios)


class Bench(msgspec.Struct, frozen=True):
    """What a run measured: seconds of start-up (the middle one of ten), peak memory in MiB."""

    machine: str
    speed: Speed
    start_up: float
    memory_reading: float
    memory_help: float


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 where a target is missed."""
    options = _options(arguments)
    if options.peak:
        return _peak(list(made(options.documents)))
    wanted = options.only or ["reading", *STAGES]
    measured: dict[str, Any] = _plain(reading(options.documents)) if "reading" in wanted else {}
    for name in (name for name in STAGES if name in wanted):
        measured[name] = stage(name, _more(name, options), stored().get(name, {}))
    found = stored() | measured
    print(page(found))
    if options.documents == 1000:
        store(measured)
    return int(any(_missed(name, found) for name in wanted))


def store(measured: Mapping[str, Any]) -> None:
    """Keep figures in place of those of the same names, and write the page of all."""
    found = stored() | dict(measured)
    PAGE.write_text(page(found), encoding="utf-8")
    STORED.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")


def reading(count: int) -> Bench:
    """Speed of reading so many documents, start-up and memory."""
    return Bench(
        machine=machine(),
        speed=speed(list(made(count))),
        start_up=median(_seconds(["cuibono", "--help"]) for _ in range(10)),
        memory_reading=_memory([sys.executable, "-m", "tools.bench", "--peak", "--documents", "100"]),
        memory_help=_memory([str(_script("cuibono")), "--help"]),
    )


def _more(name: str, options: argparse.Namespace) -> list[int]:
    """The counts that a stage is measured at because they were asked for."""
    full = [STAGES[name].FULL] if options.full and hasattr(STAGES[name], "FULL") else []
    return [*full, *(options.claims if name == "events" else ())]


def stage(name: str, more: Iterable[int], before: Mapping[str, float]) -> dict[str, float]:
    """The figures of one stage, measured in a process of its own.

    Those of counts beyond its usual ones are kept, and those of other programs that may not be installed now.
    """
    counts: tuple[int, ...] = (*STAGES[name].COUNTS, *more)
    most = max(STAGES[name].COUNTS)
    kept = {name: value for name, value in before.items() if _count(name) > most or name.startswith(KEPT)}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        found: dict[str, float] = process.submit(STAGES[name].bench, counts).result()
    return kept | found


def _count(figure: str) -> int:
    """The count that a figure is of; 0 where it is of none."""
    count = figure.rpartition("_")[2]
    return int(count) if count.isdigit() else 0


def stored() -> dict[str, Any]:
    """The figures of the last runs."""
    return dict(msgspec.json.decode(STORED.read_bytes())) if STORED.exists() else {}


def _missed(name: str, found: Mapping[str, Any]) -> bool:
    """Whether a target is missed."""
    if name == "reading":
        return bool(found["ratio"] < RATIO or found["start_up_seconds"] > START_UP)
    if hasattr(STAGES[name], "missed"):
        return bool(STAGES[name].missed(found[name]))
    return bool(found[name]["growth_exponent"] > STAGES[name].STEEPEST)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description="Measure speed, start-up and memory.")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--only", action="append", choices=["reading", *STAGES], help="may be given again")
    parser.add_argument(
        "--full", action="store_true", help=f"group and show {events.FULL:,} claims and load {records.FULL:,} rows too"
    )
    parser.add_argument("--claims", action="append", type=int, default=[], help="group so many claims too")
    parser.add_argument("--peak", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def made(count: int) -> Iterator[Document]:
    """As many documents as asked for, the same ones each time.

    Each is a bundled article's paragraphs in a new order, with some of another article between them.
    """
    chance = random.Random(2024)
    articles = [_paragraphs(document) for document in _bundled()]
    for number in range(count):
        first, second = chance.choice(articles), chance.choice(articles)
        paragraphs = [*first, *chance.sample(second, len(second) // 3)]
        text = "\n\n".join(chance.sample(paragraphs, len(paragraphs)))
        digest = hashlib.sha256(text.encode()).hexdigest()
        day = date(2023, 1 + number % 12, 1 + number % 28)
        published = Period(day, day, "published")
        yield Document(
            id=f"doc-{digest[:16]}", file=f"{number}.txt", text=text, sha256=digest, published=published, language="en"
        )


def speed(texts: list[Document]) -> Speed:
    """Both ways over the same documents, in turns, each first in every second turn."""
    reader, engine = Reader(ReaderSettings()), Own(ReaderSettings())
    ways: list[Callable[[Document], object]] = [
        reader.read,
        lambda document: engine.parses([block.text for block in blocks(document.text, document.body)]),
    ]
    for way in ways:  # the first documents pay for what is loaded late
        _timed(way, texts[:3])
    turns = [texts[start : start + TURN] for start in range(0, len(texts), TURN)]
    took: list[tuple[float, float]] = []
    for number, turn in enumerate(turns):
        first = number % 2
        seconds = {which: _timed(ways[which], turn) for which in (first, 1 - first)}
        took.append((seconds[0], seconds[1]))
    return Speed(
        documents=len(texts),
        words=sum(len(document.text.split()) for document in texts),
        reading=sum(reading for reading, _ in took),
        bare=sum(bare for _, bare in took),
        ratios=[bare / reading for reading, bare in took],
    )


def page(found: Mapping[str, Any]) -> str:
    """The page docs/performance.md, of the figures as they are stored."""
    rows = [
        ("reading, words per second", f"{found['reading_words_per_second']:,}", "-"),
        ("bare encoder and decoder, words per second", f"{found['bare_words_per_second']:,}", "-"),
        ("ratio of the two", f"{found['ratio']:.2f}", f"at least {RATIO}"),
        ("`cuibono --help`, seconds", f"{found['start_up_seconds']:.2f}", f"at most {START_UP}"),
        ("peak memory, reading 100 documents, MiB", f"{found['memory_reading_mib']}", "-"),
        ("peak memory, `cuibono --help`, MiB", f"{found['memory_help_mib']}", "-"),
    ]
    table = "\n".join(f"| {what} | {value} | {target} |" for what, value, target in rows)
    return f"""# Performance

Made by `make bench`; do not edit. Machine: {found["machine"]}.

## Reading

{found["documents"]:,} documents of {found["words"]:,} words in all, put together from the paragraphs of the bundled
stories, read on one thread. The two speeds are taken in turns of {TURN} documents, so that a machine that is busy slows
both; the ratio is the middle one of all turns. Start-up is the middle one of ten.

| what | measured | target |
| --- | --- | --- |
{table}
{tables.sections(found)}{beside(found.get("ratios", {}))}"""


def beside(ratios: Mapping[str, float]) -> str:
    """The section of the ratios that CI looks at; "" where none are stored."""
    from tools import ratios as areas  # which measures reading as this module does

    return areas.section(ratios) if ratios else ""


def machine() -> str:
    """The machine in words, without its name."""
    cores = os.cpu_count() or 1
    return f"{platform.system()} on {platform.machine()}, {cores} cores, Python {platform.python_version()}"


def _bundled() -> list[Document]:
    stories = [ROOT / "src" / "cuibono" / "demo", ROOT / "tests" / "stories" / "dev"]
    folders = [Folder(story / "articles", story / "metadata.csv") for story in stories if story.exists()]
    return list(documents(Part(name="bundled", title="", folders=tuple(folders), gold=(), aliases=())))


def _paragraphs(document: Document) -> list[str]:
    return [paragraph for paragraph in document.text[document.body :].split("\n\n") if paragraph.strip()]


def _timed(way: Callable[[Document], object], texts: list[Document]) -> float:
    gc.collect()
    start = time.perf_counter()
    for document in texts:
        way(document)
    return time.perf_counter() - start


def _seconds(call: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([str(_script(call[0])), *call[1:]], check=True, capture_output=True)
    return time.perf_counter() - start


def _script(name: str) -> Path:
    return Path(sys.executable).parent / name


def _memory(call: list[str]) -> float:
    """Peak memory of a process in MiB, asked of a small parent: a child begins with the peak of whoever starts it."""
    program = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    answer = subprocess.run([sys.executable, "-c", program, *call], capture_output=True, text=True, check=True)
    return int(answer.stdout) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _peak(texts: list[Document]) -> int:
    """Read all and end; the caller looks at what this process took."""
    reader = Reader(ReaderSettings())
    for document in texts:
        reader.read(document)
    return 0


def _plain(bench: Bench) -> dict[str, object]:
    """The figures as stored: rounded, with the ratio and without the single turns."""
    found = bench.speed
    return {
        "machine": bench.machine,
        "documents": found.documents,
        "words": found.words,
        "reading_words_per_second": round(found.words / found.reading),
        "bare_words_per_second": round(found.words / found.bare),
        "ratio": round(found.ratio, 3),
        "start_up_seconds": round(bench.start_up, 3),
        "memory_reading_mib": round(bench.memory_reading),
        "memory_help_mib": round(bench.memory_help),
    }


if __name__ == "__main__":
    sys.exit(main())
