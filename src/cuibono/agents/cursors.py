"""Cursors: where the next page begins.

A cursor is good for the question that gave it, and names a place in the order of the answers, not a number of rows: a
ledger that grows between two pages makes no page repeat or skip what was there.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from cuibono import decoding
from cuibono.errors import UsageError

Key = tuple[str, ...]
T = TypeVar("T")


class _Place(msgspec.Struct, frozen=True, array_like=True):
    question: str
    after: Key


def page(
    rows: Sequence[T], key: Callable[[T], Key], question: object, cursor: str | None, limit: int
) -> tuple[Sequence[T], str | None]:
    """The rows after a cursor, at most `limit`, and the cursor of the next page; None where this is the last.

    `rows` stand in the order of their keys. Raises UsageError for a cursor that the same question did not give.
    """
    asked = _digest(question)
    after = _after(cursor, asked) if cursor else None
    left = [row for row in rows if after is None or key(row) > after]
    more = len(left) > limit
    return left[:limit], _cursor(_Place(asked, key(left[limit - 1]))) if more else None


def _cursor(place: _Place) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def _after(cursor: str, asked: str) -> Key:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        place = decoding.json(base64.urlsafe_b64decode(padded.encode("ascii")), _Place)
    except (binascii.Error, UnicodeError, msgspec.DecodeError) as error:
        raise UsageError("cursor: this is no cursor. Leave it out to begin at the first page.") from error
    if place.question != asked:
        raise UsageError("cursor: it belongs to other words or filters. Repeat those, or leave the cursor out.")
    return place.after


def _digest(question: object) -> str:
    return hashlib.sha256(msgspec.json.encode(question, order="sorted")).hexdigest()[:12]
