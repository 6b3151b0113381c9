"""Blocking: which units are worth weighing against each other.

Takes: units. Gives: keys; pairs that share a key.
Knows nothing of: weights.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from cuibono.resolve.units import Unit, keys
from cuibono.tables import table


def keyed(found: Iterable[Unit]) -> list[tuple[str, str]]:
    """(key, id) for every key of every unit."""
    return [(key, unit.id) for unit in found for key in keys(unit)]


def pairs(rows: Iterable[tuple[str, str]], block: int | None = None) -> list[tuple[str, str]]:
    """Pairs of ids that share a key which at most `block` ids share, the lesser id first, each once, in order."""
    largest = block or int(table("resolve")["block"])
    blocks: dict[str, set[str]] = defaultdict(set)
    for key, one in rows:
        blocks[key].add(one)
    found = {pair for ids in blocks.values() if len(ids) <= largest for pair in combinations(sorted(ids), 2)}
    return sorted(found)
