"""From what explore shows of events, origins, differences and records to the values that tools answer with."""

from __future__ import annotations

from collections.abc import Iterable

from cuibono.agents.evidence import (
    DecisionLine,
    Difference,
    EventLine,
    FindingLine,
    GivenBy,
    OriginLine,
    OriginTree,
    PartyName,
    RecordLine,
    ReportLine,
    ReportName,
    RowLine,
    SourceLine,
    TellingLine,
    ValueLine,
)
from cuibono.agents.quoting import label, labels, maybe, quoted
from cuibono.explore import claim_view, event_view
from cuibono.explore.contents import Contents
from cuibono.explore.decisions import DecisionView
from cuibono.explore.event_view import EventView, OriginView, Report, RungView, TellingView
from cuibono.explore.finding_view import FindingView, RowView
from cuibono.explore.phrases import FIELDS, SORTS
from cuibono.model import Bears, Contradiction, Event, Variant

MOST_REPORTS = 12  # of one value, or of one statement's evidence
MOST_ROWS = 10


def event_line(held: Contents, view: EventView) -> EventLine:
    """An event with how it stands and the passage that tells of it first."""
    return EventLine(
        id=view.id,
        kind=view.kind,
        stance=view.stance,
        when=view.when,
        earliest=view.earliest,
        latest=view.latest,
        actors=party_names(view.actors),
        counterparts=party_names(view.counterparts),
        amount=maybe(view.amount),
        topic=maybe(view.topic),
        place=maybe(view.place),
        standing=view.standing,
        reports=view.reports,
        denying=view.denying,
        hinting=view.hinting,
        origins=len(view.counted),
        grade=view.grade,
        grade_rule=label(view.grade_rule, 400),
        differing=tuple(dict.fromkeys(found.field for found in view.contradictions)),
        records=tuple(dict.fromkeys(RecordLine(found.verdict, label(found.register)) for found in view.findings)),
        quote=telling_line(held, view.quote).quote,
    )


def party_names(names: Iterable[claim_view.PartyName]) -> tuple[PartyName, ...]:
    """The parties of one side, each once."""
    return tuple(dict.fromkeys(PartyName(one.id, label(one.name)) for one in names))


def telling_line(held: Contents, telling: TellingView) -> TellingLine:
    """One passage that tells of an event."""
    bears: Bears = "denies" if telling.bears == "denies" else "hints" if telling.bears == "hints" else "supports"
    return TellingLine(
        quote=quoted(held.documents[telling.report.document], telling.span),
        claim=telling.claim,
        stance=telling.stance,
        bears=bears,
        says_so=tuple(SourceLine(label(one.name), one.words) for one in telling.says_so),
        why=telling.why,
    )


def report_name(report: Report) -> ReportName:
    """A report by its document, outlet and day."""
    return ReportName(report.document, label(report.file), label(report.outlet), report.published)


def origin_line(origin: OriginView) -> OriginLine:
    """An origin, and how many reports go back to it."""
    return OriginLine(
        id=origin.id,
        name=label(origin.name),
        sort=origin.kind,
        counted=origin.counted,
        report_count=len(origin.rungs),
    )


def origin_tree(held: Contents, origin: OriginView, room: int) -> tuple[OriginTree, int]:
    """An origin with its reports, of whose passages at most `room` are shown, and how many were."""
    shown, reports = 0, []
    for rung in origin.rungs:
        told = tuple(telling for telling in rung.tellings if not telling.again)[: max(room - shown, 0)]
        reports += [_rung(held, rung, told)] if shown < room else []
        shown += len(told)
    name = origin_line(origin)
    tree = OriginTree(
        id=name.id,
        name=name.name,
        sort=name.sort,
        counted=name.counted,
        report_count=name.report_count,
        reports=tuple(reports),
    )
    return tree, shown


def _rung(held: Contents, rung: RungView, told: Iterable[TellingView]) -> ReportLine:
    lines = tuple(telling_line(held, telling) for telling in told)
    return ReportLine(report_name(rung.report), rung.depth, label(rung.how), lines)


def difference(held: Contents, event: Event, found: Contradiction) -> Difference:
    """A field for which reports differ, each value with the reports that give it and where."""
    values = tuple(_value(held, event, found, variant) for variant in found.variants)
    meaning = f"{FIELDS[found.field]}, {SORTS[found.sort][0]}: {SORTS[found.sort][1]}"
    return Difference(found.field, found.sort, meaning, label(found.reason, 400), values)


def _value(held: Contents, event: Event, found: Contradiction, variant: Variant) -> ValueLine:
    told = {telling.document: telling.span for telling in reversed(event.tellings)}
    spans = told | dict(zip(variant.documents, variant.spans, strict=False))
    shown = [key for key in variant.documents if key in held.documents][:MOST_REPORTS]
    quotes = {key: quoted(held.documents[key], spans[key], 300) for key in shown if key in spans}
    return ValueLine(
        label(event_view.value_words(found.field, variant.value), 400),
        tuple(GivenBy(report_name(event_view.report(held.documents[key], key)), quotes.get(key)) for key in shown),
    )


def finding_line(found: FindingView) -> FindingLine:
    """What one register says, with its rows."""
    return FindingLine(
        about=found.subject,
        verdict=found.verdict,
        verdict_meaning=f"{found.verdict_words}: {found.meaning}",
        register=label(found.register),
        title=label(found.title),
        reason=label(found.reason, 600),
        arithmetic=label(found.arithmetic, 600),
        coverage=label(found.coverage, 600),
        rows=tuple(_row(row) for row in found.rows[:MOST_ROWS]),
        beside=tuple(_row(row) for row in found.beside[:MOST_ROWS]),
    )


def _row(row: RowView) -> RowLine:
    return RowLine(
        row=label(row.id),
        register=label(row.register),
        actor=maybe(row.actor),
        counterparts=labels(row.counterparts),
        amount=maybe(row.amount),
        happened=row.happened,
        filed=row.filed,
        counts=row.counts,
        remark=label(row.note, 400),
        text=None if row.text is None else label(row.text, 400),
        url=maybe(row.url),
    )


def decision_line(made: DecisionView) -> DecisionLine:
    """A person's decision."""
    return DecisionLine(made.id, made.ruling, label(made.by), made.when, label(made.why, 600))
