"""Joining: each short form with the one fuller name it leans on, as long as there is but one.

Takes: units, weighed pairs, clusters with what people decided.
Gives: the clusters grown; links with their reasons.
Knows nothing of: offices, what a party looks like.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from cuibono.model import Link, Naming
from cuibono.resolve.clusters import Clusters
from cuibono.resolve.offices import lapsed, titled
from cuibono.resolve.units import Unit, is_row
from cuibono.resolve.weighing import Weighed, order_of_detail, threshold, weighed
from cuibono.tables import table

Features = tuple[tuple[str, float], ...]


class Joining:
    """Grows clusters of naming ids, from the fullest names down to the shortest."""

    def __init__(self, units: Sequence[Unit], pairs: Iterable[Weighed], clusters: Clusters) -> None:
        self.clusters = clusters
        self.links: list[Link] = []
        self._units = sorted(units, key=order_of_detail)
        self._place = {unit.id: at for at, unit in enumerate(self._units)}
        self._naming = {naming.id: naming for unit in units for naming in unit.namings}
        self._split: set[str] = set()
        self._fuller: dict[str, list[tuple[Unit, Features]]] = defaultdict(list)
        for pair in pairs:
            one, two = sorted((pair.first, pair.second), key=lambda unit: self._place[unit.id])
            self._fuller[two.id].append((one, pair.features))

    def join(self) -> None:
        """Decide every unit."""
        for unit in self._units:
            fuller = sorted(self._fuller[unit.id], key=lambda found: self._place[found[0].id])
            candidates = self._candidates(unit, fuller)
            if unit.short or len(candidates) > 1:
                self._each(unit, candidates)
            else:
                self._whole(unit, candidates)
            self._explain(unit, fuller)

    def _candidates(self, unit: Unit, fuller: list[tuple[Unit, Features]]) -> dict[str, tuple[Unit, Features]]:
        """For each cluster that a unit may lean on, the unit of it that fits best."""
        found: dict[str, tuple[Unit, Features]] = {}
        least = threshold() - (1.5 if unit.short else 0.0)
        for other, features in fuller:
            root = self.clusters.root(other.id)
            if other.id in self._split or _sum(features) < least or self.clusters.barred(unit.id, root):
                continue
            if root not in found or _sum(features) > _sum(found[root][1]):
                found[root] = (other, features)
        return found

    def _whole(self, unit: Unit, candidates: dict[str, tuple[Unit, Features]]) -> None:
        self._together(unit.namings)
        for other, _ in candidates.values():
            self.clusters.join(unit.id, other.id)

    def _together(self, namings: Sequence[Naming]) -> None:
        for naming in namings[1:]:
            self._join(namings[0], naming, weighed(("equal_name",)))

    def _join(self, first: Naming, second: Naming, features: Features) -> None:
        if not self.clusters.barred(first.id, second.id):
            self.clusters.join(first.id, second.id)
            self.links.append(Link(first.id, second.id, _sum(features), features, True))

    def _each(self, unit: Unit, candidates: dict[str, tuple[Unit, Features]]) -> None:
        """Decide every naming by itself: by its document, what it is said to be, and its time."""
        self._split.add(unit.id)
        if not candidates:
            self._together(unit.namings)
            self._split.discard(unit.id)
            return
        told = {root: self._told(root) for root in candidates}
        for naming in unit.namings:
            self._lean(naming, candidates, told)

    def _told(self, root: str) -> Told:
        return Told([self._naming[one] for one in self.clusters.members(root)])

    def _lean(self, naming: Naming, candidates: dict[str, tuple[Unit, Features]], told: dict[str, Told]) -> None:
        scored = []
        for root, (other, features) in candidates.items():
            found = features + weighed(told[root].beside(naming))
            if naming.day and len(candidates) > 1 and self._is_most_named(root, naming.day, told):
                found += weighed(("most_named",))
            scored.append((_sum(found), other, found))
        scored.sort(key=lambda entry: (-entry[0], self._place[entry[1].id]))
        best, other, features = scored[0]
        clear = len(scored) == 1 or best - scored[1][0] >= float(table("resolve")["margin"])
        joins = best >= threshold() and clear and not self.clusters.barred(naming.id, other.id)
        for score, each, reasons in scored:
            self.links.append(Link(each.id, naming.id, score, reasons, joins and each is other))
        if joins:
            self.clusters.join(naming.id, other.id)

    def _is_most_named(self, root: str, day: date, told: dict[str, Told]) -> bool:
        settings = table("resolve")
        counts = {one: told[one].documents_near(day, int(settings["most_days"])) for one in told}
        others = max(count for one, count in counts.items() if one != root)
        return counts[root] >= max(int(settings["most_documents"]), int(settings["most_times"]) * others)

    def _explain(self, unit: Unit, fuller: list[tuple[Unit, Features]]) -> None:
        if unit.short or unit.id in self._split:
            return
        for other, features in fuller:
            if other.id not in self._split:
                same = self.clusters.root(unit.id) == self.clusters.root(other.id)
                self.links.append(Link(other.id, unit.id, _sum(features), features, same))


class Told:
    """What a cluster's namings tell: in which documents and when it is named, what it is said to be."""

    def __init__(self, namings: Sequence[Naming]) -> None:
        spoken = [naming for naming in namings if not is_row(naming)]
        self.documents = frozenset(naming.document for naming in spoken)
        self._days = sorted(naming.day for naming in spoken if naming.day)
        self._titles = frozenset(title for naming in namings for title in titles(naming))

    def beside(self, naming: Naming) -> tuple[str, ...]:
        """What speaks for a naming being of this cluster, beside the name."""
        found = []
        if naming.document in self.documents:
            found.append("same_document")
        if self._titles & frozenset(titles(naming)):
            found.append("role_agrees")
        if naming.day and self._days and self._far(naming.day):
            found.append("far_in_time")
        return tuple(found)

    def _far(self, day: date) -> bool:
        return self.documents_near(day, int(table("resolve")["near_days"])) == 0

    def documents_near(self, day: date, days: int) -> int:
        """How many namings lie within so many days of a day."""
        from bisect import bisect_left, bisect_right

        ordinal = day.toordinal()
        first = date.fromordinal(max(ordinal - days, 1))
        last = date.fromordinal(min(ordinal + days, date.max.toordinal()))
        return bisect_right(self._days, last) - bisect_left(self._days, first)


def titles(naming: Naming) -> list[str]:
    """The titles that a naming is said to hold now, in one form."""
    return [titled(role.title) for role in naming.roles if not lapsed(role.title, role.status)]


def _sum(features: Features) -> float:
    return sum(weight for _, weight in features)
