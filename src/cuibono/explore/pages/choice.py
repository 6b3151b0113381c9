"""What a reader of a page can choose: filters, and where a list goes on."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from cuibono.errors import UsageError
from cuibono.ledger.browse import Place, Wanted
from cuibono.model import Grade, Kind

STRETCH: Final = 25
"""Things on one page of a list."""
_PARTING: Final = "~"
"""Between the parts of a place."""
_DIGITS: Final = 19
"""Digits that no number of events has: from here on it does not fit the 64 bits of a number in SQLite."""

PartyId = Annotated[str, Meta(pattern=r"^pty-[a-z2-7]{12}$")]
Words = Annotated[str, Meta(max_length=300)]
After = Annotated[str, Meta(max_length=600)]


class Filters(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which events are shown; what is not given does not narrow.

    `first` and `last` (`from` and `to` in an address) bound the first day known of an event.
    """

    kind: Kind | None = None
    grade: Grade | None = None
    party: PartyId | None = None
    first: date | None = msgspec.field(default=None, name="from")
    last: date | None = msgspec.field(default=None, name="to")

    @property
    def wanted(self) -> Wanted:
        """The same as the ledger asks for it. Raises UsageError where the last day lies before the first."""
        if self.first and self.last and self.last < self.first:
            raise UsageError(f"from {self.first} to {self.last}: the last day lies before the first. Swap them.")
        return Wanted(
            kind=self.kind,
            grade=self.grade,
            first=self.first.isoformat() if self.first else None,
            last=self.last.isoformat() if self.last else None,
            party=self.party,
        )


def place(after: str | None, parts: int) -> Place:
    """Where a list goes on, from the form that an address has; () for its beginning.

    Raises UsageError where it was not made by `address`.
    """
    if not after:
        return ()
    found = tuple(after.split(_PARTING))
    if len(found) != parts or not all(found):
        raise UsageError(f"after={after}: this is no place in the list. Follow the link at the end of a page.")
    return found


def counted_place(after: str | None, parts: int) -> Place:
    """As `place`, where the first part is a number of events."""
    found = place(after, parts)
    if found and not (found[0].isascii() and found[0].isdigit() and len(found[0]) < _DIGITS):
        raise UsageError(f"after={after}: this is no place in the list. Follow the link at the end of a page.")
    return found


def address(*parts: object) -> str:
    """A place in a list in the form that an address has."""
    return _PARTING.join(str(part) for part in parts)
