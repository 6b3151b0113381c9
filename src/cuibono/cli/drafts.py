"""The command about a text of one's own: what the ledger holds of each of its statements."""

from __future__ import annotations

from pathlib import Path

from cuibono import explore, settings
from cuibono.cli.commands import Engine
from cuibono.cli.folder import case as case_folder
from cuibono.cli.folder import write
from cuibono.cli.terminal import out, style, tell, width
from cuibono.explore.draft_view import draft_view
from cuibono.pipeline import drafting
from cuibono.publish import draft_listing
from cuibono.publish.formats import json as as_json
from cuibono.settings import CaseFolder


def draft(file: str, published: str | None, output: str | None, case: str | None, json: bool, engine: Engine) -> int:
    """Mark each statement of a draft by what the ledger holds of it."""
    folder = case_folder(case)
    reader = engine.reader(settings.load(CaseFolder(folder).settings).reader)
    found = drafting.draft(folder, file, reader, published=published)
    with explore.open(folder) as view:
        shown = draft_view(view.contents(), found)
    tell(found.problems)
    if output:
        from cuibono.publish.report.draft_page import draft_page

        write(Path(output), draft_page(shown))
        out(output)
    elif json:
        out(as_json([draft_listing.row(shown)]))
    else:
        out(draft_listing.draft(shown, width=width(), style=style()))
    return 0
