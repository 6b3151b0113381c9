"""What of a ledger FollowTheMoney does not hold, by name and number.

Half of it follows from the model: it has no place for spans or origins. The other half is found out by reading what
was written back and comparing each value with the ledger's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from cuibono.explore.contents import Contents
from cuibono.model import Document, Event, Party
from cuibono.publish.story.ftm_back import Carried, carried
from cuibono.publish.story.plain import key
from cuibono.publish.story.story import Story


class Loss(msgspec.Struct, frozen=True):
    """Something that is in the ledger and not in the form, and how many there are of it."""

    number: int
    what: str


def left_out(story: Story, text: str) -> tuple[Loss, ...]:
    """What the ledger holds and the entities of this text do not; nothing is named of which there is none."""
    held, back = story.held, carried(text)
    found = [*_of_events(story), *_of_documents(held), *_changed(story, back)]
    return tuple(Loss(number, what) for number, what in found if number)


def _of_events(story: Story) -> Iterator[tuple[int, str]]:
    held = story.held
    differing = [one for event in held.events for one in event.contradictions]
    rival = sum(len(one.variants) for one in differing if one.field == "amount")
    rows = {row for several in held.findings.values() for one in several for row in one.rows}
    yield len(held.claims), "claims with their own parties, amounts and days (their ids and quotes are there)"
    yield sum(len(event.tellings) for event in held.events), "passages' places in their documents (spans)"
    yield sum(bool(claim.attribution) for claim in held.claims.values()), "claims with a chain of who says so"
    yield len(held.origins), "origins (their number stands in words)"
    yield len(held.edges), "steps from a report to what it rests on"
    yield len(differing), "differences between reports"
    yield rival, "rival amounts among them"
    yield sum(len(event.reasons) for event in held.events), "reasons why claims are taken for one event"
    yield len(rows), "rows of public records (findings stand in words)"
    yield sum(map(len, held.leads.values())), "records that could settle an event"
    yield len(held.judgements), "decisions of people"


def _of_documents(held: Contents) -> Iterator[tuple[int, str]]:
    named = {party for event in held.events for party in (*event.actors, *event.counterparts)}
    tenures = [one for party in named if party in held.parties for one in held.parties[party].tenures]
    yield sum(bool(document.text) for document in held.documents.values()), "texts of documents"
    yield sum(bool(one.start or one.end) for one in tenures), "posts with the days on which they began or ended"
    yield len(held.parties.keys() - named), "parties that stand in no event"


def _changed(story: Story, back: Carried) -> Iterator[tuple[int, str]]:
    """Values that came back otherwise: long texts are cut, line ends and what hides or steers are left out."""
    kept = expected(story)
    for thing, before, after in (
        ("documents", kept.documents, back.documents),
        ("parties", kept.parties, back.parties),
        ("events", kept.events, back.events),
    ):
        found = {one.id: one for one in after}
        yield _differing(before, found), f"{thing} with a text that was cut, or that holds what hides or steers"
    yield len(back.problems), "entities that could not be read back"


def _differing(before: Iterable[Any], after: Mapping[str, Any]) -> int:
    return sum(after.get(one.id) != one for one in before)


def expected(story: Story) -> Carried:
    """What FollowTheMoney can carry of a ledger, as the ledger has it, with ids fit for that form."""
    held = story.held
    ordered = [story.events[view.id] for view in story.views]
    named = dict.fromkeys(party.id for view in story.views for party in (*view.actors, *view.counterparts))
    return Carried(
        tuple(_document(one) for one in held.documents.values()),
        tuple(_party(held.parties[one]) for one in named if one in held.parties),
        tuple(_event(one) for one in ordered),
        {key(one.id): tuple(key(told) for told in one.documents if told in held.documents) for one in ordered},
        {key(view.id): view.stance for view in story.views},
    )


def _document(one: Document) -> Document:
    url = one.url if one.url and one.url.startswith(("https://", "http://")) else None
    return replace(one, id=key(one.id), text="", body=0, url=url)


def _party(one: Party) -> Party:
    aliases = tuple(dict.fromkeys(alias for alias in one.aliases if alias != one.name))
    return replace(one, id=key(one.id), namings=(), tenures=(), aliases=aliases)


def _event(one: Event) -> Event:
    return replace(
        one,
        id=key(one.id),
        claims=tuple(map(key, one.claims)),
        actors=tuple(map(key, one.actors)),
        counterparts=tuple(map(key, one.counterparts)),
        tellings=(),
        reasons=(),
        origins=(),
        contradictions=(),
    )
