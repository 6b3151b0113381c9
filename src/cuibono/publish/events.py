"""The events and edges of the claims contract, in names and plain values that other programs can use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from cuibono.explore.behind import under
from cuibono.explore.contents import Contents
from cuibono.model import Contradiction, Edge, Event
from cuibono.model.records import Finding, Lead, Stored
from cuibono.publish import formats
from cuibono.publish.formats import Row

COLUMNS: Final = (
    "id", "type", "actors", "counterparts", "date", "amount", "place", "topic", "claims", "documents", "origins",
    "independent_origins", "grade", "grade_rule", "contradictions", "findings",
)  # fmt: skip
"""What a row of an event holds, in order."""
EDGE_COLUMNS: Final = ("from", "to", "kind", "span")
"""What a row of an edge holds, in order."""
FINDING_COLUMNS: Final = (
    "subject", "register", "title", "rule", "verdict", "reason", "arithmetic", "coverage", "rows", "beside", "twins",
)  # fmt: skip
"""What a row of a finding holds, in order."""
LEAD_COLUMNS: Final = ("event", "register", "rule", "row", "why", "where", "due")
"""What a row of a lead holds, in order."""


def rows(held: Contents) -> list[Row]:
    """Each event as the contract has it, in the order of the ledger.

    Documents go by their file names, parties by their fullest names. `documents` of an origin are all reports under
    it: those that rest on it, and those that rest on such a report.
    """
    return [row(held, event) for event in held.events]


def row(held: Contents, event: Event) -> Row:
    """One event as the contract has it."""
    return {
        "id": event.id,
        "type": event.kind,
        "actors": _parties(held, event.actors),
        "counterparts": _parties(held, event.counterparts),
        "date": formats.days(event.period),
        "amount": formats.amount(event.amount),
        "place": event.place,
        "topic": event.topic,
        "claims": list(event.claims),
        "documents": _files(held, event.documents),
        "origins": [_origin(held, event, origin) for origin in event.origins],
        "independent_origins": len(event.origins),
        "grade": event.grade,
        "grade_rule": event.grade_rule,
        "contradictions": [_contradiction(held, found) for found in event.contradictions],
        "findings": finding_rows(_about(held, event), held.records),
    }


def _about(held: Contents, event: Event) -> list[Finding]:
    """The findings about an event, and about its claims."""
    return [finding for key in (event.id, *event.claims) for finding in held.findings.get(key, ())]


def finding_rows(findings: Iterable[Finding], records: Mapping[str, tuple[Stored, ...]]) -> list[Row]:
    """Each finding with the rows of the registers that it rests on, as they were kept."""
    return [_finding(finding, records) for finding in findings]


def lead_rows(leads: Iterable[Lead]) -> list[Row]:
    """Each lead: which row could settle which event, by when, where it is to be had."""
    return [msgspec.to_builtins(lead) for lead in leads]


def _finding(finding: Finding, records: Mapping[str, tuple[Stored, ...]]) -> Row:
    notes = dict(finding.beside)
    return {
        "subject": finding.subject,
        "register": finding.register,
        "title": finding.title,
        "rule": finding.rule,
        "verdict": finding.verdict,
        "reason": finding.reason,
        "arithmetic": finding.arithmetic,
        "coverage": finding.coverage,
        "rows": [_record(key, records) for key in finding.rows],
        "beside": [{**_record(key, records), "note": notes[key]} for key in notes],
        "twins": [list(pair) for pair in finding.twins],
    }


def _record(key: str, records: Mapping[str, tuple[Stored, ...]]) -> Row:
    parts = records.get(key, ())
    if not parts:
        return {"id": key}
    row = msgspec.to_builtins(parts[0].record)
    others = [one.record.counterpart for one in parts[1:] if one.record.counterpart]
    more = {"counterparts": [parts[0].record.counterpart, *others]} if others else {}
    return {"id": key, "register": parts[0].register, "file": parts[0].file, **row, **more}


def edge_rows(held: Contents) -> list[Row]:
    """Each edge as the contract has it: `from` a file, `to` a file or the id of an origin, the span that shows it."""
    return [_edge(held, edge) for edge in held.edges]


def _origin(held: Contents, event: Event, key: str) -> Row:
    origin = held.origins.get(key)
    documents = _files(held, [rung.document for rung in under(event, key)])
    return {
        "id": key,
        "name": origin.name if origin else key,
        "kind": origin.kind if origin else None,
        "documents": documents,
    }


def _contradiction(held: Contents, found: Contradiction) -> Row:
    values = [{"value": v.value, "documents": _files(held, v.documents)} for v in found.variants]
    return {"field": found.field, "values": values, "kind": found.sort}


def _edge(held: Contents, edge: Edge) -> Row:
    document, span = held.documents.get(edge.document), edge.span
    text = document.text[span.start : span.end] if document and span else ""
    (to,) = _files(held, [edge.to])
    (source,) = _files(held, [edge.document])
    shown = {"start": span.start, "end": span.end, "text": text} if span else None
    return {"from": source, "to": to, "kind": edge.kind, "span": shown}


def _files(held: Contents, keys: Iterable[str]) -> list[str]:
    """The file names of documents; what is no document, such as an origin, goes by its id."""
    return [found.file if (found := held.documents.get(key)) else key for key in keys]


def _parties(held: Contents, keys: Iterable[str]) -> list[str]:
    return [found.name if (found := held.parties.get(key)) else key for key in keys]
