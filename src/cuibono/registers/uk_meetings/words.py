"""The table of header words, notes and offices."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words() -> dict[str, Any]:
    """What words.toml says."""
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))


@cache
def word_list(section: str, key: str) -> frozenset[str]:
    """One list of words.toml."""
    return frozenset(words()[section][key])
