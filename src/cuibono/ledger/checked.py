"""What public records say, to rows and back."""

from __future__ import annotations

from typing import Literal

import msgspec

from cuibono.errors import LedgerError
from cuibono.ledger import rows
from cuibono.ledger.rows import Row, as_json
from cuibono.model import Problem
from cuibono.model.records import Finding, Lead, Record, Stored, Verdict

TABLES = ("records", "findings", "finding_rows", "recorded", "leads")
"""Every table of the stage, none before one that it refers to."""

_RowsOfFinding = list[tuple[str, Literal["counted", "beside", "twin"], str]]


class Checked(msgspec.Struct, frozen=True):
    """Findings, leads, and the rows that the findings speak of; several parts of one row have one id.

    `recorded` are events that a record shows, each with the sentence that says so. `problems` are those of the rows of
    kept files.
    """

    findings: tuple[Finding, ...] = ()
    leads: tuple[Lead, ...] = ()
    rows: tuple[Stored, ...] = ()
    recorded: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


def of_checked(checked: Checked) -> dict[str, list[Row]]:
    """The rows of every table in TABLES. Raises LedgerError where a finding speaks of a row that is not given."""
    parts: dict[str, list[Stored]] = {}
    for one in sorted(checked.rows, key=lambda stored: (stored.id, stored.record.part)):
        parts.setdefault(one.id, []).append(one)
    numbered = list(enumerate(checked.findings, 1))
    told = [(n, *row) for n, finding in numbered for row in _of_rows(finding)]
    lost = sorted({record for _, _, record, _, _ in told} - parts.keys())
    if lost:
        raise LedgerError(f"a finding speaks of the row {lost[0]}, which was not given.")
    return {
        "records": [(key, _of(found), found[0].file, _json(found)) for key, found in parts.items()],
        "findings": [
            (n, f.subject, f.register, f.title, f.rule, f.verdict, f.reason, f.arithmetic, f.coverage)
            for n, f in numbered
        ],
        "finding_rows": told,
        "recorded": sorted(checked.recorded),
        "leads": [
            (n, x.event, x.register, x.rule, x.row, x.why, x.where, x.due.isoformat() if x.due else None)
            for n, x in enumerate(checked.leads, 1)
        ],
    }


def finding(row: Row) -> Finding:
    """A finding from a row of the view whole_findings."""
    _, subject, register, title, rule, verdict, reason, arithmetic, coverage, told = row
    held = msgspec.json.decode(told, type=_RowsOfFinding)
    return Finding(
        subject=subject,
        register=register,
        title=title,
        rule=rule,
        verdict=msgspec.convert(verdict, Verdict),
        reason=reason,
        rows=tuple(record for record, role, _ in held if role == "counted"),
        beside=tuple((record, note) for record, role, note in held if role == "beside"),
        twins=tuple((note, record) for record, role, note in held if role == "twin"),
        arithmetic=arithmetic,
        coverage=coverage,
    )


def lead(row: Row) -> Lead:
    """A lead from a row of queries/leads.sql."""
    event, register, rule, shows, why, where, due = row
    return Lead(event=event, register=register, rule=rule, row=shows, why=why, where=where, due=rows.day(due))


def stored(row: Row) -> tuple[Stored, ...]:
    """The parts of a record from a row of queries/records.sql."""
    register, file, parts = row
    return tuple(Stored(register, record, False, file) for record in msgspec.json.decode(parts, type=list[Record]))


def _of_rows(found: Finding) -> list[Row]:
    counted = [(record, "counted", "") for record in found.rows]
    beside = [(record, "beside", note) for record, note in found.beside]
    twins = [(other, "twin", record) for record, other in found.twins]
    return [(n, *row) for n, row in enumerate(counted + beside + twins, 1)]


def _of(found: list[Stored]) -> str:
    return found[0].register


def _json(found: list[Stored]) -> str:
    return as_json([one.record for one in found])
