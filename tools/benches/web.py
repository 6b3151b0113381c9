"""Measure the web: how long each page, and the same as JSON, takes in a small and in a very large case.

Takes: made cases (see `ledgers`) and what is asked of them (see `visits`).
Gives: a dict of figures. Each address is asked of `cuibono serve`, a process of its own, by one client on one
connection, in several turns; milliseconds are of the clock, of each address the middle one of the later turns, and of
these the median, the 95th percentile and the greatest; `processor` is the 95th percentile of the server's processor
time, which a busy machine leaves nearly as it is. `first` is the 95th percentile of the first turn, when the
server has not been asked for these things before; `cold` the median of a few addresses whose ledger has been dropped
from the system's memory just before. Beside them a bare Litestar and uvicorn handler that
sends as many bytes, and the questions of the page put to SQLite alone.
`python -m tools.benches.web` prints it; numbers after it are counts of claims, `--case` names a case that is there.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple

from cuibono.explore.case import Case
from cuibono.ledger import connection
from cuibono.settings import CaseFolder
from cuibono.web.answers import chosen, viewed
from cuibono.web.table import NAMED
from tools.benches import ledgers, painting, site
from tools.benches.visits import Visit, visits

COUNTS, FULL = (10_000,), 1_000_000  # claims; what `make bench FULL=1` measures too
SLOWEST = {"page": 100.0, "json": 50.0}  # milliseconds of the 95th percentile, at most
TURNS, COLD = 2, 4  # turns, the first told apart; addresses of each page that are asked with a cold cache


class Taken(NamedTuple):
    """What one answer took: milliseconds of the clock, and of the server's processor time; its bytes."""

    clock: float
    processor: float
    size: int


Turns = dict[tuple[str, str], list[list[Taken]]]
"""For each page and ending, what each address took in each turn."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m tools.benches.web", description="Measure the web.")
    parser.add_argument("counts", nargs="*", type=int, default=list(COUNTS))
    parser.add_argument("--case", type=Path, help="a case that is there, in place of made ones")
    options = parser.parse_args(arguments)
    found = measured(options.case, options.counts[0]) if options.case else bench(tuple(options.counts))
    if options.case:
        print(json.dumps(found, indent=2))
    return int(missed(found))


def missed(figures: Mapping[str, float]) -> bool:
    """Whether a page is slower than it may be."""
    return any(
        value > SLOWEST[ending] for ending in SLOWEST for name, value in figures.items() if f"{ending}_p95" in name
    )


def bench(counts: tuple[int, ...] = COUNTS) -> dict[str, float]:
    """The figures, also printed."""
    figures: dict[str, float] = {}
    for count in counts:
        with tempfile.TemporaryDirectory(prefix="cuibono-bench-") as place:
            case = Path(place) / "case"
            made = ledgers.made(case, count, lambda told: print(told, file=sys.stderr))
            figures |= {f"{name}_{count}": value for name, value in made.items()}
            figures |= measured(case, count)
            if count == COUNTS[0]:
                figures |= site.bench(case)
    figures |= painting.bench()
    print(json.dumps(figures, indent=2))
    return figures


def measured(case: Path, count: int) -> dict[str, float]:
    """The figures of one case, named as `page`_`ending`_`what`_`count`."""
    asked = visits(case)
    with _served(str(_script("cuibono")), "serve", str(case), "--port", "0") as own:
        taken = _timed(own, asked)
        cold = _cold(own, case, asked)
    with _served(sys.executable, "-m", "tools.benches.bare") as bare:
        beside = _bare(bare, taken)
    questions = _questions(case, asked)
    found = {
        f"{page}_{ending}_{what}_{count}": value
        for (page, ending), turns in taken.items()
        for what, value in _figures(turns, beside[page, ending], questions[page]).items()
    }
    return found | {f"{page}_{ending}_cold_{count}": value for (page, ending), value in cold.items()}


def _figures(turns: list[list[Taken]], bare: list[float], questions: list[float]) -> dict[str, float]:
    each = [median(one.clock for one in several[1:]) for several in turns]
    return {
        "p50": round(median(each), 1),
        "p95": round(_p95(each), 1),
        "most": round(max(each), 1),
        "processor": round(_p95([median(one.processor for one in several[1:]) for several in turns]), 1),
        "first": round(_p95([several[0].clock for several in turns]), 1),
        "bytes": round(median(several[0].size for several in turns)),
        "bare": round(median(each) / median(bare), 1),
        "sql": round(median(each) / median(questions), 1),
    }


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1]


class _Server(NamedTuple):
    connection: HTTPConnection
    process: int

    def ask(self, address: str) -> Taken:
        """What an answer took until it was there as a whole. Raises RuntimeError where there is none."""
        spent, start = _spent(self.process), time.perf_counter()
        self.connection.request("GET", address)
        answer = self.connection.getresponse()
        body = answer.read()
        clock = 1000 * (time.perf_counter() - start)
        if answer.status != 200:
            raise RuntimeError(f"{address}: {answer.status}: {body[:300]!r}")
        return Taken(clock, _spent(self.process) - spent, len(body))


def _spent(process: int) -> float:
    """Milliseconds of processor time of all threads of a process so far; 0 where the system does not tell."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(one.read_text().split()[0]) for one in threads) / 1e6


