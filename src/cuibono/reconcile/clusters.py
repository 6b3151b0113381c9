"""Clusters: claims grouped so that each group tells of one event.

The claims that say most come first and found the events; each later one joins the event it fits best, or founds one.
The order comes from what the claims hold, so the order in which they arrive makes no difference. A claim is compared
only with events that share a party, or one of its most telling words, and a month with it, so that the work grows with
the number of claims.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, product

import msgspec

from cuibono.model import Judgement
from cuibono.reconcile import sameness
from cuibono.reconcile.commonest import commonest
from cuibono.reconcile.kinship import Kinship
from cuibono.reconcile.profiles import Profile
from cuibono.reconcile.rulings import Rulings
from cuibono.reconcile.sameness import Spoken
from cuibono.reconcile.sides import Sides
from cuibono.tables import table
from cuibono.values import Period

Key = tuple[str, int]
_ANY = -1  # stands for every month
_TOGETHER = frozenset({"same_day", "same_month", "same_year", "near"})


class Cluster(msgspec.Struct):
    """Claims of one event: the founder first, and why each later one was taken in."""

    number: int
    members: list[Profile]
    reasons: dict[str, str]

    @property
    def founder(self) -> Profile:
        """The claim that says most."""
        return self.members[0]


def clusters(profiles: Sequence[Profile], kinship: Kinship, judgements: Iterable[Judgement] = ()) -> list[Cluster]:
    """The claims in groups, each for one event."""
    rulings = Rulings(judgements, (p.claim for p in profiles))
    index, sides = _Index(), Sides(kinship)
    ruled: dict[str, Cluster] = {}
    for profile in sorted(profiles, key=_richest_first):
        leader = rulings.leader(profile.claim)
        cluster, reason = ruled.get(leader), "a person's decision"
        if cluster is None:
            cluster, reason = _best(profile, index.near(profile), sides, rulings)
        if cluster is None:
            cluster = index.found(profile)
        else:
            cluster.members.append(profile)
            cluster.reasons[profile.claim] = reason
        index.enter(profile, cluster)
        ruled[leader] = cluster
    return _joined(index, sides, rulings)


def _joined(index: _Index, sides: Sides, rulings: Rulings) -> list[Cluster]:
    """The clusters, small ones put with the larger one that a later of their claims fits.

    A claim that came early founds an event of its own when the one that ties it to the others has yet to come.
    """
    gone: set[int] = set()
    for cluster in reversed(index.clusters):
        if len(cluster.members) > table("relate/events")["small"]:
            continue
        home = _home(cluster, index, gone, sides, rulings)
        if home is None:
            continue
        gone.add(cluster.number)
        home.members += cluster.members
        home.reasons |= {cluster.founder.claim: "tied by another claim of the same event"} | cluster.reasons
    return [cluster for cluster in index.clusters if cluster.number not in gone]


def _home(cluster: Cluster, index: _Index, gone: set[int], sides: Sides, rulings: Rulings) -> Cluster | None:
    """The cluster that one member fits best, where no two members of the two exclude each other.

    A member with as many candidates as are looked at does not count: among so many, one likely fit says little.
    """
    best, home = (0.0, 0), None
    for member in cluster.members:
        near = index.near(member)
        for other in near if len(near) < table("relate/events")["candidates"] else ():
            if other.number in gone or other is cluster:
                continue
            fit = (_fit(member, other, sides, best[0])[0], -other.number)
            if fit[0] > 0 and fit > best and not _excluded(cluster, other, rulings):
                best, home = fit, other
    return home


def _excluded(first: Cluster, second: Cluster, rulings: Rulings) -> bool:
    """Whether people, or one article, tell two of their claims apart."""
    claims = [m.claim for m in second.members]
    if any(rulings.apart(m.claim, claims) for m in first.members):
        return True
    return any(_told_apart(a, b) for a in first.members for b in second.members)


def _richest_first(profile: Profile) -> tuple[object, ...]:
    sides = bool(profile.actors) + bool(profile.counterparts)
    rich = 2 * profile.precise + bool(profile.period) + sides + bool(profile.amount) + (profile.stance == "asserted")
    return (-rich, profile.day.isoformat() if profile.day else "9999", profile.document, profile.claim)


def _best(profile: Profile, near: Iterable[Cluster], sides: Sides, rulings: Rulings) -> tuple[Cluster | None, str]:
    best: Cluster | None = None
    most, why = 0.0, list[tuple[str, float]]()
    for cluster in near:
        fit, spoken = _fit(profile, cluster, sides, most)
        if fit > most and not rulings.apart(profile.claim, (m.claim for m in cluster.members)):
            best, most, why = cluster, fit, spoken
    return best, sameness.reason(why)


def _fit(profile: Profile, cluster: Cluster, sides: Sides, least: float) -> tuple[float, Spoken]:
    """By how much the best member's likeness exceeds what is needed; nothing where a member speaks against it.

    What cannot bring the sum to `least` is not looked at: no member, where none can; of the others not the words, where
    these cannot bring it to the sum of a member before either.
    """
    kind = cluster.members[0].kind
    if profile.kind != kind and not sameness.related(profile.kind, kind):
        return 0.0, []
    members = cluster.members[: table("relate/events")["members"]]
    hopeful = [sameness.at_most(profile, member, sides) >= least for member in members]
    if not any(hopeful):
        return 0.0, []
    best: tuple[float, Spoken] = (0.0, [])
    apart = together = 0
    for member, hope in zip(members, hopeful, strict=True):
        if _told_apart(profile, member):
            return 0.0, []
        names = sameness.given(profile, member, sides) if hope else sameness.days(profile, member)
        apart += "apart" in names
        together += not _TOGETHER.isdisjoint(names)
        if hope and sameness.with_words(names, profile, member) >= max(best[0], least):
            spoken = sameness.weighed(names) + sameness.worded(profile, member)
            best = max(best, (sum([weight for _, weight in spoken]) - sameness.needed(profile, member) + 0.001, spoken))
    return (0.0, []) if apart > together else best


def _told_apart(first: Profile, second: Profile) -> bool:
    """Whether one article puts the two on different days, or gives them days that exclude one another, as facts."""
    if first.document != second.document:
        return False
    if first.claim == second.beyond or second.claim == first.beyond:
        return True
    if not first.period or not second.period or first.period.overlaps(second.period):
        return False
    return first.stance != "denied" and second.stance != "denied"


class _Index:
    """Events by what they share with a claim."""

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._by_key: dict[Key, list[int]] = defaultdict(list)

    def found(self, profile: Profile) -> Cluster:
        cluster = Cluster(len(self.clusters), [profile], {})
        self.clusters.append(cluster)
        return cluster

    def enter(self, profile: Profile, cluster: Cluster) -> None:
        """Make the cluster findable by what this claim holds."""
        for key in _entered(profile):
            held = self._by_key[key]
            if not held or held[-1] != cluster.number:
                held.append(cluster.number)

    def near(self, profile: Profile) -> list[Cluster]:
        """The clusters that share most with a claim, at most `candidates`."""
        most: int = table("relate/events")["candidates"]
        held = self._by_key.get
        shared = Counter(chain.from_iterable(held(key, ())[-most:] for key in _sought(profile)))
        return [self.clusters[number] for number in commonest(shared, most)]


def _names(profile: Profile) -> tuple[str, ...]:
    """What a claim is found by: its parties, and the most telling of the words that other claims have too."""
    return (*sorted(profile.parties), *profile.marks, *(f'"{number}' for number in sorted(profile.sayings)))


def _sought(profile: Profile) -> Iterator[Key]:
    """The keys under which an event that a claim tells of may stand."""
    months = [*_months(profile.period), *_before(profile.day)]
    if not months or profile.sweeping:
        months.append(_ANY)
    return product(_names(profile), dict.fromkeys(months))


def _entered(profile: Profile) -> Iterator[Key]:
    """The keys under which a claim's event is found: when it was, when it was told, and at any time."""
    months = [*_months(profile.period), *([_month(profile.day)] if profile.day else []), _ANY]
    return product(_names(profile), dict.fromkeys(months))


def _before(day: date | None) -> list[int]:
    """The month of a report and those before it, in which what it tells of was mostly done or told."""
    if day is None:
        return []
    return [_month(day) - back for back in range(int(table("relate/events")["window"]) // 31 + 1)]


def _months(period: Period | None) -> list[int]:
    """The months of a period; of a long one the first and the last."""
    if period is None or period.first_known is None:
        return []
    first, last = _month(period.earliest or period.first_known), _month(period.latest or period.first_known)
    return [first, last] if last - first > 12 else list(range(first, last + 1))


def _month(day: date) -> int:
    """The month of a day, counted from year 0."""
    return day.year * 12 + day.month
