"""Values that claims are made of: periods, amounts of money.

Takes: nothing but the standard library.
Gives: frozen values that compare, sort and print the same way everywhere.
Knows nothing of: documents, parties, the ledger.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

Basis = Literal["text", "text+published", "published"]


class Period(msgspec.Struct, frozen=True):
    """A stretch of days, ends included; an open end is None.

    A single day has earliest == latest; a month runs from its first to its last day. `basis` says whether the
    text alone gave it, the text with the day of publication, or the day of publication alone.
    """

    earliest: date | None
    latest: date | None
    basis: Basis = "text"


class Money(msgspec.Struct, frozen=True):
    """An amount or a range of it, in whole units of `currency` (ISO 4217, or None where the text names none).

    `low` and `high` are equal for a plain amount; either is None where the text leaves that end open ("more than
    $5 million", "billions": at least two billion). `approx` is True for "about", "roughly", "an estimated".
    `per` is the unit of time or thing the amount is for ("year", "month", "share"), or None.
    """

    low: Decimal | None
    high: Decimal | None
    currency: str | None
    approx: bool = False
    per: str | None = None
