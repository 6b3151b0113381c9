"""Days that can be looked at, and which of them have an event of the other stream in their window.

Days are counted as `date.toordinal` does. Arrays of days are in order; those of events may hold a day twice.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from cuibono.values import Period

Days = npt.NDArray[np.int64]


class Window(Struct, frozen=True):
    """`first` to `last` days after an access, both included; 0 is its own day. Negative days lie before it."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.last - self.first + 1

    @property
    def turned(self) -> Window:
        """The same window seen from the act: how many days after it the access falls."""
        return Window(-self.last, -self.first)


def spread(periods: tuple[Period, ...]) -> Days:
    """Every day of the periods, once each; a period with an open end has none that are known."""
    known = [(p.earliest.toordinal(), p.latest.toordinal()) for p in periods if p.earliest and p.latest]
    parts = [np.arange(start, end + 1, dtype=np.int64) for start, end in known]
    return np.unique(np.concatenate(parts)) if parts else np.empty(0, dtype=np.int64)


def at_risk(counted: Days, other: Days, window: Window) -> Days:
    """The covered days of the counted stream whose whole window is covered for the other stream.

    `window` is where the other stream's event falls, seen from the counted one's.
    """
    if not len(other):
        return counted[:0]
    before = np.searchsorted(other, counted + window.first, side="left")
    after = np.searchsorted(other, counted + window.last, side="right")
    held: Days = counted[after - before == window.days]
    return held


def nearness(days: Days, events: Days, window: Window) -> Days:
    """For each day 0 where no event falls in its window, else how near the nearest is: from 1 up to the window's days.

    `window` is where the event falls, seen from the day; it is nearest at the end of the window next to day 0.
    """
    ordered = np.sort(events)
    if not len(ordered):
        return np.zeros(len(days), dtype=np.int64)
    if window.last <= 0:
        place = np.searchsorted(ordered, days + window.last, side="right") - 1
        gap = (days + window.last) - ordered[np.maximum(place, 0)]
    else:
        place = np.searchsorted(ordered, days + window.first, side="left")
        gap = ordered[np.minimum(place, len(ordered) - 1)] - (days + window.first)
    held = (place >= 0) & (place < len(ordered)) & (gap >= 0) & (gap < window.days)
    near: Days = np.where(held, window.days - gap, 0)
    return near


def counts(days: Days, events: Days) -> Days:
    """How many events fall on each of the days; those on other days are left out."""
    place = np.searchsorted(days, events)
    inside = place < len(days)
    inside[inside] = days[place[inside]] == events[inside]
    return np.bincount(place[inside], minlength=len(days)).astype(np.int64)
