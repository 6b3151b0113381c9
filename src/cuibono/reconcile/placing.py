"""Placing: dealings without days of their own, dated by their order among others ("days after the dinner").

A claim is placed where the claims that its order may mean are one event, another one than its own, and that event has
days. How far a distance reaches is in tables/orders.toml. What is placed by one event may place the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from cuibono.model import Judgement, Order
from cuibono.reconcile.clusters import Cluster, Placements, clusters, placements
from cuibono.reconcile.distance import between, why
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.kinship import Kinship
from cuibono.reconcile.profiles import Profile
from cuibono.reconcile.summary import together
from cuibono.values import Period

_LONG = 62  # days up to which a placed claim is compared by its days; longer ones only say where it did not lie
_ROUNDS = 4  # times that claims are grouped anew because one was placed; most often one is enough


class Placed(msgspec.Struct, frozen=True):
    """The days that its order gives a claim, with at least one end, and why."""

    days: Period
    reason: str


def grouped(
    profiles: Sequence[Profile], evidence: Evidence, kinship: Kinship, judgements: Iterable[Judgement] = ()
) -> tuple[list[Cluster], dict[str, str]]:
    """The claims in groups, each for one event, those that an order dates with its days; and why, by claim.

    Where placing a claim changes what its placing rests on, it is not placed.
    """
    judgements = tuple(judgements)
    groups = clusters(profiles, kinship, judgements)
    used: dict[str, Placed] = {}
    for _ in range(_ROUNDS):
        found = placed(groups, evidence)
        if found == used:
            return groups, {claim: one.reason for claim, one in used.items()}
        used, groups = found, clusters(_with(profiles, found), kinship, judgements)
    kept = {claim: one for claim, one in placed(groups, evidence).items() if used.get(claim) == one}
    groups = clusters(_with(profiles, kept), kinship, judgements)
    return groups, {claim: one.reason for claim, one in kept.items()}


def beside(
    newcomers: Sequence[Profile], groups: Sequence[Sequence[Profile]], evidence: Evidence, kinship: Kinship
) -> dict[str, Placements]:
    """How well each newcomer fits the groups, which stay as they are; those that an order dates by their days."""
    days = placed([Cluster(number, list(members), {}) for number, members in enumerate(groups)], evidence)
    groups = [_with(members, days) for members in groups]
    found = placements(newcomers, groups, kinship)
    days = placed(_with_newcomers(newcomers, groups, found), evidence)
    return placements(_with(newcomers, days), groups, kinship)


def _with_newcomers(
    newcomers: Iterable[Profile], groups: Sequence[Sequence[Profile]], found: Mapping[str, Placements]
) -> list[Cluster]:
    """The groups with the newcomers that fit them; each of the others as a group of its own."""
    told = [Cluster(number, list(members), {}) for number, members in enumerate(groups)]
    for newcomer in newcomers:
        fit, number, _ = next(iter(found[newcomer.claim]), (0.0, 0, ""))
        if fit > 0:
            told[number].members.append(newcomer)
        else:
            told.append(Cluster(len(told), [newcomer], {}))
    return told


def _with(profiles: Iterable[Profile], found: Mapping[str, Placed]) -> list[Profile]:
    """The profiles with the days that they are placed in."""
    return [_placed(p, found[p.claim].days) if p.claim in found else p for p in profiles]


def _placed(profile: Profile, days: Period) -> Profile:
    short = days.days is not None and days.days <= _LONG
    return replace(profile, period=days) if short else replace(profile, bounds=days)


def placed(groups: Sequence[Cluster], evidence: Evidence) -> dict[str, Placed]:
    """The claims that their orders date, as far as these groups say which event is meant."""
    home = {member.claim: number for number, group in enumerate(groups) for member in group.members}
    known = {number: days for number, group in enumerate(groups) if (days := _own(group, evidence))}
    waiting = [c for c in evidence.claims if c.order and c.id in home and not _precise(c.period)]
    found: dict[str, Placed] = {}
    while True:
        fresh = {
            claim.id: place
            for claim in waiting
            if claim.id not in found
            and claim.order
            and (anchor := _anchor(claim.order, home[claim.id], home)) in known
            and anchor is not None
            and (place := _place(claim.order, claim.period, known[anchor], evidence.latest(claim)))
        }
        if not fresh:
            return found
        found |= fresh
        for number in sorted({home[claim] for claim in fresh} - known.keys()):
            inside = [found[m.claim].days for m in groups[number].members if m.claim in found]
            days = together(period for period in inside if period.days)
            if days:
                known[number] = days


def _own(group: Cluster, evidence: Evidence) -> Period | None:
    """The days that all claims of a group which give any have in common; None where they have none."""
    periods = [evidence.claim[m.claim].period for m in group.members if m.stance != "denied"]
    return together(period for period in periods if period and period.days)


def _precise(period: Period | None) -> bool:
    return period is not None and period.days is not None and period.days <= 14


def _anchor(order: Order, own: int, home: Mapping[str, int]) -> int | None:
    """The one group that the order's words can only mean; None where they may mean several, or the claim's own."""
    meant = {home.get(anchor) for anchor in order.anchors}
    found = meant.pop() if len(meant) == 1 else None
    return None if found == own else found


def _place(order: Order, own: Period | None, anchor: Period, latest: date | None) -> Placed | None:
    """The days an order comes to, within those of the claim itself and before the report; None where none are left."""
    first, last = between(order, anchor)
    basis = anchor.basis
    if latest and first and first > latest:
        return None
    if latest and first and last and latest < last:
        last, basis = latest, "text+published"
    days = Period(first, last, basis)
    shared = days if own is None else days.intersection(own)
    if shared is None or shared == own:
        return None
    told = f"dated {shared.edtf} by “{order.words}”, counted from {order.anchors[0]} ({anchor.edtf})"
    return Placed(shared, f"{told}: {why(order)}" if why(order) else told)
