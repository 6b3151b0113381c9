"""Joining: each short form with the one fuller name it leans on, as long as there is but one.

Takes: units, weighed pairs, clusters with what people decided.
Gives: the clusters grown; links with their reasons.
Knows nothing of: offices, what a party looks like.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from cuibono.model import Link, Naming
from cuibono.resolve.clusters import Clusters
from cuibono.resolve.roles import agree, posts
from cuibono.resolve.units import Unit, is_row
from cuibono.resolve.weighing import Weighed, order_of_detail, threshold, weighed
from cuibono.tables import table

Features = tuple[tuple[str, float], ...]
_TOLD = 3  # candidates of which a short form's links tell, the best first

Candidates = dict[str, tuple[Unit, Features]]


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
            told, listed = self._candidates(unit, fuller)
            if unit.short or len(told) > 1:
                self._each(unit, told or listed)
            else:
                self._whole(unit, [*told.values(), *self._clear(listed)])
            self._explain(unit, fuller)

    def _candidates(self, unit: Unit, fuller: list[tuple[Unit, Features]]) -> tuple[Candidates, Candidates]:
        """For each cluster that a unit may lean on, the unit of it that fits best; apart those that only lists name."""
        found: Candidates = {}
        least = threshold() - (1.5 if unit.short else 0.0)
        for other, features in fuller:
            root = self.clusters.root(other.id)
            if other.id in self._split or _sum(features) < least or self.clusters.barred(unit.id, root):
                continue
            if root not in found or _sum(features) > _sum(found[root][1]):
                found[root] = (other, features)
        told = {root: best for root, best in found.items() if self._in_documents(root)}
        return told, {root: best for root, best in found.items() if root not in told}

    def _in_documents(self, root: str) -> bool:
        return any(not is_row(self._naming[one]) for one in self.clusters.members(root))

    def _clear(self, listed: Candidates) -> list[tuple[Unit, Features]]:
        """Of the rows that fit, in each list the one that fits clearly best."""
        lists: dict[str, list[tuple[Unit, Features]]] = defaultdict(list)
        for row in sorted(listed.values(), key=lambda found: (-_sum(found[1]), self._place[found[0].id])):
            lists[row[0].namings[0].document.partition(":")[0]].append(row)
        margin = float(table("resolve")["margin"])
        return [rows[0] for rows in lists.values() if len(rows) == 1 or _sum(rows[0][1]) - _sum(rows[1][1]) >= margin]

    def _whole(self, unit: Unit, chosen: list[tuple[Unit, Features]]) -> None:
        self._together(unit.namings)
        for other, _ in chosen:
            if not self.clusters.barred(unit.id, other.id):
                self.clusters.join(unit.id, other.id)

    def _together(self, namings: Sequence[Naming]) -> None:
        for naming in namings[1:]:
            self._join(namings[0], naming, weighed(("equal_name",)))

    def _join(self, first: Naming, second: Naming, features: Features) -> None:
        if not self.clusters.barred(first.id, second.id):
            self.clusters.join(first.id, second.id)
            self.links.append(Link(first.id, second.id, _sum(features), features, True))

    def _each(self, unit: Unit, candidates: Candidates) -> None:
        """Decide every naming by itself: by its document, what it is said to be, and its time."""
        self._split.add(unit.id)
        told = {root: self._told(root) for root in candidates}
        left = [naming for naming in unit.namings if not candidates or not self._lean(naming, candidates, told)]
        if not (unit.short and candidates):  # a full name that fits several others is still one name
            self._together(left)
        if not candidates:
            self._split.discard(unit.id)

    def _told(self, root: str) -> Told:
        return Told([self._naming[one] for one in self.clusters.members(root)])

    def _lean(self, naming: Naming, candidates: Candidates, told: dict[str, Told]) -> bool:
        """Join a naming with the candidate that fits clearly best; whether there is one."""
        scored = []
        most = self._most_named(naming.day, told) if naming.day and len(candidates) > 1 else None
        for root, (other, features) in candidates.items():
            found = features + weighed(told[root].beside(naming))
            if root == most:
                found += weighed(("most_named",))
            scored.append((_sum(found), other, found))
        scored.sort(key=lambda entry: (-entry[0], self._place[entry[1].id]))
        best, other, features = scored[0]
        clear = len(scored) == 1 or best - scored[1][0] >= float(table("resolve")["margin"])
        joins = best >= threshold() and clear and not self.clusters.barred(naming.id, other.id)
        for score, each, reasons in scored[:_TOLD]:
            self.links.append(Link(each.id, naming.id, score, reasons, joins and each is other))
        if joins:
            self.clusters.join(naming.id, other.id)
        return joins

    def _most_named(self, day: date, told: dict[str, Told]) -> str | None:
        """The cluster that nearly every document of the time means that names one of them."""
        settings = table("resolve")
        counts = {root: found.documents_near(day, int(settings["most_days"])) for root, found in told.items()}
        best, next_best = sorted(counts, key=lambda root: (-counts[root], root))[:2]
        least = max(int(settings["most_documents"]), int(settings["most_times"]) * counts[next_best])
        return best if counts[best] >= least else None

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
        self._days = sorted(naming.day.toordinal() for naming in spoken if naming.day)
        self._posts = list(dict.fromkeys(post for naming in namings for post in posts(naming)))

    def beside(self, naming: Naming) -> tuple[str, ...]:
        """What speaks for a naming being of this cluster, beside the name."""
        found = []
        if naming.document in self.documents:
            found.append("same_document")
        if agree(posts(naming), naming.day, self._posts):
            found.append("role_agrees")
        if naming.day and self._days and self._far(naming.day):
            found.append("far_in_time")
        return tuple(found)

    def _far(self, day: date) -> bool:
        return self.documents_near(day, int(table("resolve")["near_days"])) == 0

    def documents_near(self, day: date, days: int) -> int:
        """How many namings lie within so many days of a day."""
        middle = day.toordinal()
        return bisect_right(self._days, middle + days) - bisect_left(self._days, middle - days)


def _sum(features: Features) -> float:
    return sum(weight for _, weight in features)
