"""Edges: from each document to the documents and origins that it rests on, with the span that shows it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from cuibono.model import Edge, EdgeKind, Event, Span
from cuibono.reconcile.copies import Copies
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.genre import genre
from cuibono.reconcile.outlets import Outlets
from cuibono.reconcile.support import Rest

Key = tuple[str, str, EdgeKind]
Shared = Mapping[str, Counter[str]]  # for each document the others that tell of its events, and of how many


class Edges:
    """Collects edges, each pair and kind once, with the events for which it holds."""

    def __init__(self) -> None:
        self._spans: dict[Key, Span | None] = {}
        self._events: dict[Key, set[str]] = defaultdict(set)

    def add(self, document: str, to: str, kind: EdgeKind, span: Span | None, event: str | None = None) -> None:
        """Add an edge; the first span that shows it is kept."""
        key = (document, to, kind)
        self._spans[key] = self._spans.get(key) or span
        self._events[key] |= {event} if event else set()

    def of_event(self, event: Event, rests: Iterable[Rest]) -> None:
        """The edges that hold for an event."""
        for telling, rest in zip(event.tellings, rests, strict=True):
            if rest.to:
                self.add(telling.document, rest.to, rest.edge, rest.span, event.id)

    def of_copies(self, copies: Copies) -> None:
        """The edges that shared passages show, whatever they tell of."""
        for document, held in copies.all.items():
            for source in {c.source for c in held}:
                kind = copies.kind(document, source)
                if kind:
                    self.add(document, source, kind, copies.span(document, source))

    def of_outlets(self, outlets: Outlets, evidence: Evidence, events: Iterable[Event]) -> None:
        """The edges to outlets' reports that no telling of an event rests on."""
        shared = _shared(events)
        self._of_citations(outlets, evidence, shared)
        self._of_corrections(outlets, evidence, shared)

    def _of_citations(self, outlets: Outlets, evidence: Evidence, shared: Shared) -> None:
        """The edges that outlets' names in the text show, where no event has shown them yet."""
        linked: dict[str, set[str]] = defaultdict(set)
        for document, to, _ in self._spans:
            linked[document].add(to)
        for citation in (c for citations in outlets.citations.values() for c in citations):
            candidates = outlets.reports(citation.outlet, citation.document)
            if candidates and linked[citation.document].isdisjoint(candidates):
                telling = shared[citation.document].keys() & set(candidates)
                best = max(telling, key=evidence.rank.__getitem__) if telling else candidates[-1]
                self.add(citation.document, best, "cites", citation.span)

    def _of_corrections(self, outlets: Outlets, evidence: Evidence, shared: Shared) -> None:
        """An outlet's correction rests on the report of its own with which it shares most events."""
        for document in evidence.documents:
            outlet = outlets.of(document)
            if outlet and genre(document) == "correction":
                own = outlets.reports(outlet, document.id)
                telling = shared[document.id]
                best = max(own, key=lambda d: (telling[d], evidence.rank[d]), default=None)
                if best and telling[best]:
                    self.add(document.id, best, "cites", None)

    def all(self) -> tuple[Edge, ...]:
        """All edges in order."""
        found = [
            Edge(d, to, kind, span, tuple(sorted(self._events[d, to, kind])))
            for (d, to, kind), span in self._spans.items()
        ]
        return tuple(sorted(found, key=lambda e: (e.document, e.to, e.kind)))


def _shared(events: Iterable[Event]) -> Shared:
    """How many events two documents both tell of."""
    shared: Shared = defaultdict(Counter)
    for event in events:
        documents = event.documents[:40]
        for document in documents:
            shared[document].update(other for other in documents if other != document)
    return shared
