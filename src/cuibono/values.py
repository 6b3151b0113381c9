"""Values that claims are made of: periods, amounts of money.

Takes: nothing but the standard library.
Gives: frozen values that compare, sort and print the same way everywhere.
Knows nothing of: documents, parties, the ledger.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Literal

import msgspec

Basis = Literal["text", "text+published", "published"]

# Months of the year that an EDTF "sub-year grouping" covers, as (first month, months): ISO 8601-2:2019, 4.8.
# Northern seasons (25-28) and those without a hemisphere (21-24) are read alike; southern ones are 29-32;
# quarters 33-36, quadrimesters 37-39, semesters 40-41. A winter (or southern summer) ends in the next year.
_GROUPS = {
    **{21 + n: (3 + 3 * n, 3) for n in range(4)},
    **{25 + n: (3 + 3 * n, 3) for n in range(4)},
    **{29 + n: ((9, 12, 3, 6)[n], 3) for n in range(4)},
    **{33 + n: (1 + 3 * n, 3) for n in range(4)},
    **{37 + n: (1 + 4 * n, 4) for n in range(3)},
    **{40 + n: (1 + 6 * n, 6) for n in range(2)},
}
_EDTF = r"(?a:(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?)"
_MONEY = r"(?a:(~?)(\?|[A-Z]{3}) (-?\d+(?:\.\d+)?)?(\.\.)?(-?\d+(?:\.\d+)?)?(?:/(.+))?)"


class Period(msgspec.Struct, frozen=True):
    """A stretch of days, ends included; an open end is None.

    A single day has earliest == latest; a month runs from its first to its last day. `basis` says whether the
    text alone gave it, the text with the day of publication, or the day of publication alone.
    Raises ValueError where earliest is after latest.
    """

    earliest: date | None
    latest: date | None
    basis: Basis = "text"

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"period ends before it begins: {self.earliest} > {self.latest}")

    @classmethod
    def day(cls, day: date, basis: Basis = "text") -> Period:
        """That one day."""
        return cls(day, day, basis)

    @classmethod
    def month(cls, year: int, month: int, basis: Basis = "text") -> Period:
        """The whole month; month counts from 1."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]), basis)

    @classmethod
    def year(cls, year: int, basis: Basis = "text") -> Period:
        """The whole calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31), basis)

    @classmethod
    def from_edtf(cls, text: str, basis: Basis = "text") -> Period:
        """The period an EDTF string names ("2024-11", "199X", "2024-21", "../2024", "2024-03~/2024-05").

        "?", "~" and "%" are accepted and dropped: the bounds stay. Raises ValueError for what is no EDTF or has no
        bounds of its own (a month without a year).
        """
        first, slash, last = text.strip().partition("/")
        if not slash:
            return cls(*_edtf_bounds(first), basis)
        earliest = None if first in ("", "..") else _edtf_bounds(first)[0]
        latest = None if last in ("", "..") else _edtf_bounds(last)[1]
        return cls(earliest, latest, basis)

    @property
    def first_known(self) -> date | None:
        """The earliest day, or where that is open the latest."""
        return self.earliest or self.latest

    @property
    def edtf(self) -> str:
        """The shortest EDTF string with the same bounds; an open end is "..". The basis is not in it."""
        if self.earliest is None or self.latest is None:
            return f"{_iso(self.earliest)}/{_iso(self.latest)}"
        return _edtf_single(self.earliest, self.latest) or _edtf_range(self.earliest, self.latest)

    @property
    def is_day(self) -> bool:
        """Whether it is one single day."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def days(self) -> int | None:
        """How many days it has; None where an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    def contains(self, other: Period | date) -> bool:
        """Whether every day of `other` lies in this period."""
        if isinstance(other, date):
            other = Period.day(other)
        begins = self.earliest is None or (other.earliest is not None and self.earliest <= other.earliest)
        return begins and (self.latest is None or (other.latest is not None and other.latest <= self.latest))

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        begins = self.earliest is None or other.latest is None or self.earliest <= other.latest
        return begins and (other.earliest is None or self.latest is None or other.earliest <= self.latest)

    def intersection(self, other: Period) -> Period | None:
        """The days both have, with this period's basis; None where they share none."""
        starts = [d for d in (self.earliest, other.earliest) if d]
        ends = [d for d in (self.latest, other.latest) if d]
        earliest, latest = max(starts, default=None), min(ends, default=None)
        if earliest and latest and earliest > latest:
            return None
        return Period(earliest, latest, self.basis)

    def hull(self, other: Period) -> Period:
        """The shortest period that holds both, with this period's basis."""
        earliest = None if self.earliest is None or other.earliest is None else min(self.earliest, other.earliest)
        latest = None if self.latest is None or other.latest is None else max(self.latest, other.latest)
        return Period(earliest, latest, self.basis)


