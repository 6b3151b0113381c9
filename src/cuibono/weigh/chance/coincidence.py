"""Event coincidence rates: of so many events, how many have one of the other stream in their window.

After Donges et al. (2016), "Event coincidence analysis for quantifying statistical interrelationships between event
time series": the precursor rate counts acts with an access before them, the trigger rate accesses followed by an act.
Their test takes both streams for independent Poisson processes; it is here to be measured against, as is the plain
count against the share of days, and no answer rests on either.
"""

from __future__ import annotations

from math import ceil, exp, lgamma, log, log1p, sqrt

import numpy as np

from cuibono.model.chance import Coincidence
from cuibono.weigh.chance.shifts import Turned
from cuibono.weigh.chance.windows import Days

_Z = 1.959963984540054  # of the normal distribution, for 95 %


def coincidence(turns: Turned, events: Days) -> Coincidence:
    """The rate, beside what all turns give."""
    ordered = np.sort(turns.hits)
    hits, of = int(turns.hits[0]), int(events.sum())
    least, most = wilson(hits, of)
    return Coincidence(
        hits=hits,
        of=of,
        expected=float(ordered.mean()),
        low=int(ordered[int(0.025 * len(ordered))]),
        high=int(ordered[ceil(0.975 * len(ordered)) - 1]),
        least=least,
        most=most,
        p=turns.p,
        shifts=len(ordered),
        reachable=turns.reachable,
    )


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval for a share (Wilson 1927); 0 to 1 of nothing."""
    if not of:
        return 0.0, 1.0
    share, spread = hits / of, _Z * _Z / of
    middle, half = share + spread / 2, _Z * sqrt(share * (1 - share) / of + spread / (4 * of))
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    return (0.0 if hits == 0 else low), (1.0 if hits == of else high)


def binomial(hits: int, of: int, share: float) -> float:
    """The chance of so many hits or more of `of`, each with the chance `share`, independent of one another."""
    if hits <= 0 or share >= 1.0:
        return 1.0
    if share <= 0.0:
        return 0.0
    whole = lgamma(of + 1)
    parts = (
        exp(whole - lgamma(k + 1) - lgamma(of - k + 1) + k * log(share) + (of - k) * log1p(-share))
        for k in range(hits, of + 1)
    )
    return min(1.0, sum(parts))


def naive(near: Days, events: Days) -> float:
    """Plain window counting: p against the share of days that lie in a window, as if events came singly."""
    return binomial(int(events[near > 0].sum()), int(events.sum()), float(np.mean(near > 0)))


def poisson(near: Days, events: Days, accesses: int, window: int) -> float:
    """P of the precursor rate for two Poisson processes (Donges et al., equation 4): `window` is in days."""
    share = 1.0 - (1.0 - min(1.0, window / max(1, len(near)))) ** accesses
    return binomial(int(events[near > 0].sum()), int(events.sum()), share)
