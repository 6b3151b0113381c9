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


class Bulk(msgspec.Struct, frozen=True, kw_only=True):
    """How a file of tens of millions of rows is read without Python seeing each: a SELECT for DuckDB.

    `select` gives the columns of a Record by name (those left out are NULL, `part` 0 and `counts` true) and may give
    further ones. `read` is the call of DuckDB's reader that it selects from. `slot` says which file it takes the place
    of when it comes again.
    """

    select: str
    slot: str
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
