"""Files of the pages' own: styles, scripts, what is vendored with its licences."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def owned() -> Sequence[tuple[str, bytes]]:
    """The files by their names; read once, so that no name from a request ever reaches the disk."""
    shared = files("cuibono.publish.report") / "templates" / "style.css"
    return [("report.css", shared.read_bytes()), *_under(files("cuibono.web") / "static", "")]


def _under(folder: Traversable, before: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f"{before}{entry.name}"
        found += _under(entry, f"{name}/") if entry.is_dir() else [(name, entry.read_bytes())]
    return found
