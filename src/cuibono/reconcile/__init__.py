"""Reconcile: which claims tell of one event, and what stands behind each telling.

Takes: documents, their claims, parties, people's judgements.
Gives: events with tellings, origins and contradictions; edges from document to document or origin; shared passages.
Knows nothing of: how claims were read, how parties were found, grades, how any of it is stored or shown.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cuibono.model import Claim, Document, Edge, Event, Judgement, Origin, Party, Telling, event_id


class Relations(msgspec.Struct, frozen=True):
    """Events, origins and edges, each in the order of their ids."""

    events: tuple[Event, ...]
    origins: tuple[Origin, ...] = ()
    edges: tuple[Edge, ...] = ()


def relations(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    parties: Sequence[Party] = (),
    judgements: Sequence[Judgement] = (),
) -> Relations:
    """What the claims of these documents tell of; the same for any order of the input."""
    events = [Event(event_id(c.id), c.kind, (c.id,), (Telling(c.document, c.span, c.id),)) for c in claims]
    return Relations(tuple(sorted(events, key=lambda e: e.id)))
