"""Writing: one document with everything read in it, or all that comparing documents gave: each whole or not at all.

What quotes is checked against the text.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import MappingProxyType, TracebackType

import msgspec

from cuibono import disk
from cuibono.errors import LedgerError
from cuibono.ledger import checked, connection, queue, related, rows
from cuibono.ledger.check import check, check_related
from cuibono.ledger.checked import Checked
from cuibono.ledger.look import Look
from cuibono.ledger.related import Related
from cuibono.model import Document, Problem, Reading, Stance

_PLACES = 1_000_000  # claims, or problems, that one document may have
_COMPARED = 10**15  # numbers of problems met while comparing documents begin here, above those of any document
_CHECKED = 2 * 10**15  # those of problems of public records begin here
_READ = (
    "documents", "claims", "claim_parties", "claim_sources", "mentions", "problems",
    "candidates", "candidate_parties", "candidate_sources",
)  # fmt: skip
_DIGEST = (
    "lines", "party_lines", "tallies", "ties", "party_sums", "party_names", "facets", "figures", *queue.TABLES,
)  # fmt: skip
TABLES = (*_READ, "stages", *related.TABLES, *checked.TABLES, *_DIGEST)
"""Every table: those that are written document by document, then those that are written as a whole."""

_EMPTY = "\n".join(f"DELETE FROM {table};" for table in _DIGEST) + "DELETE FROM stages WHERE name = 'digest';"


class Writer:
    """A ledger open to write, at `path`. Use it as a context manager: `with Writer(path) as ledger: ...`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = connection.to_write(path)

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the ledger as one whole file."""
        with suppress(sqlite3.OperationalError):  # somebody is looking; the next writer will do it
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Everything written within comes to be at once, for whoever looks, or not at all. One may lie in another."""
        with connection.explained(self.path):
            if self._db.in_transaction:
                yield
            else:
                with self._db:
                    self._db.execute("BEGIN IMMEDIATE")
                    yield

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Where what is done within fails, that alone is undone, and not what was written before it."""
        self._db.execute("SAVEPOINT within")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:  # SQLite ends it by itself where the disk is full
                self._db.execute("ROLLBACK TO within")
                self._db.execute("RELEASE within")
            raise
        self._db.execute("RELEASE within")

    def look(self) -> Look:
        """The ledger to look at, with what was written in a `whole` that is still open."""
        return Look(self.path, self._db)

    def is_current(self) -> bool:
        """Whether the ledger has the form that this version of the program writes."""
        return connection.version(self._db) == connection.VERSION

    def fingerprints(self) -> dict[str, str]:
        """For each document's id, the fingerprint it was written with."""
        with connection.explained(self.path):
            return dict(self._db.execute(connection.query("fingerprints")))

    def problems(self) -> tuple[Problem, ...]:
        """All trouble with the evidence."""
        with connection.explained(self.path):
            return tuple(rows.problem(row) for row in self._db.execute(connection.query("problems")))

    def put(self, document: Document, number: int, reading: Reading, fingerprint: str, collected: str = "") -> None:
        """Write a document and what was read in it, in place of what stood there, whole or not at all.

        `collected` is when it came into the case ("2024-11-05T12:00:00Z"). Raises LedgerError, and writes nothing,
        where a span does not fit the text or an id is taken.
        """
        check(document, reading)
        with self.whole(), self._alone():
            try:
                self._replace(document, number, reading, fingerprint, collected)
            except sqlite3.IntegrityError as error:
                raise LedgerError(f"{document.file}: the ledger refused what was read: {error}.") from error

    def drop(self, documents: Iterable[str]) -> None:
        """Take out the documents with these ids, and all that was read in them."""
        with self.whole():
            self._take_out("id = ?", [(d,) for d in documents])

    def stages(self) -> dict[str, str]:
        """For each stage that is done, the fingerprint of all that decided what it gave."""
        with connection.explained(self.path):
            return dict(self._db.execute(connection.query("stages")))

    def relate(self, found: Related, fingerprint: str, decisions: str = "") -> None:
        """Write what comparing all documents gave, in place of what stood there, whole or not at all.

        `decisions` is what people's decisions came to then, as `judgements.written` has it.
        Raises LedgerError, and writes nothing, where a span does not fit its text or something refers to nothing.
        """
        check_related(found, self.fingerprints(), self._find)
        with self.whole():
            try:
                self._clear_related()
                for table, new in related.of_related(found).items():
                    self._insert(table, new)
                self._insert("problems", [rows.of_problem(p, _COMPARED + n) for n, p in enumerate(found.problems)])
                self._insert("stages", [("relate", fingerprint), ("decisions", decisions)])
            except sqlite3.IntegrityError as error:
                raise LedgerError(f"the ledger refused what comparing the documents gave: {error}.") from error

    def check(self, found: Checked, fingerprint: str) -> None:
        """Write what public records say, in place of what stood there, whole or not at all.

        Raises LedgerError, and writes nothing, where a finding is about nothing in the ledger or rests on a row that
        was not given.
        """
        new = checked.of_checked(found)
        with self.whole():
            there = {key for (key,) in self._db.execute(connection.query("subjects"))}
            lost = [finding.subject for finding in found.findings if finding.subject not in there]
            if lost:
                raise LedgerError(f"a finding is about {lost[0]}, which the ledger does not hold.")
            self._clear_checked()
            for table, written in new.items():
                self._insert(table, written)
            self._insert("problems", [rows.of_problem(p, _CHECKED + n) for n, p in enumerate(found.problems)])
            self._insert("stages", [("check", fingerprint)])

    def digest(self, corrected: Mapping[str, Stance] = MappingProxyType({})) -> None:
        """Bring what lists and pictures are made from up to date with the rest of the ledger.

        `corrected` are the stances that people gave to claims, by the claims' ids.
        """
        fill = f"{connection.script('digest')}\n{queue.fill()}"
        fingerprint = hashlib.sha256(f"{fill} {sorted(corrected.items())}".encode()).hexdigest()
        if self.stages().get("digest") == fingerprint:
            return
        with self.whole():
            self._db.execute("CREATE TEMP TABLE IF NOT EXISTS corrected (claim TEXT PRIMARY KEY, stance TEXT)")
            self._db.execute("DELETE FROM corrected")
            self._db.executemany("INSERT INTO corrected VALUES (?, ?)", corrected.items())
            for statement in connection.statements(f"{_EMPTY}\n{fill}"):
                self._db.execute(statement)
            self._insert("stages", [("digest", fingerprint)])

    def uncheck(self) -> None:
        """Take out what public records say: what is checked next must not rest on it."""
        with self.whole():
            self._clear_checked()

    def put_problems(self, problems: Iterable[Problem]) -> None:
        """Write the problems that belong to no document, in place of those that stood there."""
        new = [rows.of_problem(p, n) for n, p in enumerate(problems, 1)]
        with self.whole():
            self._db.execute("DELETE FROM problems WHERE number < ?", (_PLACES,))
            self._insert("problems", new)

    def _replace(self, document: Document, number: int, reading: Reading, fingerprint: str, collected: str) -> None:
        self._take_out("id = ? OR file = ? OR number = ?", [(document.id, document.file, number)])
        self._db.execute("DELETE FROM stages")
        self._insert("documents", [rows.of_document(document, number, fingerprint, collected)])
        first = number * _PLACES + 1
        self._insert("claims", [rows.of_claim(c, first + n) for n, c in enumerate(reading.claims)])
        self._insert("claim_parties", [row for c in reading.claims for row in rows.of_parties(c)])
        self._insert("claim_sources", [row for c in reading.claims for row in rows.of_sources(c)])
        self._insert("mentions", [rows.of_mention(document.id, n, m) for n, m in enumerate(reading.mentions, 1)])
        self._insert("problems", [rows.of_problem(p, first + n) for n, p in enumerate(reading.problems)])
        self._insert("candidates", [rows.of_candidate(c, first + n) for n, c in enumerate(reading.candidates)])
        self._insert("candidate_parties", [row for c in reading.candidates for row in rows.of_about(c)])
        self._insert("candidate_sources", [row for c in reading.candidates for row in rows.of_holders(c)])

    def _take_out(self, condition: str, values: list[rows.Row]) -> None:
        """Take out documents; with the first that is there goes all that was found by comparing it with others."""
        there = any(self._db.execute(f"SELECT 1 FROM documents WHERE {condition}", v).fetchone() for v in values)
        if there:
            self._clear_related()
            self._db.executemany(f"DELETE FROM documents WHERE {condition}", values)

    def _clear_checked(self) -> None:
        self._db.execute("DELETE FROM stages WHERE name IN ('check', 'digest')")
        self._db.execute("DELETE FROM problems WHERE number >= ?", (_CHECKED,))
        for table in (*_DIGEST, *reversed(checked.TABLES)):
            self._db.execute(f"DELETE FROM {table}")

    def _clear_related(self) -> None:
        self._clear_checked()
        self._db.execute("DELETE FROM problems WHERE number >= ?", (_COMPARED,))
        for table in ("stages", *reversed(related.TABLES)):
            self._db.execute(f"DELETE FROM {table}")

    def _find(self, document: str) -> Document:
        asked = {"ids": msgspec.json.encode([document]).decode()}
        return rows.document(self._db.execute(connection.query("documents_by_id"), asked).fetchone())

    def _insert(self, table: str, new: list[rows.Row]) -> None:
        if new:
            marks = ", ".join("?" * len(new[0]))
            self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", new)


def put_in_place(fresh: Path, place: Path) -> None:
    """Put a whole new ledger in the place of another, which may be in use or unreadable.

    Whatever happens meanwhile, at `place` stands the old one or the new one, never parts of both: an old one whose
    log cannot be folded in, since somebody looks or it is damaged, goes before its log does.
    """
    if not _folded(fresh):
        raise LedgerError(f"{fresh}: the new ledger could not be finished. Run `cuibono rebuild` again.")
    if not _folded(place):
        place.unlink(missing_ok=True)
    for path in (place, fresh):
        for tail in ("-wal", "-shm"):
            path.with_name(path.name + tail).unlink(missing_ok=True)
    disk.publish(fresh, place)


def _folded(path: Path) -> bool:
    """Whether a ledger is one whole file now, its log folded in."""
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(path)) as db:
            busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.DatabaseError:
        return False
    return not busy


def dump(path: Path) -> dict[str, list[rows.Row]]:
    """Every row of every table, in order: two ledgers are the same when their dumps are equal."""
    with closing(connection.to_look(path)) as db:
        return {table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in TABLES}
