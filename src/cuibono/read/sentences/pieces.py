"""Words to what the encoder reads: sub-word numbers and a class of letter case, after quotes are made alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

CASES = 12
"""How many classes `case_class` tells apart (0 is kept for the frame pieces)."""

LONGEST = 12
"""Sub-words kept of one word; what is longer is a web address or noise."""

_CACHE = 100_000
_RUN = re.compile(r"\w+|[^\w\s]")
_DOUBLE = {'"', "''", "``", "“", "”"}
_SINGLE = {"'", "’", "‘", "`"}


class Pieces:
    """BERT's uncased word pieces for words that are already split; remembers the words it has seen."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self._seen: dict[str, tuple[int, ...]] = {}
        self.unknown = self._ids["[UNK]"]
        self.first = self._ids["[CLS]"]
        self.last = self._ids["[SEP]"]

    @classmethod
    def load(cls, path: Path) -> Pieces:
        """The pieces of a vocabulary file, one a line."""
        return cls(path.read_text(encoding="utf-8").split("\n"))

    def __call__(self, word: str) -> tuple[int, ...]:
        """Sub-word numbers of a word, at least one, at most `LONGEST`."""
        known = self._seen.get(word)
        if known is None:
            known = self._split(word)
            if len(self._seen) < _CACHE:
                self._seen[word] = known
        return known

    def _split(self, word: str) -> tuple[int, ...]:
        out: list[int] = []
        for run in _RUN.findall(_plain(word[:200]).replace("_", " _ ")):
            out += self._longest_first(run)
        return tuple(out[:LONGEST]) or (self.unknown,)

    def _longest_first(self, run: str) -> list[int]:
        if len(run) > 60:
            return [self.unknown]
        out: list[int] = []
        start = 0
        while start < len(run):
            for end in range(len(run), start, -1):
                piece = self._ids.get(("##" if start else "") + run[start:end])
                if piece is not None:
                    out.append(piece)
                    start = end
                    break
            else:
                return [self.unknown]
        return out


def _plain(word: str) -> str:
    """Lower case, no accents, no soft hyphens, one kind of hyphen."""
    letters = unicodedata.normalize("NFD", word.replace("\u2011", "-").replace("\u00ad", "").lower())
    return "".join(c for c in letters if unicodedata.category(c) != "Mn")


def case_class(word: str) -> int:
    """How a word is written.

    1 lower, 2 Title, 3 UPPER, 4 one capital, 5 miXed, 6 digits, 7 digits and letters, 8 signs, 9 Capital with signs,
    10 CAPITALS with signs (U.S.), 11 lower with signs.
    """
    if word.islower():
        return 1
    if word.isalpha():
        return _letters_class(word)
    letters = any(c.isalpha() for c in word)
    if any(c.isdigit() for c in word):
        return 7 if letters else 6
    if not letters:
        return 8
    return 11 if not word[0].isupper() else 10 if word.isupper() else 9


def _letters_class(word: str) -> int:
    if word.isupper():
        return 3 if len(word) > 1 else 4
    return 2 if word.istitle() else 5


def even_quotes(words: Sequence[str], spaces: Sequence[bool]) -> Sequence[str]:
    """The words with every style of quotation mark written in one way, so that the encoder meets one only.

    Double marks become “ and ”, by the spaces beside them or, where these do not tell, by turns; an opening single
    mark becomes ‘ and every other one, and every apostrophe, '. `spaces` says which words a space follows.
    """
    if not any(_marked(word) for word in words):
        return words
    out: list[str] = []
    inside = False
    for i, word in enumerate(words):
        if word in _DOUBLE:
            inside = _opens(word, i == 0 or spaces[i - 1], spaces[i] or i + 1 == len(words), inside)
            word = "“" if inside else "”"
        elif word in _SINGLE:
            opening = word == "‘" or (word == "'" and (i == 0 or spaces[i - 1]) and not spaces[i])
            word = "‘" if opening else "'"
        elif "’" in word:
            word = word.replace("’", "'")
        out.append(word)
    return out


def _marked(word: str) -> bool:
    return word in _DOUBLE or word in _SINGLE or "’" in word


def _opens(word: str, before: bool, after: bool, inside: bool) -> bool:
    if word == "“" or word == "”":
        return word == "“"
    return not inside if before == after else before
