"""Dates that name their day, month or year: "Dec. 11, 2022", "the 5th of May", "Q3 2019", "the 1990s".

Takes: text and a position. Gives: the end of the expression and its spec. Knows nothing of: publication days.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from cuibono.read.dates import lexicon as lex
from cuibono.read.dates import specs as say
from cuibono.read.dates.reckon import months_from
from cuibono.read.dates.resolve import feast
from cuibono.read.numerals import either
from cuibono.tables.quantities import calendar

Found = tuple[int, say.Spec] | None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    day, year, month, s = lex.DAY, lex.YEAR, lex.months(), lex.S
    weekday = rf"(?:(?P<weekday>{lex.weekdays()})(?:,{s}|{s}|,)(?:the{s})?)?"
    names = either([*calendar().months, *calendar().short_months])
    until = rf"(?:\s?(?:-|–|—|/)\s?|{s}(?:to|through|until|and){s}(?:the{s})?)"
    not_amount = r"(?!\s?(?:million|billion|per\s?cent|percent)\b)"
    return {
        "month_first": re.compile(
            rf"{weekday}(?P<month>{month}){s}(?:the{s})?(?P<day>{day}){not_amount}"
            rf"(?:{until}(?P<last>{day})(?!\s?(?:million|{lex.months()})))?(?:(?:,{s}|{s}|,|{s}in{s})(?P<year>{year}))?"
            r"(?!\s(?:attacks?|bombings?|riots?|massacre|committee|terror\w*)\b)"
        ),
        "day_first": re.compile(
            rf"{weekday}(?:the{s})?(?P<day>{day})(?:{until}(?P<last>{day}))?(?:{s}(?:day{s})?of)?{s}"
            rf"(?P<month>{month})(?:(?:,{s}|{s}|,)(?P<year>{year}))?"
        ),
        "day_dashed": re.compile(rf"(?P<day>\d\d?)[-/](?P<month>{names})[-/](?P<year>\d{{4}}|\d\d)(?![\w-])"),
        "month_year": re.compile(
            rf"(?:(?P<first>{month})(?:\s?[-–/]\s?|{s}(?:and|to|through){s}))?(?P<month>{month})"
            rf"(?:,{s}|{s}of{s}|{s})(?P<year>{year}|['’]\d\d(?!\w))"
        ),
        "iso": re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])"),
        "iso_month": re.compile(r"(?P<year>(?:1[5-9]|20|21)\d\d)[-–](?P<month>\d\d)(?![\w%]|[-.,/]\d)"),
        "numeric": re.compile(r"(?P<a>\d\d?)(?P<sign>[./-])(?P<b>\d\d?)(?P=sign)(?P<year>\d{4})(?![\w%])"),
        "years": re.compile(r"(?P<a>(?:1[5-9]|20|21)\d\d)\s?[-–/]\s?(?P<b>(?:1[5-9]|20|21)\d\d)(?![\w%]|[-.,/]\d)"),
        "season_years": re.compile(r"(?P<a>(?:1[5-9]|20|21)\d\d)/(?P<b>\d\d)(?![\w%]|[-.,/]\d)"),
        "possessed": re.compile(
            rf"(?P<year>{lex.LONE_YEAR})['’]s\s(?P<nth>{either(calendar().ordinals)})[\s-](?P<kind>quarter|half)\b"
        ),
        "decade": re.compile(r"(?:the\s)?(?:(?P<century>1[5-9]|20)|['’])(?P<tens>\d)0['’]?s(?!\w)", re.IGNORECASE),
        "century": re.compile(r"(?:the\s)?(?P<n>\d\d?)(?:st|nd|rd|th)[\s-]century\b", re.IGNORECASE),
        "fiscal": re.compile(
            r"(?:the\s)?(?:(?:fiscal|financial)(?:[\s-]year)?\s|FY\s?|tax year\s)['’]?(?P<a>\d{4}|\d\d)"
            r"(?:[-/–](?P<b>\d{4}|\d\d))?(?![\w%]|[.,]\d)",
            re.IGNORECASE,
        ),
        "feast": re.compile(
            rf"(?:the{s})?(?P<feast>{either([*calendar().fixed, *calendar().easter, *calendar().nth])})(?!\w)"
            rf"(?:(?:,{s}|{s}of{s}|{s}in{s}|{s})(?P<year>{year}))?"
        ),
    }


def named(text: str, at: int) -> Found:
    """The longest date with a day, month, year or feast of its own that begins at `at`."""
    best: Found = None
    for name, pattern in _patterns().items():
        match = pattern.match(text, at)
        if match and (best is None or match.end() > best[0]):
            spec = _READERS[name](match)
            if spec is not None:
                best = (match.end(), spec)
    return best


def _fixed(first: date, last: date) -> say.Fixed | None:
    return say.Fixed((first, last)) if first <= last else None


def _day_month(match: re.Match[str]) -> say.Spec | None:
    month, day = lex.month(match["month"]), lex.number(match["day"])
    weekday = lex.weekday(match["weekday"]) if match["weekday"] else None
    last = lex.number(match["last"]) if match["last"] else None
    if match["year"]:
        return _day_year(int(match["year"]), month, day, last)
    if not _is_day(4, month, day):
        return None
    if last and last > day and _is_day(4, month, last):
        return say.Range(say.DayOf(month, day), say.DayOf(month, last))
    return say.DayOf(month, day, weekday)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _day_year(year: int, month: int, day: int, last: int | None = None) -> say.Fixed | None:
    if not _is_day(year, month, day) or (last and not _is_day(year, month, last)):
        return None
    return _fixed(date(year, month, day), date(year, month, last or day))


def _dashed(match: re.Match[str]) -> say.Spec | None:
    return _day_year(_full_year(match["year"]), lex.month(match["month"]), int(match["day"]))


def _full_year(text: str) -> int:
    """Two digits are of this century up to 49 and of the last one from 50 on."""
    digits = lex.number(text)
    return digits if digits > 99 or len(text.strip("'’")) == 4 else digits + (2000 if digits < 50 else 1900)


def _month_year(match: re.Match[str]) -> say.Spec | None:
    year, month = _full_year(match["year"]), lex.month(match["month"])
    if not 1 <= year <= 9998:
        return None
    start = lex.month(match["first"]) if match["first"] else month
    first = date(year if start <= month else max(year - 1, 1), start, 1)
    return _fixed(first, months_from(year, month, 1)[1])


def _iso(match: re.Match[str]) -> say.Spec | None:
    return _day_year(int(match["year"]), int(match["month"]), int(match["day"]))


def _iso_month(match: re.Match[str]) -> say.Spec | None:
    """ "2024-11" is a month, "2010-12" may be three years: then all of them."""
    year, second = int(match["year"]), int(match["month"])
    if second > year % 100:
        return _fixed(date(year, 1, 1), date(year - year % 100 + second, 12, 31))
    return say.Fixed(months_from(year, second, 1)) if 1 <= second <= 12 else None


def _numeric(match: re.Match[str]) -> say.Spec | None:
    """Day and month in either order; where both orders make a date, everything from the one to the other."""
    year, a, b = int(match["year"]), int(match["a"]), int(match["b"])
    readings = sorted(date(year, m, d) for m, d in {(a, b), (b, a)} if year and _is_day(year, m, d))
    return _fixed(readings[0], readings[-1]) if readings else None


def _years(match: re.Match[str]) -> say.Spec | None:
    return _fixed(date(int(match["a"]), 1, 1), date(int(match["b"]), 12, 31))


def _season_years(match: re.Match[str]) -> say.Spec | None:
    year = int(match["a"])
    return _fixed(date(year, 1, 1), date(year + 1, 12, 31)) if (year + 1) % 100 == int(match["b"]) else None


def _possessed(match: re.Match[str]) -> say.Spec | None:
    """ "2024's first quarter"."""
    nth, months = calendar().ordinals[match["nth"]], 3 if match["kind"] == "quarter" else 6
    return say.Fixed(months_from(int(match["year"]), months * (nth - 1) + 1, months)) if nth * months <= 12 else None


def _decade(match: re.Match[str]) -> say.Spec:
    year = int(match["century"] or 19) * 100 + int(match["tens"]) * 10
    if match["tens"] == "0" and match["century"]:  # "the 1900s": a century or a decade, so all of it
        return say.Fixed(months_from(year, 1, 120 if match["century"] == "20" else 1200))
    return say.Fixed(months_from(year, 1, 120))


def _century(match: re.Match[str]) -> say.Spec | None:
    n = int(match["n"])
    return say.Fixed(months_from(100 * n - 99, 1, 1200)) if 1 <= n <= 30 else None


def _fiscal(match: re.Match[str]) -> say.Spec | None:
    begin, end = calendar().fiscal
    year = _full_year(match["a"])
    if not 2 <= year <= 9990:
        return None
    if match["b"]:  # "2019-20" says where it begins and ends, if not the months
        return _fixed(date(year, begin[1], 1), months_from(year + 1, 6, 1)[1])
    return _fixed(date(year - begin[0], begin[1], 1), months_from(year + end[0], end[1], 1)[1])


def _feast(match: re.Match[str]) -> say.Spec:
    table = calendar()
    words = " ".join(match["feast"].split())
    known = [*table.fixed, *table.easter, *table.nth]
    name = words if words in known else next(name for name in known if name.replace("-", " ") == words)
    if match["year"] and 1 < int(match["year"]) < 9999:
        day = feast(name, int(match["year"]))
        return say.Fixed((day, day))
    return say.Feast(name)


_READERS = {
    "month_first": _day_month,
    "day_first": _day_month,
    "day_dashed": _dashed,
    "month_year": _month_year,
    "iso": _iso,
    "iso_month": _iso_month,
    "numeric": _numeric,
    "years": _years,
    "season_years": _season_years,
    "possessed": _possessed,
    "decade": _decade,
    "century": _century,
    "fiscal": _fiscal,
    "feast": _feast,
}
