"""Which language a text is in, by its script and its commonest words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import NamedTuple

import msgspec

from cuibono.tables import table

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6_000  # characters; the share of common words has settled long before
_FEW = 12  # words; with fewer, common words may be absent by chance
_SHARE = 0.18  # of the words; English news has 0.35 to 0.5, a list of names or noise below 0.1
# Scripts that settle the language by themselves, by the first word of a letter's Unicode name.
_SCRIPTS = {
    "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "ARABIC": "ar", "HEBREW": "he", "THAI": "th",
    "DEVANAGARI": "hi", "BENGALI": "bn", "TAMIL": "ta", "GEORGIAN": "ka", "ARMENIAN": "hy",
}  # fmt: skip


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a language is known by: its commonest words, and the names of its months (short and long) by number."""

    name: str
    words: str
    months: dict[str, str] = {}


class Guess(NamedTuple):
    """`code` is ISO 639-1 or None; `foreign` says that the text is, or very likely is, not English."""

    code: str | None
    foreign: bool


def language(text: str) -> Guess:
    """The language of a text; code None where neither script nor words settle it."""
    sample = text[:_SAMPLE]
    script = _script(sample)
    if script:
        return Guess(script, True)
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < _FEW:
        return Guess(None, False)
    counts = Counter(words)
    shares = {code: sum(counts[w] for w in common & counts.keys()) / len(words) for code, common in _common().items()}
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    if shares[best] >= _SHARE:
        return Guess(best, best != "en")
    return Guess(None, shares["en"] < _SHARE / 2)


def name(code: str) -> str:
    """The English name of a language, or its code where the table has none."""
    profile = _profiles().get(code)
    return profile.name if profile else code


@cache
def months() -> dict[str, int]:
    """Every month name of the table, in small letters, to its number."""
    return {
        word: int(number)
        for profile in _profiles().values()
        for number, words in profile.months.items()
        for word in words.split()
    }


def _script(text: str) -> str | None:
    """The language of the script that most letters belong to, where the script settles it."""
    letters = [c for c in text[:1000] if c.isalpha()]
    scripts = Counter(unicodedata.name(c, "?").partition(" ")[0] for c in letters if not c.isascii())
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if kana > len(letters) / 10:
        return "ja"
    script, count = scripts.most_common(1)[0] if scripts else ("", 0)
    return _SCRIPTS.get(script) if count > len(letters) / 2 else None


@cache
def _common() -> dict[str, frozenset[str]]:
    return {code: frozenset(profile.words.split()) for code, profile in _profiles().items()}


@cache
def _profiles() -> dict[str, Profile]:
    return msgspec.convert(table("languages"), dict[str, Profile])
