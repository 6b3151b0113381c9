"""Many pairs: p after all of them were tried, and what the same test gives for parties that were not asked about."""

from __future__ import annotations

from collections.abc import Sequence


def adjusted(chances: Sequence[float]) -> tuple[float, ...]:
    """Q of each p, in the order given: the smallest false discovery rate at which it would be among those found.

    Benjamini and Hochberg (1995), "Controlling the false discovery rate", their step-up procedure.
    """
    total = len(chances)
    order = sorted(range(total), key=lambda at: chances[at], reverse=True)
    found, smallest = [1.0] * total, 1.0
    for below, at in enumerate(order):
        smallest = min(smallest, chances[at] * total / (total - below))
        found[at] = smallest
    return tuple(found)


def among(chance: float, others: Sequence[float]) -> tuple[int, float]:
    """How many of others have a p as small, and the share of all, the one asked about among them, that do."""
    as_far = sum(other <= chance for other in others)
    return as_far, (1 + as_far) / (1 + len(others))
