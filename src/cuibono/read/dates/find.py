"""Finding dates in a text: every expression once, the longest from the left.

Takes: text. Gives: FoundDate, in order, not overlapping. Knows nothing of: sentences, events.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Literal

import msgspec

from cuibono.read.dates import relative
from cuibono.read.dates import specs as say
from cuibono.read.dates.names import Found, named
from cuibono.read.dates.reckon import whole
from cuibono.read.dates.resolve import Side, Tense, View, days
from cuibono.read.dates.rules import rules_for
from cuibono.read.numerals import either
from cuibono.values import Basis, Period

Relation = Literal["at", "since", "until", "before", "after", "by", "through", "during", "between"]


# How many dates may lie in one another: "early in the first week of March of last year" has four.
_DEEPEST = 4


class FoundDate(msgspec.Struct, frozen=True):
    """A date expression: where it stands (character offsets, end exclusive), its words, and what they say.

    `relation` is taken from the preposition before it, which is not in the span. `sort` says what it needs:
    nothing (absolute), a year (partial), the day of publication (relative), another event (anchored); a mere length
    of time (duration) is no date, and is listed so that nobody takes it for one.
    """

    start: int
    end: int
    text: str
    spec: say.Spec
    relation: Relation = "at"

    @property
    def sort(self) -> say.Sort:
        """What has to be known beside the words: see the class."""
        return say.sort_of(self.spec)

    def resolve(self, published: Period | None, tense: Tense = None, context: Period | None = None) -> Period | None:
        """The period the words name, or None where they need what is not given.

        `tense` is that of the clause; without one the past is assumed, after "by" and "until" the future. `context`
        is the period of the event before, for anchored dates, and for the year of partial ones where the day of
        publication is not known. Where publication is known to a month or so, the answer covers all its days.
        The relation is not applied: "since August" gives August, see `reach`.
        """
        ends = _ends(published)
        stretch = None if context is None else _closed(context)
        views = [View(day, self._side(tense), stretch) for day in ends]
        found = [days(self.spec, view) for view in views]
        periods = [Period(*each, self._basis(ends != [None], context)) for each in found if each and _in_order(*each)]
        if len(periods) < len(views):
            return None
        return periods[0] if len(periods) == 1 else periods[0].hull(periods[-1])

    def reach(self, published: Period | None, tense: Tense = None, context: Period | None = None) -> Period | None:
        """The period with its relation: "by 2029" is open at its beginning, "after Friday" at its end.

        "Since August" runs to the day of publication and "until Friday" from it, where that day lies on that side.
        """
        named = self.resolve(published, tense, context)
        if named is None:
            return None
        match self.relation:
            case "since":
                return Period(named.earliest, _last_seen(named, published, tense), named.basis)
            case "after":
                return Period(_step(named.latest, 1), None, named.basis)
            case "until":
                return Period(_first_seen(named, published), named.latest, named.basis)
            case "by" | "through":
                return Period(None, named.latest, named.basis)
            case "before":
                return Period(None, _step(named.earliest, -1), named.basis)
            case _:
                return named

    def _side(self, tense: Tense) -> Side:
        """After "by" and "until" the date is ahead where nothing else says so; a day or month is the nearest one."""
        if self.relation not in ("until", "by", "through"):
            return tense
        if not isinstance(self.spec, say.Weekday | say.Weekend):
            return tense if tense == "future" else "nearest"
        return tense if tense and self.relation != "until" else "future"

    def _basis(self, seen: bool, context: Period | None) -> Basis:
        if self.sort == "absolute" and not (seen and isinstance(self.spec, say.Side)):
            return "text"
        if context is not None and (self.sort == "anchored" or not seen):
            return context.basis
        return "text+published"


def _in_order(first: date | None, last: date | None) -> bool:
    """Not so only where the calendar itself ends in between."""
    return first is None or last is None or first <= last


def _ends(published: Period | None) -> list[date | None]:
    if published is None or published.earliest is None or published.latest is None:
        return [None]
    return list(dict.fromkeys((published.earliest, published.latest)))


def _closed(period: Period) -> tuple[date, date] | None:
    return None if period.earliest is None or period.latest is None else (period.earliest, period.latest)


def _last_seen(named: Period, published: Period | None, tense: Tense) -> date | None:
    if published is None or published.latest is None or named.latest is None or tense == "future":
        return None
    return max(published.latest, named.latest) if published.latest >= (named.earliest or date.min) else None


def _first_seen(named: Period, published: Period | None) -> date | None:
    first = published.earliest if published else None
    return first if first and named.latest and first <= named.latest else None


def _step(day: date | None, step: int) -> date | None:
    if day is None or not 1 <= day.toordinal() + step <= date.max.toordinal():
        return day
    return date.fromordinal(day.toordinal() + step)


def find_dates(text: str) -> list[FoundDate]:
    """Every date expression of the text, and every mere length of time."""
    found: list[FoundDate] = []
    done = 0
    for token in _tokens().finditer(text):
        start = token.start()
        if start < done or not rules_for(token[0]):
            continue
        one = _at(text, start)
        if one is not None:
            found.append(one)
            done = one.end
    return found


@cache
def _tokens() -> re.Pattern[str]:
    return re.compile(r"(?<![\w$£€¥#])(?<!\d[.,:/])(?:\d\w*|[^\W\d_]+|['’]\d0s\b)")


def _at(text: str, start: int) -> FoundDate | None:
    opening = _opening(text, start)
    found = _date(text, start, loose=opening in ("between", "from"))
    if found is None:
        return None
    end, spec = found
    if (last := _range_end(text, end, spec, opening)) is not None:
        return FoundDate(start, last[0], text[start : last[0]], say.Range(spec, last[1]), "between")
    relation = "at" if isinstance(spec, say.Length) else _relation(text, start)
    return FoundDate(start, end, text[start:end], spec, relation)


def _opening(text: str, start: int) -> str:
    match = re.search(
        r"\b(between|from)\s(?:the\s|about\s|around\s)?$", text[max(0, start - 16) : start], re.IGNORECASE
    )
    return match[1].lower() if match else ""


def _range_end(text: str, end: int, spec: say.Spec, opening: str) -> Found:
    """The other end of "from 2010 to 2012", "between March and June", "Monday to Friday"."""
    joints = {"between": r"\sand\s|\s?[-–]\s?", "from": r"\s(?:to|until|till|through)\s|\s?[-–]\s?"}
    joint = re.compile(joints.get(opening, r"\s(?:to|until|through)\s|[-–]|\s–\s(?=\d)")).match(text, end)
    if not joint or not _is_end(spec):
        return None
    found = _date(text, joint.end(), loose=True)
    return found if found and _is_end(found[1]) else None


def _is_end(spec: say.Spec) -> bool:
    kinds = (
        say.Fixed | say.DayOf | say.MonthsOf | say.Weekday | say.PartOf | say.Within | say.Named | say.Near | say.Feast
    )
    return isinstance(spec, kinds)


def _date(text: str, at: int, loose: bool = False, depth: int = 0) -> Found:
    """The longest date at `at`, with the year or week it is set in: "March of last year", "Friday last week"."""

    def inner(text: str, at: int) -> Found:
        return _date(text, at, True, depth + 1) if depth < _DEEPEST else None

    token = _tokens().match(text, at)
    if token is None:
        return None
    found = [rule(text, at, loose, inner) for rule in rules_for(token[0])]
    longest = max((each for each in found if each), key=lambda each: each[0], default=None)
    return longest and _apposed(text, *_set_in(text, *_in_another_year(text, *longest, inner)))


def _in_another_year(text: str, end: int, spec: say.Spec, inner: relative.Inner) -> tuple[int, say.Spec]:
    """ "The same month last year", "the same week of 2015", "the same day a year earlier"."""
    joint = re.compile(r"\s(?:of\s|in\s)?").match(text, end)
    if not joint or not isinstance(spec, say.Adjacent) or spec.step or spec.inner:
        return end, spec
    year = inner(text, joint.end())
    return (year[0], say.Within(spec, year[1])) if year and _is_year(year[1]) else (end, spec)


def _is_year(spec: say.Spec) -> bool:
    if isinstance(spec, say.Fixed):
        return spec.days == whole(spec.days[0], "year")
    return isinstance(spec, say.Near | say.Adjacent | say.Away | say.Shifted) and spec.unit == "year"


def _set_in(text: str, end: int, spec: say.Spec) -> tuple[int, say.Spec]:
    """The date within the unit that follows it: "in March of last year", "Friday of that week"."""
    joint = re.compile(r",?\s(?:of\s|in\s)?(?=(?:this|last|next|that|the|later|earlier)\s)").match(text, end)
    if not joint or not isinstance(spec, say.MonthsOf | say.Weekday | say.DayOf | say.Feast | say.PartOf):
        return end, spec
    if isinstance(spec, say.PartOf) and not isinstance(spec.inner, say.MonthsOf):
        return end, spec
    outer = relative.near(text, joint.end()) or relative.adjacent(text, joint.end(), lambda _text, _at: None)
    outer = outer or (relative.unit_of_text(text, joint.end()) if "of" in joint[0] else None)
    if outer is None:
        return end, spec
    unit = outer[1].unit if isinstance(outer[1], say.Near | say.Adjacent) else ""
    fits = unit == "week" if isinstance(spec, say.Weekday) else unit == "year"
    return (outer[0], say.Within(spec, outer[1])) if fits else (end, spec)


def _apposed(text: str, end: int, spec: say.Spec) -> tuple[int, say.Spec]:
    """ "Easter Monday, April 10, 2023": the full date that explains the name before it."""
    if isinstance(spec, say.Feast | say.Near | say.Weekday) and text[end : end + 2] == ", ":
        full = named(text, end + 2)
        if full and isinstance(full[1], say.Fixed) and full[1].days[0] == full[1].days[1]:
            return full
    return end, spec


_RELATIONS: dict[str, Relation] = {
    "since": "since",
    "on or after": "since",
    "on or before": "by",
    "starting": "since",
    "beginning": "since",
    "until": "until",
    "till": "until",
    "up to": "until",
    "pending": "until",
    "before": "before",
    "prior to": "before",
    "ahead of": "before",
    "no later than": "by",
    "not later than": "by",
    "after": "after",
    "following": "after",
    "by": "by",
    "through": "through",
    "throughout": "during",
    "during": "during",
    "over": "during",
    "between": "between",
}


@cache
def _prepositions() -> re.Pattern[str]:
    words = either(_RELATIONS)
    return re.compile(rf"\b(?P<word>{words})\s(?:(?:on|in|at|from|the|about|around|at least)\s)?$", re.IGNORECASE)


def _relation(text: str, start: int) -> Relation:
    found = _prepositions().search(text[max(0, start - 32) : start])
    return _RELATIONS[" ".join(found["word"].lower().split())] if found else "at"
