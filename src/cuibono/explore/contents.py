"""All that a ledger holds of events, each thing by its id.

Takes: documents, claims, events, origins, edges and parties, in any order; judgements in effect.
Gives: Contents, in which every claim is in an event and every party of an event is there.
Knows nothing of: words, pages, where the values are stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from cuibono.explore.marks import Mark
from cuibono.model import (
    Claim,
    Document,
    Edge,
    Event,
    Judgement,
    Mention,
    Origin,
    Party,
    Telling,
    event_id,
    naming_id,
    party_id,
)
from cuibono.model.records import Finding, Lead, Stored

T = TypeVar("T")


class Contents(msgspec.Struct, frozen=True):
    """Documents in order of publication, undated ones last; events in the order given.

    `naming` leads from the id of a naming to the id of its party. `judgements` are people's decisions that are in
    effect, the oldest first. `claims` stand as people decided on them; those that they rejected are in `rejected`
    alone. `marks` are who decided so, by the ids of the claims. `findings` are by what they are about, `records` the
    rows that they speak of, by their ids.
    """

    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    events: tuple[Event, ...]
    origins: Mapping[str, Origin]
    edges: tuple[Edge, ...]
    parties: Mapping[str, Party]
    naming: Mapping[str, str]
    findings: Mapping[str, tuple[Finding, ...]] = {}
    records: Mapping[str, tuple[Stored, ...]] = {}
    leads: Mapping[str, tuple[Lead, ...]] = {}
    judgements: tuple[Judgement, ...] = ()
    rejected: Mapping[str, Claim] = {}
    marks: Mapping[str, Mark] = {}

    def party(self, document: str, mention: Mention) -> str:
        """The id of the party that a mention in this document names."""
        key = naming_id(document, mention.name, mention.kind)
        return self.naming.get(key) or _alone(mention)

    def leads_of(self, event: str) -> tuple[Lead, ...]:
        """The leads for the event with this id."""
        return self.leads.get(event, ())

    def event_of_claim(self) -> dict[str, str]:
        """For each claim's id, the id of its event."""
        return {claim: event.id for event in self.events for claim in event.claims}


def contents(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    events: Iterable[Event] = (),
    origins: Iterable[Origin] = (),
    edges: Iterable[Edge] = (),
    parties: Iterable[Party] = (),
    judgements: Iterable[Judgement] = (),
) -> Contents:
    """What these make up.

    A claim that is in no event is shown as an event of its own, with no origin, and a name that belongs to no party
    as a party of its own, so that nothing that was read is left out.
    """
    shelf = {document.id: document for document in sorted(documents, key=document_order)}
    held, known = {claim.id: claim for claim in claims}, {party.id: party for party in parties}
    naming = {key: party.id for party in known.values() for key in party.namings}
    told = tuple(events)
    within = {claim for event in told for claim in event.claims}
    behind = {origin.id: origin for origin in origins}
    bare = Contents(shelf, held, told, behind, tuple(edges), known, naming, judgements=tuple(judgements))
    alone = tuple(_event(claim, bare) for claim in held.values() if claim.id not in within)
    return replace(bare, events=told + alone, parties=known | _unknown(bare))


def document_order(document: Document) -> tuple[date, str, str]:
    """Where a document stands among others: by day of publication, then by file."""
    day = document.published.first_known if document.published else None
    return (day or date.max, document.file, document.id)


def by(values: Iterable[T], key: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    """Values by what they are about, in order."""
    found: dict[str, list[T]] = {}
    for value in values:
        found.setdefault(key(value), []).append(value)
    return {about: tuple(several) for about, several in found.items()}


def _event(claim: Claim, bare: Contents) -> Event:
    return Event(
        id=event_id(claim.id),
        kind=claim.kind,
        claims=(claim.id,),
        tellings=(Telling(claim.document, claim.span, claim.id),),
        actors=tuple(dict.fromkeys(bare.party(claim.document, mention) for mention in claim.actors)),
        counterparts=tuple(dict.fromkeys(bare.party(claim.document, mention) for mention in claim.counterparts)),
        topic=claim.topic,
        amount=claim.amount,
        period=claim.period,
        place=claim.place,
    )


def _unknown(bare: Contents) -> dict[str, Party]:
    """A party for every mention in a claim that no party holds."""
    found: dict[str, Party] = {}
    for claim in bare.claims.values():
        for mention in (*claim.actors, *claim.counterparts):
            key = bare.party(claim.document, mention)
            if key not in bare.parties and key not in found:
                found[key] = Party(key, mention.name, mention.kind, ())
    return found


def _alone(mention: Mention) -> str:
    """The id of a party that is known by this name alone."""
    return party_id(naming_id("", mention.name, "organisation"))
