"""The fragments that date patterns are put together from.

Takes: calendar.toml. Gives: alternations and the values of the words in them. Knows nothing of: whole patterns.
"""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from cuibono.read.dates.reckon import Unit
from cuibono.read.numerals import either, quantity
from cuibono.tables.quantities import calendar, numbers

DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)"
YEAR = r"\d{4}(?!\w|[.,]\d)"
# A year that stands alone is believed within these.
LONE_YEAR = r"(?:1[5-9]|20|21)\d\d(?!\w|[.,:/-]\d|%)"
# A blank, with a line end at most.
S = r"[ \t\u00a0\u202f]?[\n ]?[ ]?(?<=\s)"


@cache
def months(short: bool = True) -> str:
    """Month names; with `short` also abbreviations, their dot included."""
    table = calendar()
    full = [*table.months, *(name.upper() for name in table.months)]
    if not short:
        return f"(?:{either(full)})(?![\\w])"
    brief = [*table.short_months, *(name.upper() for name in table.short_months)]
    return rf"(?:(?:{either(full)})(?!\w)|(?:{either(brief)})(?:\.|(?![\w-])))"


@cache
def weekdays(short: bool = True) -> str:
    """Weekday names; with `short` also abbreviations, their dot included."""
    table = calendar()
    full = either([*table.weekdays, *(name.upper() for name in table.weekdays)])
    brief = either([*table.short_weekdays, *(name.upper() for name in table.short_weekdays)])
    return rf"(?:(?:{full})(?!\w)|(?:{brief})(?:\.|(?!\w)))" if short else rf"(?:{full})(?!\w)"


@cache
def counts() -> str:
    """A whole number of units, in digits or words; vague words too."""
    units = either(numbers().units)
    vague = either(["several", "a few", "few", "some", "many", "a couple of", "a dozen", "dozens of", "the few"])
    return rf"(?:\d{{1,3}}(?:,\d{{3}})?|(?i:(?:{units})(?:[\s-](?:{units}|hundred|thousand))?|{vague}|an?)\b)"


@cache
def lengths() -> str:
    """Words for a length of time."""
    return rf"(?i:{either(calendar().units)})\b"


def count(text: str) -> int | None:
    """The value of what `counts` matched; None for "several"."""
    word = " ".join(text.lower().split())
    known = {"a": 1, "an": 1, "a couple of": 2, "a dozen": 12}
    if word in known:
        return known[word]
    number = quantity(text, 0)
    return int(number.low) if number and number.high is not None and number.end == len(text) else None


def unit(text: str) -> Unit:
    """The unit a length word is counted in."""
    return cast(Unit, calendar().units[text.lower()])


def month(text: str) -> int:
    """The number of a month from its name or abbreviation."""
    table = calendar()
    name = text.rstrip(".").capitalize()
    return table.months.get(name) or table.short_months[name]


def weekday(text: str) -> int:
    """The number of a weekday, Monday = 0, from its name or abbreviation."""
    table = calendar()
    name = text.rstrip(".").capitalize()
    return table.weekdays[name] if name in table.weekdays else table.short_weekdays[name]


def number(text: str) -> int:
    """The digits of a day such as "5th"."""
    return int(re.sub(r"\D", "", text))
