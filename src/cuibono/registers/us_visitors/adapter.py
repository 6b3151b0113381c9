"""From visitor logs and calendars to records: access records of the White House, logs of offices around it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers import delimited
from cuibono.registers.us_visitors import appointments, calendars


def recognises(name: str, head: bytes) -> bool:
    """Whether the first row heads access records, or is one of the offices' logs; of a zip, by its name."""
    if head.startswith(b"PK"):
        return "waves" in name.casefold()
    return appointments.heads(delimited.header(head)) or calendars.begins(delimited.header(head))


def records(path: Path) -> Iterator[Record | Cover | Problem]:
    """The rows of either format. Raises ValueError where it is neither."""
    _, first = next(delimited.rows(path), (0, []))
    header = [delimited.plain(cell) for cell in first]
    if appointments.heads(header):
        yield from appointments.records(path)
    elif calendars.begins(header):
        yield from calendars.records(path)
    else:
        raise ValueError("its first row neither heads access records nor is one of an office's log")
