"""Candidates: sentences of articles that explain a dealing, from which somebody may propose a hypothesis.

Takes: an open case. Gives: the sentences with who says so. Knows nothing of: how hypotheses are weighed.
"""

from __future__ import annotations

import msgspec

from cuibono.explore.case import Case
from cuibono.model import Span


class Candidate(msgspec.Struct, frozen=True):
    """A sentence that explains: `document` is the id of the article, `sources` the names of who says so, nearest first.

    Candidates with the same `set` are told as rivals of each other. `about` is what it explains, None where the text
    does not say.
    """

    id: str
    quote: str
    document: str
    span: Span
    sources: tuple[str, ...] = ()
    set: str | None = None
    about: str | None = None


def candidates(case: Case) -> tuple[Candidate, ...]:  # noqa: ARG001 - the reader gives no such sentences yet
    """The sentences of a case, in the order of the documents and their texts."""
    return ()
