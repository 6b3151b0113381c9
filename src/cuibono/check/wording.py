"""Findings in plain words: sums, days, names, what was searched.

Takes: rows, covers, amounts. Gives: text in which nothing is stronger than the rows.
Knows nothing of: verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from cuibono.check.answer import Held, Row
from cuibono.model.records import Cover, Record
from cuibono.values import Money


def money(amount: Decimal, currency: str | None) -> str:
    """An amount with its currency: "1,000,000.00 USD"."""
    return f"{amount:,.2f} {currency or ''}".strip()


def claimed(amount: Money) -> str:
    """What a claim says of an amount."""
    low = f"{amount.low:,.0f}" if amount.low is not None else ""
    high = f"{amount.high:,.0f}" if amount.high is not None else ""
    if low and high:
        numbers = low if low == high else f"{low} to {high}"
    else:
        numbers = f"at least {low}" if low else f"up to {high}"
    return f"{'about ' if amount.approx else ''}{numbers} {amount.currency or ''}".strip()


def days(record: Record) -> str:
    """When it happened by a record: a day, a stretch of days, or that none is given."""
    if record.earliest is None and record.latest is None:
        return "no day given"
    if record.earliest == record.latest:
        return str(record.earliest)
    return f"{record.earliest or '…'} to {record.latest or '…'}"


def row(found: Row) -> str:
    """One row as it stands: names, amount, days, and whether it counts."""
    record = found.record
    who = " → ".join(name for name in (record.actor, record.counterpart) if name)
    parts = [who or record.key]
    parts += [money(record.amount, record.currency)] if record.amount is not None else []
    parts += [days(record)]
    parts += [f"filed {record.filed}"] if record.filed else []
    parts += [f"not counted: {record.why}"] if not record.counts and record.why else []
    return ", ".join(parts)


def rows_words(found: Sequence[Row]) -> str:
    """How many rows: "1 row", "3 rows"."""
    number = len({(one.stored.register, one.record.key) for one in found})
    return f"{number:,} row" + ("" if number == 1 else "s")


def listed(names: Iterable[str], word: str = "or") -> str:
    """Names in a row: "A, B or C"."""
    told = list(dict.fromkeys(names))
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} {word} {told[-1]}" if told else "nobody"


def coverage(held: Iterable[Held], chosen: Iterable[Cover]) -> str:
    """What was searched: each cover with its rows and days."""
    retrieved = {cover: one.retrieved for one in held for cover in one.covers}
    return "; ".join(_cover(cover, retrieved.get(cover)) for cover in chosen)


def _cover(cover: Cover, retrieved: date | None) -> str:
    span = f", {cover.start or '…'} to {cover.end or '…'}" if cover.start or cover.end else ""
    whole = "" if cover.whole else ", in part"
    kept = f", retrieved {retrieved}" if retrieved else ""
    return f"{cover.rows:,} rows of {cover.title}{span}{whole}{kept}"
