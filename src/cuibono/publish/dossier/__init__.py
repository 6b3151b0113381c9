"""The ledger as a printed dossier.

Takes: a Story, trouble with the evidence.
Gives: a tagged PDF, and what there is to say about how it was set.
Knows nothing of: cases, files, the command line.
"""

from __future__ import annotations

from collections.abc import Iterable

from cuibono.model import Problem
from cuibono.publish.dossier.pages import pages
from cuibono.publish.dossier.typeset import Printed, typeset
from cuibono.publish.story.story import Story

__all__ = ["Printed", "pdf"]


def pdf(story: Story, problems: Iterable[Problem] = ()) -> Printed:
    """The dossier; on a machine with the same fonts the same ledger gives the same bytes.

    Raises UsageError where typst is not installed.
    """
    return typeset(pages(story, problems))
