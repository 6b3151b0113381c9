"""Reckoning with the calendar: weeks, months, quarters, parts of them, Easter.

Takes: days. Gives: stretches of days (first, last), both included. Knows nothing of: texts.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

Stretch = tuple[date, date]
Part = Literal["early", "mid", "late", "first_half", "second_half", "start", "end"]
Unit = Literal["minute", "hour", "day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade", "century"]

_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


def add_days(day: date, days: int) -> date:
    """The day so many days on; the calendar's own ends where it would leave it."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on, or the month's last."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_from(year: int, month: int, months: int) -> Stretch:
    """So many whole months from the first of that one."""
    first = date(year, month, 1)
    last = add_months(first, months - 1)
    return first, last.replace(day=monthrange(last.year, last.month)[1])


def shift(day: date, count: int, unit: Unit) -> date:
    """The day `count` units on; hours and minutes stay on the day."""
    if unit in _DAYS:
        return add_days(day, count * _DAYS[unit])
    return add_months(day, count * _MONTHS[unit]) if unit in _MONTHS else day


def whole(day: date, unit: Unit) -> Stretch:
    """The calendar unit the day lies in; weeks run from Monday to Sunday."""
    if unit in _MONTHS:
        size = _MONTHS[unit]
        start = size * ((day.year * 12 + day.month - 1) // size)
        return months_from(max(start // 12, 1), start % 12 + 1 if start >= 12 else 1, size)
    monday = add_days(day, -day.weekday())
    if unit in ("week", "fortnight"):
        return monday, add_days(monday, 6)
    if unit == "weekend":
        return add_days(monday, 5), add_days(monday, 6)
    return day, day


def carve(stretch: Stretch, part: Part) -> Stretch:
    """The early, middle or late part: a month's days 1-10, 11-20, 21-end; a year's thirds; a week's three ends.

    "start" and "end" are closer: the first and last month of a year or a quarter, the first and last year of a decade.
    """
    if part in ("start", "end"):
        return _carve_end(stretch, part)
    return _carve(stretch, part)


def _carve(stretch: Stretch, part: Part) -> Stretch:
    first, last = stretch
    months = _whole_months(stretch)
    if months is None:
        return _carve_days(stretch, part)
    if months == 1:
        ends = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day), "first_half": (1, 15)}
        begin, end = ends.get(part, (16, last.day))
        return first.replace(day=begin), first.replace(day=end)
    # Thirds overlap where they do not come out even: the mid eighties end, and the late ones begin, in 1986.
    third, rest = -(-months // 36) * 12 if months > 36 else -(-months // 3), months
    spans = {
        "early": (0, third),
        "mid": (third, max(third, rest - third) + (12 if months > 36 else 0)),
        "late": (rest - third, rest),
        "first_half": (0, months // 2),
        "second_half": (months // 2, months),
    }
    begin, end = spans[part]
    return add_months(first, begin), add_days(add_months(first, end), -1)


def _carve_end(stretch: Stretch, part: Part) -> Stretch:
    first, last = stretch
    months = _whole_months(stretch)
    if months is None or months == 1:
        return _carve(stretch, "early" if part == "start" else "late")
    near = 12 if months >= 60 else 1
    if part == "start":
        return first, add_days(add_months(first, near), -1)
    return add_months(first, months - near), last


def _whole_months(stretch: Stretch) -> int | None:
    first, last = stretch
    after = last.toordinal() + 1
    if first.day != 1 or after > date.max.toordinal() or date.fromordinal(after).day != 1:
        return None
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _carve_days(stretch: Stretch, part: Part) -> Stretch:
    first, last = stretch
    days = (last - first).days + 1
    if days < 3:
        return stretch
    half = days // 2
    spans = {
        "early": (0, half),
        "mid": (days // 3 - days // 7, days - days // 3 - 1),
        "late": (days - half - (days == 7) - 1, days),
        "first_half": (0, half),
        "second_half": (half, days),
    }
    begin, end = spans[part]
    return add_days(first, begin), add_days(first, max(end, begin + 1) - 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The nth such weekday of the month; n = -1 for the last."""
    if n < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus as in Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, g = b // 4, b % 4, (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (a + 11 * h) // 319
    n = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + n + 90) // 25
    return date(year, month, (h - m + n + month + 19) % 32)
