"""Holders: namings that give an office and no name, bound to whoever held it then.

Takes: office units, clusters of people. Gives: the clusters grown where exactly one person held the office.
Knows nothing of: names of people.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from cuibono.model import Link, Naming
from cuibono.resolve.bodies import body
from cuibono.resolve.clusters import Clusters
from cuibono.resolve.offices import Office, covers, lapsed, office, titled
from cuibono.resolve.spelling import listed
from cuibono.resolve.units import Unit, is_row
from cuibono.resolve.weighing import weighed
from cuibono.tables import table


class Said(msgspec.Struct, frozen=True, order=True):
    """That a person held a title from `start` to `end`, as a document of that day or a list says."""

    start: date
    end: date
    person: str
    of: str


class Holders:
    """Who is said to hold which title when."""

    def __init__(self, units: Sequence[Unit], clusters: Clusters) -> None:
        self._clusters = clusters
        self._bodies = {unit.shape.comparable: unit.id for unit in units if unit.sort == "body" and not unit.row}
        self._reach = timedelta(days=int(table("resolve")["office_days"]))
        told: dict[tuple[str, str, str], list[Said]] = defaultdict(list)
        people = [unit for unit in units if unit.sort == "person"]
        for naming in (naming for unit in people for naming in unit.namings):
            for title, said in self._roles(naming):
                told[title, said.person, said.of].append(said)
        self._said: dict[str, list[Said]] = defaultdict(list)
        for (title, _, _), said_of in told.items():
            self._said[title] += self._merged(sorted(said_of))
        for said_of in self._said.values():
            said_of.sort()

    def _merged(self, said: list[Said]) -> list[Said]:
        """One spell for all that lie so near each other that every day between is near one of them."""
        merged = said[:1]
        for one in said[1:]:
            last = merged[-1]
            if one.start - last.end <= 2 * self._reach:
                merged[-1] = msgspec.structs.replace(last, end=max(last.end, one.end))
            else:
                merged.append(one)
        return merged

    def bind(self, units: Iterable[Unit]) -> list[Link]:
        """Join every office naming with its one holder at the time; the links."""
        links = []
        for unit in units:
            if isinstance(unit.shape, Office) and unit.shape.single:
                for naming in unit.namings:
                    links += self._bind(unit.shape, naming)
        return links

    def _bind(self, held: Office, naming: Naming) -> list[Link]:
        holders = self._holders(held, naming)
        if len(holders) != 1:
            return []
        holder = holders.pop()
        if self._clusters.barred(naming.id, holder):
            return []
        self._clusters.join(naming.id, holder)
        features = weighed(("holds_office",))
        return [Link(holder, naming.id, features[0][1], features, True)]

    def _holders(self, held: Office, naming: Naming) -> set[str]:
        if naming.day is None:
            return set()
        owner = self._owner(held.of)
        found: set[str] = set()
        for title in covers(held.title):
            for said in self._then(title, naming.day):
                if self._fits(owner, said.of, title):
                    found.add(said.person)
                if len(found) > 1:
                    return found
        return found

    def _then(self, title: str, day: date) -> Iterable[Said]:
        said = self._said.get(title, [])
        at = bisect_right(said, day.toordinal() + self._reach.days, key=lambda entry: entry.start.toordinal())
        return (entry for entry in said[:at] if day - entry.end <= self._reach)

    def _fits(self, owner: str, of: str, title: str) -> bool:
        if owner and of:
            return owner == of
        head = title.rpartition(" ")[2]
        return title in listed("resolve_titles", "bare") or head in listed("resolve_titles", "fields")

    def _owner(self, name: str | None) -> str:
        """The cluster of the body that a name is of, or the name's words where no body bears it."""
        if not name:
            return ""
        comparable = body(name).comparable
        known = self._bodies.get(comparable)
        return self._clusters.root(known) if known else comparable

    def _roles(self, naming: Naming) -> Iterable[tuple[str, Said]]:
        """What a naming says that its person holds, by title."""
        for tenure in naming.tenures:
            start, end = tenure.start or date.min, tenure.end or date.max
            yield titled(tenure.title), Said(start, end, self._clusters.root(naming.id), self._owner(tenure.of))
        if naming.day is None or is_row(naming):
            return
        company = any(titled(role.title) in listed("resolve_titles", "company") for role in naming.roles)
        for role in naming.roles:
            title = titled(role.title)
            of = "" if role.of and office(role.of, "person") else self._owner(role.of)
            unsure = company and not of and title in listed("resolve_titles", "bare")
            if not lapsed(role.title, role.status) and not unsure:
                yield title, Said(naming.day, naming.day, self._clusters.root(naming.id), of)
