"""What a case loses when the program is killed, again and again, at any moment: `make kills`.

Commands run on a small case, each in a process that is forked from one that has everything loaded, and are stopped by
SIGKILL: one half after a time drawn over the command's life, the other half before a step drawn from all of its steps
that change a file. After each kill another process opens the case, looks whether everything is there that was
acknowledged, verifies it, and every so often goes on to the end, which has to give the ledger of a run that nobody
disturbed. The seed is fixed; the figures go into docs/reliability.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from tools.killing import checked, commands, scene
from tools.killing.commands import COMMANDS, Command
from tools.killing.scene import Scene

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reliability.md"
KILLS, SEED = 2000, 72
_AGAIN = 0.3  # of the commands that were killed, the share that is killed once more when it goes on
_LONGER = 1.1  # times are drawn over this much of a command's life, so that some come after its end
_LOST = ("does not open", "lost", "damaged", "other ledger", "does not go on")
"""What must not happen, as `checked` names it."""


class Tally(msgspec.Struct):
    """Of one command: how often it was killed, of these how often it had come to its end; what was seen afterwards."""

    kills: int = 0
    ended: int = 0
    acknowledged: int = 0
    completed: int = 0
    seen: Counter[str] = msgspec.field(default_factory=Counter)
    told: list[str] = msgspec.field(default_factory=list)

    @property
    def lost(self) -> int:
        """How often something happened that must not."""
        return sum(self.seen[what] for what in _LOST)


class Life(msgspec.Struct, frozen=True):
    """A command that nobody disturbs: its seconds, its steps that change a file, the hash of the ledger it leaves."""

    seconds: float
    steps: int
    ledger: str


def study(kills: int, seed: int, folder: Path, chosen: Sequence[str] = tuple(COMMANDS)) -> dict[str, Tally]:
    """Kill so often, and say what became of it, command by command."""
    folder.mkdir(parents=True)
    made = scene.made(folder / "scene")
    with scene.serving(folder / "scene" / "site") as site:
        scene.watched(made, site)
        return _study(made, kills, seed, folder, chosen)


def _study(made: Scene, kills: int, seed: int, folder: Path, chosen: Sequence[str]) -> dict[str, Tally]:
    lives = {name: _life(made, COMMANDS[name], folder / "life" / "case") for name in chosen}
    draw = random.Random(seed)
    tallies = {name: Tally() for name in chosen}
    names = [name for name in chosen for _ in range(COMMANDS[name].share)]
    while (done := sum(one.kills for one in tallies.values())) < kills:
        name = names[done % len(names)]
        _trial(made, COMMANDS[name], lives[name], tallies[name], draw, folder / "trial" / "case", kills - done)
        if done % 50 == 0:
            print(f"{done} of {kills} kills; lost: {_lost(tallies)}", flush=True)
    return tallies


def _several(kills: int, seed: int, folder: Path, workers: int) -> dict[str, Tally]:
    """The same in several processes at once, each with a seed of its own."""
    shares = [kills // workers + (n < kills % workers) for n in range(workers)]
    with ProcessPoolExecutor(workers) as pool:
        given = [pool.submit(study, share, seed + n, folder / str(n)) for n, share in enumerate(shares)]
        found = [one.result() for one in given]
    return {name: _together([one[name] for one in found]) for name in COMMANDS}


def _together(tallies: list[Tally]) -> Tally:
    counted = ("kills", "ended", "acknowledged", "completed")
    sums = {name: sum(getattr(one, name) for one in tallies) for name in counted}
    seen = sum((one.seen for one in tallies), Counter[str]())
    return Tally(**sums, seen=seen, told=[line for one in tallies for line in one.told])


def _life(made: Scene, command: Command, place: Path) -> Life:
    """The middle of three runs."""
    seconds = []
    for _ in range(3):
        _laid(made, command, place)
        begun = time.monotonic()
        steps = json.loads(_forked(lambda: json.dumps(commands.counted(command, made, place))))
        seconds.append(time.monotonic() - begun)
    return Life(sorted(seconds)[1], steps, _forked(lambda: checked.ledger(place)))


def _trial(
    made: Scene, command: Command, life: Life, tally: Tally, draw: random.Random, place: Path, most: int
) -> None:
    """Kill one command, now and then once more when it goes on, and see it through to its end."""
    before = _laid(made, command, place)
    while True:
        by_time, again = draw.random() < 0.5, draw.random() < _AGAIN
        moment, step = draw.uniform(0, _LONGER * life.seconds), draw.randrange(life.steps)
        acknowledged, ended = _killed(command, made, place, (moment, None) if by_time else (None, step))
        tally.kills += 1
        tally.ended += ended
        tally.acknowledged += bool(acknowledged)
        most -= 1
        last = not again or not most
        found = json.loads(_forked(partial(_after, made, command, place, before, acknowledged, last)))
        if last and not found["seen"].get("does not go on"):
            tally.completed += 1
            if found["ledger"] != life.ledger:
                found["seen"]["other ledger"] = 1
        tally.seen.update(found["seen"])
        tally.told += found["told"]
        if last:
            return
        before = found["before"]


def _after(*given: Any) -> str:
    return json.dumps(checked.after(*given))


def _laid(made: Scene, command: Command, place: Path) -> dict[str, Any]:
    """Lay the case out as it is before the command; what it holds then."""
    shutil.rmtree(place.parent, ignore_errors=True)
    shutil.copytree(made.folder / command.articles, place.parent / "articles")
    if command.base:
        shutil.copytree(made.folder / command.base, place)
    return checked.held(place)


def _killed(
    command: Command, made: Scene, place: Path, when: tuple[float | None, int | None]
) -> tuple[list[str], bool]:
    """Run a command and kill it; what it had acknowledged by then, and whether it had come to its end."""
    moment, step = when
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _ended(lambda: commands.run(command, made, place, writing, step))
    os.close(writing)
    if moment is not None:
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as told:
        acknowledged = told.read().decode().split()
    _, status = os.waitpid(child, 0)
    return acknowledged, os.WIFEXITED(status)


def _forked(work: Callable[[], str]) -> str:
    """What work gives in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _ended(lambda: _say(writing, work()))
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        said = told.read().decode()
    _, status = os.waitpid(child, 0)
    if status:
        raise RuntimeError(f"what looks at the case failed with status {status}: see what it printed")
    return said


