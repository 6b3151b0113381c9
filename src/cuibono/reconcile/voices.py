"""Voices: whether a newsroom or a party speaks in a document."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from cuibono.model import Document
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.genre import genre
from cuibono.tables import table


class Voices:
    """Tells parties' own texts (releases, statements, transcripts) from what newsrooms print."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def own_words(self, document: str) -> bool:
        """Whether the document is a party's own text rather than a newsroom's."""
        return document in self._own

    @cached_property
    def _own(self) -> frozenset[str]:
        acting = self._acting
        return frozenset(d.id for d in self._evidence.documents if _is_own(d, acting[d.id], self._evidence))

    @cached_property
    def _acting(self) -> dict[str, set[str]]:
        """For each document the parties that act in its claims."""
        acting: dict[str, set[str]] = defaultdict(set)
        for claim in self._evidence.claims:
            acting[claim.document] |= {self._evidence.party(claim.document, m) for m in claim.actors}
        return acting


def _is_own(document: Document, acting: set[str], evidence: Evidence) -> bool:
    publisher = (document.publisher or "").casefold().rstrip(".")
    sort = genre(document)
    if sort == "release" or evidence.known(publisher) in acting:
        return True
    official = any(publisher.endswith(end) for end in table("relate/origins")["genre"]["bodies"])
    return sort == "transcript" and (official or not publisher)
