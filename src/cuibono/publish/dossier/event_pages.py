"""One event of a dossier: what is known of it, who says so, what stands behind it, where the retellings differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cuibono.explore.decisions import DecisionView
from cuibono.explore.event_view import ContradictionView, EventView, Report, TellingView
from cuibono.explore.finding_view import FindingView, RowView
from cuibono.explore.phrases import STANCES, count_words
from cuibono.publish.event_listing import dealing
from cuibono.publish.formats import Row
from cuibono.publish.story.story import report_words, when_words

Numbers = Mapping[str, int]
_BEARS = {"denies": "denies it", "hints": "hints at it"}


def event(view: EventView, numbers: Numbers) -> Row:
    """All that is printed of one event; `numbers` are those of the documents."""
    return {
        "number": view.number,
        "id": view.id,
        "title": dealing(view),
        "when": view.when or "no date given",
        "grade": view.grade_words,
        "standing": view.standing,
        "rule": view.grade_rule,
        "facts": _facts(view),
        "origins": [
            {
                "name": origin.name,
                "words": origin.words + ("" if origin.counted else ", not counted"),
                "reports": count_words(len(origin.rungs), "report"),
                "rungs": [
                    {**_report(rung.report, numbers), "depth": rung.depth, "how": rung.how,
                     "tellings": [_telling(one) for one in rung.tellings]}
                    for rung in origin.rungs
                ],
            }
            for origin in view.origins
        ],
        "loose": [{**_report(one.report, numbers), "telling": _telling(one)} for one in view.loose],
        "differences": [_difference(one, numbers) for one in view.contradictions],
        "findings": [_finding(one, view) for one in view.findings],
        "leads": list(view.leads),
        "decisions": [_decision(one) for one in view.decisions],
        "reasons": [f"{claim}: {why}" for claim, why in view.reasons],
    }  # fmt: skip


def _facts(view: EventView) -> list[list[str]]:
    """What is known of it, line by line; what is not known says so where a reader would look for it."""
    who, to = (", ".join(party.name for party in side) for side in (view.actors, view.counterparts))
    told = [
        ("Dealing", view.kind_words + ("" if view.stance == "asserted" else f", {view.stance_words}")),
        ("Who", who or "not named"),
        ("To or with whom", to or "not named"),
        ("When", when_words(view)),
        ("Amount", view.amount or ""),
        ("Where", view.place or ""),
        ("About", view.topic or ""),
    ]
    return [[name, value] for name, value in told if value]


def _report(report: Report, numbers: Numbers) -> Row:
    return {"doc": numbers.get(report.document, 0), "report": report_words(report)}


def _telling(telling: TellingView) -> Row:
    tags = [STANCES[telling.stance][0]] if telling.stance not in (None, "asserted") else []
    tags += [_BEARS[telling.bears]] if telling.bears in _BEARS and telling.stance != "denied" else []
    chain = [f"{source.name} ({source.words})" if source.anonymous else source.name for source in telling.says_so]
    place = f"characters {telling.span.start:,} to {telling.span.end:,}"
    return {
        "quote": "" if telling.again else telling.quote,
        "again": telling.again,
        "chain": " ← ".join(chain),
        "tags": ", ".join(tags),
        "place": f"{place}, {telling.claim}" if telling.claim else place,
        "why": telling.why,
    }


def _difference(found: ContradictionView, numbers: Numbers) -> Row:
    values = [
        {"value": variant.value, "reports": [_report(report, numbers) for report in variant.reports]}
        for variant in found.variants
    ]
    return {"field": found.words, "sort": found.sort_words, "why": found.reason or found.meaning, "values": values}


def _finding(finding: FindingView, view: EventView) -> Row:
    about = "" if finding.subject == view.id else f" (of claim {finding.subject})"
    told = f"{finding.title}{about}:"
    return {
        "verdict": finding.verdict_words,
        "title": "" if finding.reason.startswith(told) else told,
        "reason": finding.reason,
        "sum": finding.arithmetic,
        "searched": finding.coverage,
        "rows": _rows(finding.rows),
        "beside": _rows(finding.beside),
    }


def _rows(rows: Iterable[RowView]) -> list[Row]:
    return [_row(row) for row in rows]


def _row(row: RowView) -> Row:
    who = " → ".join(part for part in (row.actor or "", ", ".join(row.counterparts)) if part)
    notes = [row.note, f"the same gift as {', '.join(row.twins)}" if row.twins else ""]
    days = [row.happened or "", f"filed {row.filed}" if row.filed else ""]
    return {
        "id": row.id,
        "who": who,
        "amount": row.amount or "",
        "when": ", ".join(part for part in days if part),
        "note": "; ".join(part for part in notes if part),
        "url": row.url or "",
    }


def _decision(one: DecisionView) -> str:
    claims = " ".join((*one.claims, *one.others))
    return f"{one.by}, {one.when}: {one.words} – {one.why} ({claims})"
