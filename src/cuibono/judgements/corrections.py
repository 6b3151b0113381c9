"""What a claim should say, as people give it: checked, and written in one way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, get_args

import msgspec

from cuibono.errors import UsageError
from cuibono.model import Correction, Kind, Stance
from cuibono.values import Money, Period

FIELDS: Final = Correction.__struct_fields__
_BLANKS = re.compile(r"\s+")


def correction(given: Correction | Mapping[str, object]) -> Correction:
    """What people say that a claim should say. Only fields that are given change; None says that nothing is stated.

    Raises UsageError, which says what to write instead, for a field that there is not or a value that cannot be read.
    """
    values: Mapping[str, Any] = msgspec.to_builtins(given) if isinstance(given, Correction) else given
    strange = sorted(set(values) - set(FIELDS))
    if strange:
        raise UsageError(f"{strange[0]}: a claim has no such field to correct. The fields are: {', '.join(FIELDS)}.")
    if not values:
        raise UsageError(f"A correction says what the claim should say. Give one or more of: {', '.join(FIELDS)}.")
    checked = {name: _CHECKS[name](name, values[name]) for name in FIELDS if name in values}
    return msgspec.convert(checked, Correction)


def _choice(words: Iterable[str], what: str) -> Callable[[str, object], str]:
    known = tuple(words)

    def check(name: str, value: object) -> str:
        if value not in known:
            raise UsageError(f"{name} {_shown(value)}: there is no such {what}. Choose one of: {', '.join(known)}.")
        return str(value)

    return check


def _names(name: str, value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise UsageError(f"{name} {_shown(value)}: give a list of names, an empty one where nobody is named.")
    return tuple(dict.fromkeys(_words(name, one) for one in value))


def _text(name: str, value: object) -> str | None:
    return None if value is None else _words(name, value)


def _words(name: str, value: object) -> str:
    words = _BLANKS.sub(" ", value).strip() if isinstance(value, str) else ""
    if not words:
        raise UsageError(f"{name} {_shown(value)}: give words; to say that the passage states none, give null.")
    return words


def _amount(name: str, value: object) -> str | None:
    if value is None:
        return None
    try:
        return Money.parse(_words(name, value)).show()
    except ValueError as error:
        forms = (
            "USD 1000000, EUR 5000000..7000000, ~GBP 2000.. (about, at least), ? 300 (no currency) or USD 50000/year"
        )
        raise UsageError(f"{name} {_shown(value)}: this is not an amount. Write it as {forms}.") from error


def _date(name: str, value: object) -> str | None:
    if value is None:
        return None
    try:
        period = Period.from_edtf(_words(name, value))
    except ValueError as error:
        forms = "2024-11-05, 2024-11, 2024, 2024-11-01/2024-11-07 or ../2024-11-07"
        raise UsageError(f"{name} {_shown(value)}: this is not a date ({error}). Write it as {forms}.") from error
    if period.first_known is None:
        raise UsageError(f"{name} {_shown(value)}: this names no day at all; to say that none is stated, give null.")
    return period.edtf


def _shown(value: object) -> str:
    return repr(value)


_CHECKS: Final[dict[str, Callable[[str, object], object]]] = {
    "kind": _choice(get_args(Kind), "kind of dealing"),
    "actors": _names,
    "counterparts": _names,
    "topic": _text,
    "amount": _amount,
    "date": _date,
    "place": _text,
    "stance": _choice(get_args(Stance), "stance"),
}
