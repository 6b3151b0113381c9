"""A new user's way from a clone to a first ledger, timed: `make first`.

Takes: the last commit of this checkout, the package index. Gives: docs/first.json, which docs/first-hour.md shows.
Knows nothing of: the checkout's own environment; it clones, and sets up anew without any cache.

The clone is a local one: what a network adds to it is its size over the network's speed. The speed that is told is that
of one large wheel, downloaded right before.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from tools.figures import table
from tools.parts import ROOT

FIGURES = ROOT / "docs" / "first.json"
LINES_ASKED, SECONDS_ASKED = 10, 180.0
_STORY = "src/cuibono/demo"
# What a new user types, line by line; {repository} is the address that is cloned.
TYPED = (
    "git clone {repository} cuibono",
    "cd cuibono",
    "make setup",
    f".venv/bin/cuibono read {_STORY}/articles --case mycase --metadata {_STORY}/metadata.csv",
    ".venv/bin/cuibono events --case mycase",
)
_WHEEL = "duckdb"  # one of the larger packages that are installed
_SKIPPED = 1  # the story holds an article in French, which `read` says with this exit status


class Step(msgspec.Struct, frozen=True):
    """A line that is typed, and how many seconds it took."""

    line: str
    seconds: float


class First(msgspec.Struct, frozen=True):
    """What `make first` measured; sizes in MiB, speed in MiB a second.

    `load`: how many processes wanted a core of the machine in the 15 minutes to the end.
    """

    steps: tuple[Step, ...]
    machine: str
    load: float
    clone: float
    installed: float
    speed: float

    @property
    def seconds(self) -> float:
        """All of it."""
        return sum(step.seconds for step in self.steps)

    @property
    def is_met(self) -> bool:
        """Whether it is as short as asked for."""
        return len(self.steps) < LINES_ASKED and self.seconds <= SECONDS_ASKED


class FailedLineError(Exception):
    """A line of the way does not work."""


def measured(folder: Path) -> First:
    """The way, walked in an empty folder. Raises FailedLineError where a line does not work."""
    alone = {key: value for key, value in os.environ.items() if not key.startswith(("VIRTUAL_ENV", "MAKE", "PYTHON"))}
    fresh = {**alone, "UV_CACHE_DIR": str(folder / "cache"), "PIP_NO_CACHE_DIR": "1", "UV_LINK_MODE": "copy"}
    speed = _speed(folder / "wheel", fresh)
    steps, place = [], folder
    for line in TYPED:
        before = time.perf_counter()
        if line.startswith("cd "):
            place = place / line.removeprefix("cd ")
        else:
            _type(line.format(repository=ROOT), place, fresh)
        steps.append(Step(line.format(repository="ADDRESS"), round(time.perf_counter() - before, 1)))
    sizes = (_mebibytes(place / ".git"), _mebibytes(place / ".venv"))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    machine = f"{platform.system()} on {platform.machine()}, {cores} cores, Python {platform.python_version()}"
    load = round(os.getloadavg()[2], 1)
    return First(tuple(steps), machine, load, *sizes, speed)


def _type(line: str, place: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(line, shell=True, cwd=place, env=environment, capture_output=True, text=True, check=False)
    allowed = (0, _SKIPPED) if " read " in line else (0,)
    if done.returncode not in allowed:
        raise FailedLineError(f"{line}: exit status {done.returncode}: {done.stderr[-2000:]}")


def _speed(folder: Path, environment: dict[str, str]) -> float:
    """MiB a second at which one wheel comes from the package index."""
    call = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), _WHEEL]
    before = time.perf_counter()
    subprocess.run(call, env=environment, check=True)
    return round(_mebibytes(folder) / (time.perf_counter() - before), 1)


def _mebibytes(folder: Path) -> float:
    return round(sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20, 1)


def first() -> str:
    """What was measured, for the page."""
    one = msgspec.json.decode(FIGURES.read_bytes(), type=First)
    rows = [(f"`{step.line}`", f"{step.seconds:.1f}") for step in one.steps]
    lines = f"{len(one.steps)} lines, {one.seconds:.0f} seconds"
    asked = f"asked for: fewer than {LINES_ASKED} lines, at most {SECONDS_ASKED:.0f} seconds"
    speed = f"nothing in any cache; packages came at {one.speed} MiB a second"
    machine = f"{one.machine}, with {one.load:.0f} processes that wanted a core"
    sizes = f"The repository was on the same machine: {one.clone} MiB. What is installed takes {one.installed} MiB."
    return f"{table(('typed', 'seconds'), rows)}\n\n{lines} ({asked}); {speed}; {machine}. {sizes}\n"


def main() -> int:
    """Run the command: walk the way, write the figures, print them. 1 where it is longer than asked for."""
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder))
    FIGURES.write_bytes(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
    print(first())
    return int(not found.is_met)


if __name__ == "__main__":
    sys.exit(main())
