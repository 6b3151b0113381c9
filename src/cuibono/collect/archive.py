"""What a case keeps: originals by their sha256, and the list of what was collected, which is only appended to.

The two together are enough to make the ledger again.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from cuibono import decoding
from cuibono.collect.metadata import Given
from cuibono.errors import UsageError
from cuibono.model import Problem
from cuibono.settings import CaseFolder


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the list: this file was collected, or could not be, at this time.

    `when` is in UTC to the second. `sha256` is None where nothing was kept; `problems` then say why. `source` tells
    two files of one name apart and need not exist any more.
    """

    file: str
    when: str
    sha256: str | None = None
    source: str | None = None
    given: Given = Given()
    problems: tuple[Problem, ...] = ()


class Held(msgspec.Struct, frozen=True):
    """What the list comes to: for each file its latest entry, in the order in which files first came.

    `kept` are the entries with an original; `refused` are those without, where no later entry put it right.
    """

    kept: tuple[Entry, ...]
    refused: tuple[Entry, ...]

    def documents(self) -> dict[int, Entry]:
        """The entries to read, each original once, by their number: the place of their file in `kept`, from 1."""
        first = self._first()
        return {n: e for n, e in enumerate(self.kept, 1) if first[e.sha256] == e.file}

    def duplicates(self) -> list[tuple[Entry, str]]:
        """Entries whose original is there already, each with the file name that it is read under."""
        first = self._first()
        return [(e, first[e.sha256]) for e in self.kept if first[e.sha256] != e.file]

    def _first(self) -> dict[str | None, str]:
        names: dict[str | None, str] = {}
        for entry in self.kept:
            names.setdefault(entry.sha256, entry.file)
        return names


def keep(case: CaseFolder, data: bytes) -> str:
    """Put an original in the archive, whole or not at all; its sha256 comes back."""
    sha256 = hashlib.sha256(data).hexdigest()
    place = case.originals / sha256
    if place.exists() and place.stat().st_size == len(data):
        return sha256
    case.originals.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(dir=case.originals, prefix=".partial-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(partial).replace(place)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise
    _sync_folder(case.originals)
    return sha256


def original(case: CaseFolder, sha256: str) -> bytes:
    """The bytes of an original. Raises UsageError where they are gone or no longer those that were kept."""
    place = case.originals / sha256
    try:
        data = place.read_bytes()
    except OSError as error:
        raise UsageError(f"{place}: this original is missing from the case. Restore it from a copy.") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UsageError(f"{place}: this original has been changed since it was kept. Restore it from a copy.")
    return data


def append(case: CaseFolder, entries: Iterable[Entry]) -> None:
    """Add lines to the list; they are on the disk when this returns."""
    lines = b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries)
    if not lines:
        return
    with case.manifest.open("ab") as file:
        file.truncate(_whole(case.manifest))
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def held(case: CaseFolder) -> Held:
    """What the case holds. A last line that a stopped program left unfinished does not count."""
    latest: dict[str, Entry] = {}
    refused: dict[str, Entry] = {}
    for entry in _entries(case):
        refused.pop(entry.file, None)
        (latest if entry.sha256 else refused)[entry.file] = entry
    return Held(tuple(latest.values()), tuple(refused.values()))


@contextmanager
def locked(case: CaseFolder) -> Iterator[None]:
    """Hold the case as the one program that may change it; it is made where it does not exist.

    Raises UsageError where another program holds it, or the folder cannot be made.
    """
    try:
        case.path.mkdir(parents=True, exist_ok=True)
        file = case.lock.open("w")
    except OSError as error:
        raise UsageError(
            f"{case.path}: the case cannot be written to: {error.strerror}. Choose another folder."
        ) from error
    with file:
        try:
            _lock(file)
        except OSError as error:
            raise UsageError(f"{case.path}: another program is changing this case. Wait until it is done.") from error
        yield


def _entries(case: CaseFolder) -> list[Entry]:
    if not case.manifest.exists():
        return []
    data = case.manifest.read_bytes()[: _whole(case.manifest)]
    found = []
    for number, line in enumerate(data.split(b"\n")[:-1], start=1):
        try:
            found.append(decoding.json(line, Entry))
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise UsageError(f"{case.manifest}, line {number}: {error}. Restore the line from a copy.") from error
    return found


def _whole(path: Path) -> int:
    """The length of a file up to the end of its last whole line."""
    return path.read_bytes().rfind(b"\n") + 1 if path.exists() else 0


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system offers that."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _lock(file: IO[str]) -> None:
    """Lock a file until it is closed, where the system offers that. A stopped program leaves no lock behind."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
