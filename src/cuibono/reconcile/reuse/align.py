"""Two lists of words, and where they meet, to the stretches they share, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cuibono.reconcile.reuse.shingles import SHINGLE

LEAST, LIKENESS = 12, 0.5  # words aligned, gaps paid for; aligned words as a part of the longer side
GAP, DROP = 0.5, 8.0  # cost of each word between two runs, in aligned words; cost at which a stretch ends
AROUND, STEP = 60, 400  # words looked at before and after the meetings; words aligned at a time


class Run(NamedTuple):
    """Neighbouring words that are alike: where they begin in each list, and how many."""

    left: int
    right: int
    words: int


class Shared(NamedTuple):
    """A stretch that two lists share: from and to in each, ends exclusive, and the words aligned."""

    left: int
    left_end: int
    right: int
    right_end: int
    words: int

    @property
    def likeness(self) -> float:
        """Aligned words as a part of the longer side."""
        return self.words / max(self.left_end - self.left, self.right_end - self.right)


def align(left: Sequence[int], right: Sequence[int], meets: Sequence[tuple[int, int]]) -> Iterator[Shared]:
    """The stretches around meetings, which are the places of shingles that both lists hold."""
    corners = list(_corners(left, right, meets))
    runs = [run for low, high in pairwise(corners) for run in _runs(left, right, low, high)]
    for stretch in _stretches(runs):
        shared = _shared(stretch)
        met = any(shared.left <= one < shared.left_end and shared.right <= two < shared.right_end for one, two in meets)
        if met and _enough(stretch, shared):
            yield shared


def apart(found: Iterable[Shared]) -> list[Shared]:
    """The largest of those that overlap in both lists, in order of place."""
    kept: list[Shared] = []
    for one in sorted(found, key=lambda shared: (-shared.words, shared)):
        if not any(_overlap(one, other) for other in kept):
            kept.append(one)
    return sorted(kept)


def _overlap(one: Shared, other: Shared) -> bool:
    left = one.left < other.left_end and other.left < one.left_end
    return left and one.right < other.right_end and other.right < one.right_end


def _corners(left: Sequence[int], right: Sequence[int], meets: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where to cut for alignment: some words before the meetings, at one of them every so often, some words after."""
    low = min(one for one, _ in meets), min(two for _, two in meets)
    high = max(one for one, _ in meets), max(two for _, two in meets)
    last = max(low[0] - AROUND, 0), max(low[1] - AROUND, 0)
    yield last
    for meet in meets:
        if meet[0] - last[0] > STEP and last[1] < meet[1] <= high[1]:
            yield (last := meet)
    beyond = SHINGLE + AROUND
    yield min(high[0] + beyond, len(left)), min(high[1] + beyond, len(right))


def _runs(left: Sequence[int], right: Sequence[int], low: tuple[int, int], high: tuple[int, int]) -> Iterator[Run]:
    """The longest common subsequence between two corners, as runs (Allison and Dix 1986, bit-parallel)."""
    from rapidfuzz.distance import LCSseq

    codes = LCSseq.opcodes(left[low[0] : high[0]], right[low[1] : high[1]])
    for code in codes:
        if code.tag == "equal":
            yield Run(low[0] + code.src_start, low[1] + code.dest_start, code.src_end - code.src_start)


def _stretches(runs: Sequence[Run]) -> Iterator[Sequence[Run]]:
    """Runs joined across small gaps so that aligned words outweigh what lies between.

    Each stretch begins where the balance turns positive and ends at its height, once the balance has fallen by DROP
    from there or to nothing (the X-drop of Altschul and others 1997). What follows the height is looked at anew.
    """
    start = 0
    while start < len(runs):
        balance = best = float(runs[start].words)
        end, here = start, start + 1
        while here < len(runs):
            balance -= GAP * _between(runs[here - 1], runs[here])
            if balance <= 0 or best - balance > DROP:
                break
            balance += runs[here].words
            if balance > best:
                best, end = balance, here
            here += 1
        yield runs[start : end + 1]
        start = end + 1


def _between(one: Run, next_: Run) -> int:
    return max(next_.left - one.left - one.words, next_.right - one.right - one.words)


def _shared(runs: Sequence[Run]) -> Shared:
    first, last = runs[0], runs[-1]
    words = sum(run.words for run in runs)
    return Shared(first.left, last.left + last.words, first.right, last.right + last.words, words)


def _enough(runs: Sequence[Run], shared: Shared) -> bool:
    """Whether a stretch says enough alike, gaps paid for; a single word between gaps, as any two texts share, is none.

    "Filed for bankruptcy protection from its creditors" with words between is what many would write unseen.
    """
    solid = sum(run.words for run in runs if run.words > 1)
    between = sum(_between(one, next_) for one, next_ in pairwise(runs))
    return solid - GAP * between >= LEAST and shared.likeness >= LIKENESS
