"""What people have decided about the claims of an event.

Takes: Contents, an event of it.
Gives: DecisionView, frozen values: who said what of which claims, when and why.
Knows nothing of: how decisions are kept, what followed from them.
"""

from __future__ import annotations

from datetime import date

import msgspec

from cuibono.explore.contents import Contents
from cuibono.explore.marks import changed_words
from cuibono.explore.phrases import RULINGS, day_words
from cuibono.judgements import ON_CLAIMS
from cuibono.model import Event, Judgement, Ruling


class DecisionView(msgspec.Struct, frozen=True):
    """One decision: `words` say what it comes to, `claims` are those of the event, `others` those it was held against.

    `events` are the events in which the others stand, this one too where they were put together. `when` is a day in
    words.
    """

    id: str
    ruling: Ruling
    words: str
    by: str
    when: str
    why: str
    claims: tuple[str, ...]
    others: tuple[str, ...]
    events: tuple[str, ...]


def decisions(held: Contents, event: Event) -> tuple[DecisionView, ...]:
    """The decisions in effect about claims of this event, the oldest first."""
    about = [judgement for judgement in held.judgements if not set(judgement.subjects).isdisjoint(event.claims)]
    home = held.event_of_claim() if about else {}
    return tuple(_decision(judgement, event, home, held) for judgement in about)


def _decision(judgement: Judgement, event: Event, home: dict[str, str], held: Contents) -> DecisionView:
    claims = tuple(subject for subject in judgement.subjects if subject in event.claims)
    alone = judgement.ruling in ON_CLAIMS
    others = () if alone else tuple(subject for subject in judgement.subjects if subject not in event.claims)
    return DecisionView(
        id=judgement.id,
        ruling=judgement.ruling,
        words=_words(judgement, held),
        by=judgement.by,
        when=day_words(date.fromisoformat(judgement.when[:10])),
        why=judgement.why,
        claims=claims,
        others=others,
        events=tuple(dict.fromkeys(home[claim] for claim in (others or claims) if claim in home)),
    )


def _words(judgement: Judgement, held: Contents) -> str:
    """What a decision comes to; of a correction, what was read and what the claim should say."""
    mark = held.marks.get(judgement.subjects[0]) if judgement.ruling == "correct" else None
    changed = f" ({changed_words(mark.changes)})" if mark else ""
    return RULINGS[judgement.ruling] + changed
