"""A case open to look at."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import TracebackType

import msgspec

from cuibono.collect import archive
from cuibono.errors import UsageError
from cuibono.ledger.look import Hit, Look
from cuibono.model import Claim, Document, Kind, Mention, Problem, document_id
from cuibono.settings import CaseFolder


class Status(msgspec.Struct, frozen=True):
    """How a case stands. `waiting` are files that were collected and not yet read, by a run that was stopped."""

    case: str
    documents: int
    claims: int
    kinds: dict[str, int]
    published: tuple[date, date] | None
    problems: int
    skipped: int
    waiting: tuple[str, ...]


class Case:
    """A case open to look at; nothing here changes it. `cuibono.open(folder)` gives one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._look = Look(CaseFolder(folder).ledger)

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the ledger."""
        self._look.close()

    def documents(self) -> tuple[Document, ...]:
        """All documents, in the order in which they first came into the case."""
        return self._look.documents()

    def document(self, name: str) -> Document:
        """The document with this id or file name. Raises UsageError where there is none."""
        found = self._look.documents(document=name) or self._look.documents(file=name)
        if not found:
            raise UsageError(f"{name}: this case has no such document. `cuibono status` shows what it holds.")
        return found[0]

    def claims(
        self, *, kind: Kind | None = None, party: str | None = None, document: str | None = None
    ) -> tuple[Claim, ...]:
        """Claims in the order of the documents and their texts; all, or those that fit every filter given.

        `party` is part of the name of an actor or counterpart, capitals or not; `document` an id or a file name.
        """
        return self._look.claims(kind=kind, party=party, document=document)

    def claim(self, name: str) -> Claim:
        """The claim whose id is, or alone begins with, this. Raises UsageError where there is none or more than one."""
        beginning = name if name.startswith("clm-") else f"clm-{name}"
        found = self._look.claims(beginning=beginning)
        if not found:
            raise UsageError(f"{name}: this case has no such claim. `cuibono show` gives the id of each.")
        if len(found) > 1 and found[0].id != beginning:
            raise UsageError(f"{name}: {len(found)} claims have ids that begin so. Give more of the id.")
        return found[0]

    def mentions(self, document: str) -> tuple[Mention, ...]:
        """Every place where the document with this id names a party."""
        return self._look.mentions(document)

    def problems(self) -> tuple[Problem, ...]:
        """All trouble with the evidence."""
        return self._look.problems()

    def search(self, text: str) -> tuple[Hit, ...]:
        """Claims, then documents, that hold all the words, the best first and at most 50 of each.

        "Words in quotation marks" stand side by side; word* begins so.
        """
        return self._look.search(text)

    def status(self) -> Status:
        """How the case stands."""
        kinds, problems, known = self._look.kinds(), self.problems(), self._look.fingerprints()
        documents, first, last = self._look.overview()
        entries = archive.held(CaseFolder(self.folder)).documents().values()
        return Status(
            case=str(self.folder),
            documents=documents,
            claims=sum(kinds.values()),
            kinds=kinds,
            published=(first, last) if first and last else None,
            problems=len(problems),
            skipped=sum(1 for problem in problems if problem.severity == "skipped"),
            waiting=tuple(entry.file for entry in entries if not known.get(document_id(entry.sha256 or ""))),
        )
