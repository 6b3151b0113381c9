"""Public registers that the case keeps: which there are, and their rows."""

from __future__ import annotations

from itertools import groupby

import msgspec

from cuibono import records
from cuibono.errors import MissingError
from cuibono.explore.case import Case
from cuibono.explore.finding_view import RowView, row_view
from cuibono.explore.pages.choice import STRETCH, After, Words, address, place
from cuibono.registers import mapping, shelf
from cuibono.registers.sources import Source
from cuibono.settings import CaseFolder


class RegistersQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing can be chosen."""


class RowsQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`words` must stand in a row's names or its text; `after` is where the list goes on."""

    words: Words = ""
    after: After | None = None


class KeptView(msgspec.Struct, frozen=True):
    """A file of a register that the case keeps and that counts."""

    file: str
    rows: int
    coverage: str
    retrieved: str
    source: str
    sha256: str
    problems: int


class RegisterView(msgspec.Struct, frozen=True, kw_only=True):
    """A register: who publishes it, what misleads in it, and what the case keeps of it.

    `browsable` says whether it holds rows of dealings, which can be looked through; else it is a list of names.
    """

    name: str
    title: str
    publisher: str
    licence: str
    url: str
    browsable: bool
    rows: int
    files: tuple[KeptView, ...]
    traps: tuple[str, ...]


class RegistersView(msgspec.Struct, frozen=True, kw_only=True):
    """Every register of which the case keeps something."""

    query: RegistersQuery
    registers: tuple[RegisterView, ...]


class RowsView(msgspec.Struct, frozen=True, kw_only=True):
    """A register with a stretch of its rows, in the order of the publisher's keys."""

    query: RowsQuery
    register: RegisterView
    rows: tuple[RowView, ...]
    next: str | None


def registers(case: Case, query: RegistersQuery) -> RegistersView:
    """The registers of the case."""
    folder = CaseFolder(case.folder)
    return RegistersView(query=query, registers=tuple(_register(folder, name) for name in shelf.registers(folder)))


def rows(case: Case, key: str, query: RowsQuery) -> RowsView:
    """The rows of one register, by its name. Raises MissingError where the case keeps none of it."""
    folder = CaseFolder(case.folder)
    if key not in shelf.registers(folder):
        raise MissingError(f"{key}: the case keeps nothing of such a register. `cuibono registers list` shows which.")
    register = _register(folder, key)
    found: list[RowView] = []
    more = None
    if register.browsable:
        begin = place(query.after, 2)
        after = (begin[0], int(begin[1])) if begin and begin[1].isdigit() else None
        stored = records.Search(folder, key).stretch(query.words, STRETCH + 1, after)
        shown = stored[:STRETCH]
        found = [row_view(list(parts)) for _, parts in groupby(shown, lambda one: one.id)]
        more = address(shown[-1].record.key, shown[-1].record.part) if len(stored) > STRETCH else None
    return RowsView(query=query, register=register, rows=tuple(found), next=more)


def _register(folder: CaseFolder, name: str) -> RegisterView:
    about: Source = mapping.about(folder, name)
    kept = shelf.current(folder, name)
    return RegisterView(
        name=name,
        title=about.title,
        publisher=about.publisher,
        licence=about.licence,
        url=about.url,
        browsable=about.holds == "records",
        rows=sum(one.rows for one in kept),
        files=tuple(
            KeptView(one.file, one.rows, one.coverage, one.retrieved, one.source, one.sha256, one.problems)
            for one in kept
        ),
        traps=about.traps,
    )
