"""Which rules can read a date that begins with a given word.

Takes: the word. Gives: the rules, in the order in which they win over one another at the same length.
Knows nothing of: what the rules do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from cuibono.read.dates import names, parts, periods, relative
from cuibono.read.dates.names import Found
from cuibono.read.dates.relative import Inner
from cuibono.tables.quantities import calendar, numbers

# text, position, whether a date is sure to stand there, how to read a date inside
Rule = Callable[[str, int, bool, Inner], Found]

_PLAIN: dict[str, Callable[[str, int], Found]] = {
    "named": names.named,
    "quarter": periods.quarter,
    "weekday": periods.weekday,
    "deictic": relative.deictic,
    "near": relative.near,
    "rolling": relative.rolling,
    "within": relative.within,
    "year_end": parts.year_end,
    "length": relative.length,
}
_NESTED: dict[str, Callable[[str, int, Inner], Found]] = {
    "stepped": relative.stepped,
    "away": relative.away,
    "adjacent": relative.adjacent,
    "part": parts.part,
    "edge": parts.edge,
    "unit_of": parts.unit_of,
}
_LOOSE: dict[str, Callable[[str, int, bool], Found]] = {
    "season": periods.season,
    "month": periods.month,
    "year": periods.year,
}
_ORDER = """named quarter season month weekday year deictic near stepped rolling within away adjacent part edge unit_of
    year_end length""".split()
_WORDS = {
    "the": "named quarter season deictic near rolling away adjacent part edge unit_of year_end",
    "that": "adjacent",
    "this": "deictic near stepped",
    "last": "deictic near stepped rolling edge",
    "next": "near stepped rolling",
    "past": "rolling",
    "coming": "stepped rolling",
    "recent": "rolling",
    "upcoming": "rolling",
    "these": "rolling",
    "those": "rolling",
    "following": "adjacent",
    "preceding": "adjacent",
    "today": "deictic",
    "yesterday": "deictic",
    "tomorrow": "deictic",
    "tonight": "deictic",
    "within": "within",
    "in": "within",
    "for": "length",
    "year": "year_end",
    "month": "year_end",
    "mid": "part year_end",
    "midyear": "year_end",
    "fiscal": "named",
    "financial": "named",
    "fy": "named",
    "tax": "named",
    **dict.fromkeys("early late earlier later beginning start outset middle end close turn latter".split(), "part"),
    "fifth": "edge",
    **dict.fromkeys("a an several few some many dozens".split(), "away length"),
}


def rules_for(word: str) -> tuple[Rule, ...]:
    """The rules for a date that begins with this word; none where it begins no date."""
    if word[0].isdigit():
        return _rules()["1"]
    return _rules()["'"] if word[0] in "'’" else _rules().get(word.lower(), ())


@cache
def _rules() -> dict[str, tuple[Rule, ...]]:
    named = {"1": set("named quarter year away length edge".split()), "'": {"named"}, **_starters()}
    return {word: tuple(_rule(name) for name in _ORDER if name in rules) for word, rules in named.items()}


def _rule(name: str) -> Rule:
    if name in _PLAIN:
        plain = _PLAIN[name]
        return lambda text, at, _loose, _inner: plain(text, at)
    if name in _NESTED:
        nested = _NESTED[name]
        return lambda text, at, _loose, inner: nested(text, at, inner)
    loosely = _LOOSE[name]
    return lambda text, at, loose, _inner: loosely(text, at, loose)


def _starters() -> dict[str, set[str]]:
    """The words, in lower case, a date may begin with, and the names of the rules for each."""
    table = calendar()
    found: dict[str, set[str]] = {word: set(rules.split()) for word, rules in _WORDS.items()}
    _add(found, [*table.months], "named month")
    _add(found, [*table.short_months, *table.short_weekdays], "named")
    _add(found, [*table.weekdays], "named weekday")
    _add(found, [*table.seasons], "season")
    _add(found, [*table.ordinals], "quarter part edge")
    _add(found, [*table.units], "away length")
    _add(found, [*numbers().units], "away length")
    _add(found, "qh", "quarter")
    feasts = (*table.fixed, *table.easter, *table.nth)
    _add(found, (re.match(r"\w+", name)[0] for name in feasts), "named")  # type: ignore[index]
    return found


def _add(found: dict[str, set[str]], words: Iterable[str], rules: str) -> None:
    for word in words:
        found.setdefault(word.lower(), set()).update(rules.split())
