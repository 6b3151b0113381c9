"""Drift: what the tellings of one event give differently, and of what sort each difference is.

Takes: events with what their tellings rest on, the claims and documents behind them.
Gives: contradictions: values side by side with the documents that give them.
Knows nothing of: how events were found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cuibono.model import Contradiction, Event
from cuibono.reconcile.drift import offices, order, quotes, slots, wording
from cuibono.reconcile.drift.sort import Sorts
from cuibono.reconcile.drift.values import Difference
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.kinship import Kinship
from cuibono.reconcile.sayings import Saying

__all__ = ["contradictions"]


def contradictions(
    events: Sequence[Event], sayings: Sequence[Sequence[Saying]], evidence: Evidence, kinship: Kinship
) -> Mapping[str, tuple[Contradiction, ...]]:
    """For each event's id what its tellings give differently, in the order of the fields."""
    quotations = quotes.differences(events, sayings, evidence)
    orders = order.differences(events, evidence)
    sorts = Sorts(evidence)
    found = {}
    for event in events:
        differences: list[Difference] = [
            *slots.differences(event, evidence, kinship),
            *wording.differences(event, evidence),
            *quotations.get(event.id, ()),
            *orders.get(event.id, ()),
        ]
        held = tuple(offices.offices(event, evidence))
        told = tuple(sorts.contradiction(event, difference) for difference in differences)
        if told or held:
            found[event.id] = (*(one for one in told if not _said_better(one, held)), *held)
    return found


def _said_better(one: Contradiction, held: Sequence[Contradiction]) -> bool:
    """Whether a list settles between the same documents what a difference only shows."""
    documents = {d for variant in one.variants for d in variant.documents}
    return any(
        other.field == one.field
        and len(other.variants) > 1
        and documents == {d for variant in other.variants for d in variant.documents}
        for other in held
    )
