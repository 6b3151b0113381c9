"""Periods of ministers' meetings: what a date cell or the name of a file says of a year and its months.

Takes: a cell, a file's name. Gives: the first and last day, or None where that cannot be known.
Knows nothing of: rows.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from cuibono.registers.uk_meetings.words import word_list
from cuibono.tables import table

Period = tuple[date, date]
_TOKEN = re.compile(r"[a-z]+|\d+")
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_YEAR = re.compile(r"(?<!\d)(20\d\d|[1-4]\d)(?!\d)")
_LONG_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


class Named(msgspec.Struct, frozen=True):
    """What the name of a file says: the office as it is written there, the months and the year, where it does."""

    office: str
    months: tuple[int, int] | None = None
    year: int | None = None


def dated(cell: str, year: int | None) -> Period | None:
    """The first and last day of what a cell names: a day, a month, several months. None where it cannot be told.

    `year` is that of cells that name none. "12-Jan" may be a day or a month of 2012, and is not told.
    """
    text = cell.casefold().strip()
    if found := _DAY.fullmatch(text):
        day, month, year_of_day = (int(group) for group in found.groups())
        return _one_day(_full(year_of_day), month, day)
    tokens = _TOKEN.findall(text)
    if len(tokens) == 3 and all(token.isdigit() for token in tokens) and len(tokens[0]) == 4:
        return _one_day(*(int(token) for token in tokens))
    if tokens and tokens[0].isdigit():
        return _day_of_month(tokens, year, spaced=" " in text)
    return _months_of_year(tokens, year)


def years(cell: str) -> int | None:
    """The year that a date cell names itself, or None."""
    found = dated(cell, None)
    return found[0].year if found else None


def whole_months(months: tuple[int, int], year: int) -> Period:
    """From the first day of the first month to the last day of the last one."""
    return date(year, months[0], 1), date(year, months[1], monthrange(year, months[1])[1])


def named(path: Path) -> Named:
    """What the name of a file says of office, months and year."""
    stem = path.stem.casefold().replace("meetings", "_")
    office, months, after = [], [], 0
    for found in re.finditer(r"[a-z]+", stem):
        here = _run(found[0])
        if here:
            months += here
            after = found.end()
        elif not months and found[0] not in word_list("names", "left_out"):
            office.append(found[0])
    in_order = (months[0], months[-1]) if months and months[0] <= months[-1] else None
    return Named(" ".join(office), in_order, _year(stem, after) if in_order else None)


def _year(stem: str, after: int) -> int | None:
    """The year behind the months, else the only four-digit one before them."""
    if found := _YEAR.search(stem, after):
        return _full(int(found[1]))
    before = set(_LONG_YEAR.findall(stem))
    return int(before.pop()) if len(before) == 1 else None


def _run(token: str) -> list[int]:
    """The months that a run of letters is made of ("julysept"), or none."""
    month = "|".join(sorted(_months(), key=len, reverse=True))
    between = "|".join(word_list("names", "between"))
    if not re.fullmatch(rf"(?:{month})(?:(?:{between})?(?:{month}))*", token):
        return []
    return [_months()[found] for found in re.findall(month, token)]


def _day_of_month(tokens: list[str], year: int | None, *, spaced: bool) -> Period | None:
    rest = [token for token in tokens[1:] if token not in ("st", "nd", "rd", "th")]
    month = _months().get(rest[0]) if rest else None
    if month is None or len(rest) > 2 or (len(rest) == 1 and not spaced):
        return None
    if len(rest) == 2:
        year = _full(int(rest[1])) if rest[1].isdigit() else None
    return _one_day(year, month, int(tokens[0])) if year else None


def _months_of_year(tokens: list[str], year: int | None) -> Period | None:
    if tokens and tokens[-1].isdigit():
        year, tokens = _full(int(tokens[-1])), tokens[:-1]
    found = [_months().get(token) for token in tokens if token not in word_list("names", "between")]
    months = [month for month in found if month]
    if year is None or not 2000 <= year < 2100 or not months or len(months) < len(found) or months != sorted(months):
        return None
    return whole_months((months[0], months[-1]), year)


def _one_day(year: int, month: int, day: int) -> Period | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found


def _full(year: int) -> int:
    return year + 2000 if year < 100 else year


@cache
def _months() -> dict[str, int]:
    calendar = table("calendar")
    return {word.casefold(): number for key in ("months", "short_months") for word, number in calendar[key].items()}
