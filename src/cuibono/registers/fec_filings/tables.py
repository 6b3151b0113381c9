"""What forms.toml and inaugural_committees.toml say.

Takes: nothing, or the name of a form or row. Gives: structs.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

import msgspec


class Schedule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a schedule's rows say who, how much, when and what; `own` are columns that are kept by their names."""

    party: str
    amount: str
    date: str
    other_date: str = ""
    text: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    sorts: dict[str, str] = {}
    why: str = ""
    page: str = ""


class Sort(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who gives in rows of a sort, and the sign of the amount."""

    giver: Literal["party", "committee", "spender"]
    sign: int = 1


class Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of forms.toml."""

    skipped: tuple[str, ...]
    supplements: tuple[str, ...]
    earmark: str
    schedules: dict[str, Schedule]
    lines: dict[str, dict[str, str]]
    sorts: dict[str, Sort]
    notices: dict[str, str]


class Inaugural(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A committee that received donations for the inauguration of a year; its id is "" where none is known."""

    year: int
    ordinal: str
    president: str
    id: str
    names: tuple[str, ...]


@cache
def forms() -> Forms:
    """The whole of forms.toml."""
    return msgspec.toml.decode((files(__package__) / "forms.toml").read_bytes(), type=Forms)


@cache
def inaugural_committees() -> tuple[Inaugural, ...]:
    """The committees in order of year."""
    data = (files(__package__) / "inaugural_committees.toml").read_bytes()
    return msgspec.toml.decode(data, type=dict[str, tuple[Inaugural, ...]])["committee"]


@lru_cache(maxsize=1024)
def schedule(row: str) -> str:
    """The schedule that a type of row belongs to, "" for none that is read."""
    return next((name for name in forms().schedules if row.startswith(name)), "")


def is_skipped(row: str) -> bool:
    """Whether rows of this type are left out without a word."""
    return row.startswith(forms().skipped)


@lru_cache(maxsize=1024)
def line_sort(form: str, row: str) -> str:
    """The sort of a row of Schedule A or B, by the form that it comes with and its line."""
    family = next((name for name in ("F3X", "F3P", "F3") if form.startswith(name)), "")
    named = forms().lines.get(family, {})
    longest = max((line for line in named if row.startswith(line)), key=len, default="")
    return named[longest] if longest else "receipt" if row.startswith("SA") else "expenditure"
