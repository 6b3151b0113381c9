"""A reader small enough to see through: every clause with "met" is a meeting between the capitalised names beside it.

It stands in for the real one where a test is about what happens before and after reading.
"""

from __future__ import annotations

import re

from cuibono.model import Claim, Document, Mention, Reading, Source, Span
from cuibono.settings import ReaderSettings

_NAME = r"[A-Z]\w+(?: [A-Z]\w+)*"
_MET = re.compile(rf"({_NAME}) met ({_NAME})(, ({_NAME}) said)?")


class SmallReader:
    """`fingerprint` may be changed to play a newer reader; `seen` are the files it was given to read."""

    def __init__(self, fingerprint: str = "small 1") -> None:
        self.fingerprint = fingerprint
        self.seen: list[str] = []

    def read(self, document: Document) -> Reading:
        self.seen.append(document.file)
        if "UNBEARABLE" in document.text:
            raise RuntimeError("this text is too much")
        claims = tuple(_claim(document, found) for found in _MET.finditer(document.text))
        mentions = tuple(m for claim in claims for m in (*claim.actors, *claim.counterparts))
        return Reading(claims, mentions)


class SmallEngine:
    """What the command line reads with in tests."""

    def __init__(self, reader: SmallReader | None = None) -> None:
        self.small = reader or SmallReader()

    def reader(self, _chosen: ReaderSettings) -> SmallReader:
        return self.small

    def explain(self, document: Document, claim: Claim, _chosen: ReaderSettings) -> str:
        return f"fired in {document.file} at {claim.span.start}"


def _claim(document: Document, found: re.Match[str]) -> Claim:
    source = (Source(found[4], "person", Span(*found.span(4))),) if found[4] else ()
    return Claim(
        id="",
        document=document.id,
        kind="meeting",
        span=Span(*found.span()),
        quote=found[0],
        actors=(Mention(Span(*found.span(1)), found[1], "person"),),
        counterparts=(Mention(Span(*found.span(2)), found[2], "person"),),
        attribution=source,
        cue="met",
        rules=("the name before is the actor", "the name after is the counterpart"),
    )
