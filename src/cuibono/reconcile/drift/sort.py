"""Sort: whether a difference is a correction, an error, drift, or a dispute, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cuibono.model import Contradiction, ContradictionSort, Event, Variant
from cuibono.reconcile.drift.values import Difference, Given
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.genre import genre
from cuibono.tables import table


class Sorts:
    """Says of what sort a difference is; the first rule that holds decides."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def contradiction(self, event: Event, difference: Difference) -> Contradiction:
        """The difference as a contradiction, its values in the order of their first documents."""
        ordered = sorted(difference.groups, key=lambda g: min(self._evidence.rank[one.document] for one in g))
        sort, reason = self._sort(event, difference, ordered)
        return Contradiction(
            difference.field, sort, tuple(map(_variant, ordered)), table("relate/drift")["sort"][reason]
        )

    def _sort(
        self, event: Event, difference: Difference, groups: Sequence[Sequence[Given[Any]]]
    ) -> tuple[ContradictionSort, str]:
        documents = [{one.document for one in group} for group in groups]
        if any(genre(self._evidence.document[d]) == "correction" for group in documents for d in group):
            return "correction", "correction"
        if difference.field == "date" and self._impossible(groups):
            return "error", "impossible"
        if difference.slip:
            return "error", "slip"
        roots = [_roots(event, group) for group in documents]
        if any(a & b for n, a in enumerate(roots) for b in roots[n + 1 :]) or any(not r for r in roots):
            return "drift", "drift"
        return "genuine_dispute", "dispute"

    def _impossible(self, groups: Sequence[Sequence[Given[Any]]]) -> bool:
        for group in groups:
            for one in group:
                day = self._evidence.day(one.document)
                if day and one.shown[:10] > day.isoformat() and one.shown[:1].isdigit():
                    return True
        return False


def _roots(event: Event, documents: set[str]) -> set[str]:
    """What the tellings of these documents rest on, through other documents of the event."""
    found: set[str] = set()
    passed: set[str] = set()
    left = sorted(documents)
    while left:
        document = left.pop()
        passed.add(document)
        for telling in event.tellings:
            if telling.document == document and telling.rests:
                found.add(telling.rests)
                if not telling.rests.startswith("org-") and telling.rests not in passed:
                    left.append(telling.rests)
    return found | documents if found else found


def _variant(group: Sequence[Given[Any]]) -> Variant:
    documents = tuple(dict.fromkeys(one.document for one in group))
    spans = tuple(next(one.span for one in group if one.document == d) for d in documents)
    return Variant(group[0].shown, documents, spans)
