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
    """Pairs of a one-word outlet ("Gazette") and the fuller one that the documents with the short form mean."""
    bodies = [unit for unit in found if isinstance(unit.shape, Body) and not unit.row]
    known = {unit.shape.comparable: unit for unit in bodies}
    ending: dict[str, set[str]] = defaultdict(set)
    beside: dict[tuple[str, str], set[str]] = defaultdict(set)
    for unit in bodies:
        head = _head(unit)
        if head and unit.shape.comparable != head:
            ending[head].add(unit.shape.comparable)
            for naming in unit.namings:
                beside[naming.document, head].add(unit.shape.comparable)
    pairs = []
    for unit in bodies:
        if _head(unit) == unit.shape.comparable:
            full = known.get(_meant(unit, beside, publishers, ending))
            pairs += [Weighed(unit, full, weighed(("outlet_short",)))] if full else []
    return pairs


def _heads() -> frozenset[str]:
    return listed("parties", "outlet_heads")


def _head(unit: Unit) -> str:
    """The last word of an outlet's name; "" where it is no outlet's."""
    last = unit.shape.words[-1] if isinstance(unit.shape, Body) else ""
    return last if last in _heads() else ""


def _meant(
    unit: Unit,
    beside: Mapping[tuple[str, str], set[str]],
    publishers: Mapping[str, str],
    ending: Mapping[str, set[str]],
) -> str:
    """The one fuller outlet that documents with the short form name or are published by; "" where that is not clear.

    Where only some of them say which, it is the same in the others if the collection knows no other of that ending.
    """
    head = unit.shape.comparable
    said = [_said(naming.document, head, beside, publishers) for naming in unit.namings]
    meant = set().union(*said)
    if len(meant) != 1 or (not all(said) and ending.get(head, meant) != meant):
        return ""
    return meant.pop()


def _said(
    document: str, head: str, beside: Mapping[tuple[str, str], set[str]], publishers: Mapping[str, str]
) -> set[str]:
    publisher = body(publishers.get(document, "")).comparable
    return beside.get((document, head), set()) | ({publisher} if publisher.endswith(f" {head}") else set())
