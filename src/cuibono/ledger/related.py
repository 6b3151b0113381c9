"""What all documents together come to, to rows and back."""

from __future__ import annotations

from typing import Final, Literal, cast

import msgspec

from cuibono.ledger import rows
from cuibono.ledger.rows import Row, as_json
from cuibono.model import (
    Contradiction,
    ContradictionField,
    ContradictionSort,
    Edge,
    EdgeKind,
    Event,
    Grade,
    Kind,
    Link,
    Naming,
    Origin,
    OriginKind,
    Party,
    PartyKind,
    Problem,
    Role,
    Span,
    Telling,
    Tenure,
    Variant,
)

TABLES = (
    "parties", "namings", "links", "origins", "events", "event_claims", "event_parties", "tellings", "event_reasons",
    "event_origins", "contradictions", "edges", "edge_events",
)  # fmt: skip
"""Every table of the stage, none before one that it refers to."""

_Bears = Literal["supports", "denies", "hints"]
_TellingRow = tuple[str, int, int, str | None, str | None, str, _Bears]
_ContradictionRow = tuple[ContradictionField, ContradictionSort, tuple[Variant, ...], str]
_Strings = tuple[str, ...]
# Made once: to find its type again would take as long as to decode a short list.
_STRINGS: Final = msgspec.json.Decoder(_Strings)
_SIDES: Final = msgspec.json.Decoder(list[tuple[str, str]])
_TELLINGS: Final = msgspec.json.Decoder(list[_TellingRow])
_CONTRADICTIONS: Final = msgspec.json.Decoder(list[_ContradictionRow])
_REASONS: Final = msgspec.json.Decoder(tuple[tuple[str, str], ...])
_TENURES: Final = msgspec.json.Decoder(tuple[Tenure, ...])


