"""The ledger as FollowTheMoney entities, one JSON object a line, as Aleph, OpenAleph and `ftm` read them.

The schemata and properties are those of FollowTheMoney 4 (https://followthemoney.tech). Ids are those of the ledger.
What these properties flatten stands as the ledger has it in a part of its own, `cuibono`, beside them: FollowTheMoney
keeps what it does not know of an entity as its context. `ftm_back` reads both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from cuibono.explore.claim_view import roles_words
from cuibono.explore.contents import Contents
from cuibono.explore.event_view import EventView
from cuibono.model import ContradictionField, Document, Event, Party, PartyKind
from cuibono.publish.event_listing import dealing
from cuibono.publish.formats import Row
from cuibono.publish.story.plain import address, key, plain
from cuibono.publish.story.story import Story, known_day, published_day, report_words, when_words
from cuibono.values import Money, Period

Properties = Mapping[str, Iterable[str | None]]
_LONGEST: Final = {"name": 384, "alias": 384, "title": 1024, "publisher": 1024, "position": 1024, "location": 250}
"""The most characters that FollowTheMoney takes for a value of these properties."""
_PARTIES: Final[Mapping[PartyKind, str]] = {
    "person": "Person",
    "organisation": "Organization",
    "public_body": "PublicBody",
    "place": "LegalEntity",
    "group": "LegalEntity",
}
"""What a party becomes: never more than its kind says. A place or a group that acts is of no schema in particular."""


def ftm(story: Story) -> str:
    """Documents, parties and events, each an entity of its own; the same ledger gives the same lines."""
    held = story.held
    rows = [_document(document) for document in held.documents.values()]
    rows += _parties(held, story.views, story.events)
    rows += [_event(story, view) for view in story.views]
    return "".join(msgspec.json.encode(row).decode() + "\n" for row in rows)


def _entity(id: str, schema: str, properties: Properties, own: Row) -> Row:  # noqa: A002 - as FtM has it
    """An entity with the ledger's own part; values that say nothing, and properties without a value, are left out."""
    filled = {name: _values(name, values) for name, values in properties.items()}
    said = {name: values for name, values in filled.items() if values}
    return {"id": key(id), "schema": schema, "properties": said, "cuibono": {k: v for k, v in own.items() if v}}


def _values(name: str, values: Iterable[str | None]) -> list[str]:
    found = (plain(value)[: _LONGEST.get(name)].strip() for value in values if value)
    return list(dict.fromkeys(value for value in found if value))


def _document(document: Document) -> Row:
    schema = "Article" if document.publisher else "Document"
    return _entity(
        document.id,
        schema,
        {
            "fileName": [document.file],
            "title": [document.title],
            "publisher": [document.publisher],
            "publishedAt": [published_day(document)],
            "sourceUrl": [address(document.url)],
        },
        # Not as contentHash: archives take that for the SHA-1 by which they keep the file.
        {"sha256": document.sha256, **_days("published", document.published), "language": document.language},
    )


def _parties(held: Contents, views: Iterable[EventView], events: Mapping[str, Event]) -> Iterator[Row]:
    """Every party of an event, with the documents that tell of it there."""
    told: dict[str, dict[str, None]] = {}
    names: dict[str, str] = {}
    for view in views:
        for party in (*view.actors, *view.counterparts):
            names.setdefault(party.id, party.name)
            told.setdefault(party.id, {}).update(dict.fromkeys(events[view.id].documents))
    for party_id, name in names.items():
        found = held.parties.get(party_id) or Party(party_id, name, "group", ())
        yield _party(found, [key(document) for document in told[party_id] if document in held.documents])


def _party(party: Party, documents: list[str]) -> Row:
    aliases = [alias for alias in party.aliases if plain(alias) != plain(party.name)]
    roles = roles_words(party.tenures) if party.kind == "person" else ()
    named = {"name": [plain(party.name) or key(party.id)], "alias": aliases, "position": roles, "proof": documents}
    return _entity(party.id, _PARTIES[party.kind], named, {"kind": party.kind})


