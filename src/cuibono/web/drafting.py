"""The page on which a draft is checked: a text that is sent, read once, answered and forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any, Final

import msgspec

from cuibono import explore
from cuibono.errors import UsageError
from cuibono.explore.draft_view import DraftView, draft_view
from cuibono.pipeline import Reads, drafting
from cuibono.publish import draft_listing
from cuibono.publish.report.draft_page import told
from cuibono.web.links import ServerLinks
from cuibono.web.rendering import rendered

LONGEST: Final = 200_000
"""Letters of a draft that is taken in: some 30,000 words."""
_TURN: Final = Lock()
"""One draft is read at a time: the reader takes all the memory and time that one machine should give."""


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """A draft as it is sent; `published` is the day on which it is to appear ("2024-11-05"), "" for none."""

    text: str = ""
    published: str = ""


def sent(fields: Mapping[str, Any]) -> Sent:
    """What a form or a program sends. Raises UsageError where that cannot be understood."""
    try:
        found = msgspec.convert(dict(fields), Sent)
    except msgspec.ValidationError as error:
        raise UsageError(f"The draft cannot be understood: {error}. Send text, and published if you like.") from error
    if not found.text.strip():
        raise UsageError("There is no text. Paste the draft, then check it.")
    if len(found.text) > LONGEST:
        raise UsageError(f"The draft has {len(found.text):,} letters; {LONGEST:,} are taken in. Check it in parts.")
    return found


def checked(case: Path, reader: Reads, given: Sent) -> DraftView:
    """The draft beside the ledger; nothing of it is kept."""
    with _TURN:
        text = given.text.replace("\r\n", "\n").encode("utf-8", "replace")
        found = drafting.draft(case, "-", reader, published=given.published or None, stdin=lambda: text)
    with explore.open(case) as held:
        return msgspec.structs.replace(draft_view(held.contents(), found), file="The draft")


def page(view: DraftView | None, given: Sent, context: Mapping[str, object]) -> str:
    """The form, and where a draft was sent what the ledger holds of it."""
    shown = {"view": None} if view is None else told(view)
    return rendered("drafting.html.j2", ServerLinks("/draft"), given=given, page=None, **shown, **context)


def row(view: DraftView) -> bytes:
    """The answer for programs, as `cuibono draft --json` gives it."""
    return msgspec.json.encode(draft_listing.row(view))
