"""The table of addresses in docs/api.md, made from the table of pages.

Takes: nothing. Gives: a Markdown table.
Knows nothing of: how a page is shown.
"""

from __future__ import annotations

import json

from cuibono.web.openapi import document
from cuibono.web.table import PAGES


def addresses() -> str:
    """Every page as JSON: its address, what it gives, what can be chosen."""
    paths = json.loads(document())["paths"]
    lines = ["| address | gives | what can be chosen |", "| --- | --- | --- |"]
    for page in PAGES:
        asked = paths[f"{page.path}.json"]["get"]["parameters"]
        chosen = ", ".join(f"`{told['name']}`" for told in asked if told["in"] == "query")
        lines.append(f"| `{page.path}.json` | {page.about} | {chosen or '–'} |")
    return "\n".join(lines)
