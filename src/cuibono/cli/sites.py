"""The command that makes a folder of pages."""

from __future__ import annotations

from pathlib import Path

from cuibono.cli.folder import case as case_folder
from cuibono.cli.terminal import out


def site(place: str | None, case: str | None, output: str) -> int:
    """Write a case as pages that open from disk."""
    from cuibono.web.site import site as make

    folder = Path(output)
    made = make(case_folder(case or place), folder)
    out(f"{folder / 'index.html'}: {made.files:,} files, {made.written:,} written, {made.removed:,} taken out.")
    return 0
