"""What public records say, in words: findings with their rows, and leads.

Takes: findings, the rows they rest on, leads. Gives: frozen values that pages, the command line and exports show.
Knows nothing of: HTML, terminals, how a verdict came about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from cuibono.explore.phrases import day_words
from cuibono.model.records import Finding, Lead, Record, Stored, Verdict
from cuibono.values import amount_words

VERDICTS: Final[dict[Verdict, tuple[str, str]]] = {
    "supports": ("the records bear it out", "Rows show it, or the whole of what should hold it was searched."),
    "contradicts": ("the records say otherwise", "Rows stand against what is claimed."),
    "absent_though_expected": ("not on record, where it should be", "There should be a row by now, and there is none."),
    "silent_expected": ("the records are silent, as they would be", "There would be no row even if it were true."),
    "not_checkable": ("cannot be checked here", "What this case holds does not decide it."),
}
"""Each verdict, those that say most first, with the words that are shown and what they mean."""


class RowView(msgspec.Struct, frozen=True):
    """A row of a register: who to whom, how much, when, when it was filed; `note` says why it is shown.

    `url` is set where the publisher gives the row an address of its own.
    """

    id: str
    register: str
    actor: str | None
    counterparts: tuple[str, ...]
    amount: str | None
    happened: str | None
    filed: str | None
    counts: bool
    note: str
    text: str | None
    url: str | None
    twins: tuple[str, ...] = ()


class FindingView(msgspec.Struct, frozen=True):
    """One finding: the verdict in words, the reason, the sum, what was searched, the rows and those shown beside."""

    subject: str
    register: str
    title: str
    rule: str
    verdict: Verdict
    verdict_words: str
    meaning: str
    reason: str
    arithmetic: str
    coverage: str
    rows: tuple[RowView, ...]
    beside: tuple[RowView, ...]


def finding_view(finding: Finding, records: Mapping[str, tuple[Stored, ...]]) -> FindingView:
    """One finding in words; `records` are the rows it speaks of, by their ids."""
    words, meaning = VERDICTS[finding.verdict]
    twins: dict[str, list[str]] = {}
    for row, twin in finding.twins:
        twins.setdefault(row, []).append(twin)
    return FindingView(
        subject=finding.subject,
        register=finding.register,
        title=finding.title,
        rule=finding.rule,
        verdict=finding.verdict,
        verdict_words=words,
        meaning=meaning,
        reason=finding.reason,
        arithmetic=finding.arithmetic,
        coverage=finding.coverage,
        rows=tuple(row_view(records[key], "", twins.get(key, ())) for key in finding.rows if key in records),
        beside=tuple(row_view(records[key], note) for key, note in finding.beside if key in records),
    )


def finding_views(
    findings: Iterable[Finding], records: Mapping[str, tuple[Stored, ...]]
) -> dict[str, tuple[FindingView, ...]]:
    """Findings by what they are about; for each subject those that say most come first."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.subject, []).append(finding)
    return {key: ordered(about, records) for key, about in found.items()}


def ordered(findings: Iterable[Finding], records: Mapping[str, tuple[Stored, ...]]) -> tuple[FindingView, ...]:
    """Findings in words, those that say most first."""
    order = list(VERDICTS)
    views = (finding_view(finding, records) for finding in findings)
    return tuple(sorted(views, key=lambda view: order.index(view.verdict)))


def lead_words(lead: Lead) -> str:
    """A lead as one sentence."""
    due = f"; due by {day_words(lead.due)}" if lead.due else ""
    return f"{lead.row[:1].upper()}{lead.row[1:]}{due}. {lead.where}"


def row_view(parts: Sequence[Stored], note: str = "", twins: Iterable[str] = ()) -> RowView:
    """A row of a register in words; `parts` are all that the row says of several parties."""
    first = parts[0].record
    others = dict.fromkeys(one.record.counterpart for one in parts if one.record.counterpart)
    why = f"not counted: {first.why}" if not first.counts and first.why else ""
    return RowView(
        id=parts[0].id,
        register=parts[0].register,
        actor=first.actor,
        counterparts=tuple(others),
        amount=amount_words(first.amount, first.currency) if first.amount is not None else None,
        happened=_days(first),
        filed=day_words(first.filed) if first.filed else None,
        counts=first.counts,
        note="; ".join(part for part in (note, why) if part),
        text=first.text,
        url=first.url if first.url and first.url.startswith(("https://", "http://")) else None,
        twins=tuple(twins),
    )


def _days(record: Record) -> str | None:
    first, last = record.earliest or record.latest, record.latest or record.earliest
    if first is None or last is None:
        return None
    return day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"
