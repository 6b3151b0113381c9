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
from typing import NamedTuple

import msgspec

from cuibono import disk, settings
from cuibono.collect import archive
from cuibono.collect.archive import Entry, Held
from cuibono.collect.gather import NO_TABLE, Table, gather
from cuibono.errors import LedgerError, LedgerUnusableError, UsageError
from cuibono.ledger import connection, write
from cuibono.ledger.look import Look
from cuibono.ledger.write import Writer
from cuibono.model import Document, Problem, document_id
from cuibono.pipeline import online
from cuibono.pipeline.checking import check_records
from cuibono.pipeline.clock import stamp
from cuibono.pipeline.deciding import judge, note, settle
from cuibono.pipeline.parts import fingerprint, program
from cuibono.pipeline.placing import told
from cuibono.pipeline.reading import Reads, ReadsAhead, Task, duplicate, read_all, whole
from cuibono.pipeline.relating import relate
from cuibono.pipeline.writing import Batch
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
    "told",
    "whole",
]


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
    workers: int = 1,
    progress: Progress = _quietly,
) -> Outcome:
    """Collect what paths and addresses mean, read every document whose reading is not up to date, compare them.

    `urls` is a list with one address on a line. The case is made where there is none. Each document is written in one
    transaction: a run that is stopped has lost nothing, and the next one goes on where it was. So many `workers` read,
    each a process of its own, and this one writes; the ledger is the same for any number. `progress` is told how many
    of how many documents are read (0 of 0 while they are collected), and the next one's name. Raises UsageError where
    the case, the metadata table or the list of addresses cannot be used.
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
        return bring_up_to_date(folder, chosen, reader, asked, progress, workers)


def rebuild(case: Path, reader: Reads, *, workers: int = 1, progress: Progress = _quietly) -> Outcome:
    """Make the ledger anew from the originals and the list of what was collected, and put it in the old one's place.

    The old ledger stands until the new one is whole. Raises UsageError where the case cannot be used, and where an
    original is damaged of which the ledger that stands still has the text.
    """
    folder = CaseFolder(case)
    with archive.locked(folder):
        _all_there(folder)
        return _rebuild(_Run(folder, settings.load(folder.settings), reader, progress, workers), None)


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


class _Run(NamedTuple):
    """What a run is called with."""

    case: CaseFolder
    chosen: Settings
    reader: Reads
    progress: Progress
    workers: int = 1


def bring_up_to_date(
    case: CaseFolder, chosen: Settings, reader: Reads, asked: frozenset[str], progress: Progress, workers: int = 1
) -> Outcome:
    """Make the ledger hold what the list of a case says, which the caller holds; `asked` are the files to speak of."""
    run = _Run(case, chosen, reader, progress, workers)
    with Writer(case.ledger) as ledger:
        if ledger.is_current():
            return _update(ledger, run, asked)
    return _rebuild(run, asked)


def _rebuild(run: _Run, asked: frozenset[str] | None) -> Outcome:
    fresh = run.case.ledger.with_name(f"{disk.PARTIAL}{run.case.ledger.name}")
    connection.discard(fresh)
    with Writer(fresh) as ledger:
        outcome = _update(ledger, run, asked)
    write.put_in_place(fresh, run.case.ledger)
    return outcome


def _update(ledger: Writer, run: _Run, asked: frozenset[str] | None) -> Outcome:
    """Make the ledger hold what the list says. `asked`: the files to speak of; None for all."""
    held = archive.held(run.case)
    entries = held.documents()
    stale = _stale(ledger, entries, program(run.reader.fingerprint, run.chosen))
    aside = _of_no_document(held)
    ledger.put_problems(aside)
    claims, lost = _read(ledger, run, entries, stale)
    aside += lost
    if lost:
        ledger.put_problems(aside)
    try:
        with ledger.whole():
            relate(ledger, run.case)
            check_records(ledger, run.case)
    except LedgerUnusableError:
        raise
    except Exception as error:  # what was read is not lost because it cannot be compared
        ledger.put_problems([*aside, _not_related(error)])
    problems = tuple(p for p in ledger.problems() if asked is None or p.file in asked or _of_the_case(p))
    damaged = sum(problem.code == "original_damaged" for problem in lost)
    return Outcome(len(stale) - damaged, len(entries) - len(stale), claims, problems)


def _read(ledger: Writer, run: _Run, entries: dict[int, Entry], stale: dict[int, str]) -> tuple[int, list[Problem]]:
    """Read what is stale and write it down; the number of claims, and the problems of what could not be written."""
    task, wanted = Task(run.case, run.chosen.collect.longest, run.reader), [entries[number] for number in stale]
    workers = run.workers
    if isinstance(run.reader, ReadsAhead):
        workers = 1  # it asks elsewhere, for several at once, and waits
        run.reader.ahead(_readable(task, wanted, run.progress))
    found = read_all(wanted, task, workers)
    batch, lost = Batch(ledger), list[Problem]()
    try:
        for done, (number, mark) in enumerate(stale.items()):
            entry = entries[number]
            run.progress(done, len(stale), entry.file)
            one = next(found)
            batch.put(number, entry, one, mark)
            if one.document is None and one.failed:
                lost += one.reading.problems
    finally:  # what was read before somebody stopped it is not to be read again
        batch.write()
    run.progress(len(stale), len(stale), "")
    return batch.claims, lost


def _readable(task: Task, entries: Iterable[Entry], progress: Progress) -> Iterator[Document]:
    for entry in entries:
        progress(0, 0, entry.file)
        with suppress(archive.DamagedError):  # said where it is read
            prepared = task.prepared(entry)
            if prepared.document is not None and prepared.readable:
                yield prepared.document


def _stale(ledger: Writer, entries: dict[int, Entry], by: str) -> dict[int, str]:
    """The numbers of the documents to read, with the fingerprint each will have; what is no longer held is dropped."""
    wanted = {n: fingerprint(n, entry, by) for n, entry in entries.items()}
    known = ledger.fingerprints()
    ids = {n: document_id(entry.sha256 or "") for n, entry in entries.items()}
    ledger.drop(known.keys() - set(ids.values()))
    return {n: mark for n, mark in wanted.items() if known.get(ids[n]) != mark}


def _of_no_document(held: Held) -> list[Problem]:
    problems = [problem for entry in held.refused for problem in entry.problems]
    return problems + [duplicate(entry.file, other) for entry, other in held.duplicates()]


def _not_related(error: Exception) -> Problem:
    if isinstance(error, UsageError):  # says what to do
        return Problem("not_related", f"the documents were read, and are not compared: {error}", severity="skipped")
    what = str(error) if isinstance(error, LedgerError) else f"{type(error).__name__}: {error}"
    message = f"the documents were read, and comparing or checking them failed: {what}. Please report this as a bug"
    return Problem("not_related", message, severity="skipped")


def _of_the_case(problem: Problem) -> bool:
    return problem.severity == "skipped" and (problem.file is None or problem.code == "original_damaged")
