"""Registers: public lists of people and companies, one folder for each.

Takes: the bytes of a list as its publisher gives it.
Gives: its rows as namings; a copy kept in the case with what is known of it.
Knows nothing of: documents, who is who.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Protocol, cast

import msgspec

from cuibono.errors import UsageError
from cuibono.model import Naming
from cuibono.registers import shelf
from cuibono.registers.shelf import Kept
from cuibono.registers.sources import Fetch, Source, names, source
from cuibono.settings import CaseFolder

__all__ = ["Adapter", "Fetch", "Source", "adapters", "keep", "known", "names", "namings", "source"]


class Adapter(Protocol):
    """What a register's adapter.py holds."""

    def namings(self, data: bytes) -> Iterator[Naming]:
        """One naming for each row of a file, in its order; ValueError where it is no such file."""


def adapters() -> tuple[str, ...]:
    """The names of the registers that hold names, in order."""
    return tuple(name for name in names() if source(name).holds == "names")


def namings(register: str, data: bytes, file: str) -> Iterator[Naming]:
    """The rows of a register's file as namings. Raises UsageError, naming the file, where it cannot be read."""
    source(register)
    adapter = cast(Adapter, import_module(f"{__package__}.{register}.adapter"))
    try:
        yield from adapter.namings(data)
    except ValueError as error:
        raise UsageError(
            f"{file}: this is no file of the register {register}: {error}. Get it from {source(register).url}."
        ) from error


def keep(folder: CaseFolder, register: str, data: bytes, file: str, when: str) -> Kept:
    """Keep a register's file in the case, with a line in its manifest; what the manifest says of it comes back.

    `when` says when it was retrieved, as ISO 8601. The same bytes given twice change nothing, and no file that was
    kept is ever changed. Raises UsageError, and keeps nothing, where the file is not of this register or has no rows.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    known = next((kept for kept in shelf.kept(folder, register) if kept.sha256 == sha256), None)
    if known and shelf.is_there(folder, register, known):
        return known
    rows = sum(1 for _ in namings(register, data, file))
    if not rows:
        raise UsageError(f"{file}: it holds no row of the register {register}. Get it from {source(register).url}.")
    about = source(register)
    return shelf.put(folder, register, data, Kept(file, sha256, rows, when, about.coverage, about.url, about.licence))


def known(folder: CaseFolder, wanted: Callable[[Naming], bool] = lambda row: True) -> tuple[Naming, ...]:
    """The rows of all kept registers that are wanted, those of one party together, in order.

    Of a file that was kept more than once under one name, the last one counts. Rows are read one by one, so that
    long lists take little memory where few rows are wanted.
    """
    found: dict[str, Naming] = {}
    for register in (name for name in shelf.registers(folder) if name in adapters()):
        for kept in shelf.current(folder, register):
            for row in namings(register, shelf.data(folder, register, kept), kept.file):
                if wanted(row):
                    found[row.document] = _together(found.get(row.document), row)
    return tuple(found[document] for document in sorted(found))


def _together(before: Naming | None, row: Naming) -> Naming:
    """Two rows of one party from two files of a register as one."""
    if before is None:
        return row
    aliases = dict.fromkeys((*before.aliases, row.name, *row.aliases))
    aliases.pop(before.name, None)
    tenures = tuple(dict.fromkeys((*before.tenures, *row.tenures)))
    return msgspec.structs.replace(before, aliases=tuple(aliases), tenures=tenures)
