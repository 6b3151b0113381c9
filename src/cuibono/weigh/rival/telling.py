"""What evidence tells: whether it tells hypotheses apart, and whether leaving something out changes the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Literal

import msgspec

from cuibono.weigh.rival.evidence import Comparison, Evidence
from cuibono.weigh.rival.ratio import ONE

Sort = Literal["apart", "open", "equal", "one"]


class Tells(msgspec.Struct, frozen=True):
    """What a piece of evidence tells (Heuer's diagnosticity).

    "apart": it is surely likelier by `first` than by `second`, at least `times`, the two furthest apart. "open": the
    ranges leave open whether it tells any two apart. "equal": every rater rated it alike against all of them. "one":
    it was rated against fewer than two.
    """

    sort: Sort
    first: str = ""
    second: str = ""
    times: float = 1.0


def tells(evidence: Evidence, hypotheses: Sequence[str]) -> Tells:
    """What it tells of these hypotheses."""
    rated = [key for key in hypotheses if key in evidence.ratings]
    ratios = {pair: ratio for pair in permutations(rated, 2) if (ratio := evidence.over(*pair))}
    if not ratios:
        return Tells("one")
    if set(ratios.values()) == {ONE}:
        return Tells("equal")
    (first, second), widest = max(ratios.items(), key=lambda item: item[1].low)
    return Tells("apart", first, second, widest.low) if widest.side == "first" else Tells("open")


def changed(before: Sequence[Comparison], after: Sequence[Comparison]) -> tuple[tuple[Comparison, Comparison], ...]:
    """The pairs of hypotheses of which the ratings would no longer speak for the same, or speak where they did not."""
    return tuple((was, now) for was, now in zip(before, after, strict=True) if was.side != now.side)
