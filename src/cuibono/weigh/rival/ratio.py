"""Ratios that are known within bounds: divided, multiplied, counted in part, put together."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final, Literal

import msgspec

Share = tuple[float, float]
"""How far something counts, from the least to the most; 1 is in full, 0 not at all."""

Side = Literal["first", "second", "open"]
_NEAR: Final = 1e-9


class Ratio(msgspec.Struct, frozen=True):
    """How many times likelier one thing is than another, from `low` to `high`; both above 0."""

    low: float
    high: float

    @property
    def side(self) -> Side:
        """Whether all of it is above 1 ("first"), all below ("second"), or 1 is within ("open")."""
        if self.low > 1 + _NEAR:
            return "first"
        return "second" if self.high < 1 - _NEAR else "open"

    def over(self, other: Ratio) -> Ratio:
        """This divided by another; the two may lie anywhere within their bounds."""
        return Ratio(self.low / other.high, self.high / other.low)

    def counted(self, share: Share) -> Ratio:
        """This to a power within `share`."""
        ends = [bound**part for bound in (self.low, self.high) for part in share]
        return Ratio(min(ends), max(ends))


ONE: Final = Ratio(1.0, 1.0)


def cover(ratios: Iterable[Ratio]) -> Ratio:
    """The range that holds all of these; 1 where there are none."""
    given = tuple(ratios)
    return Ratio(min(one.low for one in given), max(one.high for one in given)) if given else ONE


def together(ratios: Iterable[Ratio]) -> Ratio:
    """These multiplied; the same in whatever order they come."""
    given = tuple(ratios)
    low = math.fsum(math.log(one.low) for one in given)
    high = math.fsum(math.log(one.high) for one in given)
    return Ratio(math.exp(low), math.exp(high))
