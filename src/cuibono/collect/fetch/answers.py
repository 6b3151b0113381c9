"""Answers in JSON that hold rows: what stands where, and many answers made one.

Takes: bytes, dotted names of places in an answer ("pagination.last_indexes"; "" where the answer itself is the list).
Gives: rows, their number, what asks for the next; one answer with all rows, each as its publisher wrote it.
Knows nothing of: the network, what rows mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from cuibono import decoding
from cuibono.registers.sources import Fetch

_PLACE = '"the rows of all pages stand here"'


class Answer(msgspec.Struct, frozen=True):
    """One page: how many rows it has, how many there are in all (None where it does not say), what asks for more."""

    rows: int
    count: int | None
    next: str | dict[str, str]


def answer(data: bytes, way: Fetch) -> Answer:
    """What a page says. Raises ValueError where it is no JSON, or has no rows where they should stand."""
    try:
        rows = len(_rows(data, way.rows))
        count = _at(data, way.count) if way.count else None
        number = msgspec.json.decode(count, type=int | None, strict=False) if count else None
        return Answer(rows, number, _next(_at(data, way.next) if way.next else None))
    except msgspec.DecodeError as error:
        raise ValueError(f"it is no page of rows in JSON ({error})") from error


def joined(pages: Iterable[Path], way: Fetch, target: Path) -> int:
    """Write one answer with the rows of all pages, one page in memory at a time; the number of rows comes back.

    It is the first page with all rows in the place of its own, and nothing that asks for more.
    """
    files = list(pages)
    first = files[0].read_bytes()
    head, tail = _around(first, way)
    written = 0
    with target.open("wb") as file:
        file.write(head)
        for path in files:
            written += _copy(path, way, file, written)
        file.write(tail)
    return written


def _copy(path: Path, way: Fetch, file: IO[bytes], before: int) -> int:
    rows = _rows(path.read_bytes(), way.rows)
    for number, row in enumerate(rows, before):
        file.write((b",\n" if number else b"\n") + bytes(row))
    return len(rows)


def _around(data: bytes, way: Fetch) -> tuple[bytes, bytes]:
    """A page before and after its rows."""
    if not way.rows:
        return b"[", b"\n]\n"
    filled = _put(data, way.rows.split("."), _PLACE.encode())
    if way.next:
        filled = _put(filled, way.next.split("."), b"null")
    head, _, tail = filled.partition(_PLACE.encode())
    return head + b"[", b"\n]" + tail + b"\n"


def _put(data: bytes, place: list[str], value: bytes) -> bytes:
    """An object with another value at a place; as it is where it has no such place."""
    columns = decoding.json(data, dict[str, msgspec.Raw])
    if place[0] in columns:
        inner = value if len(place) == 1 else _put(bytes(columns[place[0]]), place[1:], value)
        columns[place[0]] = msgspec.Raw(inner)
    return msgspec.json.encode(columns)


def _rows(data: bytes, place: str) -> list[msgspec.Raw]:
    found = _at(data, place) if place else msgspec.Raw(data)
    if found is None:
        raise ValueError(f"it has no {place!r}")
    return decoding.json(found, list[msgspec.Raw])


def _at(data: bytes, place: str) -> msgspec.Raw | None:
    """What stands at a place; None where nothing does."""
    found = msgspec.Raw(data)
    for name in place.split("."):
        if bytes(found).strip() == b"null":
            return None
        columns = decoding.json(found, dict[str, msgspec.Raw])
        if name not in columns:
            return None
        found = columns[name]
    return found


def _next(found: msgspec.Raw | None) -> str | dict[str, str]:
    """An address or mark as text, or parameters to pass back; "" where there is nothing more."""
    value = msgspec.json.decode(found, type=str | int | dict[str, str | int | float | None] | None) if found else None
    if isinstance(value, dict):
        return dict(_told(value))
    return "" if value is None else str(value)


def _told(value: dict[str, str | int | float | None]) -> Iterator[tuple[str, str]]:
    # A null among last indexes means that the order has no value there: passing it back as text would be another.
    return ((name, str(one)) for name, one in value.items() if one is not None)
