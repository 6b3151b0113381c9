"""The promise that every statement quotes, checked before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from cuibono.errors import LedgerError
from cuibono.ledger.related import Related
from cuibono.model import Candidate, Claim, Document, Event, Mention, Reading, Source, Span, event_id, party_id


def check(document: Document, reading: Reading) -> None:
    """Raise LedgerError, saying which span is wrong and how, unless all that was read rests on the document's text."""
    if not 0 <= document.body <= len(document.text):
        raise LedgerError(f"{document.file}: its running text begins at {document.body}, outside the text.")
    for claim in reading.claims:
        _check_claim(document, claim)
    for candidate in reading.candidates:
        _check_candidate(document, candidate, {claim.id for claim in reading.claims})
    for mention in reading.mentions:
        _check_mention(document, mention, "a mention")
    for problem in reading.problems:
        if problem.span:
            _check_span(document, problem.span, f"the problem {problem.code}")


def check_related(related: Related, documents: Iterable[str], find: Callable[[str], Document]) -> None:
    """Raise LedgerError, saying what is wrong, unless all that was found by comparing documents rests on their texts.

    `documents` are the ids of all that the ledger holds; `find` gives one of them, and is called once for each that
    is spoken of.
    """
    held = frozenset(documents)
    known = held | {origin.id for origin in related.origins}
    for party in related.parties:
        if not party.namings or party.id != party_id(party.namings[0]):
            raise LedgerError(f"party {party.id} has not the letters of its first naming.")
    for event in related.events:
        _check_event(event, known)
    for edge in related.edges:
        if edge.to not in known:
            raise LedgerError(f"an edge of {edge.document} goes to {edge.to}, which the ledger does not hold.")
    for key, spans in _spans(related).items():
        if key not in held:
            raise LedgerError(f"{spans[0][1]} is in {key}, which the ledger does not hold.")
        document = find(key)
        for span, what in spans:
            _check_span(document, span, what)


def _check_event(event: Event, known: frozenset[str]) -> None:
    if not event.claims or event.id != event_id(event.claims[0]):
        raise LedgerError(f"event {event.id} has not the letters of its first claim.")
    for telling in event.tellings:
        if telling.rests is not None and telling.rests not in known:
            message = f"a telling of {event.id} in {telling.document} rests on {telling.rests}"
            raise LedgerError(f"{message}, which the ledger does not hold.")


def _spans(related: Related) -> dict[str, list[tuple[Span, str]]]:
    """For each document's id, the spans said to be there, with what each is of."""
    found: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
    for event in related.events:
        for telling in event.tellings:
            found[telling.document].append((telling.span, f"a telling of {event.id}"))
    for edge in related.edges:
        if edge.span:
            found[edge.document].append((edge.span, f"an edge to {edge.to}"))
    for problem in related.problems:
        if problem.span and problem.document:
            found[problem.document].append((problem.span, f"the problem {problem.code}"))
    return found


def _check_claim(document: Document, claim: Claim) -> None:
    what = f"claim {claim.id}"
    _check_quote(document, claim, what)
    _check_names(document, (*claim.actors, *claim.counterparts), claim.attribution, what)


def _check_candidate(document: Document, candidate: Candidate, claims: set[str]) -> None:
    what = f"candidate {candidate.id}"
    _check_quote(document, candidate, what)
    _check_names(document, candidate.about, candidate.sources, what)
    for claim in candidate.claims:
        if claim not in claims:
            raise LedgerError(f"{document.file}: {what} stands by claim {claim}, which was not read there.")


def _check_quote(document: Document, one: Claim | Candidate, what: str) -> None:
    if one.document != document.id:
        raise LedgerError(f"{document.file}: {what} says that it is of document {one.document}, not {document.id}.")
    _check_span(document, one.span, what)
    there = document.text[one.span.start : one.span.end]
    if one.quote != there:
        raise LedgerError(f"{document.file}: {what} quotes {one.quote!r}; the text at its span is {there!r}.")


def _check_names(document: Document, parties: Iterable[Mention], sources: Iterable[Source], what: str) -> None:
    for mention in parties:
        _check_mention(document, mention, f"a party of {what}")
    for source in sources:
        if source.span:
            _check_span(document, source.span, f'the source "{source.name}" of {what}')


def _check_mention(document: Document, mention: Mention, what: str) -> None:
    _check_span(document, mention.span, f'{what}, "{mention.name}",')
    if not mention.name.strip():
        raise LedgerError(f"{document.file}: {what} at {mention.span.start} has no name.")


def _check_span(document: Document, span: Span, what: str) -> None:
    if not 0 <= span.start < span.end <= len(document.text):
        length = len(document.text)
        raise LedgerError(f"{document.file}: {what} has the span {span.start}-{span.end}; the text has 0-{length}.")
    if not document.text[span.start : span.end].strip():
        raise LedgerError(f"{document.file}: {what} has the span {span.start}-{span.end}, where the text is blank.")
