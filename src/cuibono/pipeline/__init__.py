"""Pipeline: the order of the stages, and what needs doing again.

Takes: a case folder, paths, a reader; people's decisions.
Gives: a ledger that holds what the originals say and what comparing them gives; what went wrong.
Knows nothing of: how a text is read, how documents are compared, how anything is shown.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

import msgspec
from msgspec.structs import replace

from cuibono import disk, settings
from cuibono.collect import archive
from cuibono.collect.archive import Entry, Held
from cuibono.collect.documents import Prepared, prepare
from cuibono.collect.gather import NO_TABLE, Table, gather
from cuibono.errors import LedgerError, LedgerUnusableError, UsageError
from cuibono.ledger import connection, write
from cuibono.ledger.look import Look
from cuibono.ledger.write import Writer
from cuibono.model import (
    Claim,
    Document,
    Problem,
    Reading,
    claim_id,
    document_id,
)
from cuibono.pipeline import online
from cuibono.pipeline.checking import check_records
from cuibono.pipeline.clock import stamp
from cuibono.pipeline.deciding import judge, note, settle
from cuibono.pipeline.parts import fingerprint, program
from cuibono.pipeline.relating import relate
from cuibono.settings import CaseFolder, Settings

__all__ = [
    "Outcome",
    "Progress",
    "Reads",
    "bring_up_to_date",
    "judge",
    "note",
    "read",
    "rebuild",
    "settle",
    "standard_input",
    "whole",
]


class Reads(Protocol):
    """What the pipeline asks of a reader."""

    @property
    def fingerprint(self) -> str:
        """A hash of everything in the reader that decides what it reads."""

    def read(self, document: Document) -> Reading:
        """Claims, mentions and problems of one document."""


@runtime_checkable
class ReadsAhead(Reads, Protocol):
    """A reader that does part of its work for several documents at once."""

    def ahead(self, documents: Iterable[Document]) -> None:
        """Prepare for reading these."""


class Outcome(msgspec.Struct, frozen=True):
    """What one run did.

    `read` documents were read and gave `claims`; `unchanged` were up to date. `problems` are those of the files that
    were asked for, old and new.
    """

    read: int
    unchanged: int
    claims: int
    problems: tuple[Problem, ...]

    @property
    def skipped(self) -> bool:
        """Whether something that was asked for was not read."""
        return any(problem.severity == "skipped" for problem in self.problems)


Progress = Callable[[int, int, str], None]


def standard_input() -> bytes:
    """All that comes in on standard input."""
    return sys.stdin.buffer.read()


def _quietly(_done: int, _total: int, _file: str) -> None:
    pass


def read(
    case: Path,
    paths: Iterable[str],
    reader: Reads,
    *,
    metadata: Path | None = None,
    urls: Path | None = None,
    stdin: Callable[[], bytes] = standard_input,
    now: datetime | None = None,
    progress: Progress = _quietly,
) -> Outcome:
    """Collect what paths and addresses mean, read every document whose reading is not up to date, compare them.

    `urls` is a list with one address on a line. The case is made where there is none. Each document is written in one
    transaction: a run that is stopped has lost nothing, and the next one goes on where it was. `progress` is told how
    many of how many documents are read (0 of 0 while they are collected), and the next one's name. Raises UsageError
    where the case, the metadata table or the list of addresses cannot be used.
    """
    folder = CaseFolder(case)
    table = Table.load(metadata) if metadata else NO_TABLE
    when = stamp(now)
    with archive.locked(folder):
        if not folder.settings.exists():
            disk.write(folder.settings, settings.TEMPLATE.encode())
        chosen = settings.load(folder.settings)
        longest = chosen.collect.longest
        files, addresses = online.parted(paths)
        fetched = online.fetch(folder, chosen, addresses, urls, when, lambda address: progress(0, 0, address))
        asked = gather(folder, files, table, when, longest, stdin, lambda file: progress(0, 0, file)) | fetched
        return bring_up_to_date(folder, chosen, reader, asked, progress)


def rebuild(case: Path, reader: Reads, *, progress: Progress = _quietly) -> Outcome:
    """Make the ledger anew from the originals and the list of what was collected, and put it in the old one's place.

    The old ledger stands until the new one is whole. Raises UsageError where the case cannot be used, and where an
    original is damaged of which the ledger that stands still has the text.
    """
    folder = CaseFolder(case)
    with archive.locked(folder):
        _all_there(folder)
        return _rebuild(folder, settings.load(folder.settings), reader, None, progress)


def _all_there(case: CaseFolder) -> None:
    """Raise UsageError where a ledger that can be read holds a document whose original is damaged."""
    try:
        with closing(Look(case.ledger)) as look:
            read = look.fingerprints().keys()
    except UsageError:  # there is nothing to lose
        return
    for entry in archive.held(case).documents().values():
        if document_id(entry.sha256 or "") in read:
            try:
                archive.original(case, entry.sha256 or "")
            except archive.DamagedError as error:
                raise UsageError(
                    f"{error} Without it, a new ledger would hold less than the one that stands; to have one "
                    f"nonetheless, move {case.ledger} away first."
                ) from error


def bring_up_to_date(
    case: CaseFolder, chosen: Settings, reader: Reads, asked: frozenset[str], progress: Progress
) -> Outcome:
    """Make the ledger hold what the list of a case says, which the caller holds; `asked` are the files to speak of."""
    with Writer(case.ledger) as ledger:
        if ledger.is_current():
            return _update(ledger, case, chosen, reader, asked, progress)
    return _rebuild(case, chosen, reader, asked, progress)


def _rebuild(
    case: CaseFolder, chosen: Settings, reader: Reads, asked: frozenset[str] | None, progress: Progress
) -> Outcome:
    fresh = case.ledger.with_name(f"{disk.PARTIAL}{case.ledger.name}")
    connection.discard(fresh)
    with Writer(fresh) as ledger:
        outcome = _update(ledger, case, chosen, reader, asked, progress)
    write.put_in_place(fresh, case.ledger)
    return outcome


def _update(
    ledger: Writer,
    case: CaseFolder,
    chosen: Settings,
    reader: Reads,
    asked: frozenset[str] | None,
    progress: Progress,
) -> Outcome:
    """Make the ledger hold what the list says. `asked`: the files to speak of; None for all."""
    held = archive.held(case)
    entries = held.documents()
    stale = _stale(ledger, entries, program(reader.fingerprint, chosen))
    ledger.put_problems(_of_no_document(held))
    if isinstance(reader, ReadsAhead):
        reader.ahead(_readable(case, chosen, [entries[number] for number in stale], progress))
    claims = 0
    damaged: list[Problem] = []
    for done, (number, told) in enumerate(stale.items()):
        progress(done, len(stale), entries[number].file)
        try:
            claims += _read_one(ledger, case, chosen, reader, (number, entries[number]), told)
        except archive.DamagedError as error:  # what was read of it earlier stands, and the others are read
            damaged.append(_damaged(entries[number], error))
    progress(len(stale), len(stale), "")
    if damaged:
        ledger.put_problems([*_of_no_document(held), *damaged])
    try:
        with ledger.whole():
            relate(ledger, case)
            check_records(ledger, case)
    except LedgerUnusableError:
        raise
    except Exception as error:  # what was read is not lost because it cannot be compared
        ledger.put_problems([*_of_no_document(held), *damaged, _not_related(error)])
    problems = tuple(p for p in ledger.problems() if asked is None or p.file in asked or _of_the_case(p))
    return Outcome(len(stale) - len(damaged), len(entries) - len(stale), claims, problems)


def _stale(ledger: Writer, entries: dict[int, Entry], by: str) -> dict[int, str]:
    """The numbers of the documents to read, with the fingerprint each will have; what is no longer held is dropped."""
    wanted = {n: fingerprint(n, entry, by) for n, entry in entries.items()}
    known = ledger.fingerprints()
    ids = {n: document_id(entry.sha256 or "") for n, entry in entries.items()}
    ledger.drop(known.keys() - set(ids.values()))
    return {n: told for n, told in wanted.items() if known.get(ids[n]) != told}


def _read_one(
    ledger: Writer, case: CaseFolder, chosen: Settings, reader: Reads, numbered: tuple[int, Entry], told: str
) -> int:
    """Read one document and write it down; the number of its claims comes back."""
    number, entry = numbered
    prepared = _prepared(case, chosen, entry)
    if prepared.document is None:  # the original is no text any more: the program has changed its mind since
        return 0
    try:
        reading = whole(reader.read(prepared.document)) if prepared.readable else Reading()
        if any(problem.severity == "skipped" for problem in reading.problems):
            told = ""  # not read as a whole: the next run tries again
        reading = replace(reading, problems=prepared.problems + reading.problems)
        ledger.put(prepared.document, number, reading, told, entry.when)
    except LedgerUnusableError:
        raise
    except Exception as error:  # one text that the reader cannot bear must not keep the others from being read
        reading = Reading(problems=(*prepared.problems, _not_read(prepared.document, error)))
        ledger.put(prepared.document, number, reading, "", entry.when)
    return len(reading.claims)


def _prepared(case: CaseFolder, chosen: Settings, entry: Entry) -> Prepared:
    return prepare(archive.original(case, entry.sha256 or ""), entry, chosen.collect.longest)


def _readable(case: CaseFolder, chosen: Settings, entries: Iterable[Entry], progress: Progress) -> Iterator[Document]:
    for entry in entries:
        progress(0, 0, entry.file)
        with suppress(archive.DamagedError):  # said where it is read
            prepared = _prepared(case, chosen, entry)
            if prepared.document is not None and prepared.readable:
                yield prepared.document


def whole(reading: Reading) -> Reading:
    """A reading with ids made from content, and what the reader gave twice only once."""
    claims: dict[str, Claim] = {}
    for claim in reading.claims:
        key = claim_id(claim)
        claims.setdefault(key, replace(claim, id=key))
    return replace(reading, claims=tuple(claims.values()))


def _not_read(document: Document, error: Exception) -> Problem:
    what = str(error) if isinstance(error, LedgerError) else f"{type(error).__name__}: {error}"
    message = f"the reader failed on it, and it is kept unread: {what}. Please report this as a bug"
    return Problem("not_read", message, document.file, document.id, severity="skipped")


def _damaged(entry: Entry, error: archive.DamagedError) -> Problem:
    return Problem("original_damaged", str(error), entry.file, severity="skipped")


def _of_no_document(held: Held) -> list[Problem]:
    problems = [problem for entry in held.refused for problem in entry.problems]
    for entry, other in held.duplicates():
        message = f"it holds the same text as {other}, and is read once, under that name"
        problems.append(Problem("duplicate", message, entry.file, severity="skipped"))
    return problems


def _not_related(error: Exception) -> Problem:
    if isinstance(error, UsageError):  # says what to do
        return Problem("not_related", f"the documents were read, and are not compared: {error}", severity="skipped")
    what = str(error) if isinstance(error, LedgerError) else f"{type(error).__name__}: {error}"
    message = f"the documents were read, and comparing or checking them failed: {what}. Please report this as a bug"
    return Problem("not_related", message, severity="skipped")


def _of_the_case(problem: Problem) -> bool:
    return problem.severity == "skipped" and (problem.file is None or problem.code == "original_damaged")
