"""The command about two sides: what each gave, asked, promised and got, as articles tell."""

from __future__ import annotations

from pathlib import Path

from cuibono import explore
from cuibono.cli.folder import case as case_folder
from cuibono.cli.folder import write
from cuibono.cli.terminal import out, style, width
from cuibono.explore.balance_view import balance_view
from cuibono.publish import balance_listing
from cuibono.publish.formats import json as as_json


def balance(one: str, other: str, output: str | None, case: str | None, json: bool) -> int:
    """Print the account between two sides, or write it as a page."""
    with explore.open(case_folder(case)) as view:
        found = balance_view(view, one, other)
    if output:
        from cuibono.publish.report.balance_page import balance_page

        write(Path(output), balance_page(found))
        out(output)
    elif json:
        out(as_json([balance_listing.row(found)]))
    else:
        out(balance_listing.balance(found, width=width(), style=style()))
    return 0
