"""Amounts: what was paid, pledged or reported, summed without mixing any two of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from itertools import combinations

import msgspec

from cuibono.model import Claim, Event
from cuibono.values import Money
from cuibono.weigh.balance.account import Entry, Sort, Sum, Which
from cuibono.weigh.balance.rules import Does, has_word, mostly


class Amount(msgspec.Struct, frozen=True):
    """The amount of a dealing: its sort, a note, and the amounts that are told in its place."""

    sort: Sort | None = None
    money: Money | None = None
    note: str = ""
    others: tuple[Money, ...] = ()


NO_AMOUNT = Amount()
"""Of a dealing of which no amount is told."""


def amount_of(event: Event, claims: Sequence[Claim]) -> Amount:
    """The amount of a dealing; where the sides disagree on it, the range that holds what they say."""
    if event.amount is None or (event.kind == "government_action" and not _passes(claims)):
        return NO_AMOUNT
    sort = _sort(event, claims)
    disputed, others = _other_amounts(event)
    money = _hull([event.amount, *disputed]) if disputed else event.amount
    intended = sort == "paid" and any(has_word(c.quote, "pledged") for c in claims if c.kind == "pledge")
    return Amount(sort, money, "told also as intended" if intended else "", tuple(others))


def _passes(claims: Sequence[Claim]) -> bool:
    """Whether most passages of an act tell of money that passes, not of a price or a turnover."""
    return mostly([claim.quote for claim in claims], "passes")


def _sort(event: Event, claims: Sequence[Claim]) -> Sort:
    """Paid where a passage states that it was given; pledged as a pledge, or where half of the passages promise it."""
    if event.kind == "pledge":
        return "pledged"
    stated = [c.quote for c in claims if c.stance == "asserted" and c.kind in ("donation", "gift")]
    if any(has_word(quote, "paid") and not has_word(quote, "pledged") for quote in stated):
        return "paid"
    intended = sum(has_word(claim.quote, "pledged") for claim in claims)
    return "pledged" if intended * 2 >= len(claims) else "reported"


def _other_amounts(event: Event) -> tuple[list[Money], list[Money]]:
    """Amounts on which the sides disagree, and all others that are told."""
    disputed: list[Money] = []
    others: list[Money] = []
    for found in (c for c in event.contradictions if c.field == "amount"):
        for variant in found.variants:
            with suppress(ValueError):
                money = Money.parse(variant.value)
                if money != event.amount and money not in others:
                    others.append(money)
                    disputed += [money] if found.sort == "genuine_dispute" else []
    return disputed, others


def _hull(amounts: Sequence[Money]) -> Money:
    """The range that holds all amounts of the first one's currency."""
    alike = [money for money in amounts if (money.currency, money.per) == (amounts[0].currency, amounts[0].per)]
    lows, highs = [m.low for m in alike], [m.high for m in alike]
    low = None if None in lows else min(value for value in lows if value is not None)
    high = None if None in highs else max(value for value in highs if value is not None)
    return Money(low, high, amounts[0].currency, any(m.approx for m in alike), amounts[0].per)


Key = tuple[Which, Does, Sort, str | None, str | None, str]
Alike = Callable[[Event, Event], bool]


def sums(entries: Iterable[Entry], events: Mapping[str, Event], alike: Alike) -> tuple[Sum, ...]:
    """The amounts that count, kept apart by side, what is done, sort, currency and unit.

    `alike` says whether two events are on the same matter. Where two may be one dealing told twice, the low end
    counts one of them alone.
    """
    groups: dict[Key, list[Entry]] = {}
    for entry in entries:
        if entry.by is not None and entry.counts and entry.money and entry.sort:
            alone = "" if entry.money.currency else entry.event
            key = (entry.by, entry.does, entry.sort, entry.money.currency, entry.money.per, alone)
            groups.setdefault(key, []).append(entry)
    return tuple(_sum(key, group, events, alike) for key, group in groups.items())


def _sum(key: Key, group: Sequence[Entry], events: Mapping[str, Event], alike: Alike) -> Sum:
    by, does, sort, currency, per, _ = key
    pairs = combinations(group, 2)
    twice = tuple((a.event, b.event) for a, b in pairs if _may_be_one(a, b, events, alike))
    amounts = {entry.event: entry.money for entry in group if entry.money}
    least = [_least([amounts[event] for event in cluster]) for cluster in _clusters(amounts, twice)]
    low, high = _total(least), _total([money.high for money in amounts.values()], whole=True)
    money = Money(low, high, currency, any(m.approx for m in amounts.values()), per)
    return Sum(by, does, sort, money, tuple(amounts), twice)


def _clusters(events: Iterable[str], twice: Iterable[tuple[str, str]]) -> list[set[str]]:
    """Events that may all be one dealing, together."""
    clusters = [{event} for event in events]
    for pair in twice:
        joined = [cluster for cluster in clusters if cluster & set(pair)]
        clusters = [cluster for cluster in clusters if not cluster & set(pair)] + [set().union(*joined)]
    return clusters


def _least(amounts: Sequence[Money]) -> Decimal | None:
    """The least that any of several amounts can be; None where one has no low end."""
    lows = [money.low for money in amounts if money.low is not None]
    return min(lows) if len(lows) == len(amounts) else None


def _total(bounds: Sequence[Decimal | None], *, whole: bool = False) -> Decimal | None:
    """The sum of the bounds that are known; None where none is, or with `whole` where one is not."""
    known = [bound for bound in bounds if bound is not None]
    if not known or (whole and len(known) < len(bounds)):
        return None
    return sum(known, Decimal(0))


def _may_be_one(one: Entry, other: Entry, events: Mapping[str, Event], alike: Alike) -> bool:
    """Whether two dealings of one kind may be one told twice.

    Their amounts are the same, or they are on one matter, and their days do not speak against it.
    """
    mine, theirs = events[one.event], events[other.event]
    apart = mine.period is not None and theirs.period is not None and not mine.period.overlaps(theirs.period)
    return mine.kind == theirs.kind and not apart and (one.money == other.money or alike(mine, theirs))
