"""Tellings: every place that tells of an event: its claims, copies of the passages they stand in, and echoes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from cuibono.model import Claim, Event, Span, Telling
from cuibono.reconcile.copies import Copies
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.kinship import Kinship

_WORD = re.compile(r"[^\W_]+")


def extended(event: Event, copies: Copies, echoes: Iterable[Telling], evidence: Evidence, kinship: Kinship) -> Event:
    """The event with the tellings that its claims do not show, all in order of publication."""
    held = {t.document for t in event.tellings}
    names = [kinship.telling(party) for party in (*event.actors, *event.counterparts) if kinship.known(party)]
    more: dict[str, Telling] = {}
    for telling in event.tellings:
        for found in _copied(telling, names, copies, evidence):
            if found.document not in held:
                more.setdefault(found.document, found)
    for echo in echoes:
        if echo.document not in held:
            more.setdefault(echo.document, echo)
    return with_more(event, more.values(), evidence)


def adopted(events: Iterable[Event], echoes: Mapping[str, Iterable[Telling]]) -> list[Event]:
    """The events with the claims that echo them taken in, and without those that the claims made alone."""
    taken = {t.claim for found in echoes.values() for t in found if t.claim}
    kept = []
    for event in events:
        new = tuple(t.claim for t in echoes.get(event.id, ()) if t.claim)
        if not taken.issuperset(event.claims):
            reasons = tuple((claim, "names no party, and is told in like words") for claim in new)
            kept.append(replace(event, claims=event.claims + new, reasons=event.reasons + reasons))
    return kept


def with_more(event: Event, more: Iterable[Telling], evidence: Evidence) -> Event:
    """The event with further tellings, of documents that tell of it already too."""
    more = tuple(more)
    if not more:
        return event
    tellings = sorted((*event.tellings, *more), key=lambda t: (evidence.rank[t.document], t.span))
    return replace(event, tellings=tuple(tellings))


def without(events: Iterable[Event], rejected: Iterable[Claim]) -> list[Event]:
    """The events without tellings that are no claim's and stand where a claim was rejected."""
    spans: dict[str, list[Span]] = {}
    for claim in rejected:
        spans.setdefault(claim.document, []).append(claim.span)
    return [replace(e, tellings=tuple(t for t in e.tellings if t.claim or not _met(t, spans))) for e in events]


def _met(telling: Telling, spans: Mapping[str, list[Span]]) -> bool:
    found = spans.get(telling.document, ())
    return any(telling.span.start < span.end and span.start < telling.span.end for span in found)


def _copied(telling: Telling, names: Sequence[frozenset[str]], copies: Copies, evidence: Evidence) -> Iterator[Telling]:
    """The same sentence in the documents it was taken from, and in those that took it from here."""
    sentence = evidence.around(telling.document, telling.span)
    both = [(c.source, c.span, c.source_span) for c in copies.all.get(telling.document, ())]
    both += [(c.document, c.source_span, c.span) for c in copies.taken_from.get(telling.document, ())]
    for document, _, there in (one for one in both if _within(sentence, one[1])):
        found = _image(telling.document, sentence, document, there, names, evidence)
        if found:
            yield Telling(document, found, by="copied", bears=telling.bears)


def _within(sentence: Span, passage: Span) -> bool:
    """Whether most of the sentence lies in the passage."""
    shared = min(sentence.end, passage.end) - max(sentence.start, passage.start)
    return shared >= 0.6 * (sentence.end - sentence.start)


def _image(
    document: str, sentence: Span, other: str, passage: Span, names: Sequence[frozenset[str]], evidence: Evidence
) -> Span | None:
    """The likest sentence of the other passage, unless it names other parties than this one does."""
    ours = set(_WORD.findall(evidence.words(document, sentence).casefold()))
    best: tuple[int, Span | None] = (0, None)
    for span in evidence.sentences(other):
        if span.start < passage.end and passage.start < span.end:
            theirs = set(_WORD.findall(evidence.words(other, span).casefold()))
            lost = any(name <= ours and not name <= theirs for name in names)
            if not lost and len(ours & theirs) > best[0]:
                best = (len(ours & theirs), trimmed(evidence.words(other, span), span))
    return best[1]


def trimmed(text: str, span: Span) -> Span:
    """A span of this text without the white space at its ends."""
    return Span(span.start + len(text) - len(text.lstrip()), span.start + len(text.rstrip()))


def described(event: Event, rests: Iterable[tuple[str, str | None]]) -> Event:
    """The event with what each telling rests on: the rule, and the id of the document or origin."""
    pairs = zip(event.tellings, rests, strict=True)
    return replace(event, tellings=tuple(replace(t, by=by, rests=to) for t, (by, to) in pairs))


def roots(event: Event) -> tuple[str, ...]:
    """The ids of the origins that the tellings which support the event go back to, through the documents between."""
    supporting = [t for t in event.tellings if t.bears == "supports"] or event.tellings
    within: dict[str, list[Telling]] = {}
    for telling in event.tellings:
        within.setdefault(telling.document, []).append(telling)
    found: set[str] = set()
    for telling in supporting:
        found |= _roots(telling, within, frozenset())
    return tuple(sorted(found))


def _roots(telling: Telling, within: Mapping[str, list[Telling]], passed: frozenset[str]) -> set[str]:
    if telling.rests is None or telling.rests in passed:
        return set()
    if telling.rests.startswith("org-"):
        return {telling.rests}
    behind = within.get(telling.rests, ())
    return {root for t in behind for root in _roots(t, within, passed | {telling.document})}
