"""Fillers: what fills a place of a dealing, and how the ledger keeps it.

Takes: parties and where they stand. Gives: Filler values, mentions. Knows nothing of: how they are resolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from cuibono.model import Mention, PartyKind, Span
from cuibono.read.parties import Party

if TYPE_CHECKING:
    from cuibono.read.blocks import Block
    from cuibono.read.sentences import Doc


class Filler(msgspec.Struct, frozen=True):
    """What fills a place: a name to print, its kind, whether it holds public power, and where it stands.

    `party` is None for a description that resolves to nobody ("several executives"). `head` is the index of the
    head noun in its block's Doc.
    """

    name: str
    kind: PartyKind
    public: bool
    block: int
    head: int
    start: int
    end: int
    party: Party | None = None
    noun: str = ""

    def same(self, other: Filler) -> bool:
        """Whether both stand for one party."""
        return self.name == other.name


def standing_for(party: Party, block: int, head: int, start: int, end: int, noun: str = "") -> Filler:
    """The filler that some tokens of a block are where they stand for a party; `noun` as in Filler."""
    return Filler(party.name, party.kind, party.public, block, head, start, end, party, noun)


def span(filler: Filler, page: Sequence[Block], docs: Sequence[Doc]) -> Span:
    """The document's span of a filler's words."""
    doc = docs[filler.block]
    first, last = doc[filler.start], doc[filler.end - 1]
    return page[filler.block].span(first.idx, last.idx + len(last.text))


def mention(filler: Filler, page: Sequence[Block], docs: Sequence[Doc]) -> Mention:
    """A filler as the ledger keeps it: its name, kind, roles and the document's span of its words."""
    kind: PartyKind = "public_body" if filler.kind == "place" and filler.public else filler.kind
    return Mention(span(filler, page, docs), filler.name, kind, tuple(filler.party.roles) if filler.party else ())
