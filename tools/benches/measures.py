"""What the benches measure alike: pairs put together rightly, growth, memory."""

from __future__ import annotations

import math
import resource
import sys
from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np


def precision_recall(truth: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float]:
    """Precision and recall of pairs; both give the group of each thing, in one order."""
    both = _pairs(list(zip(found, truth, strict=True)))
    return both / max(_pairs(found), 1), both / max(_pairs(truth), 1)


def f1(truth: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """The harmonic mean of precision and recall of pairs."""
    precision, recall = precision_recall(truth, found)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def _pairs(groups: Sequence[Hashable]) -> int:
    """How many pairs are in one group."""
    return sum(math.comb(size, 2) for size in Counter(groups).values())


def slope(seconds: dict[int, float]) -> float:
    """The exponent of growth: the slope of log seconds against log counts, by least squares; of one count NaN."""
    if len(seconds) < 2:
        return math.nan
    return float(np.polyfit(np.log(list(seconds)), np.log(list(seconds.values())), 1)[0])


def peak() -> float:
    """Peak memory of this process so far in MiB, what the bench made and all."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
