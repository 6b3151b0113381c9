"""Sayings: what is printed in quotation marks, and which of it is one saying in several documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec
from rapidfuzz.distance import LCSseq

from cuibono.model import Span
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.genre import genre
from cuibono.tables import table

_QUOTE = re.compile(r"[\"“]([^\"“”\n]{12,600})[\"”]|«\s?([^»\n]{12,600})\s?»")
_SPEECH = re.compile(r"^(?!Q\b|QUESTION|REPORTER)(?:[A-Z][A-Z .'’-]{2,40}:)?[ \t]*(.+)$", re.MULTILINE)  # no questions
_REPORTS = re.compile(r"\b(?:says?|said|tells|told|claims?|claimed|writes|wrote)\b[^.,]{0,12}\bthat\b")  # others' words
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NEAR = 20  # sayings before it that share two words in a row, with which one is compared


class Saying(msgspec.Struct, frozen=True, order=True):
    """Words in quotation marks, or of a speaker in a transcript."""

    document: str
    span: Span
    words: tuple[str, ...]


def families(evidence: Evidence) -> list[list[Saying]]:
    """The sayings that two documents or more print, each with all that print it, the longest first."""
    sayings = sorted(s for d in evidence.documents for s in _sayings(d.id, evidence))
    return _families(_pairs(sayings))


def _families(pairs: Iterable[tuple[Saying, Saying]]) -> list[list[Saying]]:
    """The sayings of pairs that hang together, the longest first; families in the order of their last pairs."""
    leader: dict[Saying, Saying] = {}
    last: dict[Saying, int] = {}
    for number, (first, second) in enumerate(pairs):
        one = _leader(leader, first)
        leader[_leader(leader, second)] = one
        last[one] = number
    families: dict[Saying, list[Saying]] = defaultdict(list)
    for saying in leader:
        families[_leader(leader, saying)].append(saying)
    return [sorted(families[one], key=lambda s: (-len(s.words), s)) for one in sorted(families, key=lambda o: last[o])]


def _leader(leader: dict[Saying, Saying], saying: Saying) -> Saying:
    """The saying that stands for the family of this one, which is one of its own at first."""
    leader.setdefault(saying, saying)
    while leader[saying] != saying:
        leader[saying] = saying = leader[leader[saying]]
    return saying


def _sayings(document: str, evidence: Evidence) -> Iterator[Saying]:
    found = evidence.document[document]
    for match in _QUOTE.finditer(found.text):
        group = 1 if match[1] else 2
        yield from _saying(document, match[group], match.start(group))
    if genre(found) == "transcript":
        for match in _SPEECH.finditer(found.text, found.body):
            for part in re.finditer(r"[^.?!]+[.?!]+(?:\s[^.?!]+[.?!]+)?", match[1]):
                if _REPORTS.search(part[0]):
                    continue
                yield from _saying(document, part[0], match.start(1) + part.start())


def _saying(document: str, text: str, start: int) -> Iterator[Saying]:
    words = tuple(w.casefold().replace("’", "'") for w in _WORD.findall(text))
    if len(words) >= table("relate/drift")["quotes"]["words"]:
        yield Saying(document, Span(start, start + len(text)), words)


def _pairs(sayings: list[Saying]) -> Iterator[tuple[Saying, Saying]]:
    """Sayings of two documents that share enough of their words in order.

    Candidates share two words in a row, so that not every saying is held against every other.
    """
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    found: list[tuple[int, int]] = []
    for n, saying in enumerate(sayings):
        near: set[int] = set()
        for pair in set(zip(saying.words, saying.words[1:], strict=False)):
            near.update(index[pair][-_NEAR:])
            index[pair].append(n)
        others = ((other, sayings[other]) for other in near if sayings[other].document != saying.document)
        found += [(place, n) for place, other in others if _one_saying(other.words, saying.words)]
    for a, b in sorted(found):
        yield sayings[a], sayings[b]


def _one_saying(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    shared = LCSseq.similarity(first, second)
    return bool(shared >= max(table("relate/drift")["quotes"]["like"] * min(len(first), len(second)), 4))
