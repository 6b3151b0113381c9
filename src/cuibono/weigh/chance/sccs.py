"""Self-controlled case series: how often acts come on days after an access, against other days of the same block.

A party is compared with itself, so that what is fixed about it cancels out; blocks of the calendar stand for what
changes with time. After Farrington (1995), "Relative incidence estimation from case series", and Whitaker et al.
(2006): given how many events a block has, how many of them fall on exposed days is binomial, whatever the block's own
rate. Bounds are exact (Clopper and Pearson's way, over the sum of blocks). Within a block events are taken for
independent of one another.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, log

import numpy as np

from cuibono.model.chance import Ratio
from cuibono.weigh.chance.shifts import Floats
from cuibono.weigh.chance.windows import Days

_WIDE = 1e6  # the ratio at which looking for a bound ends
_STEPS = 60
_TAIL = 0.025


class _Block:
    """A block of the calendar that has events, and days of both sorts."""

    def __init__(self, events: Days, near: Days) -> None:
        self.events = int(events.sum())
        self.within = int(events[near > 0].sum())
        self.exposed, self.days = int(np.count_nonzero(near)), len(near)

    def share(self, ratio: float) -> float:
        """The chance that an event falls on an exposed day, at this ratio."""
        return ratio * self.exposed / (ratio * self.exposed + self.days - self.exposed)


def ratio(near: Days, events: Days, blocks: Days) -> Ratio | None:
    """The ratio with its bounds; None where no block has an event and days of both sorts."""
    found = [_Block(events[blocks == b], near[blocks == b]) for b in np.unique(blocks[events > 0])]
    told = [block for block in found if 0 < block.exposed < block.days]
    total, within = sum(block.events for block in told), sum(block.within for block in told)
    if not total:
        return None
    return Ratio(
        value=_where(lambda r: within - sum(b.events * b.share(r) for b in told)) if 0 < within < total else None,
        low=_where(lambda r: _TAIL - _upper(told, r, within)) if within else 0.0,
        high=_where(lambda r: 1.0 - _upper(told, r, within + 1) - _TAIL) if within < total else None,
        p=_upper(told, 1.0, within),
        within=within,
        events=total,
    )


def chance(near: Days, events: Days, blocks: Days) -> float:
    """The one-sided p of a ratio above 1; 1 where there is nothing to compare."""
    found = [_Block(events[blocks == b], near[blocks == b]) for b in np.unique(blocks[events > 0])]
    return _upper(found, 1.0, sum(block.within for block in found))


def _upper(blocks: list[_Block], at: float, hits: int) -> float:
    """The chance of `hits` or more exposed events in all, at a ratio."""
    total = np.ones(1)
    for block in blocks:
        total = np.convolve(total, _binomial(block.events, block.share(at)))
    return min(1.0, float(total[hits:].sum()))


def _binomial(events: int, share: float) -> Floats:
    total = np.ones(1)
    for _ in range(events):
        total = np.convolve(total, (1.0 - share, share))
    return total


def _where(falling: Callable[[float], float]) -> float:
    """The ratio at which a function that falls as the ratio rises is nought (halving, on a scale of logarithms)."""
    low, high = -log(_WIDE), log(_WIDE)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(exp(middle)) > 0 else (low, middle)
    return exp((low + high) / 2)
