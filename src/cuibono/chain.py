"""Chained lines: a file to which lines are only added, each with the hash of the one before.

Takes: a file; values that have an `id`, made from all else that they say, and `before`.
Gives: the values in order, or an error that names the line where one was changed, moved or taken out.
Knows nothing of: what the lines say.
"""

from __future__ import annotations

import base64
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Generic, Protocol, TypeVar

import msgspec
from msgspec.structs import replace

from cuibono import decoding, disk
from cuibono.errors import UsageError


class _Line(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def before(self) -> str: ...


T = TypeVar("T", bound=_Line)


class Chain(Generic[T]):
    """The file at `path`, whose lines are of one type; ids are the prefix and 12 letters."""

    def __init__(self, path: Path, form: type[T], prefix: str) -> None:
        self._path, self._form, self._prefix = path, form, prefix

    def append(self, made: Callable[[tuple[T, ...], str], T]) -> T:
        """Add one line; it is on the disk when this returns. Two programs may do so at once: one waits for the other.

        `made` gives the value, without an id, from those that are there and the hash that it has to bear; where it
        raises, nothing is added. Raises UsageError where the file has been damaged.
        """
        new = not self._path.exists()
        with self._held() as file:
            data = file.read()
            lines = self._lines(data)
            before = hashlib.sha256(lines[-1]).hexdigest() if lines else ""
            value = self._named(made(self._checked(lines), before))
            whole = b"".join(line + b"\n" for line in lines)
            file.truncate(min(len(whole), len(data)))  # without what a stopped program left unfinished
            file.write(whole[len(data) :] + msgspec.json.encode(value) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if new:
            disk.sync(self._path.parent)
        return value

    def all(self) -> tuple[T, ...]:
        """Every value, the oldest first. A last line that a stopped program left unfinished does not count.

        Raises UsageError, naming the line, where one is not as it was written, or does not follow from the one before.
        """
        return self._checked(self._lines(self._path.read_bytes())) if self._path.exists() else ()

    @contextmanager
    def _held(self) -> Iterator[IO[bytes]]:
        """The file, held for as long as one line takes; never by a program that compares documents."""
        try:
            file = self._path.open("a+b")
        except OSError as error:
            raise UsageError(f"{self._path}: this cannot be written to: {error.strerror}.") from error
        with file:
            if sys.platform != "win32":
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            yield file

    def _lines(self, data: bytes) -> list[bytes]:
        """The whole lines of the file; the last one is whole without its line end where it says all that it should."""
        *lines, last = data.split(b"\n")
        return [*lines, last] if self._is_whole(last) else data[: disk.whole(data)].split(b"\n")[:-1]

    def _is_whole(self, line: bytes) -> bool:
        try:
            value = decoding.json(line, self._form)
        except msgspec.DecodeError:
            return False
        return value == self._named(value)

    def _checked(self, lines: Sequence[bytes]) -> tuple[T, ...]:
        found = []
        before = ""
        for number, line in enumerate(lines, 1):
            where = f"{self._path}, line {number}"
            try:
                value = decoding.json(line, self._form)
            except msgspec.DecodeError as error:
                raise UsageError(f"{where}: {error}. {_remedy(number)}") from error
            if value != self._named(value):
                raise UsageError(f"{where}: this line has been changed since it was written. {_remedy(number)}")
            if value.before != before:
                message = "this line does not follow from the one before: a line was changed, moved or taken out"
                raise UsageError(f"{where}: {message}. {_remedy(number)}")
            before = hashlib.sha256(line).hexdigest()
            found.append(value)
        return tuple(found)

    def _named(self, value: T) -> T:
        """With its id, made from all else that its line says."""
        digest = hashlib.sha256(msgspec.json.encode(_without_id(value))).digest()
        return _replaced(value, self._prefix + base64.b32encode(digest)[:12].decode().lower())


def _remedy(number: int) -> str:
    """What to do about a damaged line."""
    return (
        f"Restore the file from a copy. Where there is none, keep the damaged file elsewhere, leave only what stands "
        f"before line {number} in its place, and decide anew what came after."
    )


def _without_id(value: T) -> T:
    return _replaced(value, "")


def _replaced(value: T, key: str) -> T:
    return replace(value, id=key)  # type: ignore[type-var]
