"""Reading: originals to what is read in them, in this process or in several, in the order asked for.

Takes: what was collected, a reader, how many processes.
Gives: for each original its document with a reading, or why there is none.
Knows nothing of: the ledger, which documents are stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

import msgspec
from msgspec.structs import replace

from cuibono.collect import archive
from cuibono.collect.archive import Entry
from cuibono.collect.documents import Prepared, prepare
from cuibono.errors import LedgerError
from cuibono.model import Claim, Document, Problem, Reading, claim_id
from cuibono.pipeline.children import Lost, in_children
from cuibono.settings import CaseFolder


class Reads(Protocol):
    """What the pipeline asks of a reader; to read in several processes it must be one that pickle can copy."""

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


class Read(NamedTuple):
    """What came of one original.

    `document` is None where there is none to write: the original is no text any more or damaged, or the process that
    read it ended; `reading` then has the problem of the latter two. `prepared` are the problems of the document met
    before reading it, which `reading` has too. `failed`: it is to be read again the next time. `stands`: what was read
    of it earlier is kept until then.
    """

    document: Document | None
    reading: Reading = Reading()
    prepared: tuple[Problem, ...] = ()
    failed: bool = False
    stands: bool = False


class Task(msgspec.Struct, frozen=True):
    """Everything that reading an original takes beside its entry."""

    case: CaseFolder
    longest: int
    reader: Reads

    def __call__(self, entry: Entry) -> Read:
        """Read one original."""
        try:
            return self._read(self.prepared(entry))
        except archive.DamagedError as error:  # what was read of it earlier stands, and the others are read
            problem = Problem("original_damaged", str(error), entry.file, severity="skipped")
            return Read(None, Reading(problems=(problem,)), failed=True, stands=True)

    def prepared(self, entry: Entry) -> Prepared:
        """The document of one original. Raises DamagedError where it is missing or changed."""
        return prepare(archive.original(self.case, entry.sha256 or ""), entry, self.longest)

    def read(self, data: bytes, entry: Entry) -> Read:
        """Read these bytes, as collected by this entry."""
        return self._read(prepare(data, entry, self.longest))

    def _read(self, prepared: Prepared) -> Read:
        if prepared.document is None:  # the original is no text any more: the program has changed its mind since
            return Read(None)
        try:
            reading = whole(self.reader.read(prepared.document)) if prepared.readable else Reading()
        except Exception as error:  # one text that the reader cannot bear must not keep the others from being read
            problems = (*prepared.problems, not_read(prepared.document, error))
            return Read(prepared.document, Reading(problems=problems), prepared.problems, failed=True)
        partly = any(problem.severity == "skipped" for problem in reading.problems)  # the next run tries again
        reading = replace(reading, problems=prepared.problems + reading.problems)
        return Read(prepared.document, reading, prepared.problems, failed=partly)


def read_all(entries: Sequence[Entry], task: Task, workers: int) -> Iterator[Read]:
    """What came of each original, in their order, the same whatever the number of processes.

    With one worker everything is done here. With more each reads one original at a time, none much further on than the
    one that is waited for, so that memory does not grow with the number of originals. A process that ends before it
    has answered costs the original it had in hand. Raises UsageError where no
    process can be started.
    """
    if min(workers, len(entries)) <= 1:
        yield from map(task, entries)
        return
    found: Iterable[Read | Lost] = in_children(task, entries, min(workers, len(entries)))
    for entry, one in zip(entries, found, strict=True):
        yield _ended(entry, one) if isinstance(one, Lost) else one


def whole(reading: Reading) -> Reading:
    """A reading with ids made from content, and what the reader gave twice only once."""
    claims: dict[str, Claim] = {}
    for claim in reading.claims:
        key = claim_id(claim)
        claims.setdefault(key, replace(claim, id=key))
    return replace(reading, claims=tuple(claims.values()))


def not_read(document: Document, error: Exception) -> Problem:
    """That the reader, or the ledger, refused a document."""
    what = str(error) if isinstance(error, LedgerError) else f"{type(error).__name__}: {error}"
    message = f"the reader failed on it, and it is kept unread: {what}. Please report this as a bug"
    return Problem("not_read", message, document.file, document.id, severity="skipped")


def duplicate(file: str, other: str) -> Problem:
    """That a file holds the same bytes as another."""
    message = f"it holds the same text as {other}, and is read once, under that name"
    return Problem("duplicate", message, file, severity="skipped")


def _ended(entry: Entry, lost: Lost) -> Read:
    message = (
        f"the process that read it ended ({lost.how}), as happens where memory runs out; the next `cuibono read` tries "
        "again, with fewer --workers it takes less memory"
    )
    return Read(None, Reading(problems=(Problem("not_read", message, entry.file, severity="skipped"),)), failed=True)
