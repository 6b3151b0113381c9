"""Clusters: what is taken for one party, under what may not be.

Takes: ids to join, ids to keep apart. Gives: for each id its cluster.
Knows nothing of: names, scores.
"""

from __future__ import annotations

from collections import defaultdict


class Clusters:
    """Sets of ids that grow by joining; two that are barred from each other never become one."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._barred: dict[str, set[str]] = defaultdict(set)
        self._lists: dict[str, set[str]] = defaultdict(set)

    def root(self, one: str) -> str:
        """The id that stands for the cluster of an id."""
        if one not in self._above:
            self._above[one] = one
            self._members[one] = [one]
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def members(self, one: str) -> list[str]:
        """The ids of the cluster of an id."""
        return self._members[self.root(one)]

    def bar(self, first: str, second: str) -> None:
        """Keep two apart from now on. They must not be joined already."""
        one, two = self.root(first), self.root(second)
        self._barred[one].add(two)
        self._barred[two].add(one)

    def list(self, one: str, name: str) -> None:
        """Say that an id is a row of a public list; a cluster holds one row of a list unless a person joined two."""
        self._lists[self.root(one)].add(name)

    def barred(self, first: str, second: str) -> bool:
        """Whether two may not become one."""
        one, two = self.root(first), self.root(second)
        return two in self._barred[one] or (one != two and bool(self._lists[one] & self._lists[two]))

    def join(self, first: str, second: str) -> str:
        """Make one cluster of two, whatever bars them; the id that stands for it comes back."""
        one, two = self.root(first), self.root(second)
        if one == two:
            return one
        if len(self._members[one]) < len(self._members[two]):
            one, two = two, one
        self._above[two] = one
        self._members[one] += self._members.pop(two)
        self._lists[one] |= self._lists.pop(two, set())
        for other in self._barred.pop(two, set()):
            self._barred[other].discard(two)
            self._barred[other].add(one)
            self._barred[one].add(other)
        return one
