"""Counts: the shares and numbers of things that a passage gives, in digits or in words.

Takes: a passage. Gives: numbers by what they count. Knows nothing of: events, who gives them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from functools import cache

from cuibono.reconcile.units import one_noun
from cuibono.tables import table, words
from cuibono.tables.quantities import numbers

_PERCENT = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)\s*(?:%|per\s?cent\b|percent\b)")
_COUNT = re.compile(r"\b(\d{1,3}(?:,\d{3})+|\d+)\s+([a-z-]+)(?:\s+([a-z]+))?\b")
_NOUN = re.compile(r"[a-z]{3,}")
_THEM = frozenset({"them", "these", "those"})
_LEAST = 10  # the smallest number written in words that tells how much; smaller ones count people and occasions


def counted(text: str) -> dict[str, set[Decimal]]:
    """Numbers by what they count: shares in per cent, and things by their noun."""
    text = _digits(text)
    found: dict[str, set[Decimal]] = defaultdict(set)
    for match in _PERCENT.finditer(text):
        found["per cent"].add(Decimal(match[1]))
    for match in _COUNT.finditer(text):
        noun = _cut_before(text[: match.start()]) if match[3] in _THEM else _plural(match[2], match[3] or "")
        unit = one_noun(noun)
        if unit and not {noun, unit} & set(table("relate/drift")["quantities"]["units"]):
            found[unit].add(Decimal(match[1].replace(",", "")))
    return found


def _plural(first: str, second: str) -> str:
    """Of the two words after a number the noun in the plural ("600 shore jobs", "600 jobs in"); "" for none."""
    return next((word for word in (first, second) if len(word) > 3 and word.endswith("s")), "")


def _cut_before(text: str) -> str:
    """The last noun for jobs before "540 of them"; "" where there is none."""
    nouns = [found[0] for found in _NOUN.finditer(text.casefold()) if found[0].removesuffix("s") in words("posts_cut")]
    return nouns[-1] if nouns else ""


def _digits(text: str) -> str:
    """The text with numbers of ten and more that are written in words in digits: "six hundred" as "600"."""
    return _spelt().sub(lambda found: _value(found[0]), text)


def _value(spelt: str) -> str:
    total = part = 0
    for word in re.findall(r"[a-z]+", spelt.casefold()):
        scale = numbers().scales.get(word)
        if scale == 100:
            part = max(part, 1) * scale
        elif scale:
            total, part = total + max(part, 1) * scale, 0
        else:
            part += numbers().units.get(word, 0)
    return str(total + part) if total + part >= _LEAST else spelt


@cache
def _spelt() -> re.Pattern[str]:
    units, scales = "|".join(numbers().units), "|".join(("hundred", "thousand"))
    return re.compile(rf"\b(?:{units})(?:[ -](?:and )?(?:{units}|{scales}))*\b", re.IGNORECASE)
