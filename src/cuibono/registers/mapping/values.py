"""What stands in a cell as a text, a day or an amount of money.

Takes: a cell, the forms in which its column writes dates, the decimal mark.
Gives: a value; ValueError, in a clause, where the cell holds none.
Knows nothing of: columns, records.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from cuibono.registers.mapping.private import words
from cuibono.registers.mapping.table import Cell

_CENT = Decimal("0.01")
_YEARS = range(1800, 2101)
_MOST = Decimal(10) ** 15  # what the store holds, with a digit to spare
_NUMBER = {
    # Three digits after the mark would be thousands after the other mark.
    ".": re.compile(r"(?:\d{1,3}(?:[,' \u00a0\u202f]\d{3})+|\d+)(?:\.(?:\d{1,2}|\d{4,}))?"),
    ",": re.compile(r"(?:\d{1,3}(?:[.' \u00a0\u202f]\d{3})+|\d+)(?:,(?:\d{1,2}|\d{4,}))?"),
}
_CODE = re.compile(r"^([A-Z]{3})\b\s*|(?<!\s)\s*\b([A-Z]{3})$")


def text(cell: Cell, null: Sequence[str] = ()) -> str:
    """A cell as text, "" where nothing is there or a word that means so."""
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell).lower()
    if isinstance(cell, Decimal | float):
        number = Decimal(str(cell))
        return f"{number.normalize():f}" if number.is_finite() else ""
    if isinstance(cell, datetime):
        return (cell.date() if cell == datetime.combine(cell.date(), datetime.min.time()) else cell).isoformat()
    found = " ".join(str(cell).split())
    return "" if found in null else found


def days(cell: Cell, forms: Sequence[str]) -> tuple[date, date] | None:
    """The first and last day that a cell stands for: "May 2021" is a month; None where it is empty."""
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return day, day
    if (isinstance(cell, str) and not cell) or cell is None:
        return None
    for form in forms:
        found = parsed(str(cell), form)
        if found:
            return found
    raise ValueError(f"{cell!r} is no date of the form {' or '.join(forms) or 'of a workbook'}")


@lru_cache(maxsize=65536)
def parsed(value: str, form: str) -> tuple[date, date] | None:
    """The first and last day of a date in one form; None where it is none, or in a year that cannot be."""
    try:
        # Only the day is taken; a time zone in the text would not change it.
        found = datetime.strptime(value, form).date()  # noqa: DTZ007
    except ValueError:
        return None
    if found.year not in _YEARS:
        return None
    if "%d" in form:
        return found, found
    if any(month in form for month in ("%m", "%b", "%B")):
        return found.replace(day=1), found.replace(day=monthrange(found.year, found.month)[1])
    return date(found.year, 1, 1), date(found.year, 12, 31)


def amount(cell: Cell, mark: str, currency: str | None) -> Decimal | None:
    """Money as it stands, in `currency`; None where nothing is there. (12) and -12 are below zero."""
    if isinstance(cell, bool) or cell is None or cell == "":
        return None
    if isinstance(cell, int | float | Decimal):
        return _cents(Decimal(str(cell)), cell)
    below, bare = _bare(str(cell), currency)
    if not bare or not _NUMBER[mark].fullmatch(bare):
        raise ValueError(f"{cell!r} is no amount with the decimal mark {mark!r}")
    digits = re.sub(r"[^\d.,]", "", bare)
    plain = digits.replace("," if mark == "." else ".", "").replace(mark, ".")
    value = _cents(Decimal(plain), cell)
    return -value if below else value


def _bare(given: str, currency: str | None) -> tuple[bool, str]:
    """An amount without its sign and currency, and whether it is below zero."""
    found = given.strip()
    below = found.startswith("(") and found.endswith(")")
    found = found.strip("()") if below else found
    for sign, code in words()["sign"].items():
        if sign in found:
            _same(code or currency, currency, given)
            found = found.replace(sign, "", 1).strip()
    code = _CODE.search(found)
    if code:
        _same(code[1] or code[2], currency, given)
        found = _CODE.sub("", found, count=1).strip()
    if found[:1] in ("-", "−", "+"):
        below, found = below != (found[0] != "+"), found[1:].strip()
    return below, found


def _same(named: str | None, currency: str | None, given: object) -> None:
    if named != currency:
        raise ValueError(f"{given!r} is in {named}, and the column in {currency}")


def _cents(value: Decimal, cell: object) -> Decimal:
    """An amount with two places; a workbook's 0.30000000000000004 is 0.30."""
    if not value.is_finite() or abs(value) > _MOST:
        raise ValueError(f"{cell!r} is no sum of money")
    cents = value.quantize(_CENT)
    if abs(cents - value) > (Decimal("1e-6") if isinstance(cell, float) else 0):
        raise ValueError(f"{cell!r} has more than two decimal places")
    return cents
