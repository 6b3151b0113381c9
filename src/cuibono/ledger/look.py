"""Looking: the questions that a ledger answers."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec

from cuibono.ledger import checked, connection, related, rows
from cuibono.model import (
    Candidate,
    Claim,
    Document,
    Edge,
    Event,
    Link,
    Mention,
    Naming,
    Origin,
    Party,
    PartyKind,
    Problem,
    Role,
    naming_id,
)
from cuibono.model.records import Finding, Lead, Stored

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
    """A ledger open to look at. `close` it when done.

    `within` is the connection of who is writing: what is not yet written for others is then seen.
    """

    def __init__(self, path: Path, within: sqlite3.Connection | None = None) -> None:
        self._path = path
        self._own = within is None
        self._db = within or connection.to_look(path)

    def close(self) -> None:
        """Let go of the file."""
        if self._own:
            self._db.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is asked within is answered from one state of the ledger, whatever is written meanwhile."""
        with connection.explained(self._path):
            self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.rollback()

    def documents(self, document: str | None = None, file: str | None = None) -> tuple[Document, ...]:
        """All documents in the order in which they came; or the one with this id or file name."""
        return tuple(rows.document(row) for row in self._ask("documents", id=document, file=file))

    def files(self, ids: Iterable[str]) -> dict[str, str]:
        """For each of these ids that is a document's, the name of its file."""
        return dict(self._ask("files", ids=msgspec.json.encode(list(dict.fromkeys(ids))).decode()))

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

    def candidates(self, document: str | None = None) -> tuple[Candidate, ...]:
        """Explanations that documents offer, in their order and that of the text; all, or one document's."""
        return tuple(rows.candidate(row) for row in self._ask("candidates", document=document))

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

    def events(
        self,
        kind: str | None = None,
        party: str | None = None,
        grade: str | None = None,
        document: str | None = None,
        beginning: str | None = None,
    ) -> tuple[Event, ...]:
        """Events in the order of their days, undated ones last; all, or those that fit every filter given.

        `party` is part of a name, capitals or not, or an id that a party has or had; `document` an id or file name;
        `beginning` how an id begins that the event has or had.
        """
        held = beginning and letters(beginning, "evt-", "clm-")
        return self._events(kind=kind, party=party, grade=grade, document=document, beginning=held)

    def event(self, key: str) -> Event | None:
        """The event that has or had this id: the one that holds the claim with the same letters."""
        found = self._events(claim=letters(key, "evt-", "clm-"))
        return found[0] if found else None

    def event_of_claim(self) -> dict[str, str]:
        """For each claim's id, the id of its event."""
        return dict(self._ask("event_of_claim"))

    def origins(self, event: str | None = None) -> tuple[Origin, ...]:
        """Origins in the order of their ids; all, or those behind the event with this id."""
        return tuple(related.origin(row) for row in self._ask("origins", event=event))

    def edges(self, document: str | None = None, event: str | None = None) -> tuple[Edge, ...]:
        """Edges in the order of the ids at both ends; all, or those that fit both filters.

        `document`, an id or file name, stands at either end; `event` is the id of an event for which the edge holds.
        """
        return tuple(related.edge(row) for row in self._ask("edges", document=document, event=event))

    def parties(self, name: str | None = None) -> tuple[Party, ...]:
        """Parties in the order of their names; all, or those with this in one of their names, capitals or not."""
        return tuple(related.party(row) for row in self._ask("parties", name=name, naming=None))

    def party(self, key: str) -> Party | None:
        """The party that has or had this id: the one that holds the naming with the same letters."""
        found = self._ask("parties", name=None, naming=letters(key, "pty-", "nam-"))
        return related.party(found[0]) if found else None

    def party_of(self, document: str, name: str, kind: PartyKind) -> Party | None:
        """The party that the document with this id names so."""
        return self.party(naming_id(document, name, kind))

    def naming_parties(self) -> dict[tuple[str, str, str], str]:
        """For each document's id, name and kind of party, the party's id: what `party_of` gives, for all at once."""
        return {(document, name, kind): party for document, name, kind, party in self._ask("naming_parties")}

    def namings(self, party: str | None = None) -> tuple[Naming, ...]:
        """The namings that were weighed, party by party; all, or those of the party with this id."""
        found = self._ask("namings_of_party", party=party) if party else self._ask("namings", id=None)
        return tuple(related.naming(row) for row in found)

    def naming(self, key: str) -> Naming | None:
        """The naming with this id."""
        found = self._ask("namings", id=key)
        return related.naming(found[0]) if found else None

    def named(self) -> tuple[Naming, ...]:
        """Every party as each document names it in mentions and claims, its roles in the order of the text."""
        found: dict[tuple[str, str, PartyKind], tuple[dict[Role, None], date | None]] = {}
        for document, name, kind, roles, day in self._ask("named"):
            held, _ = found.setdefault((document, name, kind), ({}, rows.day(day)))
            held |= dict.fromkeys(msgspec.json.decode(roles, type=list[Role]))
        return tuple(Naming(naming_id(*key), *key, tuple(roles), day=day) for key, (roles, day) in found.items())

    def links(self, party: str | None = None) -> tuple[Link, ...]:
        """Why namings were, or were not, taken for one; all, or those about the party with this id. Strongest first."""
        found = self._ask("links_of_party", party=party) if party else self._ask("links")
        return tuple(related.link(row) for row in found)

    def findings(self, subject: str | None = None) -> tuple[Finding, ...]:
        """What public records say, in the order of the subjects; all, or about the event or claim with this id."""
        return tuple(checked.finding(row) for row in self._ask("findings", subject=subject))

    def leads(self, event: str | None = None) -> tuple[Lead, ...]:
        """Records that could settle events; all, or those for the event with this id."""
        return tuple(checked.lead(row) for row in self._ask("leads", event=event))

    def records(self, key: str | None = None) -> dict[str, tuple[Stored, ...]]:
        """Rows of public registers that findings speak of, by their ids, each with its parts; all, or the one asked."""
        found = [checked.stored(row) for row in self._ask("records", id=key)]
        return {parts[0].id: parts for parts in found}

    def counts(self) -> dict[str, int]:
        """How many parties, events, origins, edges and contradictions there are."""
        return dict(self._ask("counts"))

    def grades(self) -> dict[str, int]:
        """How many events there are of each grade, the commonest first."""
        return dict(self._ask("grades"))

    def is_related(self) -> bool:
        """Whether parties and events take in every document as it was last read."""
        return "relate" in self.stages()

    def stages(self) -> dict[str, str]:
        """For each stage that is done, the fingerprint of all that decided what it gave."""
        return dict(self._ask("stages"))

    def search(self, text: str, most: int = 50) -> tuple[Hit, ...]:
        """Claims, then documents, that hold all the words; "quoted words" stand side by side, a word* begins so."""
        words = terms(text)
        if not words:
            return ()
        found = [
            row for name in ("search_claims", "search_documents") for row in self._ask(name, words=words, most=most)
        ]
        return tuple(Hit(*row) for row in found)

    def _events(
        self,
        kind: str | None = None,
        party: str | None = None,
        grade: str | None = None,
        document: str | None = None,
        beginning: str | None = None,
        claim: str | None = None,
    ) -> tuple[Event, ...]:
        naming = party and letters(party, "pty-", "nam-")
        asked = {"kind": kind, "grade": grade, "document": document, "beginning": beginning, "claim": claim}
        return tuple(related.event(row) for row in self._ask("events", party=party, naming=naming, **asked))

    def _ask(self, name: str, /, **values: object) -> list[rows.Row]:
        with connection.explained(self._path):
            return self._db.execute(connection.query(name), values).fetchall()


def letters(key: str, prefix: str, other: str) -> str:
    """An id with one prefix as the id with the other and the same letters."""
    return other + key.removeprefix(prefix).removeprefix(other)


def terms(text: str) -> str:
    """The words as FTS5 takes them, each in quotation marks, so that no sign in them is taken for a command."""
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """As `terms`, each word or quoted phrase by itself."""
    found = []
    for phrase, word in _TERM.findall(text):
        term = (phrase or word).replace('"', "")
        if re.search(r"\w", term):
            start = "*" if word.endswith("*") else ""
            found.append(f'"{term}"{start}')
    return found
