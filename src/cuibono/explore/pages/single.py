"""Pages of one thing: an event, an article, a party."""

from __future__ import annotations

from collections import Counter
from typing import Final

import msgspec

from cuibono import judgements
from cuibono.explore.case import Case
from cuibono.explore.claim_view import dealing_words
from cuibono.explore.event_view import EventView
from cuibono.explore.identity import Identity
from cuibono.explore.marks import Mark, mark
from cuibono.explore.pages import keys
from cuibono.explore.pages.choice import After
from cuibono.explore.pages.lists import PartyLine
from cuibono.explore.pages.selected import views
from cuibono.explore.pages.stretches import stretch
from cuibono.explore.phrases import KINDS, PARTIES
from cuibono.explore.report_view import ArticleView, article_view, passages_in
from cuibono.ledger.browse import Tally, Wanted
from cuibono.model import Kind

_PARTNERS: Final = 12
"""Other parties shown on the page of a party."""
_NAMINGS: Final = 60
"""Places that name a party, shown on its page."""


class OneQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing can be chosen."""


class PartyQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`after` is where the list of its events goes on."""

    after: After | None = None


class Flow(msgspec.Struct, frozen=True):
    """In how many events of a kind a party acts, and in how many it is the counterpart; `years` of both together."""

    kind: Kind
    words: str
    acting: int
    facing: int
    years: dict[str, int]


class Partner(msgspec.Struct, frozen=True):
    """Another party, with the number of events in which the first one acts and in which this one does."""

    party: PartyLine
    acting: int
    facing: int


class PartyPage(msgspec.Struct, frozen=True, kw_only=True):
    """A party: who it is taken to be and why, what it gave and got, with whom, and its events.

    `identity` holds the first of its namings, out of `namings`, and the links of these.
    """

    query: PartyQuery
    identity: Identity
    namings: int
    flows: tuple[Flow, ...]
    years: tuple[str, ...]
    partners: tuple[Partner, ...]
    events: tuple[EventView, ...]
    total: int
    next: str | None


class ArticlePage(msgspec.Struct, frozen=True, kw_only=True):
    """An article with its passages, the events it tells of in the order of the text, and what people rejected in it."""

    article: ArticleView
    events: tuple[EventView, ...]
    rejected: tuple[Rejected, ...] = ()


class Rejected(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that people rejected: kind and parties in words, its quote, who rejected it and why."""

    id: str
    words: str
    quote: str
    mark: Mark


def event_page(case: Case, key: str, query: OneQuery) -> EventView:  # noqa: ARG001 - called as other pages are
    """One event. Raises MissingError where there is none."""
    return views(case, [keys.event_key(case, key)])[0]


def article_page(case: Case, key: str, query: OneQuery) -> ArticlePage:  # noqa: ARG001
    """One article, by its id. Raises MissingError where there is none."""
    document = keys.document(case, key)
    events = views(case, case.browse.events_told_by(document.id))
    passages = passages_in(document.id, events)
    order = {passage.event.id: number for number, passage in reversed(list(enumerate(passages)))}
    told = sorted(events, key=lambda event: order.get(event.id, len(order)))
    numbered = tuple(msgspec.structs.replace(event, number=number) for number, event in enumerate(told, 1))
    article = article_view(document, 0, passages_in(document.id, numbered))
    return ArticlePage(article=article, events=numbered, rejected=_rejected(case, document.id))


def _rejected(case: Case, document: str) -> tuple[Rejected, ...]:
    ruled = judgements.goes_by(case.judgements(), case.decided())
    return tuple(
        Rejected(id=claim.id, words=dealing_words(claim), quote=claim.quote, mark=mark(ruled[claim.id], claim))
        for claim in case.browse.claims_of(document)
        if claim.id in ruled and ruled[claim.id].ruling == "reject"
    )


def party_page(case: Case, key: str, query: PartyQuery) -> PartyPage:
    """One party, with the latest of its events first. Raises MissingError where there is none."""
    party = keys.party_key(case, key)
    flows = case.browse.flows(party)
    shown, more = stretch(case, Wanted(party=party), query.after, newest=True)
    identity, namings = case.identity_in_part(party, _NAMINGS)
    return PartyPage(
        query=query,
        identity=identity,
        namings=namings,
        flows=_flows(flows),
        years=tuple(sorted({tally.month for tally in flows if tally.month < "9999"})),
        partners=_partners(case, party),
        events=views(case, shown),
        total=case.browse.sum_of(party)[0],
        next=more,
    )


def _flows(tallies: tuple[Tally, ...]) -> tuple[Flow, ...]:
    sides: Counter[tuple[str, str]] = Counter()
    years: dict[str, Counter[str]] = {}
    for tally in tallies:
        sides[tally.kind, tally.side] += tally.events
        years.setdefault(tally.kind, Counter())[tally.month] += tally.events
    return tuple(
        Flow(kind, words[1], sides[kind, "actor"], sides[kind, "counterpart"], dict(sorted(years[kind].items())))
        for kind, words in KINDS.items()
        if kind in years
    )


def _partners(case: Case, party: str) -> tuple[Partner, ...]:
    found = case.browse.partners(party, Wanted(), _PARTNERS)
    known = {one.id: one for one in case.browse.whole_parties(other for other, _, _ in found)}
    return tuple(
        Partner(PartyLine(key, known[key].name, known[key].kind, PARTIES[known[key].kind], a + f), a, f)
        for key, a, f in found
        if key in known
    )
