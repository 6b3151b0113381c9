"""How often each chance test speaks where there is nothing, and where there is something: `make study`.

Streams are made with known truth, seeds fixed; the shares go into docs/study.json, and by `make docs` into
docs/chance.md. Beside the program's own tests stand those that are in common use.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cuibono.weigh.chance import permutation, sccs, shifts
from cuibono.weigh.chance.coincidence import naive, poisson
from cuibono.weigh.chance.rings import blocks
from cuibono.weigh.chance.several import among
from cuibono.weigh.chance.windows import Days, Window, nearness

STUDY = Path(__file__).resolve().parents[1] / "docs" / "study.json"
LEVEL, LAST, DAYS, SHAMS = 0.05, 14, 1454, 39  # 14 days are lost where the window is not covered: 1,440 are left
RATE = 0.04  # events a day: 58 in four years
_START = 736330  # 1 January 2017, as date.toordinal counts
_CHUNK = 250
_SHORT = 134

Draw = np.random.Generator
Made = tuple[Days, Days]  # accesses, a row for each party, the first of them asked about; acts
Floats = npt.NDArray[np.float64]


def independent(draw: Draw) -> Made:
    """Both come singly, at the same rate every day."""
    return _flat(draw, SHAMS + 1), _flat(draw, 1)[0]


def bursty(draw: Draw) -> Made:
    """Both come in bursts, each stream in its own: about six events within some two weeks, then long nothing."""
    return np.stack([_bursts(draw) for _ in range(SHAMS + 1)]), _bursts(draw)


def seasonal(draw: Draw) -> Made:
    """Each stream has a season of its own, and working days only."""
    return np.stack([_yearly(draw, draw.uniform(0, 1)) for _ in range(SHAMS + 1)]), _yearly(draw, draw.uniform(0, 1))


def few(draw: Draw) -> Made:
    """As independent, with some nine events of each in the four years."""
    return draw.poisson(RATE / 6.5, (SHAMS + 1, DAYS)), draw.poisson(RATE / 6.5, DAYS)


def short(draw: Draw) -> Made:
    """As bursty, in four months, with some seventeen events of each."""
    rows = np.stack([_bursts(draw, 4 * RATE)[:_SHORT] for _ in range(SHAMS + 2)])
    return rows[:-1], rows[-1]


def session(draw: Draw) -> Made:
    """Both happen while a parliament sits, ten weeks of fourteen, and hardly ever while it does not."""
    sits = np.where((np.arange(DAYS) + draw.integers(0, 98)) % 98 < 70, 1.35, 0.1)
    return draw.poisson(RATE * sits, (SHAMS + 1, DAYS)), draw.poisson(RATE * sits)


def same_season(draw: Draw) -> Made:
    """Both have the same season of the year."""
    phase = draw.uniform(0, 1)
    return np.stack([_yearly(draw, phase) for _ in range(SHAMS + 1)]), _yearly(draw, phase)


def slow_cycle(draw: Draw) -> Made:
    """Both follow the same waves of attention, which take a quarter to come and go."""
    return _shared(draw, _wave(draw, 60.0))


def fast_cycle(draw: Draw) -> Made:
    """Both follow the same waves of attention, which take two weeks to come and go: as long as the window."""
    return _shared(draw, _wave(draw, 10.0))


def effect(draw: Draw, share: float) -> Made:
    """As independent, and after a share of the accesses of the one asked about comes an act more, 1 to 14 days on."""
    accesses = _flat(draw, SHAMS + 1)
    return accesses, _flat(draw, 1)[0] + _following(draw, accesses[0], share)


def bursty_effect(draw: Draw, share: float) -> Made:
    """As bursty, with acts that follow."""
    accesses, acts = bursty(draw)
    return accesses, acts + _following(draw, accesses[0], share)


WORLDS: dict[str, Callable[[Draw], Made]] = {
    "independent": independent,
    "bursty": bursty,
    "seasonal": seasonal,
    "few": few,
    "short": short,
    "session": session,
    "same_season": same_season,
    "slow_cycle": slow_cycle,
    "fast_cycle": fast_cycle,
    **{f"effect_{share:.2f}": partial(effect, share=share) for share in (0.1, 0.2, 0.3, 0.4)},
    "bursty_effect_0.30": partial(bursty_effect, share=0.3),
}
NULLS = ("independent", "bursty", "seasonal")
TESTS = ("naive", "poisson", "permuted", "permuted_months", "shift", "shift_months", "series_months", "shams", "before")


def chances(made: Made) -> dict[str, float]:
    """P by every test, of the first party's accesses and the acts."""
    accesses, acts = made
    days = np.arange(LAST, len(acts), dtype=np.int64)
    at = [np.repeat(np.arange(len(acts)), row) for row in accesses]
    near = np.stack([nearness(days, one, Window(-LAST, -1)) for one in at])
    mine, events = near[0], acts[LAST:].astype(np.int64)
    months, one = blocks(days + _START, "month"), np.zeros(len(days), dtype=np.int64)
    shifted = shifts.many(near, events[None, :])[0][:, 0]
    return {
        "naive": naive(mine, events),
        "poisson": poisson(mine, events, len(at[0]), LAST),
        "permuted": permutation.chance(mine, events, one),
        "permuted_months": permutation.chance(mine, events, months),
        "shift": float(shifted[0]),
        "shift_months": shifts.turned_within(mine, events, months, turns=999).p,
        "series_months": sccs.chance(mine, events, months),
        "shams": among(float(shifted[0]), [float(p) for p in shifted[1:]])[1],
        "before": _before(acts, at[0]),
    }