class Related(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is found by comparing documents with each other.

    `namings` are those that parties and links speak of. `problems` are those met while comparing.
    """

    namings: tuple[Naming, ...] = ()
    parties: tuple[Party, ...] = ()
    links: tuple[Link, ...] = ()
    events: tuple[Event, ...] = ()
    origins: tuple[Origin, ...] = ()
    edges: tuple[Edge, ...] = ()
    problems: tuple[Problem, ...] = ()


def of_related(related: Related) -> dict[str, list[Row]]:
    """The rows of every table in TABLES, in an order that does not depend on the order of the values."""
    events = sorted(related.events, key=lambda e: e.id)
    edges = list(enumerate(sorted(related.edges, key=_place), 1))
    return {
        "parties": sorted(_of_party(p) for p in related.parties),
        "namings": sorted(_of_namings(related), key=lambda row: row[0]),
        "links": [(n, *row) for n, row in enumerate(sorted({_of_link(link) for link in related.links}), 1)],
        "origins": sorted(((o.id, o.name, o.kind, o.outlet, o.party) for o in related.origins), key=lambda row: row[0]),
        "events": [_of_event(e) for e in events],
        "event_claims": [(claim, e.id, n) for e in events for n, claim in enumerate(e.claims, 1)],
        "event_parties": [row for e in events for row in _of_event_parties(e)],
        "tellings": [_of_telling(e.id, n, t) for e in events for n, t in enumerate(e.tellings, 1)],
        "event_reasons": [(e.id, n, *reason) for e in events for n, reason in enumerate(e.reasons, 1)],
        "event_origins": [(e.id, n, origin) for e in events for n, origin in enumerate(e.origins, 1)],
        "contradictions": [_of_contradiction(e.id, n, c) for e in events for n, c in enumerate(e.contradictions, 1)],
        "edges": [(n, e.document, e.to, e.kind, *rows.of_span(e.span)) for n, e in edges],
        "edge_events": [(n, place, event) for n, e in edges for place, event in enumerate(e.events, 1)],
    }


def party(row: Row) -> Party:
    """A party from a row of the view whole_parties."""
    key, name, kind, aliases, tenures, namings = row
    return Party(key, name, cast(PartyKind, kind), _strings(namings), _strings(aliases), _tenures(tenures))


def naming(row: Row) -> Naming:
    """A naming from a row of queries/namings.sql or queries/named.sql."""
    key, document, name, kind, roles, tenures, aliases, day = row
    held = msgspec.json.decode(roles, type=tuple[Role, ...])
    return Naming(key, document, name, cast(PartyKind, kind), held, _tenures(tenures), _strings(aliases), rows.day(day))


def link(row: Row) -> Link:
    """A link from a row of queries/links.sql."""
    first, second, score, features, same, ruling = row
    weighed = msgspec.json.decode(features, type=tuple[tuple[str, float], ...])
    return Link(first, second, score, weighed, bool(same), ruling)


def origin(row: Row) -> Origin:
    """An origin from a row of queries/origins.sql."""
    key, name, kind, outlet, party = row
    return Origin(key, name, cast(OriginKind, kind), outlet, party)


def edge(row: Row) -> Edge:
    """An edge from a row of the view whole_edges."""
    _, document, to, kind, start, end, events = row
    return Edge(document, to, cast(EdgeKind, kind), rows.span(start, end), _strings(events))


def event(row: Row) -> Event:
    """An event from a row of the view whole_events."""
    key, kind, topic, *slots, claims, tellings, sides, origins, contradictions, reasons = row
    low, high, currency, approx, per, earliest, latest, basis, place, grade, grade_rule = slots
    about = _SIDES.decode(sides)
    return Event(
        id=key,
        kind=cast(Kind, kind),
        claims=_strings(claims),
        tellings=tuple(_telling(*row) for row in _TELLINGS.decode(tellings)),
        actors=tuple(party for side, party in about if side == "actor"),
        counterparts=tuple(party for side, party in about if side == "counterpart"),
        topic=topic,
        amount=rows.money(low, high, currency, approx, per),
        period=rows.period(earliest, latest, basis),
        place=place,
        origins=_strings(origins),
        contradictions=tuple(Contradiction(*row) for row in _CONTRADICTIONS.decode(contradictions)),
        reasons=_REASONS.decode(reasons),
        grade=cast(Grade, grade),
        grade_rule=grade_rule,
    )


def _place(edge: Edge) -> tuple[str, str, str, Span, tuple[str, ...]]:
    return (edge.document, edge.to, edge.kind, edge.span or Span(-1, -1), edge.events)


def _of_party(p: Party) -> Row:
    return (p.id, p.name, p.kind, as_json(p.aliases), as_json(p.tenures))


def _of_namings(related: Related) -> list[Row]:
    of = {naming: (p.id, n) for p in related.parties for n, naming in enumerate(p.namings, 1)}
    return [_of_naming(naming, *of.get(naming.id, (None, None))) for naming in related.namings]


def _of_naming(n: Naming, party: str | None, position: int | None) -> Row:
    told = (as_json(n.roles), as_json(n.tenures), as_json(n.aliases), n.day.isoformat() if n.day else None)
    return (n.id, n.document, n.name, n.kind, party, position, *told)


def _of_link(link: Link) -> Row:
    return (link.first, link.second, link.score, as_json(link.features), int(link.same), link.ruling)


def _of_event(e: Event) -> Row:
    when, amount = rows.of_period(e.period), rows.of_money(e.amount)
    return (e.id, e.kind, e.topic, *amount, *when, e.place, e.grade, e.grade_rule)


def _of_event_parties(e: Event) -> list[Row]:
    sides = (("actor", e.actors), ("counterpart", e.counterparts))
    return [(e.id, side, n, party) for side, parties in sides for n, party in enumerate(parties, 1)]


def _of_telling(event: str, position: int, t: Telling) -> Row:
    return (event, position, t.document, t.span.start, t.span.end, t.claim, t.rests, t.by, t.bears)


def _of_contradiction(event: str, position: int, c: Contradiction) -> Row:
    return (event, position, c.field, c.sort, c.reason, as_json(c.variants))


def _telling(
    document: str, start: int, end: int, claim: str | None, rests: str | None, by: str, bears: _Bears
) -> Telling:
    return Telling(document, Span(start, end), claim, rests, by, bears)


def _strings(text: str) -> tuple[str, ...]:
    return _STRINGS.decode(text)


def _tenures(text: str) -> tuple[Tenure, ...]:
    return _TENURES.decode(text)
