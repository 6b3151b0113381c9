"""Days as the United States write them, and the table of columns."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?!\d)|(\d{4})-(\d{2})-(\d{2})(?!\d)")


def day(cell: str) -> date | None:
    """The day of "1/23/17", "3/12/2014 9:00" or "2014-03-12T09:00"; None where there is none such."""
    found = _DAY.match(cell.strip())
    if not found:
        return None
    month, day_of_month, year = found.groups()[:3] if found[1] else (found[5], found[6], found[4])
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day_of_month))
    except ValueError:
        return None


@cache
def table() -> dict[str, Any]:
    """What columns.toml says."""
    return tomllib.loads((files(__package__) / "columns.toml").read_text(encoding="utf-8"))
