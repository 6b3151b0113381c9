"""Wording: words and quantities by which the tellings of one event differ (tables/relate/drift.toml)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache

import msgspec

from cuibono.model import ContradictionField, Event, Kind, Telling
from cuibono.reconcile.drift.counts import counted
from cuibono.reconcile.drift.values import Difference, Given, difference, grouped
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.sameness import slip
from cuibono.tables import table

Counts = Mapping[str, set[Decimal]]  # numbers by what they count
_CODE = re.compile(r"\b([A-Z]{1,4})-?(\d{1,4}[A-Z]?)\b")


class Opposed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lists of words, each list saying something else of a dealing of these kinds.

    `stages`: the first list tells of a step that the second comes before; a document that tells of both tells of the
    first.
    """

    field: ContradictionField
    lists: tuple[tuple[str, ...], ...]
    kinds: tuple[Kind, ...]
    stages: bool = False


@cache
def opposed() -> tuple[Opposed, ...]:
    """The opposed words of the table."""
    return msgspec.convert(table("relate/drift")["opposed"], tuple[Opposed, ...])


def differences(event: Event, evidence: Evidence) -> Iterator[Difference]:
    """Differences in wording between the passages that tell of the event."""
    passages = [(t, _passage(t, evidence)) for t in event.tellings]
    for rule in opposed():
        if event.kind in rule.kinds:
            yield from _opposed(rule, passages)
    claimed = [(telling, text) for telling, text in passages if telling.claim]
    counts = [(telling, counted(text)) for telling, text in claimed]
    yield from _quantities(counts)
    yield from _shares_as_sums(counts, evidence)
    yield from _codes(claimed)


def _passage(telling: Telling, evidence: Evidence) -> str:
    if telling.claim:
        return evidence.claim[telling.claim].quote
    return evidence.words(telling.document, telling.span)


def _own(telling: Telling) -> bool:
    """Whether the document gives the passage on its own word, not on another document's."""
    return not telling.rests or telling.rests.startswith("org-")


def _opposed(rule: Opposed, passages: Iterable[tuple[Telling, str]]) -> list[Difference]:
    given = []
    for telling, text in passages:
        for n, words in enumerate(rule.lists) if _any_of(rule.lists).search(text) else ():
            shown = next((w for w in words if _asserted(w).search(text)), None)
            if shown:
                given.append(Given(n, shown, telling.document, telling.span, _own(telling)))
    if rule.stages:
        further = {one.document for one in given if one.value == 0}
        given = [one for one in given if one.value == 0 or one.document not in further]
    return difference(rule.field, grouped(given, lambda a, b: a == b))


@cache
def _any_of(lists: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """Any word of the lists, denied or not: most passages hold none, and one look tells."""
    words = "|".join(re.escape(word) for words in lists for word in words)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@cache
def _asserted(word: str) -> re.Pattern[str]:
    """A word that is not denied: "fined", not "has not been fined"."""
    denied = "".join(rf"(?<!\b{no} )(?<!\b{no} been )" for no in ("not", "no", "never", "nor"))
    return re.compile(rf"{denied}\b{re.escape(word)}\b", re.IGNORECASE)


def _quantities(counts: Iterable[tuple[Telling, Counts]]) -> Iterator[Difference]:
    by_unit: dict[str, list[Given[frozenset[Decimal]]]] = defaultdict(list)
    for telling, held in counts:
        for unit, values in held.items():
            shown = ", ".join(f"{value} {unit}" for value in sorted(values))
            by_unit[unit].append(Given(frozenset(values), shown, telling.document, telling.span, _own(telling)))
    for _, given in sorted(by_unit.items()):
        groups = grouped(given, lambda a, b: bool(a & b))
        ones = [next(iter(g[0].value)) for g in groups]
        yield from difference("amount", groups, len(ones) == 2 and slip(ones[0], ones[1]))


def _shares_as_sums(counts: Iterable[tuple[Telling, Counts]], evidence: Evidence) -> list[Difference]:
    """A share in some documents that is a sum of money with the same figure in others: "15 per cent", "$15 billion"."""
    shares: dict[Decimal, list[Given[str]]] = defaultdict(list)
    sums: dict[Decimal, list[Given[str]]] = defaultdict(list)
    for telling, held in counts:
        money = evidence.claim[telling.claim or ""].amount
        for share in held.get("per cent", ()):
            shares[share].append(_given(telling, "share", f"{share} per cent"))
        if money and money.value and money.low == money.high:
            figure = money.value.scaleb(-3 * ((money.value.adjusted()) // 3))
            sums[figure].append(_given(telling, "sum", money.show()))
    found = []
    for figure in sorted(shares.keys() & sums.keys()):
        both = {g.document for g in shares[figure]} & {g.document for g in sums[figure]}
        if not both:
            found += difference("amount", [shares[figure], sums[figure]], slip=True)
    return found


def _given(telling: Telling, value: str, shown: str) -> Given[str]:
    return Given(value, shown, telling.document, telling.span, _own(telling))


def _codes(passages: Iterable[tuple[Telling, str]]) -> Iterator[Difference]:
    """Names such as K20 and K30, one letter part with other numbers."""
    by_letters: dict[str, list[Given[frozenset[str]]]] = defaultdict(list)
    for telling, text in passages:
        held: dict[str, set[str]] = defaultdict(set)
        for match in _CODE.finditer(text):
            held[match[1]].add(match[0])
        for letters, codes in held.items():
            by_letters[letters].append(
                Given(frozenset(codes), ", ".join(sorted(codes)), telling.document, telling.span, _own(telling))
            )
    for _, given in sorted(by_letters.items()):
        yield from difference("topic", grouped(given, lambda a, b: bool(a & b)))
