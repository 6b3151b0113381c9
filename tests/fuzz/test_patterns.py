"""No pattern of the program takes longer than in proportion to the length of what it meets."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module

import pytest

import cuibono
from tests.fuzz.test_parsers import UNITS
from tests.growth import grows_evenly, seconds

SMALL = 1_000
SUSPECT = 0.02
"""Seconds for eight times SMALL under which a pattern is quick enough whatever its growth."""
ELSEWHERE = "search|finditer|findall|sub|subn|split"
"""Ways of asking a pattern that begin anywhere in a text, not at one place alone."""
Named = tuple[str, re.Pattern[str], bool]


@cache
def patterns() -> tuple[Named, ...]:
    """Every pattern over text that a module keeps under a name, and whether it is looked for anywhere in a text."""
    names = [one.name for one in pkgutil.walk_packages(cuibono.__path__, "cuibono.") if "__main__" not in one.name]
    return tuple(found for name in names for found in _of(name))


def _of(module: str) -> Iterator[Named]:
    held = import_module(module)
    for name, value in vars(held).items():
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str) and name.isupper():
            anywhere = re.search(rf"\b{name}\.(?:{ELSEWHERE})\b", inspect.getsource(held))
            yield f"{module}.{name}", value, bool(anywhere)


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_time_grows_with_length_and_no_faster(unit: str) -> None:
    assert len(patterns()) > 100
    assert not [name for name, pattern, anywhere in patterns() if _is_slow(pattern, anywhere, unit)]


def _is_slow(pattern: re.Pattern[str], anywhere: bool, unit: str) -> bool:
    def asked(size: int) -> None:
        text = (unit * size)[:size]
        pattern.match(text)
        pattern.fullmatch(text)
        if anywhere:
            pattern.findall(text)

    return seconds(asked, 8 * SMALL) > SUSPECT and not grows_evenly(asked, SMALL, 8)
