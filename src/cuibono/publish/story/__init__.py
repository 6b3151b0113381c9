"""A whole ledger in the forms of other programs.

Takes: Contents, the name of a form.
Gives: one text in that form.
Knows nothing of: cases, files, the command line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cuibono.explore.contents import Contents
from cuibono.publish.story.claimreview import claimreview
from cuibono.publish.story.ftm import ftm
from cuibono.publish.story.ftm_back import Carried, carried
from cuibono.publish.story.ftm_loss import left_out
from cuibono.publish.story.graph import gexf, graphml
from cuibono.publish.story.markdown import markdown
from cuibono.publish.story.story import Story, story
from cuibono.publish.story.timelinejs import timelinejs

__all__ = ["FORMS", "SIGNED", "Carried", "carried", "left_out", "story", "written"]

FORMS: Final[dict[str, Callable[[Story], str]]] = {
    "markdown": markdown,
    "ftm": ftm,
    "graphml": graphml,
    "gexf": gexf,
    "timelinejs": timelinejs,
    "claimreview": claimreview,
}
"""Each form by the name it goes by on the command line."""
SIGNED: Final = ("claimreview", "pdf")
"""The forms that name an author."""


def written(held: Contents, form: str, author: str | None = None) -> str:
    """A ledger in this form; the same ledger gives the same text."""
    return FORMS[form](story(held, author))
