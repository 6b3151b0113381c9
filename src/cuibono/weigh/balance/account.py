"""The account: two sides, what is told between them, and what follows from that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from cuibono.model import Claim, Event
from cuibono.values import Money, Period
from cuibono.weigh.balance.rules import Does

Sort = Literal["paid", "pledged", "reported"]
Which = Literal[0, 1]
"""The first or the second of two sides."""


class Stay(msgspec.Struct, frozen=True):
    """That a party is on a side from `start` to `end`, ends included; None where nothing bounds it.

    `why` says by what. `document` is the one that says so, "" for a definition; `since` is the first day for which that
    holds in what the document tells itself. `coming`: the post is told of before
    it begins.
    """

    party: str
    why: str
    start: date | None = None
    end: date | None = None
    document: str = ""
    since: date | None = None
    coming: bool = False


class Side(msgspec.Struct, frozen=True):
    """A side: its name, who is on it when, and the words of names that say nothing of a matter."""

    name: str
    stays: tuple[Stay, ...]
    words: frozenset[str] = frozenset()


class Told(msgspec.Struct, frozen=True):
    """What articles tell: events, their claims by id, days of publication by document.

    `beside` gives for an event's id the parties that are named near its passages.
    """

    events: tuple[Event, ...]
    claims: Mapping[str, Claim]
    published: Mapping[str, Period | None]
    beside: Mapping[str, frozenset[str]] = {}


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One event in the account, told once.

    `by` is the side that acts; None where both do, as in a meeting. `direct`: the other side is a party to it;
    `link` says why it stands here where that is not so. `apart` is the reason why it is told apart and never counted,
    "" where it counts. `sort` and `money` are of an amount that passes or is promised. `note` is what else to know of
    the amount, `others` are told in its place. `members` are the parties by which each side takes part.
    """

    event: str
    by: Which | None
    does: Does
    direct: bool = True
    link: str = ""
    apart: str = ""
    sort: Sort | None = None
    money: Money | None = None
    note: str = ""
    others: tuple[Money, ...] = ()
    members: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    @property
    def counts(self) -> bool:
        """Whether it is counted and summed."""
        return not self.apart


class Sum(msgspec.Struct, frozen=True):
    """Amounts of one side, one sort and one currency together; `twice` are events that may be one dealing.

    Where the currency is not named, one amount stands by itself. An open end of any amount leaves that end open.
    """

    by: Which
    does: Does
    sort: Sort
    money: Money
    events: tuple[str, ...]
    twice: tuple[tuple[str, str], ...] = ()


class Match(msgspec.Struct, frozen=True):
    """An ask and an act of the side that was asked, on the same matter.

    `days` are the fewest and the most days from the ask to the act, None for an end that is not known; `order` says
    "later" or that the order is not known and why. `reasons` are the words that both share, and the parties.
    """

    ask: str
    act: str
    order: str
    later: bool
    days: tuple[int | None, int | None] | None
    reasons: tuple[str, ...]


class Item(msgspec.Struct, frozen=True):
    """What is open: an ask, a promise or a suit; `says` in words what is not told, `events` what bears on it."""

    event: str
    sort: Literal["ask", "promise", "suit"]
    says: str
    events: tuple[str, ...] = ()


class Cell(msgspec.Struct, frozen=True):
    """How many events of one sort lie in a stretch of days: at least `low`, at most `high`, with each of them."""

    does: Does
    by: Which | None
    low: int
    high: int
    events: tuple[str, ...]


class Row(msgspec.Struct, frozen=True):
    """A month or quarter of a relation; `start` is None for what has no date."""

    start: date | None
    end: date | None
    cells: tuple[Cell, ...]


class Left(msgspec.Struct, frozen=True):
    """An event that touches a side and is not in the account, and why."""

    event: str
    reason: str
    parties: tuple[str, ...] = ()


class Account(msgspec.Struct, frozen=True):
    """The account between two sides, entries in the order of their days, undated ones last."""

    entries: tuple[Entry, ...]
    sums: tuple[Sum, ...]
    matches: tuple[Match, ...]
    open: tuple[Item, ...]
    relation: tuple[Row, ...]
    left: tuple[Left, ...]
