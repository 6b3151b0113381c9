"""Slots: days, amounts, parties and places that the claims of one event give differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TypeVar

import msgspec

from cuibono.model import Claim, Event
from cuibono.reconcile.drift.values import Difference, Given, difference, grouped
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.genre import genre
from cuibono.reconcile.kinship import Kinship
from cuibono.reconcile.sameness import slip
from cuibono.tables import table
from cuibono.values import Money, Period

V = TypeVar("V")
_PAID = frozenset({"donation", "gift", "pledge", "government_action", "lobbying"})  # kinds that amounts belong to
_MONEY = frozenset({"donation", "gift", "pledge"})  # kinds in which a firm and its head are two givers


def differences(event: Event, evidence: Evidence, kinship: Kinship) -> Iterator[Difference]:
    """What the claims of the event give differently in their slots."""
    borrowed = {t.claim for t in event.tellings if t.rests and not t.rests.startswith("org-")}
    claims = [Said(evidence.claim[c], c not in borrowed) for c in event.claims]
    told = [said for said in claims if said.claim.stance != "denied"]
    yield from _days(told)
    if event.kind in _PAID:
        yield from _amounts(told)
    yield from _stances([said for said in claims if genre(evidence.document[said.claim.document]) != "correction"])
    if event.kind != "meeting":
        yield from _parties(event, told, evidence, kinship)
    else:
        yield from _places(told, evidence)


class Said(msgspec.Struct, frozen=True):
    """A claim, and whether its document gives it on its own word."""

    claim: Claim
    own: bool

    def gives(self, value: V, shown: str) -> Given[V]:
        """A value that the claim gives."""
        return Given(value, shown, self.claim.document, self.claim.span, self.own)


def _days(told: Iterable[Said]) -> list[Difference]:
    given = [s.gives(p, p.edtf) for s in told if (p := s.claim.period) and p.days]
    given.sort(key=lambda g: (g.value.days or 0, g.document))
    return difference("date", grouped(given, Period.overlaps))


def _amounts(told: Iterable[Said]) -> list[Difference]:
    groups = grouped([s.gives(a, a.show()) for s in told if (a := s.claim.amount) and a.value], _alike)
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


def _stances(claims: Iterable[Said]) -> list[Difference]:
    claims = [s for s in claims if s.claim.stance != "hypothetical" and not _still_to_come(s.claim)]
    given = [s.gives(s.claim.stance == "denied", s.claim.stance) for s in claims]
    return difference("stance", grouped(given, lambda a, b: a == b))


def _still_to_come(claim: Claim) -> bool:
    """ "Was not yet on the payroll" denies nothing: it says that the dealing came later."""
    words = table("relate/drift")["stance"]["to_come"]
    return claim.stance == "denied" and any(word in claim.quote.casefold() for word in words)


def _parties(event: Event, told: list[Said], evidence: Evidence, kinship: Kinship) -> Iterator[Difference]:
    for field in ("actor", "counterpart"):
        given = []
        for said in told:
            claim = said.claim
            mentions = claim.actors if field == "actor" else claim.counterparts
            parties = frozenset(p for m in mentions if kinship.known(p := evidence.party(claim.document, m)))
            across = event.counterparts if field == "actor" else event.actors
            if evidence.printing & parties:
                continue  # an outlet that was told of a dealing is no side of it
            if parties and len(parties) == len(mentions) and parties.isdisjoint(across):
                given.append(said.gives(parties, ", ".join(sorted(map(evidence.name, parties)))))
        agree = partial(_one_side, kinship, event.kind in _MONEY and field == "actor")
        yield from difference(field, grouped(given, agree))


def _one_side(kinship: Kinship, money: bool, first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two sets of parties may be one side: they share one, or (but for money) one belongs to the other."""
    if first & second:
        return True
    if money:
        return False
    return any(kinship.akin(a, b) or kinship.one_state(a, b) for a in first for b in second)


def _places(told: Iterable[Said], evidence: Evidence) -> list[Difference]:
    """Places that differ; not where one telling's sentence names the place that the other gives."""
    given = []
    for said in told:
        if said.claim.place:
            sentence = evidence.around(said.claim.document, said.claim.span)
            text = evidence.words(said.claim.document, sentence).casefold()
            given.append(said.gives((said.claim.place.casefold(), text), said.claim.place))
    return difference("place", grouped(given, lambda a, b: a[0] in b[1] or b[0] in a[1]))
