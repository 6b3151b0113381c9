"""Texts to words: a number for each word, alike for words written alike, and where it stands.

Case, the form of quotation marks and hyphens do not count; figures are kept whole ("3.8", "1,200"). Whole batches of
texts are taken at once, with no loop over words. The numbers are the same on every machine and in every run.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.uint64]
Places: TypeAlias = npt.NDArray[np.int64]

_APOSTROPHES, _POINTS, _DIGITS = "'’‘ʼ`", ".,", "0123456789"
_BASE = 0x9E3779B97F4A7C15  # any odd number with well mixed bits will do; this is 2**64 over the golden ratio
_INVERSE = pow(_BASE, -1, 1 << 64)


class Words(NamedTuple):
    """The words of some texts, one after the other.

    `numbers` names the words, `starts` and `ends` are characters in the word's own text; the words of text `n` are
    those from `first[n]` to `first[n + 1]`.
    """

    numbers: Numbers
    starts: Places
    ends: Places
    first: Places


def words(texts: Sequence[str]) -> Words:
    """The words of some texts; a word is a run of letters and digits, with an apostrophe or decimal point within."""
    codes = np.frombuffer("\n".join(["", *texts, ""]).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = np.minimum(codes, 0xFFFF)  # no letters of English stand beyond
    values = _letters()[codes]
    inside = _inside(codes, values != 0)
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    lengths = np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=len(texts))
    begins = np.concatenate(([1], 1 + np.cumsum(lengths)))
    first = np.searchsorted(starts, begins)
    shift = np.repeat(begins[:-1], np.diff(first))
    return Words(hashed(values, starts, ends), starts - shift, ends - shift, first)


def hashed(values: Numbers, starts: Places, ends: Places) -> Numbers:
    """A number for each run of values from a start to its end: a polynomial modulo 2**64, its bits mixed.

    The same run has the same number wherever it stands (Karp and Rabin 1987); all runs are taken off one running sum.
    """
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(values * _powers(_BASE, len(values)), dtype=np.uint64)))
    return _mixed((sums[ends] - sums[starts]) * _powers(_INVERSE, len(values) + 1)[starts])


def _powers(base: int, count: int) -> Numbers:
    return _many_powers(base, 1 << count.bit_length())[:count]


@lru_cache(maxsize=4)
def _many_powers(base: int, count: int) -> Numbers:
    steps = np.full(count, base, dtype=np.uint64)
    steps[:1] = 1
    return np.cumprod(steps, dtype=np.uint64)


def _mixed(values: Numbers) -> Numbers:
    """Spread over all 64 bits, one to one: the last step of SplitMix64 (Steele, Lea and Flood 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _inside(codes: npt.NDArray[np.uint32], letter: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which characters stand in a word: letters, and what joins two of them; the first and last never do."""
    joins = _joins()[codes]
    apostrophes, points = np.flatnonzero(joins == 1), np.flatnonzero(joins == 2)
    inside = letter.copy()
    inside[apostrophes] = letter[apostrophes - 1] & letter[apostrophes + 1]
    inside[points] = (joins[points - 1] == 3) & (joins[points + 1] == 3)
    return inside


@cache
def _joins() -> npt.NDArray[np.uint8]:
    """What may join letters (1), what may join digits (2), digits (3); 0 for all other characters."""
    table = np.zeros(0x10000, dtype=np.uint8)
    for number, signs in enumerate((_APOSTROPHES, _POINTS, _DIGITS), 1):
        table[[ord(sign) for sign in signs]] = number
    return table


@cache
def _letters() -> Numbers:
    """A number for each character of the basic plane that makes words, alike for both cases; 0 for all others."""
    signs = [chr(code) for code in range(0x10000)]
    makes = [sign.isalnum() or unicodedata.category(sign)[0] == "M" for sign in signs]
    folded = [ord(sign.lower()[0]) if made else 0 for sign, made in zip(signs, makes, strict=True)]
    return np.where(makes, _mixed(np.array(folded, dtype=np.uint64)), np.uint64(0))
