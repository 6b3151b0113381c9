"""One donation that stands in several registers, under different names and dates.

Takes: rows of registers; a test for two names being one party's.
Gives: donations, each with its rows. Knows nothing of: subjects, verdicts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from cuibono.model.records import Record, Stored
from cuibono.tables import table

SameName = Callable[[Record, Record], bool]


class Gift(msgspec.Struct, frozen=True):
    """One donation with the rows that show it, one of each register at most."""

    rows: tuple[Stored, ...]

    @property
    def amount(self) -> Decimal:
        """What was given."""
        return self.rows[0].record.amount or Decimal(0)


def gifts(rows: Iterable[Stored], same: SameName) -> tuple[Gift, ...]:
    """The donations behind rows, in order of day; the same for any order of the rows.

    Two rows are one donation where they stand in different registers, have one amount and one currency, their givers'
    names go together (`same`), and their days lie within `one_gift_days` of tables/checks.toml. Each row is of one
    donation; nearest days go first. Two rows of one register are two donations: a register has a row for each.
    """
    once = sorted({one.id: one for one in rows if one.record.counts}.values(), key=_order)
    alike: dict[tuple[Decimal, str], list[Stored]] = defaultdict(list)
    for one in once:
        if one.record.amount is not None:
            alike[one.record.amount, one.record.currency or ""].append(one)
    joined = _Joined(once)
    for group in alike.values():
        for first, second in _pairs(group, same):
            joined.join(first, second)
    return tuple(Gift(tuple(found)) for found in joined.groups())


def _pairs(group: Sequence[Stored], same: SameName) -> list[tuple[Stored, Stored]]:
    """Pairs of different registers that may be one donation, nearest first."""
    most = int(table("checks")["one_gift_days"])
    found = []
    for at, first in enumerate(group):
        for second in group[at + 1 :]:
            apart = _apart(first.record, second.record)
            if apart is not None and apart > most:
                break  # the group is in order of day
            if first.register != second.register and apart is not None and same(first.record, second.record):
                found.append((apart, first, second))
    return [(first, second) for _, first, second in sorted(found, key=lambda f: (f[0], f[1].id, f[2].id))]


class _Joined:
    """Rows in groups with no two of one register."""

    def __init__(self, rows: Sequence[Stored]) -> None:
        self._group = {one.id: [one] for one in rows}

    def join(self, first: Stored, second: Stored) -> None:
        one, two = self._group[first.id], self._group[second.id]
        if one is two or {row.register for row in one} & {row.register for row in two}:
            return
        one.extend(two)
        for row in two:
            self._group[row.id] = one

    def groups(self) -> list[list[Stored]]:
        groups = {id(group): sorted(group, key=_order) for group in self._group.values()}
        return sorted(groups.values(), key=lambda group: _order(group[0]))


def _apart(first: Record, second: Record) -> int | None:
    one, two = first.earliest or first.latest, second.earliest or second.latest
    return abs((one - two).days) if one and two else None


def _order(one: Stored) -> tuple[date, str, str]:
    return (one.record.earliest or one.record.latest or date.max, one.register, one.record.key)
