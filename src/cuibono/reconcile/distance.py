"""Distance: the days that an order leaves, seen from those of the other dealing (tables/orders.toml)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import Literal

import msgspec

from cuibono.model import Order
from cuibono.tables import table
from cuibono.values import Period

Ends = tuple[date | None, date | None]


class Length(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a distance in one unit comes to; see the table for what each field says."""

    least: int
    within: Literal["day", "week", "month", "year"]
    says: str
    most: int | None = None
    days: int = 0
    months: int = 0
    to_a_day: int = 0


@cache
def lengths() -> dict[str, Length]:
    """The lengths, by unit."""
    return msgspec.convert(table("orders")["length"], dict[str, Length])


def between(order: Order, anchor: Period) -> Ends:
    """The first and the last day that an order leaves, seen from the days of the other dealing; None where open.

    Without a distance one of the two is open, and the other dealing's own days are not ruled out: both may have been
    on one day.
    """
    if anchor.earliest is None or anchor.latest is None:
        return None, None
    if order.unit is None:
        return (anchor.earliest, None) if order.way == "after" else (None, anchor.latest)
    length = lengths()[order.unit]
    step = 1 if order.way == "after" else -1
    if order.count is not None:
        low, high = _counts(order.count, length)
        first, last = (low, high) if step > 0 else (-high, -low)
        return _counted(anchor.earliest, first, length)[0], _counted(anchor.latest, last, length)[1]
    near, far = step * length.least, None if length.most is None else step * length.most
    return _on(anchor.earliest, near if step > 0 else far), _on(anchor.latest, far if step > 0 else near)


def why(order: Order) -> str:
    """Why a distance reaches so far, in words; "" where the text gives a number."""
    if order.unit is None:
        return "no distance is given"
    return "" if order.count is not None else lengths()[order.unit].says


def another_day(order: Order) -> bool:
    """Whether the two dealings lie on different days."""
    return order.unit is not None and order.count != 0 and lengths()[order.unit].least > 0


def _counts(count: int, length: Length) -> tuple[int, int]:
    """The least and the most units that a number comes to: 36 hours lie one day off, or two."""
    return (count // length.to_a_day, -(-count // length.to_a_day)) if length.to_a_day else (count, count)


def _counted(day: date, count: int, length: Length) -> Ends:
    """The calendar unit in which the day so many units on lies; open where the calendar ends before."""
    there = _months_on(day, count * length.months) if length.months else _on(day, count * (length.days or 1))
    if there is None:
        return None, None
    if length.within == "week":
        return _on(there, -there.weekday()), _on(there, 6 - there.weekday())
    if length.within == "month":
        return there.replace(day=1), there.replace(day=monthrange(there.year, there.month)[1])
    if length.within == "year":
        return there.replace(month=1, day=1), there.replace(month=12, day=31)
    return there, there


def _on(day: date, days: int | None) -> date | None:
    try:
        return None if days is None else day + timedelta(days=days)
    except OverflowError:
        return None


def _months_on(day: date, months: int) -> date | None:
    month = day.year * 12 + day.month - 1 + months
    if not 12 <= month < 12 * (date.max.year + 1):
        return None
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
