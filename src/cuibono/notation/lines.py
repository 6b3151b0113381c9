"""What both notations are written in: words bare or in quotation marks, amounts, periods."""

from __future__ import annotations

import re
from typing import NoReturn

import msgspec

from cuibono.errors import UsageError
from cuibono.values import Basis, Money, Period

_BARE = re.compile(r"[^\W_](?:[\w .,'’&/+%$€£-]*[\w.%])?")
_PERIOD = re.compile(r"(\S+) \((\S+)\)")


def word(text: str) -> str:
    """Bare where that is plain to read, else in quotation marks as JSON has it."""
    return text if _BARE.fullmatch(text) and "  " not in text else quoted(text)


def token(text: str) -> str:
    """An id as it is, or in quotation marks."""
    return text if re.fullmatch(r"[\w.-]+", text) else quoted(text)


def quoted(text: str) -> str:
    """In quotation marks as JSON has it."""
    return msgspec.json.encode(text).decode()


def unword(text: str) -> str:
    """What `word`, `token` or `quoted` wrote."""
    if not text.startswith('"'):
        return text
    try:
        return msgspec.json.decode(text, type=str)
    except msgspec.DecodeError as error:
        refuse(text, str(error))


def match(pattern: re.Pattern[str], text: str, form: str) -> tuple[str | None, ...]:
    """The groups of a pattern that must fit all of a text; `form` says how it should read."""
    found = pattern.fullmatch(text)
    if not found:
        refuse(text, f"this should read {form}")
    return found.groups()


def refuse(line: str, why: str) -> NoReturn:
    """Raise the UsageError that names a line and says why it cannot be read."""
    raise UsageError(f"{line!r}: this line cannot be read: {why}.")


def money_back(text: str) -> Money:
    """The amount that a line gives."""
    try:
        return Money.parse(text)
    except ValueError as error:
        refuse(text, str(error))


def period_back(text: str) -> Period:
    """The period that a line gives, as `days (basis)`."""
    days, basis = match(_PERIOD, text, "DAYS (basis)")
    try:
        return msgspec.structs.replace(Period.from_edtf(days or ""), basis=msgspec.convert(basis, Basis))
    except ValueError as error:
        refuse(text, str(error))


def period_line(period: Period) -> str:
    """A period as a line gives it."""
    return f"{period.edtf} ({period.basis})"
