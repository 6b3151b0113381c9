"""Tables of the words that amounts and dates are made of, read once.

Takes: currencies.toml, numbers.toml, calendar.toml beside this file.
Gives: frozen tables. Knows nothing of: texts, or how the words are put together.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from cuibono.errors import TableError

T = TypeVar("T")


class Currencies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of currencies; the fields are explained in currencies.toml."""

    codes: str
    doubtful_codes: list[str]
    tails: dict[str, str]
    symbols: dict[str, str]
    names: dict[str, str]
    names_needing_scale: dict[str, str]
    adjectives: dict[str, dict[str, list[str]]]
    forms: dict[str, list[str]]
    parts: dict[str, str]


class Soft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that soften a number, by what they do to its ends."""

    about: list[str]
    least: list[str]
    most: list[str]
    or_more: list[str]
    or_less: list[str]
    or_so: list[str]
    quarrels: list[str]
    converting: list[str]


class Per(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a rate is counted in."""

    units: list[str]
    words: dict[str, str]
    before: dict[str, str]


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Number words; the fields are explained in numbers.toml."""

    units: dict[str, int]
    scales: dict[str, int]
    signs: dict[str, int]
    plurals: dict[str, int]
    vague: dict[str, int]
    money_nouns: list[str]
    soft: Soft
    per: Per


class Calendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of days, months, seasons, feasts; the fields are explained in calendar.toml."""

    months: dict[str, int]
    short_months: dict[str, int]
    weekdays: dict[str, int]
    short_weekdays: dict[str, int]
    seasons: dict[str, list[int]]
    ordinals: dict[str, int]
    units: dict[str, str]
    fixed: dict[str, list[int]]
    easter: dict[str, int]
    nth: dict[str, list[int]]
    fiscal: list[list[int]]
    doubtful_months: list[str]
    weekday_names_before: list[str]
    weekday_names_after: list[str]


@cache
def currencies() -> Currencies:
    """The table of currencies."""
    return _table("currencies.toml", Currencies)


@cache
def numbers() -> Numbers:
    """The table of number words."""
    return _table("numbers.toml", Numbers)


@cache
def calendar() -> Calendar:
    """The table of calendar words."""
    return _table("calendar.toml", Calendar)


def _table(name: str, kind: type[T]) -> T:
    try:
        return msgspec.toml.decode(files("cuibono.tables").joinpath(name).read_bytes(), type=kind)
    except (msgspec.MsgspecError, OSError) as error:
        raise TableError(f"{name} beside the program cannot be read: {error}; install the program again") from error
