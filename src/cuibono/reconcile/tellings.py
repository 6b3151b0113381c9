"""Tellings: every place that tells of an event: its claims, copies of the passages they stand in, and echoes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from cuibono.model import Event, Span, Telling
from cuibono.reconcile.copies import Copies
from cuibono.reconcile.evidence import Evidence


def extended(event: Event, copies: Copies, echoes: Iterable[Telling], evidence: Evidence) -> Event:
    """The event with the tellings that its claims do not show, all in order of publication."""
    held = {t.document for t in event.tellings}
    more: dict[str, Telling] = {}
    for telling in event.tellings:
        for found in _copied(telling, copies, evidence):
            if found.document not in held:
                more.setdefault(found.document, found)
    for echo in echoes:
        if echo.document not in held:
            more.setdefault(echo.document, echo)
    tellings = sorted((*event.tellings, *more.values()), key=lambda t: (evidence.rank[t.document], t.span))
    return replace(event, tellings=tuple(tellings))


def with_more(event: Event, more: Iterable[Telling], evidence: Evidence) -> Event:
    """The event with further tellings, of documents that tell of it already too."""
    tellings = sorted((*event.tellings, *more), key=lambda t: (evidence.rank[t.document], t.span))
    return replace(event, tellings=tuple(tellings))


def _copied(telling: Telling, copies: Copies, evidence: Evidence) -> Iterable[Telling]:
    """The same passage in the documents it was taken from, and in those that took it from here."""
    sentence = evidence.around(telling.document, telling.span)
    for copy in copies.all.get(telling.document, ()):
        if _within(sentence, copy.span):
            yield Telling(
                copy.source, _image(telling.span, copy.span, copy.source_span), by="copied", bears=telling.bears
            )
    for copy in copies.taken_from.get(telling.document, ()):
        if _within(sentence, copy.source_span):
            yield Telling(
                copy.document, _image(telling.span, copy.source_span, copy.span), by="copied", bears=telling.bears
            )


def _within(sentence: Span, passage: Span) -> bool:
    """Whether most of the sentence lies in the passage."""
    shared = min(sentence.end, passage.end) - max(sentence.start, passage.start)
    return shared >= 0.6 * (sentence.end - sentence.start)


def _image(span: Span, here: Span, there: Span) -> Span:
    """Where a span of one passage lies in the other, as near as the lengths tell."""
    scale = (there.end - there.start) / max(here.end - here.start, 1)
    start = there.start + int(max(span.start - here.start, 0) * scale)
    end = there.start + int(min(span.end - here.start, here.end - here.start) * scale)
    return Span(min(start, there.end - 1), max(min(end, there.end), min(start, there.end - 1) + 1))


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
