"""Rows as Parquet: the columns and their types."""

from __future__ import annotations

from typing import Final

from cuibono.publish.formats import Row
from cuibono.records.columns import COLUMNS
from cuibono.records.tabled import parquet as tabled

_TEXT: Final = "VARCHAR"
_TEXTS: Final = "VARCHAR[]"
_SPAN: Final = 'STRUCT("start" UBIGINT, "end" UBIGINT, "text" VARCHAR)'
_AMOUNT: Final = 'STRUCT("value" DOUBLE, "high" DOUBLE, "currency" VARCHAR)'
_DATE: Final = 'STRUCT("earliest" DATE, "latest" DATE, "basis" VARCHAR)'
_ORIGIN: Final = 'STRUCT("id" VARCHAR, "name" VARCHAR, "kind" VARCHAR, "documents" VARCHAR[])'
_VALUE: Final = 'STRUCT("value" VARCHAR, "documents" VARCHAR[])'
_RECORD: Final = {"id": _TEXT, "register": _TEXT, "file": _TEXT, **COLUMNS, "counterparts": _TEXTS}


def _struct(parts: dict[str, str]) -> str:
    inside = ", ".join(f'"{name}" {kind}' for name, kind in parts.items())
    return f"STRUCT({inside})"


_VALUES: Final = {
    "type": _TEXT,
    "actors": _TEXTS,
    "counterparts": _TEXTS,
    "topic": _TEXT,
    "amount": _AMOUNT,
    "date": _DATE,
    "place": _TEXT,
    "modality": _TEXT,
}
_DECISION: Final = {"ruling": _TEXT, "by": _TEXT, "when": _TEXT, "why": _TEXT, "read": _struct(_VALUES)}
_FINDING: Final = {
    "subject": _TEXT,
    "register": _TEXT,
    "title": _TEXT,
    "rule": _TEXT,
    "verdict": _TEXT,
    "reason": _TEXT,
    "arithmetic": _TEXT,
    "coverage": _TEXT,
    "rows": f"{_struct(_RECORD)}[]",
    "beside": f"{_struct({**_RECORD, 'note': _TEXT})}[]",
    "twins": "VARCHAR[][]",
}
TYPES: Final[dict[str, dict[str, str]]] = {
    "claims": {
        "id": _TEXT,
        "document": _TEXT,
        "evidence": _SPAN,
        "type": _TEXT,
        "actors": _TEXTS,
        "counterparts": _TEXTS,
        "topic": _TEXT,
        "amount": _AMOUNT,
        "date": _DATE,
        "place": _TEXT,
        "attribution": _TEXTS,
        "modality": _TEXT,
        "event": _TEXT,
        "decision": _struct(_DECISION),
    },
    "events": {
        "id": _TEXT,
        "type": _TEXT,
        "actors": _TEXTS,
        "counterparts": _TEXTS,
        "date": _DATE,
        "amount": _AMOUNT,
        "place": _TEXT,
        "topic": _TEXT,
        "claims": _TEXTS,
        "documents": _TEXTS,
        "origins": f"{_ORIGIN}[]",
        "independent_origins": "UINTEGER",
        "grade": _TEXT,
        "grade_rule": _TEXT,
        "contradictions": f'STRUCT("field" VARCHAR, "values" {_VALUE}[], "kind" VARCHAR)[]',
        "findings": f"{_struct(_FINDING)}[]",
    },
    "edges": {"from": _TEXT, "to": _TEXT, "kind": _TEXT, "span": _SPAN},
    "findings": _FINDING,
    "leads": {
        "event": _TEXT,
        "register": _TEXT,
        "rule": _TEXT,
        "row": _TEXT,
        "why": _TEXT,
        "where": _TEXT,
        "due": "DATE",
    },
}
"""For each thing that is exported as rows, its columns with their types, as DuckDB names them.

Days are dates, amounts floating-point numbers as in the JSON; amounts of records are exact to the cent.
"""


def parquet(thing: str, rows: list[Row]) -> bytes:
    """Rows of claims, events, edges, findings or leads as one Parquet file; the same rows give the same bytes."""
    return tabled(rows, TYPES[thing])
