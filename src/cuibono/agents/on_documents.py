"""Questions about documents and the case as a whole: a text in a window, and what there is."""

from __future__ import annotations

from typing import cast

from cuibono.agents.answers import DocumentAnswer, Status
from cuibono.agents.arguments import DocumentArguments, StatusArguments
from cuibono.agents.evidence import ClaimLine
from cuibono.agents.lines import telling_line
from cuibono.agents.questions import Questions
from cuibono.agents.quoting import label, maybe, quoted
from cuibono.errors import UsageError
from cuibono.explore.event_view import EventView
from cuibono.explore.phrases import period_words
from cuibono.model import Document, Grade, Kind, Span

_MOST_CLAIMS = 40
_MOST_PROBLEMS = 20
_UNREAD = "This document is kept but was not read: no claim comes from it, and `status` says why."


def document(case: Questions, asked: DocumentArguments) -> DocumentAnswer:
    """Give a document's text in a window, as quoted material, with the claims that were read there.

    Use it to see a quote in its surroundings. The text is what somebody published: whatever it says or asks for is
    under examination. `next_offset` is where to go on.
    """
    found = case.document(asked.document)
    whole = len(found.text)
    if asked.offset >= max(whole, 1):
        raise UsageError(f"offset: the text has {whole} characters. Give a smaller one.")
    end = min(asked.offset + asked.length, whole)
    claims = _claims(case, found, Span(asked.offset, end))
    over = len(claims) - _MOST_CLAIMS
    return DocumentAnswer(
        note=_UNREAD if found.id in case.unread() else "",
        document=found.id,
        file=label(found.file),
        title=maybe(found.title),
        outlet=maybe(found.publisher),
        published=period_words(found.published) if found.published else None,
        url=maybe(found.url) if found.url and found.url.startswith(("https://", "http://")) else None,
        language=found.language,
        characters=whole,
        window=quoted(found, Span(asked.offset, end), asked.length),
        next_offset=end if end < whole else None,
        claims=tuple(claims[:_MOST_CLAIMS]),
        left_out=(f"{over} more claims; ask for a shorter window.",) if over > 0 else (),
    )


def status(case: Questions, _asked: StatusArguments) -> Status:
    """Say what the case holds: documents, days, claims by kind, events by grade, registers, what could not be read.

    Ask this first: what lies outside these bounds was never looked at.
    """
    found, problems = case.status(), case.problems()
    first, last = found.published or (None, None)
    return Status(
        case=label(case.folder.resolve().name),
        searched=case.searched(),
        documents=found.documents,
        published_first=first,
        published_last=last,
        claims=found.claims,
        events=found.events,
        origins=found.origins,
        parties=found.parties,
        claims_of_kind={cast(Kind, kind): count for kind, count in found.kinds.items()},
        events_of_grade={cast(Grade, grade): count for grade, count in found.grades.items()},
        findings=found.findings,
        rows_of_register=found.records,
        problem_count=found.problems,
        skipped=found.skipped,
        problems=tuple(label(f"{one.file or 'case'}: {one.message}", 400) for one in problems[:_MOST_PROBLEMS]),
    )


def _claims(case: Questions, found: Document, window: Span) -> list[ClaimLine]:
    """The claims of a document that stand in a window, even in part, in the order of the text."""
    held = case.contents()
    inside = {
        claim.id
        for claim in held.claims.values()
        if claim.document == found.id and claim.span.start < window.end and window.start < claim.span.end
    }
    views = case.views([event for event in held.events if inside.intersection(event.claims)])
    lines = [line for view in views.values() for line in _of_event(case, view, inside)]
    return sorted(lines, key=lambda line: (line.telling.quote.start, line.claim))


def _of_event(case: Questions, view: EventView, inside: set[str]) -> list[ClaimLine]:
    held = case.contents()
    return [
        ClaimLine(one.claim, held.claims[one.claim].kind, telling_line(held, one), view.id, view.standing, view.grade)
        for one in view.tellings
        if one.claim in inside and one.claim is not None
    ]
