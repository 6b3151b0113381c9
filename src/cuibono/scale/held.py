"""Held: what was read and what comparing gave, in memory, under the questions that a ledger answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

import msgspec
from msgspec.structs import replace

from cuibono.ledger.related import Related
from cuibono.model import Claim, Document, Event, Mention, Naming, Party, PartyKind, Problem, Reading, Role, naming_id


class InMemory:
    """Documents with what was read in them; `readings` by the documents' ids, and those without a document."""

    def __init__(self, documents: Iterable[Document], readings: tuple[dict[str, Reading], tuple[Problem, ...]]) -> None:
        self._documents = {d.id: d for d in sorted(documents, key=lambda d: d.file)}
        self._readings, self._of_none = readings

    def documents(self, document: str | None = None) -> tuple[Document, ...]:
        """All documents by their files; or the one with this id."""
        if document is None:
            return tuple(self._documents.values())
        return (self._documents[document],) if document in self._documents else ()

    def claims(self) -> tuple[Claim, ...]:
        """All claims, in the order of the documents and their texts."""
        return tuple(claim for key in self._documents for claim in self._readings[key].claims)

    def mentions(self, document: str) -> tuple[Mention, ...]:
        """Every mention in the document with this id."""
        return self._readings[document].mentions

    def problems(self) -> tuple[Problem, ...]:
        """All trouble met before documents were compared."""
        return (*self._of_none, *(p for key in self._documents for p in self._readings[key].problems))

    @cached_property
    def unread(self) -> frozenset[str]:
        """The ids of the documents that were kept and not read."""
        return frozenset(p.document for p in self.problems() if p.document and p.severity == "skipped")

    def named(self) -> tuple[Naming, ...]:
        """Every party as each document names it in mentions and claims, its roles in the order of the text."""
        return tuple(naming for key in sorted(self._documents) for naming in self._named(key))

    def _named(self, document: str) -> Iterable[Naming]:
        reading, published = self._readings[document], self._documents[document].published
        told = (m for claim in reading.claims for m in (*claim.actors, *claim.counterparts))
        first: dict[tuple[str, PartyKind, str], tuple[int, tuple[Role, ...]]] = {}
        for mention in (*reading.mentions, *told):
            key = (mention.name, mention.kind, msgspec.json.encode(mention.roles).decode())
            first[key] = min(first.get(key, (mention.span.start, mention.roles)), (mention.span.start, mention.roles))
        day = published.latest if published else None
        return _namings(document, first, day)


def _namings(
    document: str, first: dict[tuple[str, PartyKind, str], tuple[int, tuple[Role, ...]]], day: date | None
) -> Iterable[Naming]:
    """Namings from the first places of a document's names with each list of roles."""
    found: dict[tuple[str, PartyKind], dict[Role, None]] = {}
    for (name, kind, _), (_, roles) in sorted(first.items(), key=lambda one: (*one[0][:2], one[1][0], one[0][2])):
        held = found.setdefault((name, kind), {})
        held |= dict.fromkeys(roles)
    for (name, kind), all_roles in found.items():
        yield Naming(naming_id(document, name, kind), document, name, kind, tuple(all_roles), day=day)


class Found:
    """What comparing gave."""

    def __init__(self, related: Related) -> None:
        self._related = related

    def events(self) -> tuple[Event, ...]:
        """Events in the order of their days, undated ones last."""
        return tuple(sorted(self._related.events, key=_day))

    def parties(self) -> tuple[Party, ...]:
        """The parties."""
        return self._related.parties

    def namings(self) -> tuple[Naming, ...]:
        """The namings that they are made of."""
        return self._related.namings


def on_record(events: Iterable[Event], recorded: Iterable[tuple[str, str]]) -> tuple[Event, ...]:
    """The events in their order, those that a record shows graded by the sentence that says so."""
    told = dict(recorded)
    return tuple(replace(e, grade="recorded", grade_rule=told[e.id]) if e.id in told else e for e in events)


def _day(event: Event) -> tuple[bool, date, str]:
    day = event.period.first_known if event.period else None
    return day is None, day or date.max, event.id
