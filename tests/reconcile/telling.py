"""Stories by hand: documents with claims found by their quotes, and what comes of comparing them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from cuibono import reconcile, resolve, weigh
from cuibono.model import (
    Claim,
    Document,
    Event,
    Judgement,
    Kind,
    Mention,
    Naming,
    Order,
    OrderWay,
    Origin,
    PartyKind,
    Role,
    Source,
    SourceKind,
    Span,
    Stance,
    claim_id,
    naming_id,
)
from cuibono.reconcile import Relations
from cuibono.values import Money, Period


class Told(msgspec.Struct, frozen=True):
    """A document with its claims."""

    document: Document
    claims: tuple[Claim, ...]


def day(text: str) -> Period:
    """A day of 2024, "05-31"."""
    return Period.day(date.fromisoformat(f"2024-{text}"))


def told(outlet: str | None, published: str | None, text: str, *claims: Claim, title: str = "") -> Told:
    """A document of this outlet; each claim is put where its quote stands."""
    ident = "doc-" + claim_id(Claim("", f"{outlet}{published}{text}", "meeting", Span(0, 1), text))[4:]
    file = f"{(outlet or 'nobody').lower().replace(' ', '-')}-{ident[4:8]}.txt"
    when = day(published) if published else None
    document = Document(ident, file, text, "0" * 64, title or None, outlet, when, body=0)
    return Told(document, tuple(_placed(claim, document) for claim in claims))


def _placed(claim: Claim, document: Document) -> Claim:
    start = document.text.index(claim.quote)
    sides = (tuple(_named(m, document, start) for m in side) for side in (claim.actors, claim.counterparts))
    span = Span(start, start + len(claim.quote))
    actors, counterparts = sides
    found = replace(claim, document=document.id, span=span, actors=actors, counterparts=counterparts)
    return replace(found, id=claim_id(found))


def _named(mention: Mention, document: Document, start: int) -> Mention:
    """The mention where its name stands, from the claim's beginning on; where it does not, it stays as it is."""
    at = document.text.find(mention.name, start)
    return replace(mention, span=Span(at, at + len(mention.name))) if at >= 0 else mention


def claim(
    kind: Kind,
    quote: str,
    actors: str = "",
    counterparts: str = "",
    *,
    on: Period | None = None,
    amount: str = "",
    place: str | None = None,
    said: Sequence[tuple[str, SourceKind]] = (),
    stance: Stance = "asserted",
) -> Claim:
    """A claim that still has no place.

    Parties are names joined by "; ", people's with a star before them and after them "@" with the firm they head, or
    "@title/" with their office.
    """
    money = Money.parse(amount) if amount else None
    sources = tuple(Source(name, sort) for name, sort in said)
    left, right = (tuple(map(mention, side.split("; "))) if side else () for side in (actors, counterparts))
    return Claim("", "", kind, Span(0, 0), quote, left, right, None, money, on, place, sources, stance)


def mention(name: str) -> Mention:
    kind: PartyKind = "person" if name.startswith("*") else "group" if name.islower() else "organisation"
    name, _, firm = name.removeprefix("*").partition("@")
    title, _, firm = firm.rpartition("/") if "/" in firm else ("chief executive", "", firm)
    return Mention(Span(0, 1), name, kind, (Role(title, firm or None),) if firm or title != "chief executive" else ())


def ordered(
    story: Told, which: int, anchors: Sequence[int], words: str, count: int | None = None, unit: str | None = None
) -> Told:
    """The document, of whose claims one is told to come after, or before, what others of it tell."""
    way: OrderWay = "before" if "before" in words else "after"
    ids = tuple(sorted(story.claims[n].id for n in anchors))
    placed = replace(story.claims[which], order=Order(way, words, ids, count, unit))
    return Told(story.document, (*story.claims[:which], placed, *story.claims[which + 1 :]))


def related(*stories: Told, judgements: Iterable[Judgement] = (), listed: Iterable[Naming] = ()) -> Relations:
    """What comes of comparing these documents, graded; `listed` are rows of public lists."""
    documents = [story.document for story in stories]
    claims = [c for story in stories for c in story.claims]
    mentions = {(c.document, m.name, m.kind): m.roles for c in claims for m in (*c.actors, *c.counterparts)}
    days = {d.id: d.published.latest for d in documents if d.published}
    namings = [Naming(naming_id(*n), *n, roles, day=days.get(n[0])) for n, roles in sorted(mentions.items())]
    parties = resolve.parties((*namings, *listed)).parties
    found = reconcile.relations(documents, claims, parties, judgements)
    events = weigh.graded(found.events, {c.id: c for c in claims}, {o.id: o for o in found.origins})
    return replace(found, events=events)


def only(found: Relations, kind: Kind) -> Event:
    """The one event of this kind."""
    (event,) = [e for e in found.events if e.kind == kind]
    return event


def origins(found: Relations, event: Event) -> list[Origin]:
    """The origins behind an event, by name."""
    return sorted((o for o in found.origins if o.id in event.origins), key=lambda o: o.name)


def judged(ruling: str, *subjects: str) -> Judgement:
    return msgspec.convert(
        {"id": "", "ruling": ruling, "subjects": subjects, "by": "", "when": "", "why": "", "before": ""}, Judgement
    )
