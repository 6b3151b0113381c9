"""Outlets: the last word of a publication's name, where a document uses it of the publication.

Takes: units, who published which document. Gives: pairs with their reason.
Knows nothing of: what was joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from cuibono.resolve.bodies import Body, body
from cuibono.resolve.spelling import listed
from cuibono.resolve.units import Unit
from cuibono.resolve.weighing import Weighed, weighed


def outlets(found: Iterable[Unit], publishers: Mapping[str, str]) -> list[Weighed]:
    """Pairs of a one-word outlet ("Ledger") and the fuller one that every document with the short form means."""
    bodies = [unit for unit in found if isinstance(unit.shape, Body) and not unit.row]
    known = {unit.shape.comparable: unit for unit in bodies}
    beside: dict[str, list[Unit]] = defaultdict(list)
    for unit in bodies:
        if isinstance(unit.shape, Body) and len(unit.shape.words) > 1 and unit.shape.words[-1] in _heads():
            for naming in unit.namings:
                beside[naming.document].append(unit)
    pairs = [(unit, _meant(unit, known, beside, publishers)) for unit in bodies if _is_head(unit)]
    return [Weighed(unit, full, weighed(("outlet_short",))) for unit, full in pairs if full]


def _heads() -> frozenset[str]:
    return listed("parties", "outlet_heads")


def _is_head(unit: Unit) -> bool:
    return isinstance(unit.shape, Body) and len(unit.shape.words) == 1 and unit.shape.words[0] in _heads()


def _meant(
    unit: Unit, known: Mapping[str, Unit], beside: Mapping[str, list[Unit]], publishers: Mapping[str, str]
) -> Unit | None:
    """The one fuller outlet that all documents with the short form name or are published by."""
    meant: set[str] = set()
    for naming in unit.namings:
        ends = {other.shape.comparable for other in beside.get(naming.document, ()) if _ends(other, unit)}
        publisher = body(publishers.get(naming.document, "")).comparable
        if publisher.endswith(" " + unit.shape.comparable):
            ends.add(publisher)
        if len(ends) != 1:
            return None
        meant |= ends
    return known.get(meant.pop()) if len(meant) == 1 else None


def _ends(full: Unit, short: Unit) -> bool:
    return full.shape.comparable.endswith(" " + short.shape.comparable)
