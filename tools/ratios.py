"""Speed beside a yardstick that runs in the same minute: what CI looks at (`make ratios`).

Takes: nothing; what is worked on is made, the same things each time, and small enough for every run of the tests.
Gives: for each area the speed of the program as a part of its yardstick's. A yardstick is a library, or a plain method,
that a slow or busy machine slows as much. Areas with a heavier yardstick (Splink, MinHash, FastFEC) are measured by
`make bench`.
`python -m tools.ratios --store` keeps the figures in docs/bench.json; without it they are compared with those.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import html
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any, Final, NamedTuple

from cuibono.model import Document
from tools import bench

WORSE: Final = 0.8
"""Of the stored ratio, how much must be left: CI fails where an area has become slower by more than a fifth."""
TAKES: Final = 3
"""How often an area is measured at most before it counts as worse: noise lowers a ratio now and then, not always."""
TURNS: Final = 3
NEAR: Final = 10
"""Neighbours that a thing is compared with in the sorted-neighbourhood method (Hernández and Stolfo, 1995)."""
ROWS: Final = 30_000

Work = Callable[[], object]


class Area(NamedTuple):
    """What is measured: in words, the yardstick in words, and what makes the two pieces of work."""

    title: str
    yardstick: str
    making: Callable[[Path], tuple[Work, Work]]


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 where an area has become slower by more than a fifth."""
    parser = argparse.ArgumentParser(prog="python -m tools.ratios", description="Measure speed beside yardsticks.")
    parser.add_argument("--store", action="store_true", help="keep the figures, for later runs to be compared with")
    options = parser.parse_args(arguments)
    before = {} if options.store else kept()
    found = lowest() if options.store else measured(before)
    for name, ratio in found.items():
        print(f"{name:12} {ratio:8.3f}   stored {before.get(name, ratio):.3f}   {AREAS[name].yardstick}")
    if options.store:
        bench.store({"ratios": found})
    slower = worse(found, before)
    for name in slower:
        print(f"{name}: slower by more than a fifth beside {AREAS[name].yardstick}", file=sys.stderr)
    return int(bool(slower))


def kept() -> dict[str, float]:
    """The stored ratios."""
    return dict(bench.stored().get("ratios", {}))


def worse(found: Mapping[str, float], before: Mapping[str, float]) -> list[str]:
    """The areas that have become slower by more than a fifth."""
    return [name for name, ratio in found.items() if ratio < WORSE * before.get(name, 0)]


def measured(before: Mapping[str, float], names: Iterable[str] = ()) -> dict[str, float]:
    """The ratio of every area, or of these; one that seems worse than `before` is measured again: its best counts."""
    return {name: _best(name, before.get(name, 0)) for name in names or AREAS}


def lowest() -> dict[str, float]:
    """The lowest ratio of each area in some takes: what noise alone has been seen to do is not to fail later runs."""
    return {name: round(min(ratio(name) for _ in range(TAKES)), 4) for name in AREAS}


def _best(name: str, before: float) -> float:
    best = 0.0
    for _ in range(TAKES):
        best = max(best, ratio(name))
        if best >= WORSE * before:
            break
    return round(best, 4)


def ratio(name: str) -> float:
    """The yardstick's seconds over the program's: the middle one of some turns, each first in every second one."""
    with tempfile.TemporaryDirectory(prefix="cuibono-ratios-") as place:
        ways = AREAS[name].making(Path(place))
        for way in ways:  # the first run pays for what is loaded late
            way()
        found = []
        for turn in range(TURNS):
            order = (0, 1) if turn % 2 else (1, 0)
            seconds = {which: _seconds(ways[which]) for which in order}
            found.append(seconds[1] / seconds[0])
    return median(found)


def _seconds(work: Work) -> float:
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def _reading(_: Path) -> tuple[Work, Work]:
    from cuibono.read import Reader
    from cuibono.read.blocks import blocks
    from cuibono.read.sentences import Own
    from cuibono.settings import ReaderSettings

    texts = list(bench.made(5))
    reader, engine = Reader(ReaderSettings()), Own(ReaderSettings())

    def bare() -> None:
        for document in texts:
            list(engine.parses([block.text for block in blocks(document.text, document.body)]))

    return lambda: [reader.read(document) for document in texts], bare


