"""Many pairs: p after all of them were tried, and what the same test gives for parties that were not asked about."""

from __future__ import annotations

from collections.abc import Sequence


def adjusted(chances: Sequence[float]) -> tuple[float, ...]:
    """The q of each p, in the order given: at which share of chance finds among all finds it would be one of them.

    The step-up procedure of Benjamini and Hochberg (1995, J. R. Statist. Soc. B 57, 289-300).
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
