"""The claims contract: one claim a line, in names and plain values that other programs can use."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Final

import msgspec

from cuibono.model import Claim, Document, Mention
from cuibono.values import Money, Period

Row = dict[str, Any]


def rows(documents: Iterable[Document], claims: Iterable[Claim]) -> list[Row]:
    """Each claim as the contract has it, in the order given; `document` is the file name as read.

    The names of parties and of those who say so are in the words of the article; days are ISO 8601; an amount's
    `value` is its lower end, or the upper one of "up to", and `high` is null where there is no range.
    """
    files = {document.id: document.file for document in documents}
    return [row(claim, files.get(claim.document, claim.document)) for claim in claims]


def row(claim: Claim, file: str) -> Row:
    """One claim as the contract has it."""
    return {
        "id": claim.id,
        "document": file,
        "evidence": {"start": claim.span.start, "end": claim.span.end, "text": claim.quote},
        "type": claim.kind,
        "actors": _names(claim.actors),
        "counterparts": _names(claim.counterparts),
        "topic": claim.topic,
        "amount": _amount(claim.amount),
        "date": _date(claim.period),
        "place": claim.place,
        "attribution": [source.name for source in claim.attribution],
        "modality": "planned_or_threatened" if claim.stance == "planned" else claim.stance,
        "event": None,  # events are not reconciled yet
    }


def jsonl(rows: list[Row]) -> str:
    """One JSON object a line."""
    return "".join(msgspec.json.encode(row).decode() + "\n" for row in rows)


def json(rows: list[Row]) -> str:
    """One JSON array."""
    return msgspec.json.format(msgspec.json.encode(rows)).decode() + "\n"


def table(rows: list[Row]) -> str:
    """CSV with one column a value; several names in a cell are parted by "; "."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_flat(row) for row in rows)
    return text.getvalue()


FORMATS: Final[dict[str, Callable[[list[Row]], str]]] = {"jsonl": jsonl, "json": json, "csv": table}
"""Each format by the name it goes by on the command line."""

_GROUPS: Final = {
    "evidence": ("start", "end", "text"),
    "amount": ("value", "high", "currency"),
    "date": ("earliest", "latest", "basis"),
}
_COLUMNS: Final = (
    "id", "document", "evidence_start", "evidence_end", "evidence_text", "type", "actors", "counterparts", "topic",
    "amount_value", "amount_high", "amount_currency", "date_earliest", "date_latest", "date_basis", "place",
    "attribution", "modality", "event",
)  # fmt: skip


def _flat(row: Row) -> Row:
    flat: Row = {}
    for name, value in row.items():
        if name in _GROUPS:
            flat |= {f"{name}_{part}": (value or {}).get(part) for part in _GROUPS[name]}
        else:
            flat[name] = "; ".join(value) if isinstance(value, list) else value
    return flat


def _names(mentions: tuple[Mention, ...]) -> list[str]:
    return [mention.name for mention in mentions]


def _amount(money: Money | None) -> Row | None:
    if money is None:
        return None
    high = None if money.high == money.value else money.high
    return {"value": _number(money.value), "high": _number(high), "currency": money.currency}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _date(period: Period | None) -> Row | None:
    if period is None:
        return None
    earliest = period.earliest.isoformat() if period.earliest else None
    latest = period.latest.isoformat() if period.latest else None
    return {"earliest": earliest, "latest": latest, "basis": period.basis}