def _extraction(_: Path) -> tuple[Work, Work]:
    import trafilatura

    from cuibono.collect.page import article

    pages = [_page(document) for document in bench.made(15)]
    return lambda: [article(page) for page in pages], lambda: [trafilatura.bare_extraction(page) for page in pages]


def _page(document: Document) -> str:
    paragraphs = "".join(f"<p>{html.escape(text)}</p>" for text in document.text.split("\n\n"))
    links = "".join(f'<li><a href="/{n}">Another story, number {n}</a></li>' for n in range(30))
    head = f"<title>{document.file}</title><meta property='article:published_time' content='2023-05-02'>"
    return f"<html><head>{head}</head><body><nav><ul>{links}</ul></nav><article>{paragraphs}</article></body></html>"


def _registers(place: Path) -> tuple[Work, Work]:
    from tools.benches import records

    source = place / "indiv20.txt"
    records.made(source, ROWS)
    cases = (place / f"case-{number}" for number in range(10**6))
    return lambda: records.loaded(source, next(cases)), lambda: records.copied(source, place / "copy.parquet")


def _filings(place: Path) -> tuple[Work, Work]:
    import fecfile

    from cuibono.registers.fec_filings.adapter import records as rows
    from tools.benches import records

    path = place / "1300000.fec"
    path.write_bytes(b"".join(records.filing(1_500)))
    return lambda: sum(1 for _ in rows(path)), lambda: sum(1 for _ in fecfile.iter_file(str(path)))


def _reuse(_: Path) -> tuple[Work, Work]:
    from cuibono.reconcile.reuse import shared
    from tools.benches.reuse import made

    pile = made(150).documents

    def shingles() -> None:
        for document in pile:
            words = document.text.encode().split()
            {hashlib.blake2b(b" ".join(words[at : at + 6]), digest_size=8).digest() for at in range(len(words) - 5)}

    return lambda: shared(pile), shingles


def _parties(_: Path) -> tuple[Work, Work]:
    from rapidfuzz.distance import JaroWinkler

    from cuibono.resolve import parties
    from tools.benches.parties import made

    namings = made(1_000).namings
    names = [naming.name for naming in namings]
    return lambda: parties(namings), lambda: _neighbours(names, JaroWinkler.similarity)


def _events(_: Path) -> tuple[Work, Work]:
    from rapidfuzz.fuzz import token_set_ratio

    from cuibono.reconcile import relations
    from tools.benches.dealings import made

    pile = made(500)
    said = [f"{claim.kind} {claim.topic}" for claim in pile.claims]
    return (
        lambda: relations(pile.documents, pile.claims, pile.parties),
        lambda: _neighbours(said, token_set_ratio),
    )


def _neighbours(things: list[str], alike: Callable[[str, str], float]) -> int:
    """How many neighbours in the order of their letters are alike: the plainest way to find what belongs together."""
    ordered = sorted(things)
    return sum(
        alike(one, other) > 0.9 for at, one in enumerate(ordered) for other in islice(ordered, at + 1, at + 1 + NEAR)
    )


AREAS: Final[Mapping[str, Area]] = {
    "reading": Area("reading articles", "the bare encoder and decoder", _reading),
    "extraction": Area("the text of web pages", "trafilatura alone", _extraction),
    "registers": Area("keeping a bulk file", "DuckDB's own copy to Parquet", _registers),
    "filings": Area("reading a filing", "fecfile alone", _filings),
    "reuse": Area("finding shared text", "a hash of every run of six words", _reuse),
    "parties": Area("who is who", "ten neighbours by Jaro-Winkler", _parties),
    "events": Area("events and their origins", "ten neighbours by token sets", _events),
}


def section(found: Mapping[str, Any]) -> str:
    """A section of docs/performance.md."""
    rows = "\n".join(
        f"| {AREAS[name].title} | {AREAS[name].yardstick} | {ratio:.2f} |" for name, ratio in found.items()
    )
    return f"""
## Beside yardsticks, at every run of the tests

How fast the program is as a part of a yardstick's speed, over the same small things in turns, in processor time: 1 is
as fast, 0.5 half as fast. The yardsticks do less: they are there because a slow machine slows them as much. The tests
fail where a ratio falls by more than a fifth (`make ratios`).

| area | yardstick | ratio |
| --- | --- | --- |
{rows}
"""


if __name__ == "__main__":
    sys.exit(main())
