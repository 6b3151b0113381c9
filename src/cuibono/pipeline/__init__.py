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
from typing import Protocol

import msgspec
from msgspec.structs import replace

from cuibono import collect, settings
from cuibono.collect import archive
from cuibono.collect.archive import Entry, Held
from cuibono.collect.documents import prepare
from cuibono.collect.gather import NO_TABLE, Table, gather
from cuibono.errors import LedgerError
from cuibono.ledger import write
from cuibono.ledger.write import Writer
from cuibono.model import (
    Claim,
    Document,
    Problem,
    Reading,
    claim_id,
    document_id,
)
from cuibono.pipeline.checking import check_records
from cuibono.pipeline.clock import stamp
from cuibono.pipeline.deciding import judge, note, settle
from cuibono.pipeline.placing import told
from cuibono.pipeline.relating import relate
from cuibono.settings import CaseFolder, Settings

__all__ = [
    "Outcome",
    "Progress",
    "Reads",
    "judge",
    "note",
    "read",
    "rebuild",
    "settle",
    "standard_input",
    "told",
    "whole",
]


class Reads(Protocol):
    """What the pipeline asks of a reader."""

    @property
    def fingerprint(self) -> str:
        """A hash of everything in the reader that decides what it reads."""

    def read(self, document: Document) -> Reading:
        """Claims, mentions and problems of one document."""


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
    progress: Progress = _quietly,
) -> Outcome:
    """Collect what the paths mean into the case, read every document whose reading is not up to date, compare them.

    The case is made where there is none. Each document is written in one transaction: a run that is stopped has
    lost nothing, and the next one goes on where it was. `progress` is told how many of how many documents are read (0
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
        return _bring_up_to_date(folder, chosen, reader, asked, progress)


def rebuild(case: Path, reader: Reads, *, progress: Progress = _quietly) -> Outcome:
    """Make the ledger anew from the originals and the list of what was collected, and put it in the old one's place.

    The old ledger stands until the new one is whole. Raises UsageError where the case cannot be used or an original
    is missing.
    """
    folder = CaseFolder(case)
    with archive.locked(folder):
        return _rebuild(folder, settings.load(folder.settings), reader, None, progress)


def _bring_up_to_date(
    case: CaseFolder, chosen: Settings, reader: Reads, asked: frozenset[str], progress: Progress
) -> Outcome:
    with Writer(case.ledger) as ledger:
        if ledger.is_current():
            return _update(ledger, case, chosen, reader, asked, progress)
    return _rebuild(case, chosen, reader, asked, progress)


def _rebuild(
    case: CaseFolder, chosen: Settings, reader: Reads, asked: frozenset[str] | None, progress: Progress
) -> Outcome:
    fresh = case.ledger.with_name(f"{case.ledger.name}.new")
    write.discard(fresh)
    with Writer(fresh) as ledger:
        outcome = _update(ledger, case, chosen, reader, asked, progress)
    write.settle(fresh)
    write.settle(case.ledger)
    fresh.replace(case.ledger)
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
    stale = _stale(ledger, entries, _program(reader, chosen))
    ledger.put_problems(_of_no_document(held))
    claims = 0
    for done, (number, fingerprint) in enumerate(stale.items()):
        progress(done, len(stale), entries[number].file)
        claims += _read_one(ledger, case, chosen, reader, (number, entries[number]), fingerprint)
    progress(len(stale), len(stale), "")
    try:
        relate(ledger, case)
        check_records(ledger, case)
    except Exception as error:  # what was read is not lost because it cannot be compared
        ledger.put_problems([*_of_no_document(held), _not_related(error)])
    problems = tuple(p for p in ledger.problems() if asked is None or p.file in asked or _of_the_case(p))
    return Outcome(len(stale), len(entries) - len(stale), claims, problems)


def _stale(ledger: Writer, entries: dict[int, Entry], program: str) -> dict[int, str]:
    """The numbers of the documents to read, with the fingerprint each will have; what is no longer held is dropped."""
    wanted = {n: _fingerprint(n, entry, program) for n, entry in entries.items()}
    known = ledger.fingerprints()
    ids = {n: document_id(entry.sha256 or "") for n, entry in entries.items()}
    ledger.drop(known.keys() - set(ids.values()))
    return {n: fingerprint for n, fingerprint in wanted.items() if known.get(ids[n]) != fingerprint}


def _read_one(
    ledger: Writer, case: CaseFolder, chosen: Settings, reader: Reads, numbered: tuple[int, Entry], fingerprint: str
) -> int:
    """Read one document and write it down; the number of its claims comes back."""
    number, entry = numbered
    data = archive.original(case, entry.sha256 or "")
    prepared = prepare(data, entry, chosen.collect.longest)
    if prepared.document is None:  # the original is no text any more: the program has changed its mind since
        return 0
    try:
        reading = whole(reader.read(prepared.document)) if prepared.readable else Reading()
        reading = replace(reading, problems=prepared.problems + reading.problems)
        ledger.put(prepared.document, number, reading, fingerprint, entry.when)
    except Exception as error:  # one text that the reader cannot bear must not keep the others from being read
        reading = Reading(problems=(*prepared.problems, _not_read(prepared.document, error)))
        ledger.put(prepared.document, number, reading, "", entry.when)
    return len(reading.claims)


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


def _of_no_document(held: Held) -> list[Problem]:
    problems = [problem for entry in held.refused for problem in entry.problems]
    for entry, other in held.duplicates():
        message = f"it holds the same text as {other}, and is read once, under that name"
        problems.append(Problem("duplicate", message, entry.file, severity="skipped"))
    return problems


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
    told = [number, entry.file, entry.sha256, entry.given, entry.when[:10], entry.enclosed, program]
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()