def _before(acts: Days, accesses: Days) -> float:
    """The negative control: acts before accesses."""
    days = np.arange(0, len(acts) - LAST, dtype=np.int64)
    return shifts.turned(nearness(days, accesses, Window(1, LAST)), acts[:-LAST].astype(np.int64)).p


def counted(world: str, runs: int, chunk: int) -> dict[str, int]:
    """How many of some runs each test gave p at or below the level in."""
    seeds = np.random.SeedSequence([list(WORLDS).index(world), chunk])
    draw = np.random.default_rng(seeds)
    found = dict.fromkeys(TESTS, 0)
    for _ in range(runs):
        for name, p in chances(WORLDS[world](draw)).items():
            found[name] += p <= LEVEL + 1e-12
    return found


def study(runs: int, processes: int = 2) -> dict[str, Any]:
    """The shares, world by world and test by test."""
    tasks = [(world, min(_CHUNK, runs - at), at // _CHUNK) for world in WORLDS for at in range(0, runs, _CHUNK)]
    shares: dict[str, dict[str, float]] = {world: dict.fromkeys(TESTS, 0.0) for world in WORLDS}
    with ProcessPoolExecutor(processes) as pool:
        for (world, _, _), found in zip(tasks, pool.map(counted, *zip(*tasks, strict=True)), strict=True):
            for name, count in found.items():
                shares[world][name] += count / runs
    rounded = {world: {name: round(share, 4) for name, share in of.items()} for world, of in shares.items()}
    return {"runs": runs, "level": LEVEL, "window": LAST, "days": DAYS - LAST, "shams": SHAMS, "shares": rounded}


def speed(streams: int = 200, days: int = 10_000, events: int = 80) -> dict[str, float]:
    """How long all shifts of every pair of so many streams take: seconds, and seconds of the processor."""
    draw = np.random.default_rng(1)
    each = np.arange(days, dtype=np.int64)
    near = np.stack([nearness(each, draw.integers(0, days, events), Window(-LAST, -1)) for _ in range(streams)])
    acts = np.stack([np.bincount(draw.integers(0, days, events), minlength=days) for _ in range(streams)])
    begun = time.perf_counter(), time.process_time()
    shifts.many(near, acts.astype(np.int64))
    return {
        "streams": streams,
        "shifts": days,
        "seconds": round(time.perf_counter() - begun[0], 1),
        "processor_seconds": round(time.process_time() - begun[1], 1),
    }


def main() -> None:
    """Run the study and write it down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=4000, help="runs of each world (default: 4000)")
    parser.add_argument("--output", type=Path, default=STUDY)
    parser.add_argument("--speed", action="store_true", help="measure the speed alone, and put it into what is there")
    given = parser.parse_args()
    if given.speed:
        kept = json.loads(given.output.read_text(encoding="utf-8")) | {"speed": speed()}
        given.output.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        print(kept["speed"])
        return
    begun = time.monotonic()
    found = study(given.runs) | {"speed": speed()}
    given.output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    for world, of in found["shares"].items():
        print(f"{world:20}", "  ".join(f"{name} {share:.3f}" for name, share in of.items()))
    print(f"{given.runs} runs of each of {len(WORLDS)} worlds in {time.monotonic() - begun:.0f} s: {given.output}")


def _flat(draw: Draw, rows: int) -> Days:
    return draw.poisson(RATE, (rows, DAYS))


def _bursts(draw: Draw, rate: float = RATE) -> Days:
    """Bursts after Neyman and Scott: beginnings come singly, events follow each at distances that fall off."""
    begins = draw.uniform(-60, DAYS, draw.poisson(rate / 6 * (DAYS + 60)))
    days = np.repeat(begins, draw.poisson(6, len(begins)))
    days = np.floor(days + draw.exponential(6.0, len(days))).astype(np.int64)
    return np.bincount(days[(days >= 0) & (days < DAYS)], minlength=DAYS)


def _yearly(draw: Draw, phase: float) -> Days:
    day = np.arange(DAYS)
    working = (day + _START - 1) % 7 < 5  # the ordinal of a Monday leaves 1
    return draw.poisson(RATE * 1.4 * working * (1 + 0.9 * np.cos(2 * np.pi * (day / 365.25 - phase))))


def _wave(draw: Draw, length: float) -> Floats:
    """A rate that goes up and down by itself: its logarithm forgets half of what it was in `length` days."""
    keep = 0.5 ** (1 / length)
    steps = draw.normal(0, 1, DAYS)
    level = np.empty(DAYS)
    last = steps[0]
    for day, step in enumerate(steps):
        last = level[day] = keep * last + (1 - keep**2) ** 0.5 * step
    return np.exp(level - 0.5)


def _shared(draw: Draw, wave: Floats) -> Made:
    return draw.poisson(RATE * wave, (SHAMS + 1, DAYS)), draw.poisson(RATE * wave)


def _following(draw: Draw, accesses: Days, share: float) -> Days:
    days = np.repeat(np.arange(DAYS), draw.binomial(accesses, share))
    days = days + draw.integers(1, LAST + 1, len(days))
    return np.bincount(days[days < DAYS], minlength=DAYS)


if __name__ == "__main__":
    main()
