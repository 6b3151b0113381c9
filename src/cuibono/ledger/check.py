"""The promise that every statement quotes, checked before anything is written."""

from __future__ import annotations

from cuibono.errors import LedgerError
from cuibono.model import Claim, Document, Mention, Reading, Span


def check(document: Document, reading: Reading) -> None:
    """Raise LedgerError, saying which span is wrong and how, unless all that was read rests on the document's text."""
    if not 0 <= document.body <= len(document.text):
        raise LedgerError(f"{document.file}: its running text begins at {document.body}, outside the text.")
    for claim in reading.claims:
        _check_claim(document, claim)
    for mention in reading.mentions:
        _check_mention(document, mention, "a mention")
    for problem in reading.problems:
        if problem.span:
            _check_span(document, problem.span, f"the problem {problem.code}")


def _check_claim(document: Document, claim: Claim) -> None:
    what = f"claim {claim.id}"
    if claim.document != document.id:
        raise LedgerError(f"{document.file}: {what} says that it is of document {claim.document}, not {document.id}.")
    _check_span(document, claim.span, what)
    there = document.text[claim.span.start : claim.span.end]
    if claim.quote != there:
        raise LedgerError(f"{document.file}: {what} quotes {claim.quote!r}; the text at its span is {there!r}.")
    for mention in (*claim.actors, *claim.counterparts):
        _check_mention(document, mention, f"a party of {what}")
    for source in claim.attribution:
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
