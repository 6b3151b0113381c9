"""The file: one line a judgement, each with the hash of the one before; lines are only added."""

from __future__ import annotations

import base64
import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO

import msgspec
from msgspec.structs import replace

from cuibono.errors import UsageError
from cuibono.judgements.deciding import in_force, standing_of
from cuibono.model import Correction, Judgement, Ruling
from cuibono.settings import CaseFolder

FILE = "judgements.jsonl"


def append(
    case: CaseFolder,
    ruling: Ruling,
    subjects: Sequence[str],
    by: str,
    why: str,
    when: str,
    values: Correction | None = None,
) -> Judgement:
    """Add one judgement; it is on the disk when this returns. Two programs may do so at once: one waits for the other.

    `when` is in UTC to the second ("2024-11-05T12:00:00Z"). Raises UsageError, and adds nothing, where the file has
    been damaged, or what is to be undone has been undone already.
    """
    with _held(case) as file:
        data = file.read()
        lines = _lines(data)
        made = _checked(case, lines)
        if ruling == "undo":
            _undoable(subjects, made)
        before = hashlib.sha256(lines[-1]).hexdigest() if lines else ""
        judgement = _named(Judgement("", ruling, tuple(subjects), by, when, why, before, values))
        whole = b"".join(line + b"\n" for line in lines)
        file.truncate(min(len(whole), len(data)))  # without what a stopped program left unfinished
        file.write(whole[len(data) :] + msgspec.json.encode(judgement) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return judgement


def all(case: CaseFolder) -> tuple[Judgement, ...]:  # noqa: A001 - read as judgements.all
    """Every judgement, the oldest first. A last line that a stopped program left unfinished does not count.

    Raises UsageError, naming the line, where one is not as it was written, or does not follow from the one before.
    """
    place = case.path / FILE
    return _checked(case, _lines(place.read_bytes())) if place.exists() else ()


def standing(case: CaseFolder) -> tuple[Judgement, ...]:
    """The judgements that nobody has undone, the oldest first; who undoes an undoing restores what it undid."""
    return standing_of(all(case))


@contextmanager
def _held(case: CaseFolder) -> Iterator[IO[bytes]]:
    """The file, held for as long as one line takes; never by a program that compares documents."""
    try:
        file = (case.path / FILE).open("a+b")
    except OSError as error:
        raise UsageError(f"{case.path / FILE}: this cannot be written to: {error.strerror}.") from error
    with file:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        yield file


def _undoable(subjects: Sequence[str], made: Sequence[Judgement]) -> None:
    if len(subjects) != 1 or subjects[0] not in {judgement.id for judgement in in_force(made)}:
        raise UsageError(f"{' '.join(subjects)}: to undo, give the id of one judgement that has not been undone.")


def _lines(data: bytes) -> list[bytes]:
    """The whole lines of the file; the last one is whole without its line end where it says all that it should."""
    *lines, last = data.split(b"\n")
    return [*lines, last] if _is_whole(last) else lines


def _is_whole(line: bytes) -> bool:
    try:
        judgement = msgspec.json.decode(line, type=Judgement)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return False
    return judgement == _named(judgement)


def _checked(case: CaseFolder, lines: Sequence[bytes]) -> tuple[Judgement, ...]:
    found = []
    before = ""
    for number, line in enumerate(lines, 1):
        where = f"{case.path / FILE}, line {number}"
        try:
            judgement = msgspec.json.decode(line, type=Judgement)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise UsageError(f"{where}: {error}. Restore the file from a copy.") from error
        if judgement != _named(judgement):
            raise UsageError(f"{where}: this line has been changed since it was written. Restore the file from a copy.")
        if judgement.before != before:
            message = "this line does not follow from the one before: a line was changed, moved or taken out"
            raise UsageError(f"{where}: {message}. Restore the file from a copy.")
        before = hashlib.sha256(line).hexdigest()
        found.append(judgement)
    return tuple(found)


def _named(judgement: Judgement) -> Judgement:
    """With its id ("jdg-" and 12 letters), made from all else that its line says."""
    digest = hashlib.sha256(msgspec.json.encode(replace(judgement, id=""))).digest()
    return replace(judgement, id="jdg-" + base64.b32encode(digest)[:12].decode().lower())
