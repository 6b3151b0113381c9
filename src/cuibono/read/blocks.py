"""A document's running text as clean blocks that still know where they came from.

Takes: a document's text and the offset where its body begins.
Gives: blocks (one paragraph, bullet or speaker's turn each) with a map from clean to original offsets.
Knows nothing of: sentences, parties, claims.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from cuibono.model import Span

_LINK = re.compile(r"!?\[(?P<shown>[^\[\]\n]{1,300})\]\((?:https?:|/|#|mailto:)[^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
_MARKS = re.compile(
    r"(?P<emphasis>(?<!\w)(?:\*{1,3}|_{1,3})(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3})(?!\w))|(?P<unseen>[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff])"
)
_HEAD = re.compile(r"\s*(?:#{1,6}\s+|[-*•‣–]\s+|\d{1,2}[.)]\s+|>\s+)")
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]+(?:, [A-Z][\w.' ]+?)*)"
    r"(?:, (?:(?:[A-Z][a-z]+ ){0,2}[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?))?"
    r"(?: ?\([^()\n]{2,40}\))?\s+[-–—]{1,2}\s+(?=\S)"
)
_TURN = re.compile(
    r"(?P<speaker>(?:(?:[A-Z][a-z]+\.? ){0,2}[A-Z][A-Z.'’-]+)(?: [A-Z][A-Z.'’-]*){0,4}|Q|A|Question|Answer):\s+(?=\S)"
)
_LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z'’]*(?: [A-Za-z'’]+){0,4}):\s+(?=\S)")
_BYLINE = re.compile(r"\s*(?:By|BY)\s+[A-Z][^\n.]{2,80}$")
_ASKERS = frozenset({"Q", "QUESTION", "Question", "REPORTER", "JOURNALIST", "MODERATOR", "INTERVIEWER"})
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAME = str.maketrans({"\u2011": "-", "\u2010": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\t": " ", "`": "'"})


class Block(msgspec.Struct, frozen=True):
    """A paragraph made clean. `offsets[i]` is where its character i stands in the document; one more closes it.

    `speaker` is the label of a turn in a transcript ("THE PRESIDENT"), `question` is True for a turn that asks.
    """

    text: str
    offsets: tuple[int, ...]
    speaker: str | None = None
    question: bool = False

    def span(self, start: int, end: int) -> Span:
        """The document's span behind the clean characters from `start` to `end` (end exclusive)."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def clean(self, offset: int) -> int:
        """The clean position of a document's offset (the nearest one before it)."""
        return max(0, bisect_right(self.offsets, offset) - 1)


def blocks(text: str, body: int = 0) -> list[Block]:
    """The blocks of a document's text from `body` on, in order; blank and byline-only lines are left out."""
    found = [_block(text, start, end) for start, end in _paragraphs(text, body)]
    kept = [block for block in found if block.text.strip() and not _BYLINE.match(block.text)]
    return _turns(kept)


def _paragraphs(text: str, body: int) -> Iterator[tuple[int, int]]:
    """Start and end of each line from `body` on that holds more than blanks."""
    start = body
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if not text[start:end].isspace() and start < end:
            yield start, end
        start = end + 1


def _turns(found: list[Block]) -> list[Block]:
    """In a transcript, where speakers come again, a turn lasts until the next label; elsewhere a label is a lead-in."""
    labels = [block.speaker for block in found if block.speaker]
    repeated = any(labels.count(label) > 1 for label in labels)
    if not repeated and not any(label in _ASKERS for label in labels):
        return [msgspec.structs.replace(block, speaker=None, question=False) for block in found]
    turns: list[Block] = []
    for block in found:
        before = turns[-1] if turns else block
        same = block.speaker is None and not block.text.isupper()
        turns.append(
            msgspec.structs.replace(block, speaker=before.speaker, question=before.question) if same else block
        )
    return turns


def _block(text: str, start: int, end: int) -> Block:
    head = _HEAD.match(text, start, end)
    start = head.end() if head else start
    dateline = _DATELINE.match(text, start, end)
    start = dateline.end() if dateline and end - dateline.end() > 40 else start
    turn = _TURN.match(text, start, end)
    if turn:
        speaker = turn["speaker"]
        clean, offsets = _clean(text, turn.end(), end)
        return Block(clean, offsets, speaker, _asks(speaker, clean))
    label = _LABEL.match(text, start, end) if head or not text[start:end].rstrip().endswith(":") else None
    start = label.end() if label and _is_label(label["label"], head is not None) else start
    return Block(*_clean(text, start, end))


_LEADS = frozenset({"What", "How", "Why", "Who", "By", "Go", "The"})


def _is_label(label: str, bullet: bool) -> bool:
    """A short lead-in such as "What's next:" and no clause that ends in a colon."""
    words = label.split()
    return len(words) <= 4 and (bullet or label.isupper() or words[0].split("'")[0].split("’")[0] in _LEADS)


def _asks(speaker: str, text: str) -> bool:
    return speaker in _ASKERS or text.rstrip().endswith("?")


def _clean(text: str, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    """The characters to read and their offsets: links show their words only, marks of emphasis are gone."""
    keep = list(_kept(text, start, end))
    while keep and text[keep[0]].isspace():
        keep.pop(0)
    while keep and text[keep[-1]].isspace():
        keep.pop()
    clean = _SURROGATE.sub("\ufffd", "".join(text[i] for i in keep).translate(_SAME))
    return clean, (*keep, (keep[-1] + 1 if keep else start))


def _kept(text: str, start: int, end: int) -> Iterator[int]:
    shown: list[tuple[int, int]] = []
    at = start
    for link in _LINK.finditer(text, start, end):
        shown.append((at, link.start()))
        shown.append(link.span("shown"))
        at = link.end()
    shown.append((at, end))
    for first, last in shown:
        hidden = {i for m in _MARKS.finditer(text, first, last) for i in range(*m.span())}
        yield from (i for i in range(first, last) if i not in hidden)