def _edtf_bounds(text: str) -> tuple[date, date]:
    found = re.fullmatch(_EDTF, re.sub(r"[?~%]", "", text))
    if not found:
        raise ValueError(f"not an EDTF date with bounds of its own: {text!r}")
    years, month, day = found[1], found[2], found[3]
    first, last = int(years.replace("X", "0")), int(years.replace("X", "9"))
    if month in (None, "XX") and day in (None, "XX"):
        return date(first, 1, 1), date(last, 12, 31)
    if "X" in years or month == "XX":
        raise ValueError(f"an EDTF date whose days do not follow one another: {text!r}")
    if day in (None, "XX"):
        return _month_bounds(first, int(month), text)
    exact = date(first, int(month), int(day))
    return exact, exact


def _month_bounds(year: int, month: int, text: str) -> tuple[date, date]:
    start, months = _GROUPS.get(month, (month, 1))
    if not 1 <= start <= 12:
        raise ValueError(f"no such month or season in EDTF: {text!r}")
    end = year * 12 + start - 1 + months
    return date(year, start, 1), date(end // 12, end % 12 + 1, 1) - timedelta(days=1)


def _iso(day: date | None) -> str:
    return ".." if day is None else day.isoformat()


def _last_of_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _edtf_single(earliest: date, latest: date) -> str | None:
    if earliest == latest:
        return earliest.isoformat()
    if earliest.day != 1 or not _last_of_month(latest):
        return None
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return earliest.isoformat()[:7]
    if (earliest.month, latest.month) != (1, 12):
        return None
    for digits, gap in ((4, 0), (3, 9), (2, 99)):
        year = f"{earliest.year:04}"
        if latest.year - earliest.year == gap and year[digits:] == "0" * (4 - digits):
            return year[:digits] + "X" * (4 - digits)
    return None


def _edtf_range(earliest: date, latest: date) -> str:
    first, last = earliest.isoformat(), latest.isoformat()
    if earliest.day != 1 or not _last_of_month(latest):
        return f"{first}/{last}"
    if (earliest.month, latest.month) == (1, 12):
        return f"{first[:4]}/{last[:4]}"
    return f"{first[:7]}/{last[:7]}"


class Money(msgspec.Struct, frozen=True):
    """An amount or a range of it, in whole units of `currency` (ISO 4217, or None where the text names none).

    `low` and `high` are equal for a plain amount; either is None where the text leaves that end open ("more than
    $5 million", "billions": at least two billion). `approx` is True for "about", "roughly", "an estimated".
    `per` is the unit of time or thing the amount is for ("year", "month", "share"), or None.
    Raises ValueError where low is above high, or a bound is no finite number.
    """

    low: Decimal | None
    high: Decimal | None
    currency: str | None
    approx: bool = False
    per: str | None = None

    def __post_init__(self) -> None:
        if any(bound is not None and not bound.is_finite() for bound in (self.low, self.high)):
            raise ValueError("an amount of money must be a finite number")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"amount whose low end is above its high end: {self.low} > {self.high}")

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str | None) -> Money:
        """A plain amount."""
        exact = Decimal(amount)
        return cls(exact, exact, currency)

    @classmethod
    def parse(cls, text: str) -> Money:
        """The amount that `show` printed. Raises ValueError for anything else."""
        found = re.fullmatch(_MONEY, text)
        if not found or (found[5] and not found[4]) or not (found[3] or found[4]):
            raise ValueError(f"not an amount such as 'USD 1000000' or '~EUR 5..7/year': {text!r}")
        try:
            low = Decimal(found[3]) if found[3] else None
            high = (Decimal(found[5]) if found[5] else None) if found[4] else low
        except InvalidOperation as error:
            raise ValueError(f"not a number: {text!r}") from error
        return cls(low, high, None if found[2] == "?" else found[2], bool(found[1]), found[6])

    def show(self) -> str:
        """One short line: "USD 1000000", "USD 1000000..2000000", "EUR 5000000..", "~? 3000000/year"."""
        low = "" if self.low is None else f"{self.low:f}"
        high = "" if self.high is None else f"{self.high:f}"
        amount = low if low and self.low == self.high else f"{low}..{high}"
        return f"{'~' * self.approx}{self.currency or '?'} {amount}" + (f"/{self.per}" if self.per else "")

    @property
    def is_exact(self) -> bool:
        """Whether the text gives one number and does not soften it."""
        return self.low is not None and self.low == self.high and not self.approx

    @property
    def value(self) -> Decimal | None:
        """The one number to print where there is room for one: the low end, or the high one where low is open."""
        return self.high if self.low is None else self.low


def amount_words(amount: Decimal, currency: str | None) -> str:
    """An amount of a record with its currency, to the cent: "1,000,000.00 USD"."""
    return f"{amount:,.2f} {currency or ''}".strip()


def chance_words(chance: float) -> str:
    """A probability to three places, or where it is below 0.001 to the one place that counts: "0.034", "0.0002"."""
    return f"{chance:.3f}" if chance >= 0.001 or chance == 0 else f"{chance:.1g}"
