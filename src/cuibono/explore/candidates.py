"""Candidates: explanations that the articles of a case offer, ready to be weighed as hypotheses.

Takes: a case open to look at. Gives: frozen values in the order of the articles and their texts.
Knows nothing of: how they are weighed, HTML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from cuibono.model import Span

if TYPE_CHECKING:
    from cuibono.explore.case import Case


class Candidate(msgspec.Struct, frozen=True):
    """An explanation as one article words it: `quote` is the text of the document at `span`.

    `sources` are the names of those who hold it, nearest first; empty where the article itself offers it. Candidates
    that the article puts against one another share a `set` (None: it stands alone), and those of one `side` in it,
    from 1, are one explanation told on. `about` names the parties that it speaks of, `events` the ids of the events
    told in its sentence or else in the one before; both are empty where these name none.
    """

    id: str
    quote: str
    document: str
    file: str
    span: Span
    sources: tuple[str, ...]
    set: str | None
    side: int
    about: tuple[str, ...]
    events: tuple[str, ...]


def candidates(case: Case) -> tuple[Candidate, ...]:
    """Every explanation that the articles of a case offer; none is the program's own, and none is weighed here."""
    found = case.browse.candidates()
    files = case.browse.files(one.document for one in found)
    event_of = case.event_of_claim() if found else {}
    return tuple(
        Candidate(
            id=one.id,
            quote=one.quote,
            document=one.document,
            file=files[one.document],
            span=one.span,
            sources=tuple(source.name for source in one.sources),
            set=one.set,
            side=one.side,
            about=tuple(party.name for party in one.about),
            events=tuple(dict.fromkeys(event_of[claim] for claim in one.claims if claim in event_of)),
        )
        for one in found
    )
