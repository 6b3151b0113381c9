"""Cuts an article into paragraphs and pieces so that passages can be marked in it.

Takes: a text, where its body begins, and passages with their spans.
Gives: blocks of segments that, joined, are the text; overlapping passages share segments.
Knows nothing of: HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from cuibono.explore.report_view import Passage

_GAP: Final = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


class Segment(msgspec.Struct, frozen=True):
    """A run of text under the same passages, widest first; `opens` and `closes` are those that begin and end here."""

    text: str
    passages: tuple[Passage, ...] = ()
    opens: tuple[Passage, ...] = ()
    closes: tuple[Passage, ...] = ()


class Block(msgspec.Struct, frozen=True):
    """One paragraph; `head` is True before the body (headline, byline, date lines)."""

    segments: tuple[Segment, ...]
    head: bool


def blocks(text: str, body: int, passages: Sequence[Passage]) -> tuple[Block, ...]:
    """The paragraphs of a text, cut at empty lines, each with its segments in order."""
    waiting = sorted(passages, key=lambda passage: passage.span, reverse=True)
    near: list[Passage] = []
    found = []
    for start, end in paragraphs(text):
        while waiting and waiting[-1].span.start < end:
            near.append(waiting.pop())
        near = [passage for passage in near if passage.span.end > start]
        if start < end:
            found.append(Block(segments(text, start, end, near), start < body))
    return tuple(found)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of every stretch between empty lines."""
    cuts = [(gap.start(), gap.end()) for gap in _GAP.finditer(text)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return list(zip(starts, ends, strict=True))


def segments(text: str, start: int, end: int, passages: Iterable[Passage]) -> tuple[Segment, ...]:
    """The pieces of text[start:end], cut wherever a passage begins or ends."""
    here = [passage for passage in passages if max(passage.span.start, start) < min(passage.span.end, end)]
    here.sort(key=lambda passage: (passage.span.start - passage.span.end, passage.event.number))
    edges = {edge for passage in here for edge in (passage.span.start, passage.span.end) if start < edge < end}
    cuts = sorted({start, end, *edges})
    return tuple(_segment(text, a, b, here) for a, b in pairwise(cuts))


def _segment(text: str, a: int, b: int, here: Sequence[Passage]) -> Segment:
    over = tuple(passage for passage in here if passage.span.start <= a and passage.span.end >= b)
    opens = tuple(passage for passage in over if passage.span.start == a)
    closes = tuple(passage for passage in over if min(passage.span.end, len(text)) == b)
    return Segment(text[a:b], over, opens, closes)
