"""From what a date says to the days it means.

Takes: a spec, the day of publication, the tense, the day of another event. Gives: a stretch of days, or None.
Knows nothing of: texts, words.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from cuibono.read.dates import specs as say
from cuibono.read.dates.reckon import (
    Stretch,
    Unit,
    add_days,
    carve,
    easter,
    months_from,
    nth_weekday,
    shift,
    whole,
)
from cuibono.tables.quantities import calendar

Tense = Literal["past", "future"] | None
# "nearest": whichever instance lies nearest, before or after.
Side = Tense | Literal["nearest"]


class View(msgspec.Struct, frozen=True):
    """From where a date is seen: the day of publication, the tense, the days of the event spoken of before."""

    published: date | None
    tense: Side = None
    context: Stretch | None = None


Days = tuple[date | None, date | None]


def days(spec: say.Spec, view: View) -> Days | None:
    """The days meant, ends included and None where open; None where the view does not settle them."""
    match spec:
        case say.Fixed(stretch):
            return stretch
        case say.Range(first, last):
            return _range(first, last, view)
        case say.Within(say.Adjacent() as same, outer):
            return _in_another_year(same, days(outer, view), view.context)
        case say.Within(inner, outer):
            return _within(inner, days(outer, view))
        case say.Edge() | say.NthWeekday() | say.UnitOf() | say.Ending():
            return _taken_from(spec, _closed(days(spec.inner, view)))
        case say.Shifted() | say.Adjacent():
            return _from_event(spec, view)
        case say.PartOf(inner, part) if not _recurs(inner):
            whole_of = _closed(days(inner, view))
            return whole_of and carve(whole_of, part)
        case say.Length():
            return None
        case _:
            return _from_publication(spec, view)


def _closed(found: Days | None) -> Stretch | None:
    if found is None or found[0] is None or found[1] is None:
        return None
    return found[0], found[1]


def _recurs(spec: say.Spec) -> bool:
    if isinstance(spec, say.PartOf | say.Edge):
        return _recurs(spec.inner)
    return isinstance(spec, say.DayOf | say.DayNumber | say.MonthsOf | say.Feast | say.Weekday | say.Weekend)


def _from_publication(spec: say.Spec, view: View) -> Days | None:
    seen = view.published
    if seen is None and isinstance(spec, say.Side):
        return days(spec.inner, view)
    if seen is None:
        return _from_context_year(spec, view)
    match spec:
        case say.Near(unit, step):
            return whole(shift(seen, step, unit), unit)
        case say.Named(inner, step):
            return _named(inner, step, seen, view.tense)
        case say.Side(inner, step):
            return _side(_closed(days(inner, view)), step, seen)
        case say.Rolling(count, unit, step):
            return None if count is None else _ordered(shift(seen, step * count, unit), seen)
        case say.Away():
            return _away(spec, seen, view.tense)
        case _:
            return _nearest(spec, seen, view.tense)


def _from_context_year(spec: say.Spec, view: View) -> Stretch | None:
    """Without a day of publication, a date without a year takes the one year that the context lies in."""
    if view.context is None or not _recurs(spec) or isinstance(spec, say.Weekday | say.Weekend | say.DayNumber):
        return None
    first, last = view.context
    if first.year != last.year:
        return None
    return _starting_in(spec, whole(first, "year"))


def _ordered(one: date, other: date) -> Stretch:
    return min(one, other), max(one, other)


def instances(spec: say.Spec, around: date, years: int = 2) -> list[Stretch]:
    """Every time the recurring date comes round within so many years of a day, in order."""
    match spec:
        case say.Weekday(weekday):
            nearest = add_days(around, (weekday - around.weekday()) % 7)
            return [(day, day) for day in (add_days(nearest, 7 * n) for n in range(-3, 4))]
        case say.Weekend():
            return [whole(add_days(around, 7 * n), "weekend") for n in range(-3, 4)]
        case say.DayNumber(number):
            firsts = [whole(shift(around, n, "month"), "month") for n in range(-3, 4)]
            return [(d, d) for first, last in firsts if number <= last.day for d in [first.replace(day=number)]]
        case say.PartOf(inner, part):
            return [carve(stretch, part) for stretch in instances(inner, around, years)]
        case say.Edge(inner, count, unit):
            return [e for stretch in instances(inner, around, years) if (e := _edge(stretch, count, unit))]
        case _:
            span = range(max(around.year - years, 1), min(around.year + years, 9998) + 1)
            return [stretch for year in span if (stretch := _in_year(spec, year))]


def _in_year(spec: say.Spec, year: int) -> Stretch | None:
    match spec:
        case say.DayOf(month, number):
            try:
                day = date(year, month, number)
            except ValueError:  # 29 February
                return None
        case say.MonthsOf(month, count):
            return months_from(year, month, count)
        case say.Feast(name):
            day = feast(name, year)
        case _:
            return None
    return day, day


def feast(name: str, year: int) -> date:
    """The day of a feast of calendar.toml in that year."""
    table = calendar()
    if name in table.fixed:
        return date(year, *table.fixed[name])
    if name in table.easter:
        return add_days(easter(year), table.easter[name])
    month, weekday, n, more = table.nth[name]
    return add_days(nth_weekday(year, month, weekday, n), more)


def _distance(stretch: Stretch, day: date) -> int:
    return max((stretch[0] - day).days, (day - stretch[1]).days, 0)


def _nearest(spec: say.Spec, seen: date, tense: Side) -> Stretch | None:
    """The instance the tense allows; without a tense the past is taken, or for a day of a month the nearest one."""
    if isinstance(spec, say.DayOf) and spec.weekday is not None:
        return _by_weekday(spec, seen) or _nearest(say.DayOf(spec.month, spec.day), seen, tense)
    found = instances(spec, seen, 8 if isinstance(spec, say.DayOf) and (spec.month, spec.day) == (2, 29) else 2)
    if tense == "nearest" or (tense is None and isinstance(spec, say.DayOf | say.Feast)):
        return min(found, key=lambda stretch: _distance(stretch, seen), default=None)
    if tense == "future":
        return next((stretch for stretch in found if stretch[1] >= seen), None)
    return _last_from(found, seen)


def _by_weekday(spec: say.DayOf, seen: date) -> Stretch | None:
    """The nearest year in which that day falls on that weekday; it must lie close, or the weekday is a slip."""
    fits = [stretch for stretch in instances(spec, seen, 1) if stretch[0].weekday() == spec.weekday]
    return min(fits, key=lambda stretch: _distance(stretch, seen), default=None)


def _named(inner: say.Spec, step: int, seen: date, tense: Side) -> Stretch | None:
    found = instances(inner, seen)
    if step < 0:
        return next((stretch for stretch in reversed(found) if stretch[1] < seen), None)
    if step > 0:
        if isinstance(inner, say.Weekday):  # "next Friday" is that of next week, "this Friday" the coming one
            return _starting_in(inner, whole(add_days(seen, 7), "week"))
        return next((stretch for stretch in found if stretch[0] > seen), None)
    if isinstance(inner, say.Weekday):
        return _nearest(inner, seen, tense or "future")
    covering = next((stretch for stretch in found if stretch[0] <= seen <= stretch[1]), None)
    return covering or next((stretch for stretch in found if stretch[0].year == seen.year), None)


def _side(stretch: Stretch | None, step: int, seen: date) -> Stretch | None:
    if stretch is None or not stretch[0] <= seen <= stretch[1]:
        return stretch
    return (stretch[0], seen) if step < 0 else (seen, stretch[1])


def _away(spec: say.Away, seen: date, tense: Side) -> Days | None:
    if spec.count is None or (spec.bound == "ahead" and tense != "future"):
        return None
    there = shift(seen, spec.step * spec.count, spec.unit)
    if spec.unit in ("hour", "minute"):
        return _ordered(add_days(there, spec.step * -(-spec.count // 24)) if spec.unit == "hour" else there, seen)
    if spec.bound == "less":
        return _ordered(there, seen)
    if spec.bound == "more":
        return (None, there) if spec.step < 0 else (there, None)
    return _about(there, spec.unit)


def _about(day: date, unit: Unit) -> Stretch:
    """How exactly a length in such units tells the day: a week ago, some day of that week."""
    if unit in ("decade", "century"):
        return whole(shift(day, -1, "year"), "year")[0], whole(shift(day, 1, "year"), "year")[1]
    return whole(day, unit)


def _from_event(spec: say.Shifted | say.Adjacent, view: View) -> Stretch | None:
    if isinstance(spec, say.Adjacent):
        return view.context and _adjacent(spec, view.context)
    base = view.context if spec.anchor is None else _closed(days(spec.anchor, view))
    if base is None or spec.count is None:
        return None
    first, last = (shift(day, spec.step * spec.count, spec.unit) for day in base)
    if spec.unit == "hour":
        return _ordered(first, add_days(last, spec.step * -(-spec.count // 24)))
    return _about(first, spec.unit)[0], _about(last, spec.unit)[1]


def _adjacent(spec: say.Adjacent, context: Stretch) -> Stretch | None:
    first, last = context
    if spec.inner is None:
        return whole(shift(first, spec.step, spec.unit), spec.unit)[0], whole(
            shift(last, spec.step, spec.unit), spec.unit
        )[1]
    found = instances(spec.inner, first)
    if spec.step > 0:
        return next((stretch for stretch in found if stretch[0] > last), None)
    if spec.step < 0:
        return next((stretch for stretch in reversed(found) if stretch[1] < first), None)
    return _starting_in(spec.inner, whole(first, "week" if isinstance(spec.inner, say.Weekday) else "year"))


def _starting_in(spec: say.Spec, outer: Stretch) -> Stretch | None:
    found = instances(spec, outer[0])
    return next((stretch for stretch in found if outer[0] <= stretch[0] <= outer[1]), None)


def _within(inner: say.Spec, outer: Days | None) -> Stretch | None:
    closed = _closed(outer)
    return _starting_in(inner, closed) if closed else None


def _in_another_year(same: say.Adjacent, year: Days | None, context: Stretch | None) -> Days | None:
    """The days of the event spoken of before, in that year; where there is no event, some days of the year."""
    closed = _closed(year)
    if closed is None or context is None:
        return year
    more = 12 * (closed[0].year - context[0].year)
    return _adjacent(same, (shift(context[0], more, "month"), shift(context[1], more, "month")))


def _edge(stretch: Stretch | None, count: int, unit: Unit) -> Stretch | None:
    if stretch is None:
        return None
    first, last = stretch
    if count > 0:
        return first, min(last, add_days(shift(first, count, unit), -1))
    return max(first, add_days(shift(add_days(last, 1), count, unit), 0)), last


def _taken_from(spec: say.Edge | say.NthWeekday | say.UnitOf | say.Ending, inner: Stretch | None) -> Stretch | None:
    if inner is None:
        return None
    first, last = inner
    match spec:
        case say.Edge(_, count, unit):
            return _edge(inner, count, unit)
        case say.UnitOf(_, unit):
            return whole(first, unit)[0], whole(last, unit)[1]
        case say.Ending(_, count, unit):
            return shift(add_days(last, 1), -count, unit), last
        case say.NthWeekday(_, weekday, n):
            if (last - first).days > 31:
                return None
            day = nth_weekday(first.year, first.month, weekday, n)
            return (day, day) if first <= day <= last else None


def _range(first: say.Spec, last: say.Spec, view: View) -> Days | None:
    """Both ends; an end without a year takes the one that puts it next to the other end."""
    backwards = _recurs(first) and (not _recurs(last) or view.tense == "future")
    if backwards:
        end = _closed(days(last, view))
        start = end and _last_from(instances(first, end[0]), end[0])
    else:
        start = _closed(days(first, view))
        if start and _recurs(last):
            end = next((stretch for stretch in instances(last, start[0]) if stretch[1] >= start[1]), None)
        else:
            end = _closed(days(last, view))
    if not start or not end or start[0] > end[1]:
        return None
    return start[0], end[1]


def _last_from(found: list[Stretch], day: date) -> Stretch | None:
    return next((stretch for stretch in reversed(found) if stretch[0] <= day), None)
