"""Summary: of a group of claims, what they together say: the parties, days, amount and place that most of them give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from cuibono.model import Claim, Event, Kind, Telling, event_id
from cuibono.reconcile.clusters import Cluster
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.kinship import Kinship
from cuibono.reconcile.profiles import Profile
from cuibono.values import Period

V = TypeVar("V", bound=Hashable)


def event(cluster: Cluster, evidence: Evidence, kinship: Kinship, placed: Mapping[str, str]) -> Event:
    """The event of these claims, its tellings in order of publication; what stands behind them is not yet known.

    `placed` says of claims that their order dates how it does.
    """
    members = sorted(cluster.members, key=lambda m: (evidence.rank[m.document], evidence.claim[m.claim].span, m.claim))
    claims = [evidence.claim[m.claim] for m in members]
    asserted = [m for m in cluster.members if m.stance != "denied"] or cluster.members
    period = _period(asserted)
    amounts = [m.amount for m in asserted if m.amount]
    actors = _side([m.actors for m in asserted], kinship)
    counterparts = _side([m.counterparts for m in asserted], kinship)
    return Event(
        event_id(members[0].claim),
        _kind(asserted),
        tuple(c.id for c in claims),
        tuple(
            Telling(c.document, c.span, c.id, bears="denies" if c.stance == "denied" else "supports") for c in claims
        ),
        actors,
        tuple(p for p in counterparts if p not in actors),
        _topic([evidence.claim[m.claim] for m in cluster.members]),
        _commonest(amounts) if amounts else None,
        period,
        next((c.place for c in (evidence.claim[m.claim] for m in cluster.members) if c.place), None),
        reasons=tuple((m.claim, why) for m in members if (why := _why(m.claim, cluster, placed))),
    )


def _why(claim: str, cluster: Cluster, placed: Mapping[str, str]) -> str:
    """Why a claim was taken in, and by what it was dated where it gives no days itself."""
    return "; ".join(why for why in (cluster.reasons.get(claim), placed.get(claim)) if why)


def _topic(claims: Sequence[Claim]) -> str | None:
    """The first topic that gives no figure, in which retellings differ."""
    return next((c.topic for c in claims if c.topic and not any(sign.isdigit() for sign in c.topic)), None)


def _kind(members: Sequence[Profile]) -> Kind:
    return _commonest([m.kind for m in members])


def _side(sides: Sequence[frozenset[str]], kinship: Kinship) -> tuple[str, ...]:
    """The parties that stand on this side in at least half of the claims that fill it; known ones before others.

    Where none does, they are those of the claim that says most.
    """
    filled = [side for side in sides if any(kinship.known(p) for p in side)] or [side for side in sides if side]
    counts = Counter(party for side in filled for party in side)
    most = [p for p, n in counts.items() if 2 * n >= len(filled)] or list(filled[0] if filled else ())
    return tuple(sorted(most, key=lambda p: (-counts[p], p)))


def _period(members: Sequence[Profile]) -> Period | None:
    """The narrowest period among those that most others share days with."""
    periods = [m.period for m in members if m.period]
    if not periods:
        return together(m.bounds for m in members if m.bounds)
    support = {p: sum(p.overlaps(other) for other in periods) for p in periods}
    return min(support, key=lambda p: (-support[p], p.days or 99999, p.edtf))


def together(periods: Iterable[Period]) -> Period | None:
    """The days that these all have; None where there are no periods, or no such days."""
    found: Period | None = None
    for period in periods:
        found = period if found is None else found.intersection(period)
        if found is None:
            return None
    return found


def _commonest(values: Iterable[V]) -> V:
    """The value that stands most often; of several the first."""
    counts = Counter(values)
    return max(counts, key=lambda v: counts[v])
