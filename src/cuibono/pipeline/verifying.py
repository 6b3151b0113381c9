"""Verifying: whether a case still holds what was put into it, and its ledger what follows from that.

Takes: a case folder, the fingerprint of a reader.
Gives: what is damaged and what to do about each; what is merely not up to date. Nothing is changed.
Knows nothing of: how anything is shown or mended.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from cuibono import judgements, plans, settings
from cuibono.collect import archive
from cuibono.collect.archive import Entry
from cuibono.errors import CuiBonoError
from cuibono.pipeline.parts import program
from cuibono.pipeline.proving import Proved, proved
from cuibono.records import integrity
from cuibono.registers import shelf
from cuibono.settings import CaseFolder, Settings

T = TypeVar("T")
Part = Literal["settings", "originals", "collected", "judgements", "tests", "records", "ledger"]


class Damage(msgspec.Struct, frozen=True):
    """Something that is not as it was written: in which part of the case, where, what, and what to do about it."""

    part: Part
    place: str
    message: str


class Verified(msgspec.Struct, frozen=True):
    """What verifying a case gave: what is damaged; what only is not up to date or left over; how much was looked at."""

    case: str
    damaged: tuple[Damage, ...]
    notes: tuple[str, ...]
    looked_at: dict[str, int]


def verify(case: Path, reader: str) -> Verified:
    """Look at every byte of a case. Raises nothing for what is damaged; `reader` is the fingerprint of the reader."""
    folder = CaseFolder(case)
    run = _Run(folder)
    chosen = run.settings()
    held = run.originals()
    run.lines("judgements", lambda: len(judgements.all(folder)))
    run.lines("tests", lambda: len(plans.all(folder)))
    run.records()
    run.ledger(lambda: proved(folder, held, program(reader, chosen)))
    run.left_over()
    return Verified(str(case), tuple(run.damaged), tuple(run.notes), run.looked_at)


class _Run:
    """One look at a case."""

    def __init__(self, case: CaseFolder) -> None:
        self._case = case
        self.damaged: list[Damage] = []
        self.notes: list[str] = []
        self.looked_at: dict[str, int] = {}

    def settings(self) -> Settings:
        """The settings can be read; those that hold without them where they cannot."""
        return self._tried("settings", lambda: settings.load(self._case.settings)) or Settings()

    def originals(self) -> dict[int, Entry]:
        """Every original has the bytes that its name says; the documents of the list that can be read come back."""
        self._tried("collected", lambda: self._list(archive.broken(self._case)))
        held = self._tried("collected", lambda: archive.held(self._case))
        wanted = archive.listed(self._case) if held else {}
        there = sorted(self._case.originals.glob("[!.]*"))
        for path in there:
            self._tried("originals", partial(self._original, path, wanted))
        for sha256 in sorted(wanted.keys() - {path.name for path in there}):
            place = f"originals/{sha256}"
            self._damage("originals", place, f"the original of {wanted[sha256]} is missing. {archive.REMEDY}")
        self.looked_at |= {"originals": len(there), "collected": len(held.kept) + len(held.refused) if held else 0}
        return held.documents() if held else {}

    def lines(self, part: Part, read: Callable[[], int]) -> None:
        """A file of chained lines holds together."""
        self.looked_at[part] = self._tried(part, read) or 0

    def records(self) -> None:
        """The rows of every register are those that were kept."""
        kept = self._tried("records", lambda: shelf.registers(self._case)) or ()
        for register in kept:
            for message in self._tried("records", partial(_records, self._case, register)) or ():
                self._told("records", message)
        self.looked_at["registers"] = len(kept)

    def ledger(self, prove: Callable[[], Proved]) -> None:
        """The ledger is whole, and says what the originals give."""
        if not self._case.ledger.exists():
            self.notes.append("there is no ledger; `cuibono rebuild` makes it from the originals")
            return
        found = self._tried("ledger", prove)
        if found:
            for message in found.damaged:
                self._damage("ledger", self._case.ledger.name, f"{message} `cuibono rebuild` makes the ledger anew.")
            self.notes += found.notes
            self.looked_at |= found.looked_at

    def left_over(self) -> None:
        """What stopped programs left is told, and no damage."""
        for path in archive.left_over(self._case):
            place = path.relative_to(self._case.path)
            self.notes.append(f"{place}: left over from a run that was stopped; the next one that writes removes it")

    def _list(self, broken: Iterable[int]) -> None:
        for number in broken:
            message = (
                "this line is not as it was written, or a line before it was changed or taken out. Restore the file "
                "from a copy. Where there is none, look at what the line says, and read the articles into a new case."
            )
            self._damage("collected", f"{self._case.manifest.name}, line {number}", message)

    def _original(self, path: Path, wanted: dict[str, str]) -> None:
        with path.open("rb") as file:
            sound = hashlib.file_digest(file, "sha256").hexdigest() == path.name
        place = f"originals/{path.name}"
        if not sound and path.name in wanted:
            message = f"the original of {wanted[path.name]} has been changed since it was kept. {archive.REMEDY}"
            self._damage("originals", place, message)
        elif not sound:
            self._damage("originals", place, "it is no original of this case. Look at it, and take it out.")
        elif path.name not in wanted:
            self.notes.append(f"{place}: a run was stopped before it came to list it; reading the same file again does")

    def _tried(self, part: Part, look: Callable[[], T]) -> T | None:
        try:
            return look()
        except CuiBonoError as error:
            self._told(part, str(error))
        except OSError as error:
            self._told(part, f"{error.filename}: it cannot be read: {error.strerror}. Restore it from a copy.")
        except ValueError as error:  # bytes that are no text
            self._damage(part, part, f"something in it cannot be read: {error}. Restore it from a copy.")
        return None

    def _told(self, part: Part, message: str) -> None:
        """An error that says where, what and what to do."""
        place, _, what = message.partition(": ")
        self._damage(part, place.removeprefix(f"{self._case.path}/"), what)

    def _damage(self, part: Part, place: str, message: str) -> None:
        self.damaged.append(Damage(part, place, message))


def _records(case: CaseFolder, register: str) -> tuple[str, ...]:
    return tuple(integrity.of_register(case, register))
