"""Cui Bono: a ledger of dealings between companies and governments, with quotes, sources and origins."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cuibono.explore import Case


def open(case: str | PathLike[str]) -> Case:  # noqa: A001 - cuibono.open(folder), as the built-in opens a file
    """Open the case in a folder to look at it; nothing done with it changes the case.

    Gives a Case with `.documents()`, `.claims()`, `.claim(id)`, `.problems()`, `.search(words)` and `.status()`, all
    frozen values. Use it in a `with` block, or `close` it when done. Raises UsageError where the folder holds no
    ledger.
    """
    from cuibono import explore

    return explore.open(case)
