"""Registers with records: from a file, or from the publisher, into the case.

Takes: a case folder; a file, or a register's name and fields.
Gives: what was kept, and what was wrong with it.
Knows nothing of: the command line, how a file is read, how an answer comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from cuibono import records, settings
from cuibono import registers as known
from cuibono.collect import archive
from cuibono.collect.fetch import Fetched, Manners, chosen
from cuibono.collect.fetch import fetch as ask
from cuibono.errors import UsageError
from cuibono.model import Problem
from cuibono.pipeline.clock import stamp
from cuibono.registers import mapping, reading
from cuibono.registers.shelf import Kept
from cuibono.settings import CaseFolder

Progress = Callable[[int, int, str], None]
_HEAD = 64 * 1024


class Outcome(msgspec.Struct, frozen=True):
    """What keeping one file did; `known` where it was kept already, `kept` None where it holds no row."""

    register: str
    kept: Kept | None
    problems: tuple[Problem, ...] = ()
    known: bool = False


def recognised(case: Path, path: Path) -> str:
    """The register that a file is of, by its name and first bytes. Raises UsageError where that is not one."""
    try:
        with path.open("rb") as file:
            found = mapping.recognised(CaseFolder(case), path) or reading.recognised(path.name, file.read(_HEAD))
    except OSError as error:
        raise UsageError(f"{path}: it cannot be read: {error.strerror}. Check the path.") from error
    if len(found) != 1:
        what = f"it could be of {', '.join(found)}" if found else "it is of no register that is known"
        raise UsageError(
            f"{path}: {what}. Say which one: `cuibono registers add NAME {path}`. "
            f"The registers are: {', '.join(known.names())}."
        )
    return found[0]


def add(case: Path, register: str, path: Path, *, replace: bool = False, now: datetime | None = None) -> Outcome:
    """Keep a register's file in the case, whether it holds names or records. Raises UsageError as the keeping does."""
    folder = CaseFolder(case)
    with archive.locked(folder):
        return _keep(folder, register, path, stamp(now), "", replace)


def fetch(
    case: Path,
    register: str,
    given: Mapping[str, str],
    progress: Progress,
    *,
    replace: bool = False,
    now: datetime | None = None,
    manners: Manners | None = None,
) -> tuple[Outcome, ...]:
    """Get from the publisher what the fields ask for, and keep it in the case.

    What was fetched lies under records/REGISTER/fetched, so that a broken run goes on where it was. Raises UsageError
    where the register cannot be fetched, the fields do not fit, or the publisher does not give it.
    """
    folder = CaseFolder(case)
    ways = chosen(known.source(register).fetch, given, register)
    polite = manners or Manners(settings.load(folder.settings).collect.contact)
    with archive.locked(folder):
        place = folder.path / "records" / register / "fetched"
        when = (now or datetime.now(UTC)).astimezone(UTC)
        return tuple(_kept(folder, register, ways, (place, given, polite, when), progress, replace))


def _kept(
    folder: CaseFolder,
    register: str,
    ways: tuple[known.Fetch, ...],
    asked: tuple[Path, Mapping[str, str], Manners, datetime],
    progress: Progress,
    replace: bool,
) -> Iterator[Outcome]:
    place, given, polite, when = asked
    for way in ways:
        found = ask(way, given, place, polite, when, progress)
        if found.rows == 0:
            yield Outcome(register, None, (*found.problems, _nothing(found)))
            continue
        outcome = _keep(folder, register, found.path, stamp(_day(found)), found.address, replace)
        yield msgspec.structs.replace(outcome, problems=(*found.problems, *outcome.problems))


def _keep(folder: CaseFolder, register: str, path: Path, when: str, url: str, replace: bool) -> Outcome:
    if mapping.about(folder, register).holds == "names":
        return Outcome(register, known.keep(folder, register, _bytes(path), path.name, when))
    added = records.add(folder, register, path, when, url, replace=replace)
    return Outcome(register, added.kept, added.problems, added.known)


def _nothing(found: Fetched) -> Problem:
    message = f"{found.address}: the publisher has no row for these fields; nothing was added"
    return Problem("no_rows", message, found.path.name)


def _day(found: Fetched) -> datetime:
    return datetime.fromisoformat(found.retrieved)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: it cannot be read: {error.strerror}. Check the path.") from error
