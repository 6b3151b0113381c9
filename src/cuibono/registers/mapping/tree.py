"""Rows of a JSON document: a list, or lists within a list, each row with the fields of those that it stands in.

Takes: bytes, a path such as "donors[].contributions[]".
Gives: rows with named fields, "donors.label" for the label of the donor that a contribution stands in.
Knows nothing of: files, what a field means.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec


def rows(data: bytes, path: str) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Each row with its number from 1; None for one that is no object. Raises ValueError where no list is there.

    The `path` "" is a list at the top, "[].gifts[]" the lists in the objects of one.
    """
    steps = [step.strip(".") for step in path.split("[]")[:-1]]
    found = _walk(_decoded(data), steps, "", {})
    yield from enumerate(found, 1)


def lists(data: bytes) -> dict[str, int]:
    """Where in a document lists of objects stand, as paths, and how many objects there are in each."""
    found: dict[str, int] = {}
    _look(_decoded(data), "", found)
    return found


def _decoded(data: bytes) -> Any:
    # Money is never a float.
    try:
        return msgspec.json.Decoder(float_hook=Decimal).decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(f"it is no JSON: {error}") from error


def _walk(node: Any, steps: list[str], place: str, above: dict[str, Any]) -> Iterator[dict[str, Any] | None]:
    if not steps:
        if not isinstance(node, list):
            raise ValueError(f"it has no list at {place or 'its top'}")
        for one in node:
            yield {**above, **_flat(one, "")} if isinstance(one, dict) else None
        return
    step, *rest = steps
    inside = _at(node, step, place)
    here = f"{place}.{step}".strip(".") or "[]"
    if not rest:
        yield from _walk(inside, [], here, above)
        return
    if not isinstance(inside, list):
        raise ValueError(f"it has no list at {here}")
    for one in inside:
        if isinstance(one, dict) and rest[0].split(".")[0] in one:
            yield from _walk(one, rest, here, {**above, **_flat(one, f"{here}.")})
        else:
            yield None


def _at(node: Any, step: str, place: str) -> Any:
    for key in filter(None, step.split(".")):
        if not isinstance(node, dict) or key not in node:
            raise ValueError(f"it has nothing at {f'{place}.{step}'.strip('.')}")
        node = node[key]
    return node


def _flat(node: dict[str, Any], before: str) -> dict[str, Any]:
    """The fields of an object that hold one value each; those of an object in it as "outer.inner"."""
    found: dict[str, Any] = {}
    for key, value in node.items():
        if isinstance(value, dict):
            found.update(_flat(value, f"{before}{key}."))
        elif isinstance(value, list):
            if value and all(isinstance(one, str) for one in value):
                found[before + key] = "; ".join(value)
        else:
            found[before + key] = value
    return found


def _look(node: Any, place: str, found: dict[str, int]) -> None:
    if isinstance(node, dict):
        for key, value in node.items():
            _look(value, f"{place}.{key}".strip("."), found)
    elif isinstance(node, list) and any(isinstance(one, dict) for one in node):
        found[f"{place}[]"] = found.get(f"{place}[]", 0) + len(node)
        for one in node:
            _look(one if isinstance(one, dict) else None, f"{place}[]", found)
