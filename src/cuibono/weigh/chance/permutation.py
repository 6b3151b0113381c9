"""Permutation within blocks: the days with events change places with other days of the same week, month or quarter.

It keeps how many events each block has and takes the order of days within a block for exchangeable: events in bursts
break that. Nothing is drawn: the distribution is reckoned exactly, day by day, as balls are taken from an urn.
"""

from __future__ import annotations

import numpy as np

from cuibono.weigh.chance.shifts import Floats
from cuibono.weigh.chance.windows import Days


def chance(near: Days, events: Days, blocks: Days) -> float:
    """The chance of as many events or more with one of the other stream in their window, over all permutations."""
    hits = int(events[near > 0].sum())
    total = np.ones(1)
    for block in np.unique(blocks[events > 0]):
        inside = blocks == block
        total = np.convolve(total, _within(events[inside], int(np.count_nonzero(near[inside]))))
    return min(1.0, float(total[hits:].sum()))


def _within(events: Days, hot: int) -> Floats:
    """The chance of each sum of events on `hot` days, when those days are any of the block's.

    Rows of `state` are the hot days that have an event so far, columns the events on them.
    """
    days, several = len(events), events[events > 0]
    width = int(several.sum()) + 1
    state = np.zeros((min(hot, len(several)) + 1, width))
    state[0, 0] = 1.0
    used = np.arange(len(state))[:, None]
    for placed, count in enumerate(several):
        share = np.clip((hot - used) / (days - placed), 0.0, 1.0)
        moved = np.zeros_like(state)
        moved[1:, count:] = (state * share)[:-1, : width - count]
        state = state * (1.0 - share) + moved
    gathered: Floats = state.sum(axis=0)
    return gathered
