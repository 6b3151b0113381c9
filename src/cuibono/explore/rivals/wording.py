"""What ratings come to, in words that claim no more than the ratings do."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from cuibono.weigh.rival import Comparison, Ratio, Share, Tells

_MOST: Final = 1_000
"""Times above which no figure is printed: no rating is so exact."""


def times_words(low: float, high: float) -> str:
    """How many times, from 1 on, rounded outwards to two figures: "2.9 to 21 times", "more than 1,000 times"."""
    first, last = _rounded(low, up=False), _rounded(high, up=True)
    if low >= _MOST:
        return f"more than {_MOST:,} times"
    if high > _MOST:
        return f"{_shown(first)} to more than {_MOST:,} times"
    return f"{_shown(first)} times" if first == last else f"{_shown(first)} to {_shown(last)} times"


def span_words(low: str, high: str) -> str:
    """The range of a cell, as fractions: "3 to 20", "1"."""
    return low if low == high else f"{low} to {high}"


def covering(spans: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The lowest and the highest of several ranges, as fractions."""
    ends = [(Fraction(low), Fraction(high)) for low, high in spans]
    return str(min(low for low, _ in ends)), str(max(high for _, high in ends))


def part_words(ratio: Ratio, first: str, second: str) -> str:
    """What one piece adds: "3 to 20 times for A", "from 2 times for B to 5 times for A", "the same for both"."""
    if ratio.side == "first":
        return f"{times_words(ratio.low, ratio.high)} for {first}"
    if ratio.side == "second":
        return f"{times_words(1 / ratio.high, 1 / ratio.low)} for {second}"
    back, forth = _at_most(1 / ratio.low), _at_most(ratio.high)
    if back == forth == "1 times":
        return "the same for both"
    if back == "1 times":
        return f"up to {forth} for {first}, or nothing"
    if forth == "1 times":
        return f"up to {back} for {second}, or nothing"
    return f"from {back} for {second} to {forth} for {first}"


def comparison_words(found: Comparison) -> str:
    """What the ratings say of two hypotheses, which go by their letters."""
    first, second = found.first, found.second
    if not found.parts:
        return f"Nothing is rated against both {first} and {second}."
    told = part_words(found.ratio, first, second)
    if found.side == "open":
        return f"The ratings, taken together, leave {first} and {second} open: {told}."
    winner, other = (first, second) if found.side == "first" else (second, first)
    return f"The ratings, taken together, speak {told.removesuffix(f' for {winner}')} for {winner} over {other}."


def change_words(was: Comparison, now: Comparison) -> str:
    """How a comparison changes: "A and B: 3 to 20 times for A; without it, open (from … to …)"."""
    before, after = (part_words(one.ratio, one.first, one.second) for one in (was, now))
    left = after if now.parts else "nothing is rated against both"
    return f"{was.first} and {was.second}: {before}; without it {left}"


def tells_words(found: Tells) -> str:
    """What evidence tells of the hypotheses, which go by their letters; fit to stand after "tells"."""
    if found.sort == "apart":
        least = _shown(_rounded(found.times, up=False))
        return f"{found.first} from {found.second}: at least {least} times likelier by {found.first}"
    return {
        "open": "perhaps nothing: the ranges leave open which it speaks for",
        "equal": "nothing: it is rated alike against each",
        "one": "nothing yet: it is rated against one alone",
    }[found.sort]


def share_words(share: Share) -> str:
    """How far something counts: "in full", "from half to all of it", "from nothing to half"."""
    low, high = (_PARTS.get(part, f"{part:.0%}") for part in share)
    if share[0] == share[1]:
        return "in full" if share[1] == 1 else low
    return f"from {low} to {high}{' of it' if share[1] == 1 else ''}"


_PARTS: Final[Mapping[float, str]] = {0.0: "nothing", 0.5: "half", 0.8: "four fifths", 1.0: "all"}


def _rounded(value: float, *, up: bool) -> float:
    if value <= 0:
        return value
    unit = 10.0 ** (math.floor(math.log10(value)) - 1)
    steps = value / unit
    near = round(steps)
    whole = near if abs(steps - near) < 1e-6 else (math.ceil(steps) if up else math.floor(steps))
    return float(f"{whole * unit:.6g}")


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def _at_most(value: float) -> str:
    return f"more than {_MOST:,} times" if value > _MOST else f"{_shown(_rounded(value, up=True))} times"
