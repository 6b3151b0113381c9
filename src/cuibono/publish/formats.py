"""The forms in which rows are written for other programs, and the plain values that rows are made of."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

import msgspec

from cuibono import signs
from cuibono.values import Money, Period

Row = dict[str, Any]

GROUPS: Final = {
    "evidence": ("start", "end", "text"),
    "amount": ("value", "high", "currency"),
    "date": ("earliest", "latest", "basis"),
    "span": ("start", "end", "text"),
    "decision": ("ruling", "by", "when", "why"),
}
"""Values of several parts, each with the columns that a table gives it."""


def jsonl(rows: list[Row], columns: Sequence[str] = ()) -> str:  # noqa: ARG001 - called as the other forms are
    r"""One JSON object a line; signs that steer or hide are written as \u202e."""
    return "".join(signs.written_out(msgspec.json.encode(row).decode()) + "\n" for row in rows)


def json(rows: list[Row], columns: Sequence[str] = ()) -> str:  # noqa: ARG001
    """One JSON array."""
    return msgspec.json.format(signs.written_out(msgspec.json.encode(rows).decode())) + "\n"


def table(rows: list[Row], columns: Sequence[str]) -> str:
    """CSV with one column a value: `columns` as the JSON names them, those of several parts spread out.

    Several values in a cell are parted by "; "; values that have parts of their own stand there as JSON. Text that a
    spreadsheet would run has a ' before it; signs that steer or hide are left out.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, [name for column in columns for name in _names(column)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(_flat(row) for row in rows)
    return text.getvalue()


FORMATS: Final[dict[str, Callable[[list[Row], Sequence[str]], str]]] = {"jsonl": jsonl, "json": json, "csv": table}
"""Each form by the name it goes by on the command line."""


def amount(money: Money | None) -> Row | None:
    """An amount: `value` is its lower end, or the upper one of "up to"; `high` is null where there is no range."""
    if money is None:
        return None
    high = None if money.high == money.value else money.high
    return {"value": _number(money.value), "high": _number(high), "currency": money.currency}


def days(period: Period | None) -> Row | None:
    """A period in ISO 8601 days; an open end is null."""
    if period is None:
        return None
    earliest = period.earliest.isoformat() if period.earliest else None
    latest = period.latest.isoformat() if period.latest else None
    return {"earliest": earliest, "latest": latest, "basis": period.basis}


def _names(column: str) -> list[str]:
    return [f"{column}_{part}" for part in GROUPS[column]] if column in GROUPS else [column]


def _flat(row: Row) -> Row:
    flat: Row = {}
    for name, value in row.items():
        if name in GROUPS:
            flat |= {f"{name}_{part}": (value or {}).get(part) for part in GROUPS[name]}
        elif isinstance(value, list):
            flat[name] = "; ".join(_cell(one) for one in value)
        else:
            flat[name] = value
    return {name: _guarded(value) for name, value in flat.items()}


def _guarded(value: object) -> object:
    return signs.guarded(signs.visible(value)) if isinstance(value, str) else value


def _cell(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
