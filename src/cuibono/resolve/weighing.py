"""Weighing: whether two units are one party, feature by feature.

Takes: units. Gives: for a pair, the features that speak with their weights.
Knows nothing of: what else was joined, judgements.
"""

from __future__ import annotations

from functools import cache

import msgspec

from cuibono.resolve.bodies import Body
from cuibono.resolve.roles import agree, posts
from cuibono.resolve.units import Unit, is_row, name_features, recurring
from cuibono.tables import table

_FREQUENT = 3  # documents from which a spelling is no slip


class Weighed(msgspec.Struct, frozen=True):
    """Two units with the features that speak for and against their being one party."""

    first: Unit
    second: Unit
    features: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        """The sum of the weights."""
        return sum(weight for _, weight in self.features)

    @property
    def enough(self) -> bool:
        """Whether the features suffice for one party."""
        return self.score >= threshold()


@cache
def weight(feature: str) -> float:
    """The weight of a feature of resolve.toml."""
    return float(table("resolve")["features"][feature]["weight"])


def threshold() -> float:
    """The score from which two namings are one party."""
    return float(table("resolve")["threshold"])


def weighed(features: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """Features with their weights."""
    return tuple((feature, weight(feature)) for feature in features)


def weigh(first: Unit, second: Unit) -> Weighed | None:
    """A pair with what speaks for and against it; None where the names have nothing to do with each other."""
    found = max(
        (weighed(name_features(one, two)) for one in first.shapes for two in second.shapes),
        key=lambda features: (bool(features), sum(weight for _, weight in features)),
    )
    if not found or first.sort != second.sort:
        return None
    return Weighed(first, second, found + weighed(_beside_names(first, second, {name for name, _ in found})))


def _beside_names(first: Unit, second: Unit, said: set[str]) -> tuple[str, ...]:
    found = []
    if first.row and second.row and _list(first) == _list(second):
        found.append("same_list")
    if (
        said & {"spelling", "family_spelling", "given_spelling"}
        and min(_documents(first), _documents(second)) >= _FREQUENT
    ):
        found.append("both_frequent")
    if "government_of" in said and not (_is_place(first) or _is_place(second)):
        found.append("no_state")
    if _far_apart(first, second):
        found.append("formed_anew")
    if first.row != second.row:
        told, row = (second, first) if first.row else (first, second)
        found += _beside_a_list(told, row, said)
    return tuple(found)


def _beside_a_list(told: Unit, row: Unit, said: set[str]) -> list[str]:
    """What speaks against a row of a public list being the party of a unit."""
    found = ["a_place"] if _is_place(told) else []
    if "equal_name" not in said:
        found.append("list_only")
    if told.sort == "person" and not told.short and not _confirmed(told, row):
        found.append("unconfirmed")
    return found


def _confirmed(told: Unit, row: Unit) -> bool:
    held = [post for naming in row.namings for post in posts(naming)]
    return any(agree(posts(naming), naming.day, held) for naming in told.namings)


def _list(unit: Unit) -> str:
    return unit.namings[0].document.split(":")[0]


def _documents(unit: Unit) -> int:
    return 0 if unit.row else len(unit.namings)


def _is_place(unit: Unit) -> bool:
    """Whether most of a unit's namings are of a place or of a public body."""
    kinds = [naming.kind for naming in unit.namings]
    return isinstance(unit.shape, Body) and sum(kind in ("place", "public_body") for kind in kinds) * 2 > len(kinds)


def _far_apart(first: Unit, second: Unit) -> bool:
    if not (recurring(first.shape) and recurring(second.shape) and first.days and second.days):
        return False
    gap = max(first.days[0] - second.days[-1], second.days[0] - first.days[-1])
    return gap.days > int(table("resolve")["recurring_days"])


def order_of_detail(unit: Unit) -> tuple[bool, int, int, str]:
    """Units in the order in which they lean on each other: rows first, then fuller names, then frequent ones."""
    return (not is_row(unit.namings[0]), -unit.shape.detail, -_documents(unit), unit.id)
