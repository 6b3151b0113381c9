"""What the records of a case hold for one question.

Takes: nothing. Gives: frozen values. Knows nothing of: verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from cuibono.model.records import Cover, Record, Stored

How = Literal["same", "namesake", "undated", "tied", "beside"]
"""How a row goes with a side: its name is the party's; that of a person of the same name; the party's in a row that
gives no day; that of somebody whom a post ties to the party; or it is only shown."""


class Row(msgspec.Struct, frozen=True):
    """A row that was found, how its name goes with the side that was asked about (an id), and the reason."""

    stored: Stored
    how: How
    reason: str
    side: str = ""

    @property
    def record(self) -> Record:
        """The record itself."""
        return self.stored.record


class Held(msgspec.Struct, frozen=True):
    """A register that the case keeps, or a form that stands for it: what its rows cover, and when they came."""

    register: str
    title: str
    covers: tuple[Cover, ...]
    retrieved: date


class Answer(msgspec.Struct, frozen=True):
    """Everything the case keeps for a question; without `held` nothing of the register is kept."""

    held: tuple[Held, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def counted(self) -> tuple[Row, ...]:
        """The rows of the sides themselves."""
        return tuple(row for row in self.rows if row.how == "same")


def once(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows without the further parts of one row, in their order."""
    return tuple({row.stored.id: row for row in rows}.values())


def total(rows: tuple[Row, ...]) -> Decimal:
    """What rows come to: parts of one row once, without those that a sum must leave out."""
    counted = once(row for row in rows if row.record.counts)
    return sum((row.record.amount for row in counted if row.record.amount is not None), Decimal(0))
