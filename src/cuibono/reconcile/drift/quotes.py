"""Quotes: sayings that two documents print in different words inside quotation marks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from cuibono.model import Event, Kind, Span
from cuibono.reconcile.drift.values import Difference, Given, difference, grouped
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.sayings import Saying
from cuibono.tables import table


def differences(
    events: Iterable[Event], families: Sequence[Sequence[Saying]], evidence: Evidence
) -> dict[str, list[Difference]]:
    """For each event's id the sayings that its documents print differently; each belongs to one event."""
    beside = _beside(events, evidence)
    found: dict[str, list[Difference]] = defaultdict(list)
    for family in families:
        differ = difference("quote", grouped([_given(s, evidence) for s in family], _alike))
        closeness: Counter[str] = Counter()
        for saying in family if differ else ():
            for told, kind, span in beside[saying.document]:
                closeness[told] += _close(saying, span, kind)
        event = max(sorted(closeness), key=lambda e: closeness[e], default="")
        if closeness[event]:
            found[event] += differ
    return found


def _beside(events: Iterable[Event], evidence: Evidence) -> dict[str, list[tuple[str, Kind, Span]]]:
    """For each document the sentences that tell of events."""
    beside: dict[str, list[tuple[str, Kind, Span]]] = defaultdict(list)
    for event in events:
        for telling in event.tellings:
            span = evidence.around(telling.document, telling.span)
            beside[telling.document].append((event.id, event.kind, span))
    return beside


def _given(saying: Saying, evidence: Evidence) -> Given[Any]:
    return Given(saying.words, evidence.words(saying.document, saying.span), saying.document, saying.span)


def _close(saying: Saying, sentence: Span, kind: Kind) -> int:
    """How near a telling stands to a saying: 4 in its sentence, 2 beside it, one more where words are the dealing."""
    if not (sentence.start - 200 < saying.span.end and saying.span.start < sentence.end + 200):
        return 0
    within = sentence.start < saying.span.end and saying.span.start < sentence.end
    return (4 if within else 2) + bool(table("relate/origins")["public"][kind] == "word")


def _alike(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether the shorter stands in the longer, word for word but for endings and what `same` of the table allows."""
    from rapidfuzz.distance import LCSseq

    first, second = (tuple(w.removesuffix("ing").removesuffix("ed") for w in words) for words in (first, second))
    shared = LCSseq.similarity(first, second)
    return bool(shared >= table("relate/drift")["quotes"]["same"] * min(len(first), len(second)))
