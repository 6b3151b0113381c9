"""Looking: the questions that a ledger answers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import msgspec

from cuibono.ledger import connection, rows
from cuibono.model import Claim, Document, Mention, Problem

_TERM = re.compile(r'"([^"]*)"|(\S+)')


class Hit(msgspec.Struct, frozen=True):
    """A place that a search found: the quote of `claim`, or where that is None the document's text.

    In `excerpt` the words that were looked for stand in square brackets.
    """

    document: str
    file: str
    claim: str | None
    excerpt: str


class Look:
    """A ledger open to look at. `close` it when done."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db = connection.to_look(path)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def documents(self, document: str | None = None, file: str | None = None) -> tuple[Document, ...]:
        """All documents in the order in which they came; or the one with this id or file name."""
        return tuple(rows.document(row) for row in self._ask("documents", id=document, file=file))

    def claims(
        self,
        kind: str | None = None,
        party: str | None = None,
        document: str | None = None,
        beginning: str | None = None,
    ) -> tuple[Claim, ...]:
        """Claims in the order of the documents and their texts; all, or those that fit every filter given.

        `party` is part of a name, capitals or not; `document` an id or file name; `beginning` how the id begins.
        """
        found = self._ask("claims", kind=kind, party=party, document=document, id=beginning)
        return tuple(rows.claim(row) for row in found)

    def mentions(self, document: str) -> tuple[Mention, ...]:
        """Every mention in the document with this id."""
        return tuple(rows.mention(row) for row in self._ask("mentions", document=document))

    def problems(self) -> tuple[Problem, ...]:
        """All trouble with the evidence."""
        return tuple(rows.problem(row) for row in self._ask("problems"))

    def overview(self) -> tuple[int, date | None, date | None]:
        """How many documents there are, and the first and last day on which any was published."""
        ((count, first, last),) = self._ask("overview")
        return count, rows.day(first), rows.day(last)

    def kinds(self) -> dict[str, int]:
        """How many claims there are of each kind, the commonest first."""
        return dict(self._ask("kinds"))

    def fingerprints(self) -> dict[str, str]:
        """For each document's id, the fingerprint it was written with."""
        return dict(self._ask("fingerprints"))

    def search(self, text: str, most: int = 50) -> tuple[Hit, ...]:
        """Claims, then documents, that hold all the words; "quoted words" stand side by side, a word* begins so."""
        words = _terms(text)
        if not words:
            return ()
        found = [
            row for name in ("search_claims", "search_documents") for row in self._ask(name, words=words, most=most)
        ]
        return tuple(Hit(*row) for row in found)

    def _ask(self, name: str, **values: object) -> list[rows.Row]:
        with connection.explained(self._path):
            return self._db.execute(connection.query(name), values).fetchall()


def _terms(text: str) -> str:
    """The words as FTS5 takes them, each in quotation marks, so that no sign in them is taken for a command."""
    terms = []
    for phrase, word in _TERM.findall(text):
        term = (phrase or word).replace('"', "")
        if re.search(r"\w", term):
            start = "*" if word.endswith("*") else ""
            terms.append(f'"{term}"{start}')
    return " ".join(terms)
