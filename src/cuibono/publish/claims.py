"""The claims contract: one claim a line, in names and plain values that other programs can use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from cuibono.explore.marks import Mark
from cuibono.model import Claim, Document, Mention
from cuibono.publish import formats
from cuibono.publish.formats import Row, json, jsonl

__all__ = ["COLUMNS", "Row", "json", "jsonl", "row", "rows", "table"]

COLUMNS: Final = (
    "id", "document", "evidence", "type", "actors", "counterparts", "topic", "amount", "date", "place", "attribution",
    "modality", "event", "decision",
)  # fmt: skip
"""What a row holds, in order."""


def rows(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    events: Mapping[str, str] | None = None,
    marks: Mapping[str, Mark] | None = None,
) -> list[Row]:
    """Each claim as the contract has it, in the order given; `document` is the file name as read.

    The names of parties and of those who say so are in the words of the article; days are ISO 8601; an amount's
    `value` is its lower end, or the upper one of "up to", and `high` is null where there is no range. `events` leads
    from claims to events, `marks` to what people decided about them, by their ids.
    """
    files = {document.id: document.file for document in documents}
    of, decided = events or {}, marks or {}
    return [
        row(claim, files.get(claim.document, claim.document), of.get(claim.id), decided.get(claim.id))
        for claim in claims
    ]


def row(claim: Claim, file: str, event: str | None = None, mark: Mark | None = None) -> Row:
    """One claim as the contract has it."""
    values = _values(claim)
    return {
        "id": claim.id,
        "document": file,
        "evidence": {"start": claim.span.start, "end": claim.span.end, "text": claim.quote},
        **values,
        "event": event,
        "decision": _decision(mark, values) if mark else None,
    }


def _values(claim: Claim) -> Row:
    return {
        "type": claim.kind,
        "actors": _names(claim.actors),
        "counterparts": _names(claim.counterparts),
        "topic": claim.topic,
        "amount": formats.amount(claim.amount),
        "date": formats.days(claim.period),
        "place": claim.place,
        "attribution": [source.name for source in claim.attribution],
        "modality": "planned_or_threatened" if claim.stance == "planned" else claim.stance,
    }


def _decision(mark: Mark, values: Row) -> Row:
    """What a person decided about a claim, and what the reader had read where it says something else now."""
    before = _values(mark.read) if mark.read else {}
    read = {name: value for name, value in before.items() if value != values[name]}
    return {"ruling": mark.ruling, "by": mark.by, "when": mark.at, "why": mark.why, "read": read}


def table(rows: list[Row]) -> str:
    """CSV with one column a value; several names in a cell are parted by "; "."""
    return formats.table(rows, COLUMNS)


def _names(mentions: tuple[Mention, ...]) -> list[str]:
    return [mention.name for mention in mentions]
