"""Commonest: of numbers that were counted, those that were met most often."""

from __future__ import annotations

from collections.abc import Mapping


def commonest(counts: Mapping[int, int], most: int) -> list[int]:
    """The `most` numbers with the highest counts, in that order; of equal counts the lower number first.

    Most numbers are met once: these are put in order only where the others are too few.
    """
    several = sorted([number for number, count in counts.items() if count > 1])
    several.sort(key=counts.__getitem__, reverse=True)
    if len(several) < most:
        several += sorted([number for number, count in counts.items() if count == 1])[: most - len(several)]
    return several[:most]
