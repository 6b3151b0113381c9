"""Reconcile: which claims tell of one event, and what stands behind each telling.

Takes: documents, their claims, parties, people's judgements.
Gives: events with tellings, origins and contradictions; edges from document to document or origin.
Knows nothing of: how claims were read, how parties were found, grades, how any of it is stored or shown.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from cuibono.model import Claim, Document, Edge, Event, Judgement, Origin, Party
from cuibono.reconcile import summary
from cuibono.reconcile.confirmations import Confirmations
from cuibono.reconcile.copies import Copies
from cuibono.reconcile.drift import contradictions
from cuibono.reconcile.echoes import Echoes
from cuibono.reconcile.edges import Edges
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.kinship import Kinship
from cuibono.reconcile.outlets import Outlets
from cuibono.reconcile.placing import grouped
from cuibono.reconcile.profiles import Profiles
from cuibono.reconcile.reuse import Passage, shared
from cuibono.reconcile.sayings import families
from cuibono.reconcile.speakers import Speakers, distinct
from cuibono.reconcile.support import Support
from cuibono.reconcile.tellings import adopted, described, extended, roots, with_more, without
from cuibono.reconcile.voices import Voices


class Relations(msgspec.Struct, frozen=True):
    """Events, origins and edges, each in the order of their ids."""

    events: tuple[Event, ...]
    origins: tuple[Origin, ...] = ()
    edges: tuple[Edge, ...] = ()


def relations(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    parties: Iterable[Party] = (),
    judgements: Iterable[Judgement] = (),
    *,
    rejected: Iterable[Claim] = (),
    passages: Iterable[Passage] | None = None,
) -> Relations:
    """What the claims of these documents tell of; the same for any order of the input.

    What people `rejected` tells of nothing: no other claim's words are found again in such a passage either.
    `passages` are what documents share, as `reuse.shared` gives it; None has it found here.
    """
    judgements = tuple(judgements)
    evidence = Evidence(documents, claims, parties)
    kinship = Kinship(evidence)
    sayings = families(evidence)
    profiles = Profiles(evidence, sayings)
    voices = Voices(evidence)
    outlets = Outlets(evidence, voices)
    copies = Copies(evidence, voices, outlets, shared(evidence.documents) if passages is None else passages)
    confirmations = Confirmations(evidence, kinship)
    speakers = Speakers(evidence, kinship, outlets, confirmations)
    support = Support(evidence, profiles, voices, outlets, copies, speakers)
    groups, placed = grouped(tuple(profiles.of.values()), evidence, kinship, judgements)
    events = [summary.event(group, evidence, kinship, placed) for group in groups]
    events = [extended(event, copies, (), evidence, kinship) for event in events]
    events = [with_more(event, confirmations.of(event), evidence) for event in sorted(events, key=lambda e: e.id)]
    ruled = {subject for judgement in judgements for subject in judgement.subjects}
    echoes = Echoes(evidence, kinship, profiles).of([e for e in events if ruled.isdisjoint(e.claims)])
    events = adopted(events, echoes)
    events = [extended(event, copies, echoes.get(event.id, ()), evidence, kinship) for event in events]
    events = without(events, rejected)
    related = _related(events, support, evidence, outlets, copies)
    differing = contradictions(related.events, sayings, evidence, kinship)
    return replace(related, events=tuple(replace(e, contradictions=differing.get(e.id, ())) for e in related.events))


def _related(events: list[Event], support: Support, evidence: Evidence, outlets: Outlets, copies: Copies) -> Relations:
    """What each telling rests on, and the edges and origins that follow."""
    edges, origins, found = Edges(), list[Origin](), list[Event]()
    for event, rests in zip(events, support.of(events), strict=True):
        origins += [rest.origin for rest in rests if rest.origin]
        edges.of_event(event, rests)
        event = described(event, ((rest.by, rest.to) for rest in rests))
        found.append(replace(event, origins=roots(event)))
    edges.of_copies(copies)
    edges.of_outlets(outlets, evidence, found)
    named = distinct(origins)
    return Relations(tuple(found), tuple(named.values()), edges.all())
