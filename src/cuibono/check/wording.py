"""Findings in plain words: sums, days, names, what was searched.

Takes: rows, covers, amounts. Gives: text in which nothing is stronger than the rows.
Knows nothing of: verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable

from cuibono.check.answer import Held, Row, once
from cuibono.model.records import Cover, Record
from cuibono.values import Money, amount_words


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


_LONGEST = 120  # letters of an act's title that are shown


def _title(text: str) -> str:
    """The first sentence of a text, cut where it is long."""
    first = text.split(". ", maxsplit=1)[0]
    return first if len(first) <= _LONGEST else f"{first[:_LONGEST].rsplit(' ', 1)[0]} …"


def row(found: Row) -> str:
    """One row as it stands: names, amount, days, and whether it counts."""
    record = found.record
    who = " → ".join(name for name in (record.actor, record.counterpart) if name)
    parts = [who or record.key]
    parts += [amount_words(record.amount, record.currency)] if record.amount is not None else []
    parts += [f"“{_title(record.text)}”"] if record.text and not record.counterpart else []
    parts += [days(record)]
    parts += [f"filed {record.filed}"] if record.filed else []
    parts += [f"not counted: {record.why}"] if not record.counts and record.why else []
    return ", ".join(parts)


_SHOWN = 4  # rows that are shown one by one


def rows(found: Iterable[Row]) -> str:
    """Rows one by one, each once, and how many there are besides those that are shown; "" for none."""
    single = once(found)
    further = len(single) - _SHOWN
    return "; ".join(row(one) for one in single[:_SHOWN]) + (f", and {further:,} more" if further > 0 else "")


def rows_words(found: Iterable[Row]) -> str:
    """How many rows: "1 row", "3 rows"."""
    return _counted(len(once(found)))


def listed(names: Iterable[str], word: str = "or") -> str:
    """Names in a row: "A, B or C"."""
    told = list(dict.fromkeys(names))
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} {word} {told[-1]}" if told else "nobody"


def coverage(held: Iterable[Held], chosen: Iterable[Cover]) -> str:
    """What was searched, register by register: rows, of what, from when to when, retrieved when; many parts as one."""
    wanted = set(chosen)
    told = ((one, [cover for cover in one.covers if cover in wanted]) for one in held)
    return "; ".join(_covers(one, covers) for one, covers in told if covers)


_FEW = 2  # parts of a register that are named one by one


def _covers(one: Held, covers: list[Cover]) -> str:
    whole = [cover for cover in covers if cover.whole]
    groups = [[cover] for cover in covers] if len(covers) <= _FEW else [whole, [c for c in covers if not c.whole]]
    parts = "; ".join(_group(group) for group in groups if group)
    return f"{one.title}: {parts}, retrieved {one.retrieved}"


def _group(covers: list[Cover]) -> str:
    starts, ends = [c.start for c in covers if c.start], [c.end for c in covers if c.end]
    span = f", {min(starts, default='…')} to {max(ends, default='…')}" if starts or ends else ""
    rows, part = sum(cover.rows for cover in covers), "" if covers[0].whole else ", not all there is"
    what = covers[0].title if len(covers) == 1 else f"{len(covers)} parts"
    return f"{_counted(rows)} of {what}{span}{part}"


def _counted(number: int) -> str:
    return f"{number:,} row" + ("" if number == 1 else "s")
