"""Genre: what sort of text a document is."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from cuibono.model import Document
from cuibono.tables import table

Genre = Literal["report", "release", "transcript", "correction", "opinion"]
_ORDER: tuple[Genre, ...] = ("transcript", "release", "correction", "opinion")


@lru_cache(maxsize=100_000)
def genre(document: Document) -> Genre:
    """What the lines above the text, and its first and last, call it; "report" where they say nothing."""
    head, tail = _head(document), document.text[-400:].casefold()
    for name in _ORDER:
        marks = table("relate/origins")["genre"][name]
        if any(mark in head for mark in marks):
            return name
    return "release" if any(m in tail for m in table("relate/origins")["genre"]["release"] if " " in m) else "report"


def _head(document: Document) -> str:
    return f"{document.title or ''}\n{document.text[: max(document.body, 300)][:600]}".casefold()
