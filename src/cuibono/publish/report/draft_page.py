"""A draft beside the ledger as one page of HTML: the text with its statements marked, and what stands behind each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cuibono.explore.draft_view import MARKS, DraftView
from cuibono.publish.draft_listing import SPEAKING, silence, summary
from cuibono.publish.event_listing import dealing
from cuibono.publish.report.highlight import paragraphs
from cuibono.publish.report.page import styled

Piece = tuple[str, tuple[int, ...], tuple[int, ...]]
"""A run of text, the numbers of the statements that it is part of, and of those that end with it."""


def draft_page(view: DraftView) -> str:
    """The page; the same view gives the same page."""
    return styled("draft.html.j2", **told(view))


def told(view: DraftView) -> dict[str, object]:
    """What the templates of a draft are told."""
    return {
        "view": view,
        "summary": summary(view),
        "silence": silence(view),
        "paragraphs": [list(pieces(view, start, end)) for start, end in paragraphs(view.text)],
        "kinds": {number: one.kind for number, one in enumerate(view.statements, 1)},
        "marks": MARKS,
        "speaking": SPEAKING,
        "dealing": dealing,
    }


def pieces(view: DraftView, start: int, end: int) -> Iterator[Piece]:
    """The text from start to end, cut where a statement begins or ends, with the numbers of the statements there."""
    spans = {number: one.span for number, one in enumerate(view.statements, 1)}
    edges = {edge for span in spans.values() for edge in (span.start, span.end) if start < edge < end}
    for a, b in pairwise(sorted({start, end, *edges})):
        over = {n: span for n, span in spans.items() if span.start <= a and b <= span.end}
        yield view.text[a:b], tuple(over), tuple(n for n, span in over.items() if span.end == b)
