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


def largest() -> int:
    """How many units may share a key for it to make pairs."""
    return int(table("resolve")["block"])


def pairs(rows: Iterable[tuple[str, str]], block: int | None = None) -> list[tuple[str, str]]:
    """Pairs of ids that share a key, the lesser id first, each pair once, in order.

    A key that more than `block` ids share makes none; None stands for `largest`.
    """
    most = block or largest()
    blocks: dict[str, set[str]] = defaultdict(set)
    for key, one in rows:
        blocks[key].add(one)
    found = {pair for ids in blocks.values() if len(ids) <= most for pair in combinations(sorted(ids), 2)}
    return sorted(found)
