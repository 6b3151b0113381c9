"""The contents of a ledger as far as some of its events need them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cuibono import judgements
from cuibono.explore.case import Case
from cuibono.explore.contents import Contents, by, document_order
from cuibono.explore.event_view import EventView, acts_of, event_view
from cuibono.explore.marks import marks
from cuibono.model import Event, Judgement


def selected(case: Case, ids: Iterable[str]) -> Contents:
    """The events with these ids, with everything that a view of them speaks of."""
    browse = case.browse
    events = browse.whole_events(tuple(ids))
    documents = browse.whole_documents(t.document for e in events for t in e.tellings)
    subjects = [key for event in events for key in (event.id, *event.claims)]
    findings = browse.findings_about(subjects)
    read = browse.whole_claims(claim for event in events for claim in event.claims)
    made, ruled = case.judgements(), case.decided()
    spoken_of = [key for f in findings for key in (*f.rows, *(row for row, _ in f.beside))]
    return Contents(
        documents={d.id: d for d in sorted(documents, key=document_order)},
        claims={c.id: c for c in judgements.applied(read, ruled, browse.mentions).claims},
        events=events,
        origins={o.id: o for o in browse.whole_origins(_behind(events))},
        edges=browse.edges_of(d.id for d in documents),
        parties={p.id: p for p in browse.whole_parties(p for e in events for p in (*e.actors, *e.counterparts))},
        naming={},
        findings=by(findings, lambda finding: finding.subject),
        records=browse.records_with(spoken_of) if spoken_of else {},
        leads=by(browse.leads_for(event.id for event in events), lambda lead: lead.event),
        judgements=_about(judgements.in_effect(judgements.standing_of(made), ruled), subjects),
        marks=marks(judgements.goes_by(made, ruled), read),
    )


def _about(held: Iterable[Judgement], subjects: Iterable[str]) -> tuple[Judgement, ...]:
    asked = set(subjects)
    return tuple(judgement for judgement in held if not asked.isdisjoint(judgement.subjects))


def views(case: Case, ids: Iterable[str]) -> tuple[EventView, ...]:
    """The events with these ids in words, in the order of the ids."""
    if case.kept is None:
        return _made(case, ids)
    keys = tuple(dict.fromkeys(ids))
    if missing := [key for key in keys if key not in case.kept]:
        case.kept |= {view.id: view for view in _made(case, missing)}
    return tuple(case.kept[key] for key in keys if key in case.kept)


def _made(case: Case, ids: Iterable[str]) -> tuple[EventView, ...]:
    held = selected(case, tuple(ids))
    acts = acts_of(held)
    return tuple(event_view(held, event, acts=acts) for event in held.events)


def _behind(events: Sequence[Event]) -> Iterable[str]:
    for event in events:
        yield from event.origins
        yield from (telling.rests for telling in event.tellings if telling.rests)
