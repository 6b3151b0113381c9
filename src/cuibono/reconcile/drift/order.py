"""Order: documents that put two events in another order than the days of others do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from cuibono.model import Event, Span, Telling
from cuibono.reconcile.drift.values import Difference, Given
from cuibono.reconcile.evidence import Evidence
from cuibono.tables import table


def differences(events: Sequence[Event], evidence: Evidence) -> Mapping[str, list[Difference]]:
    """For each event's id the differences in order between it and another event told in the same sentence."""
    by_sentence: dict[tuple[str, Span], list[tuple[Event, Telling]]] = defaultdict(list)
    for event in events:
        for telling in event.tellings:
            by_sentence[telling.document, evidence.around(telling.document, telling.span)].append((event, telling))
    found: dict[str, list[Difference]] = defaultdict(list)
    for (document, _), told in sorted(by_sentence.items()):
        for one, difference in _differences(document, told, evidence):
            found[one].append(difference)
    return found


def _differences(
    document: str, told: Sequence[tuple[Event, Telling]], evidence: Evidence
) -> Iterator[tuple[str, Difference]]:
    ordered = sorted(told, key=lambda pair: pair[1].span)
    for (first, one), (second, other) in pairwise(ordered):
        if first.id == second.id or one.span.end > other.span.end:
            continue
        said = _said(evidence.words(document, Span(one.span.start, other.span.end)))
        known = _known(first, second, document, evidence)
        if said and known and said != known[0]:
            here = Given(said, f"first {said} second", document, one.span)
            there = tuple(Given(known[0], f"{known[0]}", d, s) for d, s in known[1])
            yield first.id, Difference("order", (_shown(there, known[0]), _shown((here,), said)))


def _shown(given: tuple[Given[str], ...], said: str) -> tuple[Given[Any], ...]:
    return tuple(Given(said, f"{said} the other", g.document, g.span) for g in given)


def _said(text: str) -> str | None:
    """Whether the words between put the first after or before the second; None where they say neither or both."""
    words = table("relate/drift")["order"]
    found = [
        name
        for name in ("after", "before")
        if any(re.search(rf"\b{re.escape(w)}\b", text, re.IGNORECASE) for w in words[name])
    ]
    return found[0] if len(found) == 1 else None


def _known(first: Event, second: Event, document: str, evidence: Evidence) -> tuple[str, list[tuple[str, Span]]] | None:
    """The order by the days that other documents give both events, and those documents."""
    days = _days(first, document, evidence), _days(second, document, evidence)
    if not days[0] or not days[1]:
        return None
    shared = sorted(set(days[0]) & set(days[1])) or sorted(set(days[0]) | set(days[1]))
    befores = max(d[1] for d in days[0].values()) < min(d[0] for d in days[1].values())
    afters = min(d[0] for d in days[0].values()) > max(d[1] for d in days[1].values())
    if befores == afters:
        return None
    spans = {t.document: t.span for t in (*second.tellings, *first.tellings)}
    return ("before" if befores else "after"), [(d, spans[d]) for d in shared]


def _days(event: Event, document: str, evidence: Evidence) -> dict[str, tuple[str, str]]:
    """First and last day that each other document gives, as ISO dates."""
    found = {}
    for claim in (evidence.claim[c] for c in event.claims):
        period = claim.period
        if claim.document != document and period and period.earliest and period.latest:
            found[claim.document] = (period.earliest.isoformat(), period.latest.isoformat())
    return found
