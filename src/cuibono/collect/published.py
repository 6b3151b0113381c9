"""Dates of publication as headlines, bylines and tables write them: whole days, months or years, never guessed."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from cuibono.collect.language import months
from cuibono.values import Period

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])")


def stated(text: str) -> Period | None:
    """The one day that a line states in full ("Friday, 9 December 2022", "Sept. 15, 2023", "2023-09-15")."""
    found = span_of_date(text)
    return found[1] if found else None


def span_of_date(text: str) -> tuple[tuple[int, int], Period] | None:
    """Where in a line the first full date stands, and the date."""
    hits = []
    for pattern, order in _patterns():
        for match in pattern.finditer(text):
            parts = dict(zip(order, match.groups(), strict=True))
            day = _day(parts["year"], parts["month"], parts["day"])
            if day:
                hits.append((match.span(), Period.day(day, "published")))
    return min(hits, key=lambda hit: hit[0]) if hits else None


def given(value: str) -> Period | None:
    """A table's entry: "2024-11-05", with or without a time of day, "2024-11" or "2024"; a date in words as well."""
    value = value.strip()
    if re.fullmatch(r"\d{4}", value):
        year = int(value)
        return Period.year(year, "published") if year else None
    match = _ISO.match(value)
    if match and match[3] is None and match.end() == len(value):
        return _month(int(match[1]), int(match[2]))
    return stated(value)


def _month(year: int, month: int) -> Period | None:
    if not (year and 1 <= month <= 12):
        return None
    return Period.month(year, month, "published")


def _day(year: str, month: str, day: str) -> date | None:
    number = months().get(month.lower().rstrip(".")) or (int(month) if month.isdigit() else 0)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


@cache
def _patterns() -> list[tuple[re.Pattern[str], tuple[str, str, str]]]:
    names = "|".join(re.escape(name) for name in sorted(months(), key=len, reverse=True))
    month = rf"({names})\b\.?"
    return [
        (re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])"), ("year", "month", "day")),
        (re.compile(rf"(?i)\b(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+)?{month},?\s+(?:de\s+)?(\d{{4}})\b"),
         ("day", "month", "year")),
        (re.compile(rf"(?i)\b{month}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b"), ("month", "day", "year")),
    ]  # fmt: skip
