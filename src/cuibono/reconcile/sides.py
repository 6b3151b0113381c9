"""Sides: how the parties of two claims agree, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from cuibono.reconcile.kinship import Kinship

Side = frozenset[str]
_KEPT = 2**18  # pairs of claims' sides that are kept compared: well-known parties meet again and again
_MET = frozenset({"actor", "actor_kin", "counterpart", "counterpart_kin"})


class Sides:
    """Names the features of tables/relate/events.toml by which the parties of two claims speak."""

    def __init__(self, kinship: Kinship) -> None:
        self._kinship = kinship
        self.directed = lru_cache(_KEPT)(self._directed)
        self.round_table = lru_cache(_KEPT)(self._round_table)

    def _directed(self, actors: Side, counterparts: Side, old_actors: Side, old_counterparts: Side) -> tuple[str, ...]:
        """Of dealings that one side does to the other."""
        spoken = (*self._side("actor", actors, old_actors), *self._side("counterpart", counterparts, old_counterparts))
        crossed = actors & old_counterparts | counterparts & old_actors
        if _MET.isdisjoint(spoken) and any(map(self._kinship.known, crossed)):
            return ("crossed",)
        return spoken

    def _side(self, name: str, new: Side, old: Side) -> Iterator[str]:
        known, kinship = self._kinship.known, self._kinship
        if not new or not old:
            return
        if any(map(known, new & old)):
            yield name
        elif any(kinship.akin(a, b) for a in new for b in old):
            yield f"{name}_kin"
        elif any(kinship.one_state(a, b) for a in new for b in old):
            return
        elif any(map(known, new)) and any(map(known, old)):
            yield f"{name}_other"

    def _round_table(self, new: Side, old: Side) -> tuple[str, ...]:
        """Of meetings, which have no direction: the first match counts as the actor's, the second as the other's."""
        return tuple(self._matches(new, old))

    def _matches(self, new: Side, old: Side) -> Iterator[str]:
        known, akin = self._kinship.known, self._kinship.akin
        left = set(filter(known, old))
        names = ["actor", "counterpart"]
        unmatched = 0
        for party in sorted(filter(known, new)):
            same = party if party in left else next((o for o in sorted(left) if akin(party, o)), None)
            if same is None:
                unmatched += 1
            elif names:
                left.discard(same)
                yield names.pop(0) + ("" if same == party else "_kin")
        if unmatched and left:
            yield f"{names[0] if names else 'counterpart'}_other"
