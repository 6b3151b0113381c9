"""Two streams laid upon the days that can be looked at, as every test takes them."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from cuibono.model.chance import Block
from cuibono.values import Period
from cuibono.weigh.chance.windows import Days, Window, at_risk, counts, nearness, spread


class Stream(Struct, frozen=True):
    """Events with the days on which they happened, and the days that are covered; one whose day is open has bounds.

    `names` are those under which the events were found.
    """

    happened: tuple[Period, ...]
    covered: tuple[Period, ...]
    names: tuple[str, ...] = ()


class Ring(Struct, frozen=True, eq=False):
    """The days, for each how near the other stream is (0: not in the window), and how many events it has."""

    days: Days
    near: Days
    events: Days


def certain(stream: Stream) -> Days:
    """The days of the events whose day is known."""
    return _days([p.earliest.toordinal() for p in stream.happened if p.is_day and p.earliest])


def bound(stream: Stream, end: str) -> Days:
    """The days of all events that have bounds, each at the end that is named: "earliest" or "latest"."""
    both = [p for p in stream.happened if p.earliest and p.latest]
    return _days([(p.earliest if end == "earliest" else p.latest).toordinal() for p in both])  # type: ignore[union-attr]


def ring(counted: Days, covered: Days, other: Days, other_covered: Days, window: Window) -> Ring:
    """The counted events among the days of which the whole window is covered for the other stream.

    `window` is where the other stream's event has to lie, seen from the counted one.
    """
    days = at_risk(covered, other_covered, window)
    within = other[np.isin(other, other_covered)]
    return Ring(days, nearness(days, within, window), counts(days, counted))


def cover(stream: Stream) -> Days:
    """Every day that is covered."""
    return spread(stream.covered)


def blocks(days: Days, block: Block) -> Days:
    """A number for each day that is the same for all days of one week (Monday first), month, quarter, year, weekday."""
    if block == "weekday":
        return days % 7
    if block == "week":
        return (days - 1) // 7  # 1 January of the year 1 is a Monday
    months = (days - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return {"month": months, "quarter": months // 3, "year": months // 12, "none": months * 0}[block]


_EPOCH = 719163  # 1 January 1970, as date.toordinal counts


def _days(found: list[int]) -> Days:
    return np.sort(np.array(found, dtype=np.int64))
