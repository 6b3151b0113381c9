"""Rulings: people's decisions on which claims tell of one event, made consistent; the later one stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from cuibono.model import Judgement, Ruling

_APART: tuple[Ruling, ...] = ("different", "unsure")  # where people are unsure, nothing is joined by likeness


class Rulings:
    """Which claims must stand together and which apart, by the id of the claim."""

    def __init__(self, judgements: Iterable[Judgement], claims: Iterable[str]) -> None:
        known = frozenset(claims)
        self._leader: dict[str, str] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for judgement in reversed(tuple(judgements)):
            subjects = [s for s in judgement.subjects if s in known]
            for first, second in combinations(subjects, 2):
                if judgement.ruling == "same":
                    self._join(first, second)
                elif judgement.ruling in _APART and not self.together(first, second):
                    self._part(first, second)

    def leader(self, claim: str) -> str:
        """The claim that stands for all that must be together with this one."""
        while claim in self._leader:
            claim = self._leader[claim]
        return claim

    def together(self, first: str, second: str) -> bool:
        """Whether people put the two together."""
        return self.leader(first) == self.leader(second)

    def apart(self, claim: str, others: Iterable[str]) -> bool:
        """Whether people set this claim apart from one of the others."""
        against = self._against(self.leader(claim))
        return bool(against) and any(self.leader(other) in against for other in others)

    def _against(self, leader: str) -> set[str]:
        return self._apart.get(leader) or set()

    def _join(self, first: str, second: str) -> None:
        one, other = sorted((self.leader(first), self.leader(second)))
        if one == other or other in self._against(one):
            return
        self._leader[other] = one
        for stranger in self._apart.pop(other, set()):
            self._apart[stranger].discard(other)
            self._part(one, stranger)

    def _part(self, first: str, second: str) -> None:
        one, other = self.leader(first), self.leader(second)
        self._apart[one].add(other)
        self._apart[other].add(one)
