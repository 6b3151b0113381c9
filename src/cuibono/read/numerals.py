"""Numbers as prose writes them: "1.5 billion", "half a million", "tens of thousands".

Takes: text and a position. Gives: a Quantity with its ends. Knows nothing of: currencies, dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

import msgspec

from cuibono.tables.quantities import numbers

# Between the words of one number: a space or hyphen, and a line end at most; bounded, so that no run of blanks
# can make the search slow.
GAP = r"(?:[\s\u00a0\u202f\u2010\u2011-]{1,2})"
# Groups of three (or, in India, two) by commas; by dots or blanks only where there is no other reading.
_DIGITS = (
    r"(?:\d{1,3}(?:\.\d{3}){1,6},\d{2}(?!\d)"
    r"|\d{1,3}(?:(?:\.\d{3}){2,6}|(?:[\u00a0\u202f]\d{3}){1,6}|(?: \d{3}){2,6})(?!\d)"
    r"|(?:\d{1,3}(?:,\d{2,3}){1,7}(?!\d)|\d{1,18}(?:,\d{1,2}(?![\d,]))?)(?:\.\d{1,9})?(?!\d))"
)


class Quantity(msgspec.Struct, frozen=True):
    """A number in the text from `start` to `end`; `high` is None where it is only the least that can be meant.

    `scale` is the factor of its last scale word or sign (1 without one); `sign` tells that it was a bare sign
    such as "m", which counts only beside a currency; `plural` that it was "billions" or the like.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    scale: int = 1
    approx: bool = False
    sign: bool = False
    plural: bool = False


def either(words: Iterable[str]) -> str:
    """An alternation of the words, longest first, blanks in them matching any gap."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", GAP) for word in ordered)


@cache
def _grammar() -> re.Pattern[str]:
    table = numbers()
    unit, scale, plural = either(table.units), either(table.scales), either(table.plurals)
    vague, sign = either(table.vague), either(table.signs)
    spaced = either(s for s in table.signs if len(s) > 1)
    half = rf"(?:an?{GAP})?half(?:{GAP}an?|{GAP}of{GAP}an?)?|an?{GAP}quarter(?:{GAP}of{GAP}an?)?"
    word = rf"(?:{unit}|{scale})\b"
    and_half = rf"(?:{GAP}and{GAP}an?{GAP}half)?"
    return re.compile(
        rf"(?P<sign>{_DIGITS}(?:(?-i:{sign})|{GAP}(?-i:{spaced}))(?!\w))"
        rf"|(?P<digits>{_DIGITS}(?:{GAP}(?:{scale})\b){{0,2}})"
        rf"|(?P<half>(?:{half}){GAP}(?:{scale})\b)"
        rf"|(?P<couple>a{GAP}couple{GAP}(?:of{GAP})?(?:{scale})\b(?:{GAP}(?:{scale})\b)?)"
        rf"|(?P<vague>(?:{vague}){GAP}?(?:of{GAP})?(?:{plural}|(?:{scale})(?:{GAP}(?:{scale}))?)\b)"
        rf"|(?P<plural>(?:{plural})\b)"
        rf"|(?P<words>(?:an?{GAP}(?={scale})(?:{scale})\b|{unit}\b|(?:hundred|thousand|million|billion|trillion)\b){and_half}"
        rf"(?:(?:(?:(?<=hundred)|(?<=thousand)){GAP}and)?{GAP}{word}){{0,20}})",
        re.IGNORECASE,
    )


def quantity(text: str, at: int) -> Quantity | None:
    """The number that begins at offset `at`, or None."""
    found = _grammar().match(text, at)
    if not found:
        return None
    words = re.findall(r"\d(?:[\d,.]|[ \u00a0\u202f](?=\d))*|[^\W\d_]+", found[0])
    form = found.lastgroup or ""
    least = form in ("vague", "plural")
    low = _vague(words) if least else _sum(words, form == "sign")
    return Quantity(
        found.start(),
        found.end(),
        low,
        None if least else low,
        _scale(words[-1], form == "sign"),
        form == "couple",
        form == "sign",
        least,
    )


def digits(text: str) -> Decimal:
    """The number a run of digits stands for: "1,000" a thousand, "1,5" one and a half."""
    text = re.sub(r"\s", "", text).rstrip(".,")
    if re.fullmatch(r"[\d.]+,\d{1,2}", text) or text.count(".") > 1:
        text = text.replace(".", "").replace(",", ".")
    return Decimal(text.replace(",", ""))


def _scale(word: str, sign: bool) -> int:
    table = numbers()
    if sign:
        return table.signs[word]
    return table.scales.get(word.lower(), table.plurals.get(word.lower(), 1))


def _vague(words: list[str]) -> Decimal:
    """The least that "several hundred million", "tens of millions", "billions" or "multimillion" can mean."""
    table = numbers()
    kept = [word.lower() for word in words]
    scales = [table.scales.get(word, table.plurals.get(word)) for word in kept]
    known = [scale for scale in scales if scale]
    if known and scales[0]:  # "hundreds of millions", "billions": two of the first
        return _product([2, *known])
    if not known:  # written in one word: "multimillion"
        return Decimal(2 * next((n for word, n in table.scales.items() if kept[0].endswith(word)), 1))
    phrase = " ".join(kept)
    count = next(n for word, n in table.vague.items() if phrase.startswith(word))
    return _product([count, *known])


def _product(factors: Iterable[int]) -> Decimal:
    result = Decimal(1)
    for factor in factors:
        result *= factor
    return result


def _sum(words: list[str], sign: bool) -> Decimal:
    """What a number in words or digits adds up to: "two million three hundred thousand"."""
    table = numbers()
    total, current = Decimal(0), None
    for word in words:
        lower = word.lower()
        factor = table.signs.get(word) if sign else table.scales.get(lower)
        if word[0].isdigit():
            current = digits(word)
        elif lower in table.units:
            current = (current or Decimal(0)) + table.units[lower]
        elif lower in ("half", "quarter", "couple"):
            current = (current or Decimal(0)) + {"half": Decimal("0.5"), "quarter": Decimal("0.25")}.get(lower, 2)
        elif factor == 100:
            current = (Decimal(1) if current is None else current) * 100
        elif factor:
            total, current = _scaled(total, current, factor), None
    return total + (current or 0)


def _scaled(total: Decimal, current: Decimal | None, factor: int) -> Decimal:
    if current is None:  # a scale right after a scale multiplies it: "5 lakh crore"; alone it is one
        return total * factor if total else Decimal(factor)
    return total + current * factor
