"""Subjects: events and claims with all that registers are asked by.

Takes: what a ledger holds. Gives: subjects, and who is said to hold a post where.
Knows nothing of: registers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple, Protocol

from cuibono import judgements
from cuibono.check import Post, Side, Subject
from cuibono.check.classes import lands
from cuibono.judgements import Decided
from cuibono.model import Claim, Document, Event, Mention, Naming, Party, PartyKind, naming_id
from cuibono.pipeline.relating import Held
from cuibono.resolve.recorded import Holder, owner
from cuibono.tables import table

_CONTEXT = 400  # characters on either side of a passage in which its sentence and its neighbours stand


class Compared(Protocol):
    """What comparing documents gave, as a ledger has it or as it is held in memory; every method as that of `Look`."""

    def events(self) -> tuple[Event, ...]: ...  # noqa: D102

    def parties(self) -> tuple[Party, ...]: ...  # noqa: D102

    def namings(self) -> tuple[Naming, ...]: ...  # noqa: D102


class Told:
    """What a ledger holds, and what the decisions come to that it has taken in, as subjects are made from it."""

    def __init__(self, look: Held, found: Compared, ruled: Decided) -> None:
        self.documents = {document.id: document for document in look.documents()}
        stand = judgements.applied(look.claims(), ruled, look.mentions)
        self.claims = {claim.id: claim for claim in stand.claims}
        self.events = found.events()
        self.parties = {party.id: party for party in found.parties()}
        self._namings = {naming.id: naming for naming in found.namings()}
        self._lands_of: dict[str, frozenset[str]] = {}
        self._called: dict[str, _Called] = {}
        self._party = {key: party for party in self.parties.values() for key in party.namings}

    def subjects(self) -> Iterator[Subject]:
        """One for each event, and one for each claim that says something else than its event: a denial, a count."""
        for event in self.events:
            subject = self.of_event(event)
            yield subject
            for claim in (self.claims[key] for key in event.claims):
                if claim.stance == "denied" != subject.stance:
                    yield self.of_claim(claim)

    def of_event(self, event: Event) -> Subject:
        """An event as registers are asked about it, with the passage of its first claim."""
        claims = [self.claims[key] for key in event.claims]
        supporting = [c for c in claims if c.stance != "denied"] or claims
        first = supporting[0]
        documents = {claim.document for claim in claims}
        return Subject(
            id=event.id,
            kind=event.kind,
            actors=tuple(self._side(key, documents) for key in event.actors),
            counterparts=tuple(self._side(key, documents) for key in event.counterparts),
            amount=event.amount,
            period=event.period,
            told=self._told(documents),
            stance=next((c.stance for c in supporting if c.stance == "asserted"), first.stance),
            quote=first.quote,
            context=" ".join(self._context(claim) for claim in claims),
            place=event.place or "",
            topic=event.topic or "",
            grade=event.grade,
            lands=self._lands(documents),
            near=self._near(first),
        )

    def of_claim(self, claim: Claim, *, alone: bool = False) -> Subject:
        """A claim as registers are asked about it; `alone` without those near it."""
        documents = {claim.document}
        return Subject(
            id=claim.id,
            kind=claim.kind,
            actors=tuple(self._side(self._key(claim, mention), documents) for mention in claim.actors),
            counterparts=tuple(self._side(self._key(claim, mention), documents) for mention in claim.counterparts),
            amount=claim.amount,
            period=claim.period,
            told=self._told(documents),
            stance=claim.stance,
            quote=claim.quote,
            context=self._context(claim),
            place=claim.place or "",
            topic=claim.topic or "",
            lands=self._lands(documents),
            near=() if alone else self._near(claim),
        )

    @cached_property
    def holders(self) -> Mapping[str, tuple[Holder, ...]]:
        """For an organisation's name as `owner` gives it, the people who are said to hold a post there."""
        found: dict[str, dict[str, Holder]] = defaultdict(dict)
        for naming in self._namings.values():
            party = self._party.get(naming.id)
            if naming.kind == "person" and party:
                for role in naming.roles:
                    if role.of:
                        found[owner(role.of)].setdefault(party.id, Holder((party.name, *party.aliases), role.title))
        return {name: tuple(people.values()) for name, people in found.items()}

    def _key(self, claim: Claim, mention: Mention) -> str:
        key = naming_id(claim.document, mention.name, mention.kind)
        party = self._party.get(key)
        return party.id if party else key

    def _side(self, key: str, documents: Iterable[str]) -> Side:
        party, naming = self.parties.get(key), self._namings.get(key)
        if party is None:
            return Side(key, naming.name, (naming.name,), naming.kind) if naming else Side(key, key, (key,), "group")
        if key not in self._called:
            self._called[key] = _called(party, [self._namings[n] for n in party.namings if n in self._namings])
        called = self._called[key]
        return Side(key, party.name, called.names, called.kind, tuple(_posts(called, documents)))

    def _lands(self, documents: Iterable[str]) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for key in documents:
            if key not in self._lands_of:
                self._lands_of[key] = lands(self.documents[key].text)
            found |= self._lands_of[key]
        return found

    def _told(self, documents: Iterable[str]) -> tuple[date, date] | None:
        days = sorted(day for key in documents if (day := _published(self.documents[key])))
        return (days[0], days[-1]) if days else None

    def _context(self, claim: Claim) -> str:
        text = self.documents[claim.document].text
        return text[max(0, claim.span.start - _CONTEXT) : claim.span.end + _CONTEXT]

    def _near(self, claim: Claim) -> tuple[Subject, ...]:
        reach = int(table("checks")["near"])
        return tuple(
            self.of_claim(other, alone=True)
            for other in self._by_document.get((claim.document, claim.kind), ())
            if other.id != claim.id and 0 <= claim.span.start - other.span.start <= reach
        )

    @cached_property
    def _by_document(self) -> Mapping[tuple[str, str], Sequence[Claim]]:
        found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            found[claim.document, claim.kind].append(claim)
        return found


def _owner(names: Iterable[str]) -> tuple[str, ...]:
    """The parties after whom a group is named: Acme of "Acme executives"."""
    nouns = frozenset(table("checks")["group_nouns"])
    parted = (name.rpartition(" ") for name in names)
    owners = (before.removesuffix("'s").removesuffix("’s") for before, _, noun in parted if noun in nouns)
    return tuple(dict.fromkeys(owner for owner in owners if owner and not owner.islower()))


class _Called(NamedTuple):
    """What a party is called, and of what kind it then is; its namings by their documents, each with its place."""

    names: tuple[str, ...]
    kind: PartyKind
    told: Mapping[str, Sequence[tuple[int, Naming]]]


def _called(party: Party, namings: Sequence[Naming]) -> _Called:
    names = dict.fromkeys((party.name, *party.aliases, *(n.name for n in namings)))
    owner = _owner(names) if party.kind != "person" else ()
    told: dict[str, list[tuple[int, Naming]]] = defaultdict(list)
    for place, naming in enumerate(namings):
        told[naming.document].append((place, naming))
    return _Called((*names, *owner), "organisation" if owner and party.kind == "group" else party.kind, told)


def _posts(called: _Called, documents: Iterable[str]) -> Iterator[Post]:
    """The posts that these documents, or public lists, say a person holds."""
    here = (told for document in set(documents) for told in called.told.get(document, ()))
    for _, naming in sorted(here, key=lambda told: told[0]):
        for role in naming.roles:
            yield Post(role.title, role.of or "", role.status or "")


def _published(document: Document) -> date | None:
    return document.published.first_known if document.published else None
