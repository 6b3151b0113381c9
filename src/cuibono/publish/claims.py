"""The claims contract: one claim a line, in names and plain values that other programs can use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from cuibono.model import Claim, Document, Mention
from cuibono.publish import formats
from cuibono.publish.formats import Row, json, jsonl

__all__ = ["COLUMNS", "Row", "json", "jsonl", "row", "rows", "table"]

COLUMNS: Final = (
    "id", "document", "evidence", "type", "actors", "counterparts", "topic", "amount", "date", "place", "attribution",
    "modality", "event",
)  # fmt: skip
"""What a row holds, in order."""


def rows(documents: Iterable[Document], claims: Iterable[Claim], events: Mapping[str, str] | None = None) -> list[Row]:
    """Each claim as the contract has it, in the order given; `document` is the file name as read.

    The names of parties and of those who say so are in the words of the article; days are ISO 8601; an amount's
    `value` is its lower end, or the upper one of "up to", and `high` is null where there is no range. `events` leads
    from claims to events, by their ids.
    """
    files = {document.id: document.file for document in documents}
    of = events or {}
    return [row(claim, files.get(claim.document, claim.document), of.get(claim.id)) for claim in claims]


def row(claim: Claim, file: str, event: str | None = None) -> Row:
    """One claim as the contract has it."""
    return {
        "id": claim.id,
        "document": file,
        "evidence": {"start": claim.span.start, "end": claim.span.end, "text": claim.quote},
        "type": claim.kind,
        "actors": _names(claim.actors),
        "counterparts": _names(claim.counterparts),
        "topic": claim.topic,
        "amount": formats.amount(claim.amount),
        "date": formats.days(claim.period),
        "place": claim.place,
        "attribution": [source.name for source in claim.attribution],
        "modality": "planned_or_threatened" if claim.stance == "planned" else claim.stance,
        "event": event,
    }


def table(rows: list[Row]) -> str:
    """CSV with one column a value; several names in a cell are parted by "; "."""
    return formats.table(rows, COLUMNS)


def _names(mentions: tuple[Mention, ...]) -> list[str]:
    return [mention.name for mention in mentions]
