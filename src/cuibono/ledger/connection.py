"""Opening a ledger: to write, or only to look."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from cuibono import disk
from cuibono.errors import LedgerUnusableError, UsageError

VERSION = 7  # of schema.sql; raised with every change to it
_BUSY = 10.0  # seconds to wait for another program that is writing
_WRITTEN = 1024  # MiB of pages kept while writing: a page on which many rows fall is then written once, not each time
_LOGGED = 16_000  # pages of the log from which they are brought into the file, for the same reason


def to_write(path: Path) -> sqlite3.Connection:
    """A connection to the ledger at `path`, which is made where there is none: at no moment half."""
    with explained(path):
        if not path.exists():
            _begin(path)
        connection = sqlite3.connect(path, timeout=_BUSY, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = {-1024 * _WRITTEN}")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_LOGGED}")
            connection.create_function("fold", 1, _fold, deterministic=True)
            _set_up(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def to_look(path: Path) -> sqlite3.Connection:
    """A connection that cannot change the ledger at `path`.

    Raises UsageError where there is no ledger, or one made by another version of the program.
    """
    if not path.exists():
        raise UsageError(f"{path}: there is no ledger here. `cuibono read PATH --case DIR` makes one.")
    with explained(path):
        connection = _read_only(path)
    if version(connection) != VERSION:
        connection.close()
        raise UsageError(f"{path}: this ledger was made by another version. `cuibono rebuild` makes it anew.")
    return connection


def version(connection: sqlite3.Connection) -> int:
    """The version of the schema that a ledger was made with; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ones that say what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise LedgerUnusableError(f"{path}: the ledger cannot be used: {error}. {_remedy(error)}") from error
    except sqlite3.DatabaseError as error:
        message = f"{path}: the ledger cannot be read: {error}. `cuibono rebuild` makes it anew from the originals."
        raise LedgerUnusableError(message) from error


def _remedy(error: sqlite3.OperationalError) -> str:
    """What to do where SQLite could not carry something out."""
    reason = error.sqlite_errorcode & 0xFF  # the low byte says which, the others more of it
    if reason == sqlite3.SQLITE_FULL:
        return "Make room on the disk; the same command then goes on from there."
    if reason in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return "Nothing can be written there: see to the permissions of the folder, or work on a copy of the case."
    if reason in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT):
        return "See to the disk; `cuibono rebuild` then makes the ledger anew from the originals."
    return "Is another program writing to it?"


@cache
def query(name: str) -> str:
    """The text of queries/NAME.sql."""
    return files("cuibono.ledger").joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")


@cache
def script(name: str) -> str:
    """The text of NAME.sql: statements that one question or one write does not hold."""
    return files("cuibono.ledger").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def statements(text: str) -> Iterator[str]:
    """The statements of a script, one after the other; unlike `executescript`, running them ends no transaction."""
    held = ""
    for piece in text.split(";"):
        held += f"{piece};"
        if sqlite3.complete_statement(held):
            yield held
            held = ""


def discard(path: Path) -> None:
    """Remove a ledger, with all that SQLite keeps beside it."""
    for tail in ("-wal", "-shm", "-journal", ""):
        path.with_name(path.name + tail).unlink(missing_ok=True)


def _begin(path: Path) -> None:
    """An empty ledger at `path`, without what an earlier one of that name left beside it."""
    fresh = path.with_name(disk.PARTIAL + path.name)
    discard(fresh)
    with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        _set_up(connection)
    discard(path)
    disk.publish(fresh, path)


def _set_up(connection: sqlite3.Connection) -> None:
    if version(connection) == 0:
        connection.executescript(f"BEGIN IMMEDIATE;\n{script('schema')}\nPRAGMA user_version = {VERSION};\nCOMMIT;")


def _read_only(path: Path) -> sqlite3.Connection:
    """Opened read-only; on a medium where nothing can be written, as a file that does not change."""
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=_BUSY, check_same_thread=False)
    try:
        version(connection)
    except sqlite3.OperationalError:
        connection.close()
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size:
            raise LedgerUnusableError(
                f"{path}: a run was stopped, and what it wrote last can only be taken in where files can be written. "
                "Copy the case to such a place, and look at it there."
            ) from None
        connection = sqlite3.connect(f"{address}&immutable=1", uri=True, check_same_thread=False)
        version(connection)
    connection.create_function("fold", 1, _fold, deterministic=True)
    return connection


def _fold(text: str | None) -> str | None:
    return None if text is None else text.casefold()
