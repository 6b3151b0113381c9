"""What people may decide, with all that is needed to: claims, pairs of names, pairs of events, events to be split.

Takes: an open case, ids. Gives: frozen values, one for each. Knows nothing of: the order in which they are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from cuibono import judgements
from cuibono.explore.case import Case
from cuibono.explore.claim_view import SourceView, dealing_words, role_words, says_so
from cuibono.explore.event_view import EventView, Report, event_view, report
from cuibono.explore.marks import Mark, mark, slots
from cuibono.explore.pages.selected import selected
from cuibono.explore.phrases import CORRECTED, PARTIES, standing_words
from cuibono.ledger.queue import Passage
from cuibono.model import Claim, Judgement, Kind, Link, Mention, Naming
from cuibono.tables import table

_WIDE: Final = 420
"""Characters of the text that are looked at on both sides of a passage."""
_SENTENCES: Final = 2
"""Sentences shown on both sides of a passage."""
_END: Final = re.compile(r"(?<=[.!?”\"’])\s+|\n\s*\n")
_BLANKS: Final = re.compile(r"\s+")
WHY: Final = (
    "names an amount and rests on one origin or none",
    "repeated, and rests on one origin or none",
    "disputed or told differently",
    "told once, or on more than one origin",
)
"""Why claims stand where they do in their queue, by the tiers of queue.sql."""


class Slot(msgspec.Struct, frozen=True):
    """A field of a claim: `words` name it, `read` is in words what was read, `stands` what stands, `value` for a form.

    `value` is "" where nothing is stated.
    """

    field: str
    words: str
    read: str
    stands: str
    value: str


class ContextView(msgspec.Struct, frozen=True):
    """A passage with the sentences around it."""

    before: str
    quote: str
    after: str


class ClaimItem(msgspec.Struct, frozen=True, kw_only=True):
    """A claim to decide on. `without` says what a rejection would leave of its event; `mark` is what was decided.

    `waiting`: what stands has not been taken in by the ledger yet. `why` is why it stands where it does.
    """

    id: str
    kind: Kind
    words: str
    context: ContextView
    report: Report
    says_so: tuple[SourceView, ...]
    slots: tuple[Slot, ...]
    event: EventView | None
    without: str
    mark: Mark | None = None
    waiting: bool = False
    why: str = ""


class NamedView(msgspec.Struct, frozen=True, kw_only=True):
    """A name in a document, or in a row of a public list, with the party that it is taken for and its events."""

    id: str
    name: str
    words: str
    roles: tuple[str, ...]
    place: str
    document: str | None
    context: ContextView | None
    party: str | None
    party_name: str | None
    events: int


class PartyItem(msgspec.Struct, frozen=True, kw_only=True):
    """Two names to decide on. `speaks` are the features with their weights; `same` what is held now."""

    id: str
    first: NamedView
    second: NamedView
    speaks: tuple[tuple[str, float], ...]
    score: float
    threshold: float
    same: bool
    ruling: str
    would: str


class PairItem(msgspec.Struct, frozen=True, kw_only=True):
    """Two events that may be one. `would` says what putting them together would come to."""

    id: str
    first: EventView
    second: EventView
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    would: str


class SplitItem(msgspec.Struct, frozen=True, kw_only=True):
    """An event that may be several, with its claims, which do not name it again."""

    id: str
    event: EventView
    claims: tuple[ClaimItem, ...]


def claim_items(case: Case, ids: Sequence[str], why: Mapping[str, str]) -> tuple[ClaimItem, ...]:
    """The claims with these ids, in the order of the ids; `why` each stands where it does."""
    browse = case.browse
    read = {claim.id: claim for claim in browse.whole_claims(ids)}
    home = browse.events_of(read)
    held = selected(case, dict.fromkeys(home.values()))
    events = {event.id: event_view(held, event) for event in held.events}
    passages = browse.passages(read, _WIDE)
    documents = {d.id: d for d in browse.whole_documents({claim.document for claim in read.values()})}
    last = judgements.about_claims(judgements.standing_of(case.judgements()))
    waiting = {judgement.id for judgement in case.waiting_decisions()}
    return tuple(
        ClaimItem(
            id=key,
            kind=claim.kind,
            words=dealing_words(claim),
            context=context(passages[key]),
            report=report(documents.get(claim.document), claim.document),
            says_so=says_so(claim.attribution, documents.get(claim.document)),
            slots=slots_of(claim, _stands(case, claim, last.get(key))),
            event=(event := events.get(home.get(key, ""))),
            without=_without(event, key),
            mark=mark(last[key], claim) if key in last else None,
            waiting=key in last and last[key].id in waiting,
            why=why.get(key, ""),
        )
        for key in ids
        if (claim := read.get(key))
    )


def _stands(case: Case, claim: Claim, ruled: Judgement | None) -> Claim:
    """The claim as the last word on it has it, taken in by the ledger or not."""
    found = judgements.decided([ruled] if ruled else [])
    taken = judgements.applied((claim,), found, case.browse.mentions)
    return (*taken.claims, *taken.rejected)[0]


def slots_of(read: Claim, stands: Claim) -> tuple[Slot, ...]:
    """The fields of a claim."""
    was, now, values = slots(read), slots(stands), values_of(stands)
    return tuple(Slot(name, words, was[name], now[name], values[name]) for name, words in CORRECTED.items())


def values_of(claim: Claim) -> dict[str, str]:
    """What a claim says, as a form that corrects it is filled in; "" where it states nothing."""
    return {
        "kind": claim.kind,
        "actors": _names(claim.actors),
        "counterparts": _names(claim.counterparts),
        "topic": claim.topic or "",
        "amount": claim.amount.show() if claim.amount else "",
        "date": claim.period.edtf if claim.period and claim.period.first_known else "",
        "place": claim.place or "",
        "stance": claim.stance,
    }


def _names(mentions: Iterable[Mention]) -> str:
    return "; ".join(dict.fromkeys(mention.name for mention in mentions))


def context(found: Passage) -> ContextView:
    """A passage with the whole sentences around it."""
    before, after = _END.split(found.before), _END.split(found.after)
    before = before[1:] if found.cut_before and len(before) > 1 else before
    after = after[:-1] if found.cut_after and len(after) > 1 else after
    joins = " " if found.before[-1:].isspace() else ""
    follows = " " if found.after[:1].isspace() else ""
    led = _plain(" ".join(before[-_SENTENCES - 1 :]))
    rest = _plain(" ".join(after[: _SENTENCES + 1]))
    return ContextView(led + joins if led else "", _plain(found.within), follows + rest if rest else "")


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _without(event: EventView | None, claim: str) -> str:
    """What is left of the event of a claim when it is rejected, in words."""
    if event is None:
        return "It takes part in no event."
    if event.claims == (claim,):
        return "Rejected, it takes the event with it: no other claim tells of it."
    left = [o for o in event.counted if any(t.claim != claim for rung in o.rungs for t in rung.tellings)]
    told = {t.report.document for t in event.tellings if t.claim != claim and t.bears == "supports"}
    return f"Rejected, it leaves {standing_words(len(told), len(left))} of {event.standing}."


def party_items(case: Case, links: Sequence[Link]) -> tuple[PartyItem, ...]:
    """Pairs of names, in the order given."""
    browse = case.browse
    ends = {end for link in links for end in (link.first, link.second)}
    namings, places = browse.whole_namings(ends), browse.named_at(ends, _WIDE // 2)
    files = browse.files(naming.document for naming, _ in namings.values())
    names = {p.id: p.name for p in browse.whole_parties(party for _, party in namings.values() if party)}
    sums = {key: browse.sum_of(key)[0] for key in names}
    shown = {
        key: _named(naming, files, places.get(key), party, names.get(party or ""), sums.get(party or "", 0))
        for key, (naming, party) in namings.items()
    }
    return tuple(
        _party_item(link, shown[link.first], shown[link.second])
        for link in links
        if link.first in shown and link.second in shown
    )


def _named(
    naming: Naming, files: Mapping[str, str], found: Passage | None, party: str | None, name: str | None, events: int
) -> NamedView:
    return NamedView(
        id=naming.id,
        name=naming.name,
        words=PARTIES[naming.kind],
        roles=tuple(role_words(role) for role in naming.roles),
        place=files.get(naming.document, naming.document),
        document=naming.document if naming.document in files else None,
        context=context(found) if found else None,
        party=party,
        party_name=name,
        events=events,
    )


def _party_item(link: Link, first: NamedView, second: NamedView) -> PartyItem:
    held = table("resolve")
    if link.same:
        would = f"Now they are one party, which stands in {_events(first.events)}."
    else:
        counted = f"{_events(first.events)} and {_events(second.events)}"
        would = f"Now they are two parties, which stand in {counted}; as one they would be counted together."
    return PartyItem(
        id=f"{link.first}-{link.second}",
        first=first,
        second=second,
        speaks=tuple((held["features"].get(name, {}).get("why", name), weight) for name, weight in link.features),
        score=link.score,
        threshold=float(held["threshold"]),
        same=link.same,
        ruling=link.ruling,
        would=would,
    )


def _events(number: int) -> str:
    return f"{number:,} {'event' if number == 1 else 'events'}"


def split_items(case: Case, ids: Sequence[str]) -> tuple[SplitItem, ...]:
    """The events with these ids, in the order of the ids."""
    held = selected(case, ids)
    events = [event_view(held, event) for event in held.events]
    told = claim_items(case, [claim for event in events for claim in event.claims], {})
    claims = {one.id: msgspec.structs.replace(one, event=None) for one in told}
    return tuple(SplitItem(id=e.id, event=e, claims=tuple(claims[c] for c in e.claims if c in claims)) for e in events)
