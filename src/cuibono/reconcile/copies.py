"""Copies: which document a passage was taken from, from the passages that documents share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from cuibono.model import Document, EdgeKind, Span
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.outlets import Outlets
from cuibono.reconcile.reuse import Passage
from cuibono.reconcile.voices import Voices
from cuibono.tables import table

_QUOTED = re.compile(r"[\"“][^\"“”]{1,600}[\"”]")
_WORD = re.compile(r"[^\W_]+")


class Copy(msgspec.Struct, frozen=True, order=True):
    """A passage of `document` that stands in an earlier one too. `words` counts those outside quotation marks."""

    document: str
    span: Span
    source: str
    source_span: Span
    words: int


class Copies:
    """Answers where a passage of a document was taken from."""

    def __init__(self, evidence: Evidence, voices: Voices, outlets: Outlets, passages: Iterable[Passage]) -> None:
        self._evidence, self._voices, self._outlets = evidence, voices, outlets
        self.all: dict[str, list[Copy]] = defaultdict(list)
        for passage in passages:
            copy = self._directed(passage)
            self.all[copy.document].append(copy)
        self._drop_stopovers()
        self.taken_from: dict[str, list[Copy]] = defaultdict(list)
        for copies in self.all.values():
            for copy in copies:
                self.taken_from[copy.source].append(copy)

    def kind(self, document: str, source: str) -> EdgeKind | None:
        """How one document draws on another; None where they share too little to say."""
        shared = [c for c in self.all.get(document, ()) if c.source == source]
        words = sum(c.words for c in shared)
        if words < table("relate/origins")["edges"]["lifted"]:
            return None
        return "reuses_release" if self._voices.own_words(source) else "copies"

    def is_whole(self, document: str, source: str) -> bool:
        """Whether most of the document is copied from this source."""
        shared = sum(c.span.end - c.span.start for c in self.all.get(document, ()) if c.source == source)
        found = self._evidence.document[document]
        return bool(shared >= table("relate/origins")["edges"]["whole"] * max(len(found.text) - found.body, 1))

    def source(self, document: str, span: Span) -> str | None:
        """The document that the passage around this span was taken from, if it was."""
        over = [c for c in self.all.get(document, ()) if c.span.start < span.end and span.start < c.span.end]
        over = [c for c in over if self.kind(document, c.source)]
        return max(over, key=lambda c: (c.words, c.source)).source if over else None

    def span(self, document: str, source: str) -> Span:
        """The longest passage that shows it."""
        return max((c for c in self.all[document] if c.source == source), key=lambda c: (c.words, c)).span

    def _directed(self, passage: Passage) -> Copy:
        first, second = (self._evidence.document[i] for i in (passage.first, passage.second))
        if self._comes_first(second, first):
            ours, source, span, source_span = first, second, passage.first_span, passage.second_span
        else:
            ours, source, span, source_span = second, first, passage.second_span, passage.first_span
        return Copy(ours.id, span, source.id, source_span, _unquoted(ours.text, span))

    def _comes_first(self, one: Document, other: Document) -> bool:
        """Whether `one` is the source: named in the other, a party's own text, or published earlier."""
        names = [self._named(other, one), self._named(one, other)]
        if names[0] != names[1]:
            return bool(names[0])
        days = self._evidence.day(one.id), self._evidence.day(other.id)
        if days[0] and days[1] and days[0] != days[1]:
            return days[0] < days[1]
        if self._voices.own_words(one.id) != self._voices.own_words(other.id):
            return self._voices.own_words(one.id)
        if len(one.text) != len(other.text):
            return len(one.text) > len(other.text)
        return self._evidence.rank[one.id] < self._evidence.rank[other.id]

    def _named(self, document: Document, source: Document) -> bool:
        """Whether the lines above a document's text credit the publisher of another."""
        outlet = self._outlets.of(source)
        head = document.text[: document.body or 200]
        return bool(outlet) and any(self._outlets.named(line) == outlet for line in head.splitlines())

    def _drop_stopovers(self) -> None:
        """Of several sources of one passage keep the one that copies none of the others."""
        for document, copies in self.all.items():
            kept = []
            for copy in copies:
                rivals = {c.source for c in copies if c.span.start < copy.span.end and copy.span.start < c.span.end}
                behind = {c.source for c in self.all.get(copy.source, ())} & rivals
                if not behind:
                    kept.append(copy)
            self.all[document] = kept or copies


def _unquoted(text: str, span: Span) -> int:
    """Words of the span that stand outside quotation marks."""
    quoted = [m.span() for m in _QUOTED.finditer(text, max(span.start - 600, 0), span.end + 600)]
    words = _WORD.finditer(text, span.start, span.end)
    return sum(not any(a <= w.start() < b for a, b in quoted) for w in words)
