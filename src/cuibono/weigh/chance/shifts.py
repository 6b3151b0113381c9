"""The primary test: one stream is turned around the calendar, day by day, and the other stands still.

Covered days are taken as a ring. Each turn keeps both streams as they are, bursts and pauses included, and breaks only
how they lie to one another. All turns are tried, so that nothing is drawn by chance. What is compared is the number
of events with one of the other stream in their window; where two turns have as many, the one with nearer ones counts
for more. After the shift predictors of neuroscience and Quian Quiroga et al. (2002), "Event synchronization"; p as in
Phipson and Smyth (2010), "Permutation p-values should never be zero": the turn by nothing is one of the turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from cuibono.weigh.chance.windows import Days

Floats = npt.NDArray[np.float64]
_CORES = 2
_ROWS = 25  # streams that are turned at a time: what fits a processor's cache


class Turned(Struct, frozen=True, eq=False):
    """What every turn gives: `hits` with an event in the window, `rank` by which turns are ordered; the first is real.

    `rank` is the hits, and among as many of them how near they are.
    """

    hits: Days
    rank: Days

    @property
    def p(self) -> float:
        """The share of turns that rank as high as the real one, itself among them."""
        return float(np.mean(self.rank >= self.rank[0]))

    @property
    def reachable(self) -> float:
        """The smallest p that any turn of these two streams has."""
        return float(np.mean(self.rank == self.rank.max()))


def unit(events: int, window: int) -> int:
    """What one hit counts for in a rank, so that it outweighs any nearness: `window` is the number of its days."""
    return events * window + 1


def turned(near: Days, events: Days) -> Turned:
    """All turns of a stream. `near`: how near the other stream is, by day; `events`: how many there are, by day."""
    return summed([(near, events)])


def summed(pairs: Sequence[tuple[Days, Days]]) -> Turned:
    """All turns of several pairs that share their days, each pair turned by as many days as the others.

    Where there is no day, there is one turn without a hit.
    """
    if not len(pairs[0][0]):
        return Turned(np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64))
    one = unit(sum(int(events.sum()) for _, events in pairs), max(int(near.max(initial=0)) for near, _ in pairs))
    turns = sum((_correlated(_weights(near, one), events) for near, events in pairs), start=np.zeros(1))
    rank = np.rint(turns).astype(np.int64)
    return Turned(rank // one, rank)


def _weights(near: Days, one: int) -> Days:
    """What an event on a day counts for."""
    return np.where(near > 0, one + near, 0)


def _correlated(weights: Days, events: Days) -> Floats:
    """The sum of weights under the events, for each number of days by which these are moved on."""
    spectrum = np.fft.rfft(weights) * np.conj(np.fft.rfft(events))
    return np.fft.irfft(spectrum, n=len(weights))


def many(near: Days, events: Days) -> tuple[Floats, Days]:
    """P and hits for each pair of rows: `near` has a row for each stream that stands still, `events` for each turned.

    The rows of both share their days. Gives two tables, a row for each stream of `near`.
    """
    days = near.shape[1]
    one = unit(int(events.sum(axis=1).max(initial=0)), int(near.max(initial=0)))
    still = np.fft.rfft(_weights(near, one).astype(np.float64))
    moved = np.conj(np.fft.rfft(events.astype(np.float64)))
    tasks = [(start, column) for start in range(0, len(near), _ROWS) for column in range(len(events))]
    chances, hits = np.ones((len(near), len(events))), np.zeros((len(near), len(events)), dtype=np.int64)

    def fill(task: tuple[int, int]) -> None:
        start, column = task
        ranks = np.fft.irfft(still[start : start + _ROWS] * moved[column], n=days)
        real = ranks[:, :1] - 0.5
        chances[start : start + _ROWS, column] = np.count_nonzero(ranks >= real, axis=1) / days
        hits[start : start + _ROWS, column] = np.floor_divide(real[:, 0] + 1.0, one)

    with ThreadPoolExecutor(_CORES) as threads:
        list(threads.map(fill, tasks))
    return chances, hits


def turned_within(near: Days, events: Days, blocks: Days, turns: int = 9999, seed: int = 0) -> Turned:
    """As `turned`, each block of days a ring of its own: what both follow from block to block stays as it is.

    There are too many combinations to try all: `turns` are drawn, always the same ones. `blocks` names each day's.
    """
    one = unit(int(events.sum()), int(near.max(initial=0)))
    weights = _weights(near, one)
    rank = np.zeros(turns + 1, dtype=np.int64)
    draw = np.random.default_rng(seed)
    for block in np.unique(blocks[events > 0]):
        inside = blocks == block
        ring = np.rint(_correlated(weights[inside], events[inside])).astype(np.int64)
        rank[0] += ring[0]
        rank[1:] += ring[draw.integers(0, len(ring), turns)]
    return Turned(rank // one, rank)
