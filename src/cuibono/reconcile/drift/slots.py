"""Slots: days, amounts, parties and places that the claims of one event give differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from cuibono.model import Claim, Event
from cuibono.reconcile.drift.values import Difference, Given, difference, grouped
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.kinship import Kinship
from cuibono.reconcile.sameness import slip
from cuibono.values import Money, Period

_MONEY = frozenset({"donation", "gift", "pledge"})  # kinds in which a firm and its head are two givers


def differences(event: Event, evidence: Evidence, kinship: Kinship) -> Iterator[Difference]:
    """What the claims of the event give differently in their slots."""
    claims = [evidence.claim[c] for c in event.claims]
    told = [c for c in claims if c.stance != "denied"]
    yield from _days(told)
    yield from _amounts(told)
    yield from _stances(claims)
    if event.kind != "meeting":
        yield from _parties(event, told, evidence, kinship)
    else:
        yield from _places(told)


def _days(claims: Iterable[Claim]) -> list[Difference]:
    given = [Given(c.period, c.period.edtf, c.document, c.span) for c in claims if c.period and c.period.days]
    given.sort(key=lambda g: (g.value.days or 0, g.document))
    return difference("date", grouped(given, Period.overlaps))


def _amounts(claims: Iterable[Claim]) -> list[Difference]:
    given = [Given(c.amount, c.amount.show(), c.document, c.span) for c in claims if c.amount and c.amount.value]
    groups = grouped(given, _alike)
    firsts = [g[0].value.value for g in groups]
    slipped = len(firsts) == 2 and bool(firsts[0] and firsts[1] and slip(firsts[0], firsts[1]))
    return difference("amount", groups, slipped)


def _alike(first: Money, second: Money) -> bool:
    """Whether one of the two, or the range of one, may be the other."""
    if first.currency and second.currency and first.currency != second.currency:
        return True
    low, high = first.low or first.value, first.high or first.value
    other_low, other_high = second.low or second.value, second.high or second.value
    if low is None or high is None or other_low is None or other_high is None:
        return True
    return low * 98 <= other_high * 100 and other_low * 98 <= high * 100


def _stances(claims: Iterable[Claim]) -> list[Difference]:
    given = [Given(c.stance == "denied", c.stance, c.document, c.span) for c in claims if c.stance != "hypothetical"]
    return difference("stance", grouped(given, lambda a, b: a == b))


def _parties(event: Event, claims: list[Claim], evidence: Evidence, kinship: Kinship) -> Iterator[Difference]:
    for field in ("actor", "counterpart"):
        given = []
        for claim in claims:
            mentions = claim.actors if field == "actor" else claim.counterparts
            parties = frozenset(p for m in mentions if kinship.known(p := evidence.party(claim.document, m)))
            if parties and len(parties) == len(mentions):
                shown = ", ".join(sorted(map(evidence.name, parties)))
                given.append(Given(parties, shown, claim.document, claim.span))
        agree = partial(_one_side, kinship, event.kind in _MONEY and field == "actor")
        yield from difference(field, grouped(given, agree))


def _one_side(kinship: Kinship, money: bool, first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two sets of parties may be one side: they share one, or (but for money) one belongs to the other."""
    if first & second:
        return True
    if money:
        return False
    return any(kinship.akin(a, b) for a in first for b in second)


def _places(claims: Iterable[Claim]) -> list[Difference]:
    given = [Given(c.place.casefold(), c.place, c.document, c.span) for c in claims if c.place]
    return difference("place", grouped(given, lambda a, b: a in b or b in a))
