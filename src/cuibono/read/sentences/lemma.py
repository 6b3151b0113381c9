"""Lemmas by rule: regular endings are undone by part of speech; a table holds what is irregular.

A learned lemmatizer invents words; a rule that only undoes endings, and asks the vocabulary which result is a word,
does not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from cuibono.tables import table
from cuibono.tables.cues import index

_CACHE = 100_000
_RARE = 15_000
_KEEP = frozenset({"X", "SYM", "NUM", "PUNCT"})
_LOSES_E = ("at", "iz", "dg", "rg", "v", "u", "c", "s", "z")
_LONG_PLURAL = ("sses", "shes", "ches", "xes", "zzes")


class Lemmas:
    """Gives the lemma of a word from its part of speech and its Penn tag."""

    def __init__(self, exceptions: Mapping[str, Mapping[str, str]], vocabulary: Sequence[str]) -> None:
        self._exceptions = exceptions
        self._rank = {word: i for i, word in enumerate(vocabulary) if word.isalpha()}
        self._seen: dict[tuple[str, str, str], str] = {}

    @classmethod
    def load(cls, exceptions: Path, vocabulary: Path) -> Lemmas:
        """Exceptions from JSON (tag -> word -> lemma); the vocabulary lists words, the frequent ones first."""
        return cls(json.loads(exceptions.read_text("utf-8")), vocabulary.read_text("utf-8").split("\n"))

    def __call__(self, word: str, pos: str, tag: str) -> str:
        """The lemma, in lower case but for names, numbers and signs."""
        key = (word, pos, tag)
        known = self._seen.get(key)
        if known is None:
            known = self._find(word.replace("’", "'"), pos, tag)
            if len(self._seen) < _CACHE:
                self._seen[key] = known
        return known

    def _find(self, word: str, pos: str, tag: str) -> str:
        past = tag in ("VBD", "VBN", "VBG") or (tag == "VBZ" and not word.endswith("s"))
        known = table("irregular")["verbs"].get(word.lower()) if past else None
        if known is None:
            known = self._exceptions.get(tag, {}).get(word if pos == "PROPN" else word.lower())
        return known if known is not None else self.rule(word, pos, tag)

    def rule(self, word: str, pos: str, tag: str) -> str:
        """The lemma by rule alone, the exceptions left aside."""
        if pos == "PROPN":
            return word[:-1] if tag == "NNPS" and word.endswith("s") else word
        low = word.lower()
        if tag in ("VBD", "VBN") and low.endswith("ed") and len(low) > 4:
            return self._pick(_stems(low[:-2], past=True))
        if tag == "VBG" and low.endswith("ing") and len(low) > 5:
            return self._pick(_stems(low[:-3], past=False))
        if tag in ("VBZ", "NNS") and low.endswith("s") and len(low) > 3:
            return self._singular(low)
        if tag in ("JJR", "RBR", "JJS", "RBS"):
            return self._positive(low)
        return word if pos in _KEEP else low

    def _pick(self, candidates: Sequence[str]) -> str:
        words = [word for word in candidates if word in self._rank]
        told = [word for word in candidates if ("verb", word) in index()]
        if told and (not words or told[0] in words or min(self._rank[word] for word in words) > _RARE):
            return told[0]
        return min(words, key=self._rank.__getitem__) if words else candidates[0]

    def _singular(self, low: str) -> str:
        if low.endswith("ies"):
            return self._pick([low[:-3] + "y", low[:-1]])
        if low.endswith(_LONG_PLURAL):
            return low[:-2]
        if low.endswith("ss"):
            return low
        if low.endswith("es") and (low[:-1] not in self._rank or low[:-2].endswith(("s", "x", "z", "ch", "sh", "o"))):
            return self._pick([low[:-1], low[:-2]])
        return low[:-1]

    def _positive(self, low: str) -> str:
        ending = "er" if low.endswith("er") else "est" if low.endswith("est") else ""
        stem = low[: -len(ending)] if ending else ""
        if len(stem) < 3:
            return low
        if stem[-1] == "i":
            return self._pick([stem[:-1] + "y"])
        return self._pick([stem, stem + "e"] + ([stem[:-1]] if stem[-1] == stem[-2] else []))


def _stems(stem: str, *, past: bool) -> list[str]:
    """What may stand before -ed or -ing, the likelier first: carri(ed), plann(ed), funnell(ed), urg(ed), ask(ed)."""
    if past and stem[-1] == "i":
        return [stem[:-1] + "y"]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return [stem[:-1], stem]
    if len(stem) > 4 and stem.endswith("ll"):
        return [stem, stem[:-1]]
    if stem.endswith(_LOSES_E):
        return [stem + "e", stem]
    return [stem, stem + "e"]
