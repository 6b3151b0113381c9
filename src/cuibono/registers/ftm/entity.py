"""An entity of FollowTheMoney as it stands on a line of JSON."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Any

import msgspec

from cuibono import decoding

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:T.*)?)?)?")


class Entity(msgspec.Struct):
    """An entity: all properties are lists. `cuibono` is set in what a ledger was exported to, and nowhere else."""

    id: str
    schema: str
    properties: dict[str, list[Any]] = {}
    datasets: list[str] = []
    cuibono: dict[str, Any] | None = None

    def first(self, name: str) -> str | None:
        """The first value of a property as text."""
        values = self.properties.get(name)
        return str(values[0]) if values else None

    def ends(self, name: str) -> list[str]:
        """The ids of those that a property names; an entity that is set inside another counts by its id."""
        found = self.properties.get(name, [])
        ids = [one.get("id") if isinstance(one, dict) else one for one in found]
        return list(dict.fromkeys(one for one in ids if isinstance(one, str)))


def decode(line: bytes) -> Entity:
    """The entity on a line. Raises msgspec.DecodeError where there is none."""
    return decoding.json(line.removeprefix(b"\xef\xbb\xbf"), Entity)


def bounds(value: object) -> tuple[date, date]:
    """A day, month or year as ISO 8601 has it, by its first and last day. Raises ValueError for anything else."""
    found = _DATE.fullmatch(str(value))
    try:
        if found:
            year, month, day = (int(part) if part else 0 for part in found.groups())
            if day:
                return date(year, month, day), date(year, month, day)
            last = month or 12
            return date(year, month or 1, 1), date(year, last, monthrange(year, last)[1])
    except ValueError:
        pass
    raise ValueError(f"{value!r} is no date")