def _say(writing: int, text: str) -> None:
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        pipe.write(text)


def _ended(work: Callable[[], None]) -> None:
    """Do the work of a forked process, and end it without what its parent would do at its end."""
    status = 1
    try:
        work()
        status = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def page(tallies: dict[str, Tally], kills: int, seed: int) -> str:
    """The page with the figures."""
    return "\n".join([*_HEAD, *_table(tallies), "", *_tail(tallies, kills, seed)]) + "\n"


_HEAD = """\
# What a case survives

`make kills` writes this page; why it is done so is said in [decisions/0072-holding.md](decisions/0072-holding.md).

Each command below ran on a small case and was stopped by `SIGKILL`, again and again: one half of the kills after a time
drawn over the command's life, the other half before a step drawn from all of its steps that change a file. Three in
ten of the commands that were killed were killed once more when they went on. After each kill it was looked whether

- the case opens, if it had a ledger before;
- nothing is lost that was collected, kept or decided before, or that the command had acknowledged before it was killed;
- `cuibono verify` finds nothing damaged;
- the same command goes on to its end, and gives the ledger of a run that nobody disturbed, row by row.

""".splitlines()


def _table(tallies: dict[str, Tally]) -> Iterator[str]:
    yield (
        "| command | kills | of these after its end | having acknowledged something | seen through | "
        + " | ".join(_LOST)
        + " |"
    )
    yield "| --- |" + " ---: |" * (4 + len(_LOST))
    for name, one in tallies.items():
        seen = " | ".join(str(one.seen[what]) for what in _LOST)
        yield f"| {COMMANDS[name].title} | {one.kills} | {one.ended} | {one.acknowledged} | {one.completed} | {seen} |"


def _tail(tallies: dict[str, Tally], kills: int, seed: int) -> Iterator[str]:
    whole = sum(one.kills for one in tallies.values())
    seen = sum((one.seen for one in tallies.values()), Counter[str]())
    yield f"{whole} kills of {kills}, seeds from {seed} on; with loss, damage or another ledger: {_lost(tallies)}."
    yield ""
    yield "What is no loss, and was there after some of the kills:"
    yield ""
    for what, count in sorted(seen.items()):
        if what not in _LOST:
            yield f"- {what}: {count}"
    for told in [line for one in tallies.values() for line in one.told][:20]:
        yield f"- {told}"


def _lost(tallies: dict[str, Tally]) -> int:
    return sum(one.lost for one in tallies.values())


def main() -> int:
    """Run the command; 1 where anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m tools.kills", description="Kill the program, again and again.")
    parser.add_argument("--kills", type=int, default=KILLS, help=f"how often (default: {KILLS})")
    parser.add_argument("--seed", type=int, default=SEED, help=f"of the moments (default: {SEED})")
    parser.add_argument("--output", type=Path, default=PAGE, help="where the figures go (default: docs/reliability.md)")
    parser.add_argument("--workers", type=int, default=4, help="processes at once (default: 4)")
    given = parser.parse_args()
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None, prefix="kills-") as folder:
        found = _several(given.kills, given.seed, Path(folder), given.workers)
    given.output.write_text(page(found, given.kills, given.seed), encoding="utf-8")
    print(page(found, given.kills, given.seed))
    return int(bool(_lost(found)))


if __name__ == "__main__":
    sys.exit(main())
