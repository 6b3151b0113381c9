"""The command that looks whether a case is sound."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cuibono.cli.commands import Engine

ABOUT = "look whether anything in a case is damaged, and say what to do about it"
EXAMPLES = """\
cuibono verify mycase
cuibono verify mycase --json

Looks at every byte: originals, decisions, registers, and the ledger against the originals; changes
nothing. Exit status: 0 nothing is damaged, 1 something is, and each line says what to do."""


def add(verify: argparse.ArgumentParser) -> None:
    """What the command is called with."""
    verify.add_argument("place", nargs="?", metavar="CASE", help="the case, if not given by --case")
    verify.add_argument("--case", metavar="DIR", help="the case (default: this folder, where it is one)")
    verify.add_argument("--json", action="store_true", help="print JSON")


def verify(place: str | None, case: str | None, json: bool, engine: Engine) -> int:
    """Say what of a case is damaged, and what to do about each."""
    import msgspec

    from cuibono import settings
    from cuibono.cli.folder import case as case_folder
    from cuibono.cli.terminal import out
    from cuibono.errors import UsageError
    from cuibono.pipeline.verifying import verify as verified
    from cuibono.publish.listing import line
    from cuibono.settings import CaseFolder, ReaderSettings

    folder = case_folder(case or place)
    try:
        chosen = settings.load(CaseFolder(folder).settings).reader
    except UsageError:  # is told among what is damaged
        chosen = ReaderSettings()
    found = verified(folder, engine.reader(chosen).fingerprint)
    if json:
        out(msgspec.json.format(msgspec.json.encode(found)).decode())
        return int(bool(found.damaged))
    out(f"{folder}: looked at " + ", ".join(f"{count} {_WORDS[what]}" for what, count in found.looked_at.items()))
    for one in found.damaged:
        out(line(f"damaged: {one.place}: {one.message}"))
    for note in found.notes:
        out(line(f"note: {note}"))
    out(f"Damaged: {len(found.damaged)}." if found.damaged else "Nothing is damaged.")
    return int(bool(found.damaged))


_WORDS = {
    "originals": "originals",
    "collected": "files of the list",
    "judgements": "decisions",
    "tests": "lines of chance tests",
    "registers": "registers",
    "documents": "documents of the ledger",
    "claims": "claims",
    "events": "events",
    "edges": "edges",
}
