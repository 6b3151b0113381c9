"""Pipeline: the order of the stages, and what needs doing again.

Takes: a case folder, paths, a reader; people's decisions.
Gives: a ledger that holds what the originals say and what comparing them gives; what went wrong.
Knows nothing of: how a text is read, how documents are compared, how anything is shown.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from cuibono import collect, settings
from cuibono.collect import archive
from cuibono.collect.archive import Entry, Held
from cuibono.collect.gather import NO_TABLE, Table, gather
from cuibono.errors import LedgerError
from cuibono.ledger import write
from cuibono.ledger.write import Writer
from cuibono.model import Problem, Reading, document_id
from cuibono.pipeline.checking import check_records
from cuibono.pipeline.clock import stamp
from cuibono.pipeline.deciding import judge, note, settle
from cuibono.pipeline.reading import Read, Reads, Task, duplicate, not_read, read_all, whole
from cuibono.pipeline.relating import relate
from cuibono.settings import CaseFolder, Settings

__all__ = ["Outcome", "Progress", "Reads", "judge", "note", "read", "rebuild", "settle", "standard_input", "whole"]


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
    stdin: Callable[[], bytes] = standard_input,
    now: datetime | None = None,
    workers: int = 1,
    progress: Progress = _quietly,
) -> Outcome:
    """Collect what the paths mean into the case, read every document whose reading is not up to date, compare them.

    The case is made where there is none. Each document is written in one transaction: a run that is stopped has
    lost nothing, and the next one goes on where it was. So many `workers` read, each a process of its own, and this one
    writes; the ledger is the same for any number. `progress` is told how many of how many documents are read (0
    of 0 while they are collected), and the next one's name. Raises UsageError where the case or the metadata table
    cannot be used.
    """
    folder = CaseFolder(case)
    table = Table.load(metadata) if metadata else NO_TABLE
    when = stamp(now)
    with archive.locked(folder):
        if not folder.settings.exists():
            folder.settings.write_text(settings.TEMPLATE, encoding="utf-8")
        chosen = settings.load(folder.settings)
        longest = chosen.collect.longest
        asked = gather(folder, paths, table, when, longest, stdin, lambda file: progress(0, 0, file))
        return _bring_up_to_date(_Run(folder, chosen, reader, workers, progress), asked)


def rebuild(case: Path, reader: Reads, *, workers: int = 1, progress: Progress = _quietly) -> Outcome:
    """Make the ledger anew from the originals and the list of what was collected, and put it in the old one's place.

    The old ledger stands until the new one is whole. Raises UsageError where the case cannot be used or an original
    is missing.
    """
    folder = CaseFolder(case)
    with archive.locked(folder):
        return _rebuild(_Run(folder, settings.load(folder.settings), reader, workers, progress), None)


class _Run(NamedTuple):
    """What a run is called with."""

    case: CaseFolder
    chosen: Settings
    reader: Reads
    workers: int
    progress: Progress


def _bring_up_to_date(run: _Run, asked: frozenset[str]) -> Outcome:
    with Writer(run.case.ledger) as ledger:
        if ledger.is_current():
            return _update(ledger, run, asked)
    return _rebuild(run, asked)


def _rebuild(run: _Run, asked: frozenset[str] | None) -> Outcome:
    fresh = run.case.ledger.with_name(f"{run.case.ledger.name}.new")
    write.discard(fresh)
    with Writer(fresh) as ledger:
        outcome = _update(ledger, run, asked)
    write.settle(fresh)
    write.settle(run.case.ledger)
    fresh.replace(run.case.ledger)
    return outcome


def _update(ledger: Writer, run: _Run, asked: frozenset[str] | None) -> Outcome:
    """Make the ledger hold what the list says. `asked`: the files to speak of; None for all."""
    held = archive.held(run.case)
    entries = held.documents()
    stale = _stale(ledger, entries, _program(run.reader, run.chosen))
    aside = _of_no_document(held)
    ledger.put_problems(aside)
    claims, lost = _read(ledger, run, entries, stale)
    aside += lost
    try:
        if lost:
            ledger.put_problems(aside)
        relate(ledger, run.case)
        check_records(ledger, run.case)
    except Exception as error:  # what was read is not lost because it cannot be compared
        ledger.put_problems([*aside, _not_related(error)])
    problems = tuple(p for p in ledger.problems() if asked is None or p.file in asked or _of_the_case(p))
    return Outcome(len(stale), len(entries) - len(stale), claims, problems)


def _read(ledger: Writer, run: _Run, entries: dict[int, Entry], stale: dict[int, str]) -> tuple[int, list[Problem]]:
    """Read what is stale and write it down; the number of claims, and the problems of what could not be written."""
    task = Task(run.case, run.chosen.collect.longest, run.reader)
    found = read_all([entries[number] for number in stale], task, run.workers)
    claims, lost = 0, list[Problem]()
    for done, (number, fingerprint) in enumerate(stale.items()):
        entry = entries[number]
        run.progress(done, len(stale), entry.file)
        one = next(found)
        if one.document is not None:
            claims += _put(ledger, number, entry, one, fingerprint)
        elif one.failed:
            ledger.drop([document_id(entry.sha256 or "")])  # what an older program read there is not to stand
            lost += one.reading.problems
    run.progress(len(stale), len(stale), "")
    return claims, lost


def _put(ledger: Writer, number: int, entry: Entry, found: Read, fingerprint: str) -> int:
    """Write one document down; the number of its claims comes back."""
    document, reading = found.document, found.reading
    if document is None:
        return 0
    try:
        ledger.put(document, number, reading, "" if found.failed else fingerprint, entry.when)
    except Exception as error:  # as with one that the reader cannot bear
        reading = Reading(problems=(*found.prepared, not_read(document, error)))
        ledger.put(document, number, reading, "", entry.when)
    return len(reading.claims)


def _stale(ledger: Writer, entries: dict[int, Entry], program: str) -> dict[int, str]:
    """The numbers of the documents to read, with the fingerprint each will have; what is no longer held is dropped."""
    wanted = {n: _fingerprint(n, entry, program) for n, entry in entries.items()}
    known = ledger.fingerprints()
    ids = {n: document_id(entry.sha256 or "") for n, entry in entries.items()}
    ledger.drop(known.keys() - set(ids.values()))
    return {n: fingerprint for n, fingerprint in wanted.items() if known.get(ids[n]) != fingerprint}


def _of_no_document(held: Held) -> list[Problem]:
    problems = [problem for entry in held.refused for problem in entry.problems]
    return problems + [duplicate(entry.file, other) for entry, other in held.duplicates()]


def _not_related(error: Exception) -> Problem:
    what = str(error) if isinstance(error, LedgerError) else f"{type(error).__name__}: {error}"
    message = f"the documents were read, and comparing or checking them failed: {what}. Please report this as a bug"
    return Problem("not_related", message, severity="skipped")


def _of_the_case(problem: Problem) -> bool:
    return problem.file is None and problem.severity == "skipped"


def _program(reader: Reads, chosen: Settings) -> str:
    return f"{collect.fingerprint()} {reader.fingerprint} {chosen.collect.longest}"


def _fingerprint(number: int, entry: Entry, program: str) -> str:
    """Of the original, what was said of it, and all of the program that has a part in its reading."""
    told = msgspec.json.encode([number, entry.file, entry.sha256, entry.given, entry.when[:10], program])
    return hashlib.sha256(told).hexdigest()
