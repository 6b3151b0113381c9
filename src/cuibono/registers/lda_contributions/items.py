"""From one contribution, as a report tells it, to records.

Takes: an item and who reports it. Gives: records, the same key for the same item whoever handed it on.
Knows nothing of: files.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from cuibono.model import PartyKind
from cuibono.model.records import Record
from cuibono.registers.lda_contributions.sides import is_titled, others, plain, words

Type = Literal["feca", "he", "me", "ple", "pic"]


class Item(msgspec.Struct, frozen=True):
    """One contribution as the interface gives it."""

    contribution_type: Type
    contributor_name: str
    payee_name: str
    amount: Decimal
    date: date
    honoree_name: str | None = None


class Filer(msgspec.Struct, frozen=True):
    """Who reports: the registrant, or one of his lobbyists where `lobbyist` is not ""."""

    registrant: str
    lobbyist: str = ""

    @property
    def name(self) -> str:
        """Who is meant by SELF."""
        return self.lobbyist or self.registrant

    @property
    def kind(self) -> PartyKind:
        """A person, or an organisation."""
        return "person" if self.lobbyist else "organisation"

    def giver(self, contributor: str) -> tuple[str, PartyKind]:
        """Who gave, as he is named, and what he is."""
        if plain(contributor) in words().own | words().nobody:
            return self.name, self.kind
        return contributor.strip(), "person" if self._is_lobbyist(contributor) else "organisation"

    def why_not_counted(self, contributor: str) -> str | None:
        """Why a sum leaves the item out: a committee's money that a lobbyist tells of too."""
        if not self.lobbyist or self.giver(contributor)[1] == "person":
            return None
        return "a committee's contribution in a lobbyist's report; the committee's own registrant reports it too"

    def _is_lobbyist(self, contributor: str) -> bool:
        own, named = set(plain(self.lobbyist).split()), set(plain(contributor).replace(",", " ").split())
        return min(len(own), len(named)) > 1 and (own <= named or named <= own)


class Keys:
    """Keys of the items of each filing: its uuid, a hash of day, amount and payee, a number among equals."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str]] = Counter()

    def key(self, uuid: str, item: Item) -> str:
        """The key of the next item."""
        amount = item.amount.quantize(Decimal("0.01"))
        told = f"{item.date.isoformat()}|{amount}|{plain(item.payee_name)}"
        mark = hashlib.sha256(told.encode()).hexdigest()[:10]
        self._seen[uuid, mark] += 1
        return f"{uuid}:{mark}:{self._seen[uuid, mark]}"


def records(item: Item, filer: Filer, row: Record, uncounted: str | None = None) -> Iterator[Record]:
    """The item as records: `row` completed, and a part of it for each further party on the other side."""
    giver, kind = filer.giver(item.contributor_name)
    why = uncounted or filer.why_not_counted(item.contributor_name)
    sides = others(giver, item.payee_name, item.honoree_name or "") or (None,)
    for part, side in enumerate(sides):
        yield msgspec.structs.replace(
            row, part=part, sort=item.contribution_type, actor=giver, actor_kind=kind, counterpart=side,
            counterpart_kind="person" if side and is_titled(side) else None, amount=item.amount, currency="USD",
            earliest=item.date, latest=item.date, counts=why is None, why=why,
        )  # fmt: skip
