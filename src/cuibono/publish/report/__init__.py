"""The report: one HTML file that shows a ledger and needs nothing else.

Takes: a ReportView, or a case to make one from.
Gives: one page of HTML with its style, script and pictures inside it.
Knows nothing of: how claims are read or stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from cuibono.explore.contents import Contents
from cuibono.explore.report_view import ReportView, report_view
from cuibono.model import Problem
from cuibono.publish.report.page import page

__all__ = ["Shelf", "render", "write"]


class Shelf(Protocol):
    """What a report is made from; an open case is one."""

    def contents(self) -> Contents:
        """Every document, claim, event, origin, edge and party."""

    def problems(self) -> Iterable[Problem]:
        """Every problem."""


def render(view: ReportView) -> str:
    """The report as one page of HTML; the same view gives the same page."""
    return page(view)


def write(case: Shelf, path: Path, title: str = "Ledger of dealings") -> Path:
    """Writes the report of a case to `path` (UTF-8) and gives the path back."""
    view = report_view(case.contents(), case.problems(), title)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(render(view).encode("utf-8", "replace"))
    return path
