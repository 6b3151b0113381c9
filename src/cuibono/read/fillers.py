"""Fillers: what fills a place of a dealing, and how the ledger keeps it.

Takes: parties and where they stand. Gives: Filler values, mentions. Knows nothing of: how they are resolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from cuibono.model import Mention, PartyKind
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


def mention(filler: Filler, page: Sequence[Block], docs: Sequence[Doc]) -> Mention:
    """A filler as the ledger keeps it: its name, kind, roles and the document's span of its words."""
    doc = docs[filler.block]
    first, last = doc[filler.start], doc[filler.end - 1]
    span = page[filler.block].span(first.idx, last.idx + len(last.text))
    kind: PartyKind = "public_body" if filler.kind == "place" and filler.public else filler.kind
    return Mention(span, filler.name, kind, tuple(filler.party.roles) if filler.party else ())
