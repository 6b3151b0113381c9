"""From a span back to the original that a case keeps."""

from __future__ import annotations

from pathlib import Path

from cuibono.collect import archive
from cuibono.collect.locate import Place, places, shown
from cuibono.model import Document, Span
from cuibono.settings import CaseFolder


def placed(case: Path, document: Document, span: Span) -> tuple[Place, ...]:
    """The stretches of the document's original that say what stands at the span; none where the case lost sight of it.

    Raises UsageError where the original is missing or changed.
    """
    folder = CaseFolder(case)
    entry = next((e for e in archive.held(folder).kept if (e.file, e.sha256) == (document.file, document.sha256)), None)
    if entry is None:
        return ()
    (found,) = places(archive.original(folder, document.sha256), entry, span)
    return found


def told(case: Path, document: Document, span: Span) -> str:
    """The same in words, with the name of the original; "" where there is no such stretch."""
    found = placed(case, document, span)
    return f"originals/{document.sha256}: {shown(found)}" if found else ""
