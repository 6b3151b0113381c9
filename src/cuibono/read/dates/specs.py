"""What the words of a date say, before anybody asks which days that is.

Takes: nothing. Gives: the kinds of date expression, as frozen values. Knows nothing of: texts, publication days.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from cuibono.read.dates.reckon import Part, Stretch, Unit

Sort = Literal["absolute", "partial", "relative", "anchored", "duration"]


class Fixed(msgspec.Struct, frozen=True):
    """Days the text names in full: "December 8, 2022", "2015", "the 1990s"."""

    days: Stretch


class DayOf(msgspec.Struct, frozen=True):
    """A day and month without a year; the weekday where it is named too."""

    month: int
    day: int
    weekday: int | None = None


class DayNumber(msgspec.Struct, frozen=True):
    """A day without its month: "on the 5th"."""

    day: int


class MonthsOf(msgspec.Struct, frozen=True):
    """So many months from a month on, without a year: "March", "the second quarter", "spring"."""

    month: int
    count: int = 1


class Feast(msgspec.Struct, frozen=True):
    """A named day of the year, without the year; `name` as in calendar.toml."""

    name: str


class Weekday(msgspec.Struct, frozen=True):
    """A weekday, Monday = 0: the nearest one that the tense allows."""

    weekday: int


class Weekend(msgspec.Struct, frozen=True):
    """ "The weekend": the nearest one that the tense allows."""


class Near(msgspec.Struct, frozen=True):
    """A calendar unit counted from that of publication: "last week" is (week, -1), "today" (day, 0)."""

    unit: Unit
    step: int


class Named(msgspec.Struct, frozen=True):
    """ "Last", "this" or "next" (-1, 0, 1) before a weekday, month or season."""

    inner: Spec
    step: int


class Within(msgspec.Struct, frozen=True):
    """One in another: "March of last year", "Friday of last week", "the same month a year earlier"."""

    inner: Spec
    outer: Spec


class PartOf(msgspec.Struct, frozen=True):
    """ "Early", "mid", "late", or a half of something."""

    inner: Spec
    part: Part


class Edge(msgspec.Struct, frozen=True):
    """The first (count > 0) or last (count < 0) so many units of something: "the first nine months of 2009"."""

    inner: Spec
    count: int
    unit: Unit


class NthWeekday(msgspec.Struct, frozen=True):
    """ "The third Monday of March"; n = -1 for the last."""

    inner: Spec
    weekday: int
    n: int


class UnitOf(msgspec.Struct, frozen=True):
    """The calendar unit a date lies in: "the week of March 3"."""

    inner: Spec
    unit: Unit


class Ending(msgspec.Struct, frozen=True):
    """So many units up to a date: "the three months ended June 30"."""

    inner: Spec
    count: int
    unit: Unit


class Side(msgspec.Struct, frozen=True):
    """ "Earlier this month" (-1): until publication; "later this month" (1): from publication on."""

    inner: Spec
    step: int


class Rolling(msgspec.Struct, frozen=True):
    """A length that ends (-1) or begins (1) with publication: "over the past six months". None: an unknown length."""

    count: int | None
    unit: Unit
    step: int


class Away(msgspec.Struct, frozen=True):
    """A length counted from publication: "two weeks ago" (-1), "in two weeks" (1).

    `bound` is "more" for "more than a year ago", "less" for "less than a year ago", "ahead" for "in two weeks", which
    is a date only of what is to come.
    """

    count: int | None
    unit: Unit
    step: int
    bound: Literal["", "more", "less", "ahead"] = ""


class Shifted(msgspec.Struct, frozen=True):
    """A length counted from another date, or, where `anchor` is None, from an event: "four days later"."""

    count: int | None
    unit: Unit
    step: int
    anchor: Spec | None = None


class Adjacent(msgspec.Struct, frozen=True):
    """ "The following Monday" (1), "the previous year" (-1), "that month" (0), seen from an event.

    `inner` is the weekday, month or season, or None where it is the plain `unit`.
    """

    step: int
    unit: Unit = "day"
    inner: Spec | None = None


class Range(msgspec.Struct, frozen=True):
    """From one to the other, both included."""

    first: Spec
    last: Spec


class Length(msgspec.Struct, frozen=True):
    """A mere length of time: no date. `count` is None where it is not a number."""

    count: int | None
    unit: Unit


Spec = (
    Fixed
    | DayOf
    | DayNumber
    | MonthsOf
    | Feast
    | Weekday
    | Weekend
    | Near
    | Named
    | Within
    | PartOf
    | Edge
    | NthWeekday
    | UnitOf
    | Ending
    | Side
    | Rolling
    | Away
    | Shifted
    | Adjacent
    | Range
    | Length
)

_RANKS: tuple[Sort, ...] = ("absolute", "partial", "relative", "anchored", "duration")


def sort_of(spec: Spec) -> Sort:
    """What the expression needs: nothing, a year, the day of publication, another event; or that it is no date."""
    match spec:
        case Fixed():
            return "absolute"
        case DayOf() | DayNumber() | MonthsOf() | Feast():
            return "partial"
        case Weekday() | Weekend() | Near() | Named() | Rolling() | Away():
            return "relative"
        case PartOf(inner) | Edge(inner) | Side(inner) | NthWeekday(inner) | UnitOf(inner) | Ending(inner):
            return sort_of(inner)
        case Within(Adjacent(), _):
            return "anchored"
        case Within(_, outer):
            return sort_of(outer)
        case Range(first, last):
            return _range_sort(sort_of(first), sort_of(last))
        case Shifted(anchor=anchor) if anchor is not None:
            return sort_of(anchor)
        case Length():
            return "duration"
        case _:
            return "anchored"


def _range_sort(first: Sort, last: Sort) -> Sort:
    if "absolute" in (first, last) and "partial" in (first, last):
        return "absolute"  # "from March to June 2020": the year serves both
    return max(first, last, key=_RANKS.index)