@contextmanager
def _served(*command: str) -> Iterator[_Server]:
    """A server in a process of its own, which says where it is to be asked."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    ) as one:
        assert one.stdout
        try:
            port = int(one.stdout.readline().rpartition("127.0.0.1:")[2].partition("/")[0])
            yield _Server(HTTPConnection("127.0.0.1", port, timeout=120), one.pid)
        finally:
            one.terminate()


def _timed(server: _Server, asked: list[Visit]) -> Turns:
    """Every address in several turns, page and JSON one after the other."""
    pages = list(dict.fromkeys(visit.page for visit in asked))
    for page in pages:  # what is loaded late, templates among it, is paid for by nobody
        _both(server, next(visit for visit in asked if visit.page == page))
    found: Turns = {(page, ending): [] for page in pages for ending in SLOWEST}
    held: dict[tuple[int, str], list[Taken]] = {}
    for _ in range(TURNS):
        for number, visit in enumerate(asked):
            for ending, taken in _both(server, visit).items():
                held.setdefault((number, ending), []).append(taken)
    for (number, ending), several in held.items():
        found[asked[number].page, ending].append(several)
    return found


def _both(server: _Server, visit: Visit) -> dict[str, Taken]:
    return {ending: server.ask(visit.address(as_json=ending == "json")) for ending in SLOWEST}


def _cold(server: _Server, case: Path, asked: list[Visit]) -> dict[tuple[str, str], float]:
    """The median of a few addresses of each page, the ledger dropped from the system's memory before each."""
    found = {}
    for page in dict.fromkeys(visit.page for visit in asked):
        several = [visit for visit in asked if visit.page == page]
        several = several[:: max(len(several) // COLD, 1)][:COLD]
        for ending in SLOWEST:
            taken = []
            for visit in several:
                _forget(CaseFolder(case).ledger)
                server.connection.close()  # it has been idle for long, perhaps for longer than the server waits
                taken.append(server.ask(visit.address(as_json=ending == "json")).clock)
            found[page, ending] = round(median(taken), 1)
    return found


def _forget(path: Path) -> None:
    """Drop a file from the system's memory, as far as the system lets itself be asked."""
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _bare(server: _Server, taken: Turns) -> dict[tuple[str, str], list[float]]:
    """Milliseconds that the bare server takes over as many bytes."""
    for _ in range(20):
        server.ask("/1000")
    return {of: [server.ask(f"/{turns[0].size}").clock for turns in several] for of, several in taken.items()}


def _questions(case: Path, asked: list[Visit]) -> dict[str, list[float]]:
    """Milliseconds that SQLite takes for the questions of each page, with nothing made of its rows."""
    found: dict[str, list[float]] = {}
    with Case(case) as held:
        plain = connection.to_look(CaseFolder(case).ledger)
        for visit in asked:
            heard = _Listening(plain)
            held.browse._db = heard  # type: ignore[assignment]  # to hear what is asked of it
            page = NAMED[visit.page]
            viewed(held, page, visit.key, chosen(page, visit.query))
            found.setdefault(visit.page, []).append(min(heard.again() for _ in range(2)))
    return found


class _Listening:
    """A connection that remembers what it was asked."""

    def __init__(self, plain: Any) -> None:
        self._plain = plain
        self._heard: list[tuple[str, object]] = []

    def execute(self, query: str, values: object = ()) -> Any:
        """Ask, and remember."""
        self._heard.append((query, values))
        return self._plain.execute(query, values)

    def again(self) -> float:
        """Ask everything once more; the milliseconds."""
        start = time.perf_counter()
        for query, values in self._heard:
            self._plain.execute(query, values).fetchall()
        return 1000 * (time.perf_counter() - start)

    def close(self) -> None:
        """Let go of it."""
        self._plain.close()


def _script(name: str) -> Path:
    return Path(sys.executable).parent / name


if __name__ == "__main__":
    sys.exit(main())
