"""What a site of a case holds: every list with its files, every thing that has a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

import msgspec

from cuibono.explore.case import Case
from cuibono.explore.pages.balance import BalanceQuery, balance_page
from cuibono.explore.pages.chance import ChanceQuery, chance_page
from cuibono.explore.pages.choice import STRETCH
from cuibono.explore.pages.front import FrontQuery, FrontView, front
from cuibono.explore.pages.lists import ArticlesQuery, EventsQuery, PartiesQuery, ProblemsQuery
from cuibono.explore.pages.network import NetworkQuery, network
from cuibono.explore.rivals import rivals_list
from cuibono.ledger.browse import Shelved, Wanted
from cuibono.ledger.searching import Summed
from cuibono.web.searchable import MOST, TOGETHER
from cuibono.web.sitelinks import ALONE, DATA, between, chosen, numbered, of_party, one, stem

ALL: Final = 2**62
"""As many as there are."""


class Listing(msgspec.Struct, frozen=True):
    """A list: the page that shows it, what is chosen there, how its files begin, how many they are."""

    page: str
    query: msgspec.Struct
    beginning: str
    files: int


class Plan(msgspec.Struct, frozen=True):
    """Everything of which there will be files. `parties` are in the order of most events; `shares` are the overview.

    `rivals` are the ids of the sets of rival hypotheses. `chosen` are the pages on which something is chosen, each
    as the page and what is chosen there: accounts between two of the sides that cuibono.toml defines, plans of tests.
    """

    shares: FrontView
    listings: tuple[Listing, ...]
    events: tuple[str, ...]
    parties: tuple[Summed, ...]
    articles: tuple[Shelved, ...]
    rivals: tuple[str, ...]
    chosen: tuple[tuple[str, msgspec.Struct], ...] = ()

    def files(self) -> Iterator[str]:
        """The names of all files that are made from the case."""
        yield from ALONE.values()
        yield from DATA.values()
        yield from self.index()
        for listing in self.listings:
            yield from (numbered(listing.beginning, number + 1) for number in range(listing.files))
        yield from (one("event", key) for key in self.events)
        yield from (one("article", article.id) for article in self.articles)
        yield from (one("rivals", key) for key in self.rivals)
        yield from (chosen(name, **msgspec.structs.asdict(query)) for name, query in self.chosen)
        for party in self.parties:
            yield from (numbered(of_party(party.party), n + 1) for n in range(stretches(party.events)))

    def index(self) -> tuple[str, ...]:
        """The names of the scripts that hold what is searched."""
        entries = sum(min(len(found), MOST) for found in (self.events, self.parties, self.articles))
        return tuple(f"data/search-{number + 1}.js" for number in range(max(1, -(-entries // TOGETHER))))


def plan(case: Case) -> Plan:
    """What there is now."""
    browse = case.browse
    events = tuple(event for event, _ in browse.lines(Wanted(), ALL, newest=True))
    dated, undated = browse.article_list(ALL), browse.article_list(ALL, dated=False)
    shares = front(case, FrontQuery())
    parties = browse.party_list(ALL)
    articles = stretches(len(dated)) * bool(dated) + stretches(len(undated)) * bool(undated)
    listings = (
        *_of_events(shares, len(events)),
        *_between(case),
        Listing("parties", PartiesQuery(), stem("parties"), stretches(len(parties))),
        Listing("parties", PartiesQuery(order="name"), stem("parties", order="name"), stretches(len(parties))),
        Listing("articles", ArticlesQuery(), stem("articles"), max(articles, 1)),
        Listing("problems", ProblemsQuery(), stem("problems"), stretches(shares.problems)),
    )
    rivals = tuple(line.id for line in rivals_list(case))
    return Plan(shares, listings, events, parties, (*dated, *undated), rivals, (*_accounts(case), *_tests(case)))


def _accounts(case: Case) -> Iterator[tuple[str, msgspec.Struct]]:
    """Every two of the sides that are defined."""
    names = combinations(balance_page(case, BalanceQuery()).defined, 2)
    yield from (("balance", BalanceQuery(one=first, other=second)) for first, second in names)


def _tests(case: Case) -> Iterator[tuple[str, msgspec.Struct]]:
    yield from (("chance", ChanceQuery(name=plan.name)) for plan in chance_page(case, ChanceQuery()).plans)


def _of_events(shares: FrontView, every: int) -> Iterator[Listing]:
    yield Listing("events", EventsQuery(), stem("events"), stretches(every))
    for kind in shares.kinds:
        query = msgspec.convert({"kind": kind.key}, EventsQuery)
        yield Listing("events", query, stem("events", kind=kind.key), stretches(kind.events))
    for grade in shares.grades:
        query = msgspec.convert({"grade": grade.key}, EventsQuery)
        yield Listing("events", query, stem("events", grade=grade.key), stretches(grade.events))
    told = EventsQuery(differing=True)
    yield Listing("events", told, stem("events", differing=True), stretches(shares.differing.events))


def _between(case: Case) -> Iterator[Listing]:
    """The events behind every line of the network."""
    for tie in network(case, NetworkQuery()).ties:
        wanted = Wanted(party=tie.actor, other=tie.counterpart)
        events = len(case.browse.lines(wanted, ALL))
        query = EventsQuery(party=tie.actor, other=tie.counterpart)
        yield Listing("events", query, between(tie.actor, tie.counterpart), stretches(events))


def stretches(things: int) -> int:
    """On how many pages so many things stand; one page says that there are none."""
    return max(1, -(-things // STRETCH))
