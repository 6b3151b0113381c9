"""Explore: the questions that people ask of a case, answered with frozen values.

Takes: a case folder, never opened for writing.
Gives: documents, claims, events with what stands behind them, parties, problems, what a search finds.
Knows nothing of: HTML, HTTP, terminals.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from cuibono.errors import UsageError
from cuibono.explore.case import Case, Status
from cuibono.ledger.look import Hit

__all__ = ["Case", "Hit", "Status", "open"]


def open(case: str | PathLike[str]) -> Case:  # noqa: A001 - read as cuibono.open, beside which nobody misses the other
    """Open the case in a folder to look at it.

    Raises UsageError where the folder holds no ledger. Use it in a `with` block, or `close` it when done.
    """
    folder = Path(case)
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such case. `cuibono read PATH --case {folder}` makes one.")
    return Case(folder)
