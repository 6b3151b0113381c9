"""A draft in words: what the ledger holds of each of its statements, and whom it should ask.

Takes: Contents, and a draft with the events that its claims fit.
Gives: DraftView, frozen values that the command line, pages and other programs show.
Knows nothing of: HTML, terminals, how the events were found.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from cuibono.explore.claim_view import SourceView, says_so
from cuibono.explore.comment import Asked, Quoted, comment
from cuibono.explore.contents import Contents
from cuibono.explore.draft_values import ValuesView, finer, values
from cuibono.explore.event_view import EventView, event_view
from cuibono.explore.phrases import KINDS, STANCES
from cuibono.model import Claim, Event, Grade, Kind, Span, Stance
from cuibono.model.drafts import Draft, Fit, Match

Mark = Literal["recorded", "corroborated", "single_origin", "disputed", "not_in_ledger", "stronger"]

MARKS: Final[dict[Mark, tuple[str, str]]] = {
    "stronger": (
        "stronger than its evidence",
        "The draft states as fact what the ledger has otherwise, or gives another value or one that it does not have.",
    ),
    "disputed": ("disputed", "Some say that it is so, and some that it is not."),
    "not_in_ledger": ("not in the ledger", "No event of the ledger fits; that says nothing of whether it is so."),
    "single_origin": ("single origin", "One origin stands behind it, unnamed sources, or no source that is given."),
    "corroborated": ("corroborated", "Independent origins stand behind it, or a party to it confirms it."),
    "recorded": ("recorded", "A public record shows it."),
}
"""Each mark, those that ask most of an editor first, with the words that are shown and what they mean."""

_GRADES: Final[dict[Grade, Mark]] = {
    "recorded": "recorded",
    "confirmed": "corroborated",
    "corroborated": "corroborated",
    "single_origin": "single_origin",
    "anonymous_only": "single_origin",
    "unattributed": "single_origin",
    "disputed": "disputed",
}


class MatchView(msgspec.Struct, frozen=True):
    """An event that a statement fits; `mark` and `why` say how the two stand to one another.

    `why` are sentences about what the mark rests on beside the event's grade, `differing` values side by side.
    """

    event: EventView
    mark: Mark
    why: tuple[str, ...] = ()
    differing: tuple[ValuesView, ...] = ()


class StatementView(msgspec.Struct, frozen=True, kw_only=True):
    """One statement of the draft that tells of a dealing.

    `matches` are the events that fit, several where it is open which is meant; `mark` is that of theirs which asks most
    of an editor. `nearest` is an event that is like it and does not fit, `against` what speaks for and against that.
    """

    claim: str
    span: Span
    quote: str
    kind: Kind
    kind_words: str
    stance: Stance
    stance_words: str
    says_so: tuple[SourceView, ...]
    mark: Mark
    mark_words: str
    matches: tuple[MatchView, ...] = ()
    nearest: EventView | None = None
    against: str = ""


class DraftView(msgspec.Struct, frozen=True):
    """A draft in words; spans count in its text.

    `unmarked` are its sentences, of `sentences` in all, that no statement was read from.
    """

    file: str
    text: str
    statements: tuple[StatementView, ...]
    asked: tuple[Asked, ...]
    quoted: tuple[Quoted, ...]
    sentences: int
    unmarked: tuple[str, ...]


def draft_view(held: Contents, draft: Draft) -> DraftView:
    """The draft in words, beside the ledger that it was compared with."""
    events = {event.id: event for event in held.events}
    statements = tuple(_statement(held, draft, fit, events) for fit in draft.fits)
    asked, quoted = comment(draft)
    spans = [fit.claim.span for fit in draft.fits]
    text = draft.document.text
    unmarked = [
        " ".join(text[s.start : s.end].split())
        for s in draft.sentences
        if not any(span.start < s.end and s.start < span.end for span in spans)
    ]
    return DraftView(draft.document.file, text, statements, asked, quoted, len(draft.sentences), tuple(unmarked))


def _statement(held: Contents, draft: Draft, fit: Fit, events: dict[str, Event]) -> StatementView:
    claim = fit.claim
    matches = tuple(_match(held, draft, claim, match, events[match.event]) for match in fit.matches)
    marks = {match.mark for match in matches}
    mark: Mark = next((mark for mark in MARKS if mark in marks), "not_in_ledger")
    return StatementView(
        claim=claim.id,
        span=claim.span,
        quote=claim.quote,
        kind=claim.kind,
        kind_words=KINDS[claim.kind][0],
        stance=claim.stance,
        stance_words=STANCES[claim.stance][0],
        says_so=says_so(claim.attribution, draft.document),
        mark=mark,
        mark_words=MARKS[mark][0],
        matches=matches,
        nearest=event_view(held, events[fit.nearest]) if fit.nearest else None,
        against=fit.against,
    )


def _match(held: Contents, draft: Draft, claim: Claim, match: Match, event: Event) -> MatchView:
    """The event that a claim fits, with the mark and what it rests on beside the event's grade."""
    view, differing = event_view(held, event), values(held, draft, claim, match)
    own, more = not is_attributed(claim, draft), finer(held, claim, event.id)
    against = _as_fact(claim, view)
    if own and event.grade == "anonymous_only" and claim.stance != "denied":
        against += ("the ledger has it from unnamed sources alone, and the draft names no source",)
    why = (*more, *(against if own else tuple(f"{one}; the draft says who says so" for one in against)))
    return MatchView(
        view, _mark(claim, view, differing, bool(more or (own and against)), bool(against)), why, differing
    )


def _mark(
    claim: Claim, event: EventView, differing: tuple[ValuesView, ...], is_stronger: bool, is_otherwise: bool
) -> Mark:
    if is_stronger or any(not one.most for one in differing):
        return "stronger"
    if is_otherwise and "denied" in (claim.stance, event.stance):
        return "disputed"
    return _GRADES[event.grade]


def _as_fact(claim: Claim, event: EventView) -> tuple[str, ...]:
    """Where the draft says more firmly, or the other way, whether it happened."""
    if claim.stance == event.stance:
        return ()
    if claim.stance == "denied" and not event.denying:
        return ("the draft says that it did not happen, and no report in the ledger does",)
    if claim.stance == "asserted":
        return (f"the draft states it, and the ledger has it as {event.stance_words} only",)
    return ()


def is_attributed(claim: Claim, draft: Draft) -> bool:
    """Whether the draft says who says so."""
    own = draft.document.publisher
    return any(source.span is not None and source.name != own for source in claim.attribution)
