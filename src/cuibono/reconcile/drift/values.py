"""Values: what tellings of one event give for one field, grouped so that those which agree stand together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

import msgspec

from cuibono.model import ContradictionField, Span

V = TypeVar("V")


class Given(msgspec.Struct, Generic[V], frozen=True):
    """A value that one document gives, where, and how it is shown; `own`: not on another document's word."""

    value: V
    shown: str
    document: str
    span: Span
    own: bool = True


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

    A document of several groups counts in the one that it gives on its own word; where that is not one, it tells the
    values apart itself and counts in none.
    """
    homes: dict[str, set[int]] = {}
    own: dict[str, set[int]] = {}
    for n, group in enumerate(groups):
        for one in group:
            homes.setdefault(one.document, set()).add(n)
            own.setdefault(one.document, set()).update({n} if one.own else ())
    home = {d: next(iter(own[d] if len(ns) > 1 else ns)) for d, ns in homes.items() if len(own[d]) == 1 or len(ns) == 1}
    kept = [tuple(one for one in group if home.get(one.document) == n) for n, group in enumerate(groups)]
    kept = [group for group in kept if group]
    return [Difference(field, tuple(kept), slip)] if len(kept) > 1 else []
