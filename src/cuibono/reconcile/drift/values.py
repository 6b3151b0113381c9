"""Values: what tellings of one event give for one field, grouped so that those which agree stand together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

import msgspec

from cuibono.model import ContradictionField, Span

V = TypeVar("V")


class Given(msgspec.Struct, Generic[V], frozen=True):
    """A value that one document gives, where, and how it is shown."""

    value: V
    shown: str
    document: str
    span: Span


class Difference(msgspec.Struct, frozen=True):
    """Values of a field that differ; each group holds what agrees. `slip`: they differ by a slip of the hand."""

    field: ContradictionField
    groups: tuple[tuple[Given[Any], ...], ...]
    slip: bool = False


def grouped(given: Iterable[Given[V]], agree: Callable[[V, V], bool]) -> list[list[Given[V]]]:
    """Values put with the first group all of whose members they agree with; the order of `given` decides."""
    groups: list[list[Given[V]]] = []
    for one in given:
        home = next((g for g in groups if all(agree(one.value, other.value) for other in g)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def difference(field: ContradictionField, groups: Sequence[Sequence[Given[V]]], slip: bool = False) -> list[Difference]:
    """A difference where two groups or more come from different documents.

    A document of several groups counts in none of them, for it tells the values apart itself.
    """
    homes: dict[str, set[int]] = {}
    for n, group in enumerate(groups):
        for one in group:
            homes.setdefault(one.document, set()).add(n)
    kept = [tuple(one for one in group if len(homes[one.document]) == 1) for group in groups]
    kept = [group for group in kept if group]
    return [Difference(field, tuple(kept), slip)] if len(kept) > 1 else []
