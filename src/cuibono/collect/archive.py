"""What a case keeps: originals by their sha256, and the list of what was collected, which is only appended to.

The two together are enough to make the ledger again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

import msgspec
from msgspec.structs import replace

from cuibono import decoding, disk
from cuibono.collect.enclosed import ALONE, Enclosed
from cuibono.collect.metadata import Given
from cuibono.errors import UsageError
from cuibono.model import Problem
from cuibono.settings import CaseFolder

REMEDY: Final = "Restore it from a copy, or read the same file again."
_LINKED: Final = 16  # hexadecimal digits: damage is found, and a line stays short


class DamagedError(UsageError):
    """An original is not there, or no longer the bytes that were kept."""


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the list: this file was collected, or could not be, at this time.

    `when` is in UTC to the second. `sha256` is None where nothing was kept; `problems` then say why. `source` tells
    two files of one name apart and need not exist any more. `enclosed` is what the file that it came in says of it.
    """

    file: str
    when: str
    sha256: str | None = None
    source: str | None = None
    given: Given = Given()
    problems: tuple[Problem, ...] = ()
    enclosed: Enclosed = ALONE
    link: str = ""


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
    """Put an original in the archive, also in place of one that was damaged since; its sha256 comes back."""
    sha256 = hashlib.sha256(data).hexdigest()
    place = case.originals / sha256
    if not place.exists() or place.stat().st_size != len(data) or place.read_bytes() != data:
        disk.write(place, data)
    return sha256


def original(case: CaseFolder, sha256: str) -> bytes:
    """The bytes of an original. Raises DamagedError where they are gone or no longer those that were kept."""
    place = case.originals / sha256
    try:
        data = place.read_bytes()
    except OSError as error:
        raise DamagedError(f"{place}: this original is missing from the case. {REMEDY}") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DamagedError(f"{place}: this original has been changed since it was kept. {REMEDY}")
    return data


def append(case: CaseFolder, entries: Iterable[Entry]) -> None:
    """Add lines to the list; they are on the disk when this returns."""
    new = not case.manifest.exists()
    before = b"" if new else case.manifest.read_bytes()
    whole = disk.whole(before)
    lines = b"".join(_linked(entries, _last(before[:whole])))
    if not lines:
        return
    with case.manifest.open("ab") as file:
        file.truncate(whole)
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
    if new:
        disk.sync(case.path)


def broken(case: CaseFolder) -> Iterator[int]:
    """The numbers of the lines that are not as they were written, or do not follow from the one before."""
    before, linked = b"", False
    for number, line in enumerate(_lines(case), 1):
        try:
            entry = msgspec.json.decode(line, type=Entry)
        except (msgspec.DecodeError, msgspec.ValidationError):
            yield number
        else:
            linked = linked or bool(entry.link)
            if linked and entry.link != _link(entry, before):
                yield number
        before = line


def held(case: CaseFolder) -> Held:
    """What the case holds. A last line that a stopped program left unfinished does not count."""
    latest: dict[str, Entry] = {}
    refused: dict[str, Entry] = {}
    for entry in _entries(case):
        refused.pop(entry.file, None)
        (latest if entry.sha256 else refused)[entry.file] = entry
    return Held(tuple(latest.values()), tuple(refused.values()))


def listed(case: CaseFolder) -> dict[str, str]:
    """For each original that any line of the list names by its sha256, the file that it was, or is, the text of."""
    return {entry.sha256: entry.file for entry in _entries(case) if entry.sha256}


@contextmanager
def locked(case: CaseFolder) -> Iterator[None]:
    """Hold the case as the one program that may change it; it is made where it does not exist.

    What stopped programs left half written is removed. Raises UsageError where another program holds the case, or the
    folder cannot be made.
    """
    try:
        disk.folder(case.path)
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
        tidy(case)
        yield


def tidy(case: CaseFolder) -> None:
    """Remove what stopped programs left half written. Only for who holds the case alone."""
    if sys.platform == "win32":  # nobody is kept from changing a case there while another program does
        return
    for path in left_over(case):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def left_over(case: CaseFolder) -> tuple[Path, ...]:
    """What stopped programs left half written, in order; nothing refers to it."""
    folders = (case.path, case.originals, case.path / "records", *(case.path / "records").glob("*/"))
    return tuple(sorted(path for folder in folders for path in folder.glob(f"{disk.PARTIAL}*")))


def _lines(case: CaseFolder) -> list[bytes]:
    if not case.manifest.exists():
        return []
    data = case.manifest.read_bytes()
    return data[: disk.whole(data)].split(b"\n")[:-1]


def _entries(case: CaseFolder) -> list[Entry]:
    found = []
    for number, line in enumerate(_lines(case), start=1):
        try:
            found.append(decoding.json(line, Entry))
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise UsageError(f"{case.manifest}, line {number}: {error}. Restore the line from a copy.") from error
    return found


def _linked(entries: Iterable[Entry], before: bytes) -> Iterator[bytes]:
    """The lines of entries, each with its link."""
    for entry in entries:
        before = msgspec.json.encode(replace(entry, link=_link(entry, before)))
        yield before + b"\n"


def _link(entry: Entry, before: bytes) -> str:
    return hashlib.sha256(before + b"\n" + msgspec.json.encode(replace(entry, link=""))).hexdigest()[:_LINKED]


def _last(data: bytes) -> bytes:
    """The last line of whole lines."""
    return data[data.rfind(b"\n", 0, len(data) - 1) + 1 : -1]


def _lock(file: IO[str]) -> None:
    """Lock a file until it is closed, where the system offers that. A stopped program leaves no lock behind."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
