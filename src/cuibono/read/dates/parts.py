"""Parts of dates: "late 2006", "early last week", "the end of March", "the first nine months of 2009".

Takes: text and a position, and how to read the date inside. Gives: the end and the spec.
Knows nothing of: publication days.
"""

from __future__ import annotations

import re
from functools import cache

from cuibono.read.dates import lexicon as lex
from cuibono.read.dates import specs as say
from cuibono.read.dates.names import Found
from cuibono.read.dates.reckon import Part
from cuibono.read.dates.relative import Inner, unit_of_text
from cuibono.read.numerals import either
from cuibono.tables.quantities import calendar

_PARTS: dict[str, Part] = {
    "early": "early",
    "beginning": "start",
    "start": "start",
    "outset": "start",
    "opening": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "end",
    "close": "end",
    "turn": "start",
    "first half": "first_half",
    "second half": "second_half",
    "latter half": "second_half",
    "last half": "second_half",
}


def part(text: str, at: int, inner: Inner) -> Found:
    """ "early", "mid", "late", "earlier", "later", "the end of" and the date they belong to."""
    match = _part().match(text, at)
    if not match:
        return None
    word = " ".join((match["adverb"] or match["noun"] or "").lower().split())
    found = inner(text, match.end())
    if found is None and (match["noun"] or match["in"]):
        found = unit_of_text(text, match.end())
    if found is None or say.sort_of(found[1]) == "duration":
        return None
    if word in ("earlier", "later"):
        return _side(found, -1 if word == "earlier" else 1)
    if found[1] == say.Near("day", 0) and match["noun"]:  # "at the end of the day"
        return None
    return found[0], say.PartOf(found[1], _PARTS[word])


def _side(found: tuple[int, say.Spec], step: int) -> Found:
    end, spec = found
    sided = isinstance(spec, say.Fixed) or (isinstance(spec, say.Near) and spec.step == 0)
    return end, say.Side(spec, step) if sided else spec


@cache
def _part() -> re.Pattern[str]:
    nouns = either(["beginning", "start", "outset", "middle", "end", "close", "turn", "first half", "second half",
                        "latter half", "last half"])  # fmt: skip
    return re.compile(
        rf"(?:(?P<adverb>early|mid|late|earlier|later|end(?=-))(?:\s(?P<in>in|on)(?:\sthe)?)?[\s‑-]"
        rf"|(?:the\s)?(?:very\s)?(?P<noun>{nouns})\sof\s)(?:the\s(?=(?:\d|[A-Z]|same)))?",
        re.IGNORECASE,
    )


def edge(text: str, at: int, inner: Inner) -> Found:
    """ "the first nine months of 2009", "the last week of March", "the first quarter of last year"."""
    match = _edge().match(text, at)
    if not match:
        return None
    found = inner(text, match.end()) or unit_of_text(text, match.end())
    if found is None:
        return None
    ordinal = match["which"].lower()
    last = ordinal in ("last", "final")
    nth = 1 if last else calendar().ordinals.get(ordinal, 5)
    unit = lex.unit(match["unit"] or "day")
    if match["count"]:
        many = lex.count(match["count"])
        return (found[0], say.Edge(found[1], -many if last else many, unit)) if many and nth == 1 else None
    if match["weekday"]:
        return found[0], say.NthWeekday(found[1], lex.weekday(match["weekday"]), -1 if last else nth)
    if unit == "quarter" and say.sort_of(found[1]) != "partial":
        month = 10 if last else 3 * nth - 2
        return found[0], say.Within(say.MonthsOf(month, 3), found[1])
    if nth == 1:
        return found[0], say.Edge(found[1], -1 if last else 1, unit)
    return found[0], say.Edge(say.Edge(found[1], nth, unit), -1, unit)


@cache
def _edge() -> re.Pattern[str]:
    ordinals = either(calendar().ordinals)
    return re.compile(
        rf"(?:the\s)?(?P<which>{ordinals}|fifth)\s"
        rf"(?:(?:(?P<count>{lex.counts()})\s)?(?P<unit>{lex.lengths()})|(?P<weekday>{lex.weekdays(short=False)}))\s(?:of|in)\s"
        rf"(?:the\s(?=\d))?",
        re.IGNORECASE,
    )


def unit_of(text: str, at: int, inner: Inner) -> Found:
    """ "the week of March 3", "the three months ended June 30", "the quarter ending in March"."""
    match = _unit_of().match(text, at)
    found = inner(text, match.end()) if match else None
    if match is None or found is None or say.sort_of(found[1]) in ("anchored", "duration"):
        return None
    many = lex.count(match["count"]) if match["count"] else 1
    unit = lex.unit(match["unit"])
    if match["how"].lower() in ("of", "beginning", "starting"):
        short = unit == "week" and many == 1
        return (found[0], say.UnitOf(found[1], unit)) if short and match["how"].lower() == "of" else None
    return (found[0], say.Ending(found[1], many, unit)) if many else None


@cache
def _unit_of() -> re.Pattern[str]:
    return re.compile(
        rf"the\s(?:(?P<count>{lex.counts()})\s)?(?P<unit>{lex.lengths()})\s(?P<how>of|ended|ending|to(?=\s(?:the\send\sof\s)?[A-Z]))"
        rf"\s(?:on\s|in\s)?",
        re.IGNORECASE,
    )


def year_end(text: str, at: int) -> Found:
    """ "year-end", "the year's end", "mid-year", "midyear", "month-end"."""
    match = _year_end().match(text, at)
    if not match:
        return None
    unit = "month" if match[0].lower().startswith("month") else "year"
    mid = match[0].lower().startswith("mid")
    return match.end(), say.PartOf(say.Near(unit, 0), "mid" if mid else "end")  # type: ignore[arg-type]


@cache
def _year_end() -> re.Pattern[str]:
    return re.compile(r"(?:the\s)?(?:(?:year|month)(?:['’]s)?[\s-]end\b(?!-)|mid-?year\b)", re.IGNORECASE)