def _event(story: Story, view: EventView) -> Row:
    event = story.events[view.id]
    schema, own = _of_schema(story.held, view, event)
    dates_differ = any(one.field == "date" for one in view.contradictions)
    shared: Properties = {
        "date": [None if dates_differ else known_day(event.period)],
        "summary": [view.standing, f"{view.grade_words}: {view.grade_rule}", when_words(view), view.amount, view.topic],
        "description": _passages(view),
        "recordId": [view.id],
    }
    return _entity(view.id, schema, {**own, **shared, **_provenance(story, event)}, _own(view, event))


def _own(view: EventView, event: Event) -> Row:
    """The event as the ledger has it, where the properties say less: its sides, its range of amounts, its days."""
    return {
        "kind": event.kind,
        "stance": view.stance,
        "actors": [key(party.id) for party in view.actors],
        "counterparts": [key(party.id) for party in view.counterparts],
        "amount": event.amount.show() if event.amount else None,
        **_days("date", event.period),
        "place": plain(event.place or ""),
        "topic": plain(event.topic or ""),
        "grade": event.grade,
        "grade_rule": plain(event.grade_rule),
        "claims": [key(claim) for claim in event.claims],
    }


def _days(name: str, period: Period | None) -> Row:
    """A period as EDTF has it, and what it rests on."""
    return {name: period.edtf, "basis": period.basis} if period else {}


def _of_schema(held: Contents, view: EventView, event: Event) -> tuple[str, Properties]:
    """The schema that says as much of an event as is certain, and the properties that only this schema has."""
    actors, counterparts = ([key(party.id) for party in side] for side in (view.actors, view.counterparts))
    if event.amount and _is_payment(held, view, event.amount):
        money: Properties = {"amount": [f"{event.amount.value:f}"], "currency": [event.amount.currency]}
        purpose = [view.kind_words, view.topic]
        return "Payment", {"payer": actors, "beneficiary": counterparts, **money, "purpose": purpose}
    if _is_link(view):
        return "UnknownLink", {"subject": actors, "object": counterparts, "role": [view.kind_words]}
    return "Event", {"name": [dealing(view)], "involved": [*actors, *counterparts], "location": [view.place]}


def _is_link(view: EventView) -> bool:
    """Whether it may stand as a link: both sides named, stated as a fact, and nothing that is known speaks against it.

    A link loses its "who says so" at the first glance of whoever draws it; what is denied, planned or differs in its
    parties is an entity of the schema Event instead, which says so in its name and summary.
    """
    settled = view.stance == "asserted" and view.grade != "disputed" and not view.denying
    against = any(one.verdict in ("contradicts", "absent_though_expected") for one in view.findings)
    differing = _differ(view, "actor", "counterpart", "stance", "kind")
    return settled and not differing and not against and bool(view.actors and view.counterparts)


def _is_payment(held: Contents, view: EventView, amount: Money) -> bool:
    """Whether it may stand as a payment: a donation that may stand as a link, of one exact sum from one to one.

    What "a dozen companies" gave to "two funds" is no payment of anybody in particular.
    """
    kinds = [held.parties[party.id].kind for party in (*view.actors, *view.counterparts) if party.id in held.parties]
    one_to_one = len(view.actors) == len(view.counterparts) == 1 and len(kinds) == 2
    somebody = one_to_one and not {"group", "place"}.intersection(kinds)
    exact = amount.is_exact and amount.per is None and not _differ(view, "amount")
    return view.kind == "donation" and somebody and exact and _is_link(view)


def _differ(view: EventView, *fields: ContradictionField) -> bool:
    """Whether reports differ in one of these, and no row of a public record bears the event out as it stands."""
    on_record = any(one.verdict == "supports" and one.rows and one.subject == view.id for one in view.findings)
    return not on_record and any(one.field in fields for one in view.contradictions)


def _provenance(story: Story, event: Event) -> Properties:
    documents = [story.held.documents[one] for one in event.documents if one in story.held.documents]
    return {
        "publisher": [document.publisher for document in documents],
        "sourceUrl": [address(document.url) for document in documents],
        "proof": [key(document.id) for document in documents],
    }


def _passages(view: EventView) -> list[str | None]:
    """Every quote with its report, and what public records say."""
    told = [f"“{plain(telling.quote)}” – {report_words(telling.report)}" for telling in view.tellings]
    found = [f"{one.title}: {one.verdict_words}. {one.reason} {one.arithmetic}" for one in view.findings]
    return [*told, *found]
