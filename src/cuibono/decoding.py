"""JSON and TOML that somebody else wrote, with one error for whatever is wrong with it.

Takes: bytes or text, the form that they should have.
Gives: the value.
Knows nothing of: files, what the value is for.
"""

from __future__ import annotations

import tomllib
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def json(data: bytes | str, form: type[T]) -> T:
    """The value. Raises msgspec.DecodeError where it is none of this form, no UTF-8, or nested beyond all reason."""
    try:
        return msgspec.json.decode(data, type=form)
    except UnicodeError as error:
        raise msgspec.DecodeError(f"it is no UTF-8: {error}") from error
    except RecursionError as error:
        raise msgspec.DecodeError("it is nested too deeply") from error


def toml(data: bytes | str) -> dict[str, Any]:
    """The table. Raises msgspec.DecodeError where it is no TOML, no UTF-8, or nested beyond all reason."""
    try:
        return tomllib.loads(data if isinstance(data, str) else data.decode("utf-8"))
    except (UnicodeError, tomllib.TOMLDecodeError) as error:
        raise msgspec.DecodeError(str(error)) from error
    except RecursionError as error:
        raise msgspec.DecodeError("it is nested too deeply") from error
