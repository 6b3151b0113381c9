"""Quotes: sayings that two documents print in different words inside quotation marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from cuibono.model import Event, Span
from cuibono.reconcile.drift.values import Difference, Given, difference, grouped
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.genre import genre
from cuibono.tables import table

_QUOTE = re.compile(r"[\"“]([^\"“”\n]{12,600})[\"”]|«\s?([^»\n]{12,600})\s?»")
_SPEECH = re.compile(r"^[A-Z][A-Z .'’-]{2,40}:\s*(.+)$", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


class Saying(msgspec.Struct, frozen=True, order=True):
    """Words in quotation marks, or of a speaker in a transcript."""

    document: str
    span: Span
    words: tuple[str, ...]


class Pair(msgspec.Struct, frozen=True):
    """Two sayings that are one, in different words."""

    first: Saying
    second: Saying


class Quotations:
    """Finds one saying in different words, and the events that it belongs to."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._by_document: dict[str, list[Pair]] = defaultdict(list)
        for pair in _pairs(sorted(s for d in evidence.documents for s in _sayings(d.id, evidence))):
            self._by_document[pair.first.document].append(pair)

    def differences(self, event: Event) -> Iterator[Difference]:
        """The sayings that documents of this event print differently, where one of them stands beside a telling."""
        beside: dict[str, list[Span]] = {t.document: [] for t in event.tellings}
        for telling in event.tellings:
            beside[telling.document].append(self._evidence.around(telling.document, telling.span))
        found = [
            pair
            for document in sorted(beside)
            for pair in self._by_document.get(document, ())
            if pair.second.document in beside and any(self._beside(s, beside) for s in (pair.first, pair.second))
        ]
        for sayings in _families(found):
            groups = grouped([self._given(s) for s in sayings], _alike)
            yield from difference("quote", groups)

    def _beside(self, saying: Saying, tellings: dict[str, list[Span]]) -> bool:
        """Whether a telling stands in the saying's sentence or next to it."""
        reach = 200
        return any(
            s.start - reach < saying.span.end and saying.span.start < s.end + reach
            for s in tellings.get(saying.document, ())
        )

    def _given(self, saying: Saying) -> Given[Any]:
        return Given(saying.words, self._evidence.words(saying.document, saying.span), saying.document, saying.span)


def _families(pairs: Iterable[Pair]) -> list[list[Saying]]:
    """The sayings of pairs that hang together, the longest first."""
    families: list[set[Saying]] = []
    for pair in pairs:
        both = {pair.first, pair.second}
        met = [family for family in families if family & both]
        families = [f for f in families if f not in met] + [both.union(*met)]
    return [sorted(family, key=lambda s: (-len(s.words), s)) for family in families]


def _alike(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether the shorter stands in the longer, word for word but for what `same` of the table allows."""
    from rapidfuzz.distance import LCSseq

    shared = LCSseq.similarity(first, second)
    return bool(shared >= table("relate/drift")["quotes"]["same"] * min(len(first), len(second)))


def _sayings(document: str, evidence: Evidence) -> Iterator[Saying]:
    found = evidence.document[document]
    for match in _QUOTE.finditer(found.text):
        group = 1 if match[1] else 2
        yield from _saying(document, match[group], match.start(group))
    if genre(found) == "transcript":
        for match in _SPEECH.finditer(found.text):
            for part in re.finditer(r"[^.?!]+[.?!]+(?:\s[^.?!]+[.?!]+)?", match[1]):
                yield from _saying(document, part[0], match.start(1) + part.start())


def _saying(document: str, text: str, start: int) -> Iterator[Saying]:
    words = tuple(w.casefold().replace("’", "'") for w in _WORD.findall(text))
    if len(words) >= table("relate/drift")["quotes"]["words"]:
        yield Saying(document, Span(start, start + len(text)), words)


def _pairs(sayings: list[Saying]) -> Iterator[Pair]:
    """Sayings of two documents that share enough of their words in order and yet differ.

    Candidates share two words in a row, so that not every saying is held against every other.
    """
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    for n, saying in enumerate(sayings):
        for pair in set(zip(saying.words, saying.words[1:], strict=False)):
            for other in index[pair][-20:]:
                seen.add((other, n))
            index[pair].append(n)
    for a, b in sorted(seen):
        first, second = sayings[a], sayings[b]
        if first.document != second.document and _one_saying(first.words, second.words):
            yield Pair(first, second)


def _one_saying(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    from rapidfuzz.distance import LCSseq

    limits = table("relate/drift")["quotes"]
    shared = LCSseq.similarity(first, second)
    return bool(shared >= max(limits["like"] * min(len(first), len(second)), 4)) and not _alike(first, second)
