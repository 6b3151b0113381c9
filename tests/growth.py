"""Whether time grows with the size of the input and no faster."""

from __future__ import annotations

import time
from collections.abc import Callable

TURNS = 3
"""Runs of each size; the quickest counts, since other programs and the collector only ever add to it."""


def grows_evenly(work: Callable[[int], object], small: int, times: int = 10) -> bool:
    """Whether `times` the size takes at most four times `times` as long: more than noise, less than a square."""
    return seconds(work, small * times) < 4 * times * max(seconds(work, small), 0.005)


def seconds(work: Callable[[int], object], size: int) -> float:
    """Seconds of this process for the work, at its quickest."""
    found = []
    for _ in range(TURNS):
        began = time.process_time()
        work(size)
        found.append(time.process_time() - began)
    return min(found)
