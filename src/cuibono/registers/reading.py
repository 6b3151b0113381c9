"""What a register's adapter.py offers to those who keep records.

Takes: the name of a register. Gives: its adapter.
Knows nothing of: where rows are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import msgspec

from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers.sources import names, source


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What can be wrong with a row of a Bulk: a condition in SQL, and SQL that says in words what it is.

    `code` is that of the Problem. The message begins with the number of the line and goes on with `words`. `shown` is
    SQL over the columns of the records that holds for each one that is made of such a row, "" where none is made.
    """

    code: str
    condition: str
    words: str
    shown: str = ""


class Bulk(msgspec.Struct, frozen=True, kw_only=True):
    """How a file of tens of millions of rows is read without Python seeing each: a SELECT for DuckDB.

    The file at `path`, or the `member` of that zip, has lines of as many fields as there are `columns`, with
    `delimiter` between them, no header and no quoting. `select` selects from the table `lines`, some hundred thousand
    of them at a time, which has those columns as text and the number of the `line`, which takes long where it is asked
    for. It gives columns of a Record by name (those left out are NULL, `part` 0, `counts` true), with `own` as a STRUCT
    or MAP of text. `order` is SQL over the lines by which the rows of one actor come together, and no two lines are
    alike. Each of `faults` is a problem of the lines it holds for; what becomes of them is for `select` to say. `slot`
    says which file it takes the place of when it comes again.
    """

    path: Path
    columns: tuple[str, ...]
    select: str
    slot: str
    order: str
    member: str = ""
    delimiter: str = "|"
    faults: tuple[Fault, ...] = ()
    covers: tuple[Cover, ...] = ()


class Adapter(Protocol):
    """What the adapter.py of a register with records holds."""

    def recognises(self, name: str, head: bytes) -> bool:
        """Whether a file with this name and these first bytes (up to 64 KiB) is likely one of this register."""

    def records(self, path: Path) -> Iterable[Record | Cover | Problem] | Bulk:
        """The rows of a file in its order, what it covers, and a problem for each row that cannot be read.

        Raises ValueError where it is no such file.
        """


def adapter(register: str) -> Adapter:
    """The adapter of a register that holds records."""
    return cast(Adapter, import_module(f"cuibono.registers.{register}.adapter"))


def recognised(name: str, head: bytes) -> tuple[str, ...]:
    """The registers with records that a file is likely of, by its name and first bytes."""
    with_records = (one for one in names() if source(one).holds == "records")
    return tuple(one for one in with_records if adapter(one).recognises(name, head))
