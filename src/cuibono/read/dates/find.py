"""Finding dates in a text: every expression once, the longest from the left.

Takes: text. Gives: FoundDate, in order, not overlapping. Knows nothing of: sentences, events.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Literal

import msgspec

from cuibono.read.dates import lexicon as lex
from cuibono.read.dates import names, parts, periods, relative
from cuibono.read.dates import specs as say
from cuibono.read.dates.names import Found
from cuibono.read.dates.resolve import Tense, View, days
from cuibono.tables.quantities import calendar, numbers
from cuibono.values import Basis, Period

Relation = Literal["at", "since", "until", "before", "after", "by", "through", "during", "between"]


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
        tense = self._tense(tense)
        stretch = None if context is None else _closed(context)
        views = [View(day, tense, stretch) for day in ends] or [View(None, tense, stretch)]
        found = [days(self.spec, view) for view in views]
        periods = [Period(*each, self._basis(bool(ends), context)) for each in found if each]
        if len(periods) < len(views):
            return None
        return periods[0] if len(periods) == 1 else periods[0].hull(periods[-1])

    def reach(self, published: Period | None, tense: Tense = None, context: Period | None = None) -> Period | None:
        """The period with its relation: "since August" is open at its end, "until Friday" at its beginning."""
        named = self.resolve(published, tense, context)
        if named is None:
            return None
        match self.relation:
            case "since":
                return Period(named.earliest, None, named.basis)
            case "after":
                return Period(_step(named.latest, 1), None, named.basis)
            case "until" | "by" | "through":
                return Period(None, named.latest, named.basis)
            case "before":
                return Period(None, _step(named.earliest, -1), named.basis)
            case _:
                return named

    def _tense(self, tense: Tense) -> Tense:
        """After "by" and "until" the date is ahead; a day of a month is the nearest, whatever the verb's tense."""
        if self.relation not in ("until", "by", "through"):
            return tense
        near = isinstance(self.spec, say.DayOf | say.Feast) and tense != "future"
        return None if near else "future"

    def _basis(self, seen: bool, context: Period | None) -> Basis:
        if self.sort == "absolute":
            return "text"
        if context is not None and (self.sort == "anchored" or not seen):
            return context.basis
        return "text+published"


def _ends(published: Period | None) -> list[date]:
    if published is None or published.earliest is None or published.latest is None:
        return []
    return sorted({published.earliest, published.latest})


def _closed(period: Period) -> tuple[date, date] | None:
    return None if period.earliest is None or period.latest is None else (period.earliest, period.latest)


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
        if start < done or (token[0].lower() not in _starters() and not token[0][0].isdigit()):
            continue
        one = _at(text, start)
        if one is not None:
            found.append(one)
            done = one.end
    return found


@cache
def _tokens() -> re.Pattern[str]:
    return re.compile(r"(?<![\w$£€¥#])(?<!\d[.,:/])(?:\d\w*|[^\W\d_]+|['’]\d0s\b)")


@cache
def _starters() -> frozenset[str]:
    """The words a date may begin with, in lower case."""
    table = calendar()
    named = [*table.months, *table.short_months, *table.weekdays, *table.short_weekdays, *table.seasons]
    named += [name.split()[0].split("-")[0].split(".")[0].split("'")[0].split("’")[0] for name in
              (*table.fixed, *table.easter, *table.nth)]  # fmt: skip
    named += [*table.ordinals, *table.units, *numbers().units]
    named += """the this that last next past coming recent upcoming current these those following preceding today
        yesterday tomorrow tonight overnight over at within in early mid late earlier later beginning start middle end
        close turn latter fiscal financial fy tax a an several few some many dozens for year month midyear""".split()
    named += [f"{half}{n}" for half in "qh" for n in range(1, 5)] + ["q", "h"]
    return frozenset(name.lower() for name in named)


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
    joint = re.compile(joints.get(opening, r"\s(?:to|until|through)\s|\s?–\s?")).match(text, end)
    if not joint or not _is_end(spec):
        return None
    found = _date(text, joint.end(), loose=True)
    return found if found and _is_end(found[1]) else None


def _is_end(spec: say.Spec) -> bool:
    kinds = (
        say.Fixed | say.DayOf | say.MonthsOf | say.Weekday | say.PartOf | say.Within | say.Named | say.Near | say.Feast
    )
    return isinstance(spec, kinds)


def _date(text: str, at: int, loose: bool = False) -> Found:
    """The longest date at `at`, with the year or week it is set in: "March of last year", "Friday last week"."""

    def inner(text: str, at: int) -> Found:
        return _date(text, at, True)

    found = [
        names.named(text, at),
        periods.quarter(text, at),
        periods.season(text, at, loose),
        periods.month(text, at, loose),
        periods.weekday(text, at),
        periods.year(text, at, loose),
        relative.deictic(text, at),
        relative.near(text, at),
        relative.stepped(text, at, inner),
        relative.rolling(text, at),
        relative.within(text, at),
        relative.away(text, at, inner),
        relative.adjacent(text, at, inner),
        parts.part(text, at, inner),
        parts.edge(text, at, inner),
        parts.year_end(text, at),
        relative.length(text, at),
    ]
    longest = max((each for each in found if each), key=lambda each: each[0], default=None)
    return longest and _apposed(text, *_set_in(text, *longest))


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
        full = names.named(text, end + 2)
        if full and isinstance(full[1], say.Fixed) and full[1].days[0] == full[1].days[1]:
            return full
    return end, spec


_RELATIONS: dict[str, Relation] = {
    "since": "since",
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
    words = lex.either(_RELATIONS)
    return re.compile(rf"\b(?P<word>{words})\s(?:(?:on|in|at|from|the|about|around|at least)\s)?$", re.IGNORECASE)


def _relation(text: str, start: int) -> Relation:
    found = _prepositions().search(text[max(0, start - 32) : start])
    return _RELATIONS[" ".join(found["word"].lower().split())] if found else "at"
