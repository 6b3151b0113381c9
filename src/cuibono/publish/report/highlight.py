"""Cuts an article into paragraphs and pieces so that claims can be marked in it.

Takes: a text, where its body begins, and claims with their spans.
Gives: blocks of segments that, joined, are the text; overlapping claims share segments.
Knows nothing of: HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from cuibono.explore.report_view import ClaimView

_GAP: Final = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


class Segment(msgspec.Struct, frozen=True):
    """A run of text under the same claims, widest first; `opens` and `closes` are those that begin and end here."""

    text: str
    claims: tuple[ClaimView, ...] = ()
    opens: tuple[ClaimView, ...] = ()
    closes: tuple[ClaimView, ...] = ()


class Block(msgspec.Struct, frozen=True):
    """One paragraph; `head` is True before the body (headline, byline, date lines)."""

    segments: tuple[Segment, ...]
    head: bool


def blocks(text: str, body: int, claims: Sequence[ClaimView]) -> tuple[Block, ...]:
    """The paragraphs of a text, cut at empty lines, each with its segments in order."""
    waiting = sorted(claims, key=lambda claim: claim.span, reverse=True)
    near: list[ClaimView] = []
    found = []
    for start, end in paragraphs(text):
        while waiting and waiting[-1].span.start < end:
            near.append(waiting.pop())
        near = [claim for claim in near if claim.span.end > start]
        if start < end:
            found.append(Block(segments(text, start, end, near), start < body))
    return tuple(found)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of every stretch between empty lines."""
    cuts = [(gap.start(), gap.end()) for gap in _GAP.finditer(text)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return list(zip(starts, ends, strict=True))


def segments(text: str, start: int, end: int, claims: Iterable[ClaimView]) -> tuple[Segment, ...]:
    """The pieces of text[start:end], cut wherever a claim begins or ends."""
    here = [claim for claim in claims if max(claim.span.start, start) < min(claim.span.end, end)]
    here.sort(key=lambda claim: (claim.span.start - claim.span.end, claim.number))
    edges = {edge for claim in here for edge in (claim.span.start, claim.span.end) if start < edge < end}
    cuts = sorted({start, end, *edges})
    return tuple(_segment(text, a, b, here) for a, b in pairwise(cuts))


def _segment(text: str, a: int, b: int, here: Sequence[ClaimView]) -> Segment:
    over = tuple(claim for claim in here if claim.span.start <= a and claim.span.end >= b)
    opens = tuple(claim for claim in over if claim.span.start == a)
    closes = tuple(claim for claim in over if min(claim.span.end, len(text)) == b)
    return Segment(text[a:b], over, opens, closes)
