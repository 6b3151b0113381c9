"""Quotes: sayings that two documents print in different words inside quotation marks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from cuibono.model import Event, Kind, Span
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
    """Finds one saying in different words, and the event that it belongs to."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def differences(self, events: Iterable[Event]) -> dict[str, list[Difference]]:
        """For each event's id the sayings that its documents print differently; each belongs to one event."""
        beside = self._beside(events)
        sayings = sorted(s for d in self._evidence.documents for s in _sayings(d.id, self._evidence))
        found: dict[str, list[Difference]] = defaultdict(list)
        for family in _families(_pairs(sayings)):
            closeness: Counter[str] = Counter()
            for saying in family:
                for told, kind, span in beside[saying.document]:
                    closeness[told] += _close(saying, span, kind)
            event = max(sorted(closeness), key=lambda e: closeness[e], default="")
            if closeness[event]:
                found[event] += difference("quote", grouped([self._given(s) for s in family], _alike))
        return found

    def _beside(self, events: Iterable[Event]) -> dict[str, list[tuple[str, Kind, Span]]]:
        """For each document the sentences that tell of events."""
        beside: dict[str, list[tuple[str, Kind, Span]]] = defaultdict(list)
        for event in events:
            for telling in event.tellings:
                span = self._evidence.around(telling.document, telling.span)
                beside[telling.document].append((event.id, event.kind, span))
        return beside

    def _given(self, saying: Saying) -> Given[Any]:
        return Given(saying.words, self._evidence.words(saying.document, saying.span), saying.document, saying.span)


def _close(saying: Saying, sentence: Span, kind: Kind) -> int:
    """How near a telling stands to a saying: 4 in its sentence, 2 beside it, one more where words are the dealing."""
    if not (sentence.start - 200 < saying.span.end and saying.span.start < sentence.end + 200):
        return 0
    within = sentence.start < saying.span.end and saying.span.start < sentence.end
    return (4 if within else 2) + bool(table("relate/origins")["public"][kind] == "word")


def _families(pairs: Iterable[Pair]) -> list[list[Saying]]:
    """The sayings of pairs that hang together, the longest first."""
    families: list[set[Saying]] = []
    for pair in pairs:
        both = {pair.first, pair.second}
        met = [family for family in families if family & both]
        families = [f for f in families if f not in met] + [both.union(*met)]
    return [sorted(family, key=lambda s: (-len(s.words), s)) for family in families]


def _alike(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether the shorter stands in the longer, word for word but for endings and what `same` of the table allows."""
    from rapidfuzz.distance import LCSseq

    first, second = (tuple(w.removesuffix("ing").removesuffix("ed") for w in words) for words in (first, second))
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
