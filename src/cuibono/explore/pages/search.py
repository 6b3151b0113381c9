"""Search: claims and articles that hold words, with facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec

from cuibono.explore.case import Case
from cuibono.explore.event_view import EventView, Report, report
from cuibono.explore.pages.choice import Filters, Words
from cuibono.explore.pages.lists import PartyLine, party_line
from cuibono.explore.pages.selected import views
from cuibono.explore.pages.stretches import UNDATED
from cuibono.explore.phrases import GRADES, KINDS
from cuibono.ledger.browse import Wanted
from cuibono.ledger.searching import Match

_LOOKED: Final = 1_500
"""Claims that are counted for facets; where more hold the words, the page says so."""
_SHOWN: Final = 12
_ARTICLES: Final = 10
_PARTIES: Final = 6
_OUTLETS: Final = 12


class SearchQuery(Filters, frozen=True, kw_only=True, omit_defaults=True):
    """`words` must all stand there; "side by side" in quotation marks, begin*. `outlet` is a publisher's exact name."""

    words: Words = ""
    outlet: Words | None = None


class Facet(msgspec.Struct, frozen=True):
    """A value by which what was found can be narrowed, with the number of claims that have it."""

    value: str
    words: str
    claims: int


class Found(msgspec.Struct, frozen=True):
    """A claim that holds the words, which stand in square brackets in `excerpt`; the event it tells of."""

    claim: str
    excerpt: str
    report: Report
    event: EventView | None


class FoundArticle(msgspec.Struct, frozen=True):
    """An article that holds the words, which stand in square brackets in `excerpt`."""

    id: str
    title: str
    report: Report
    excerpt: str


class SearchView(msgspec.Struct, frozen=True, kw_only=True):
    """What was found. `claims` counts all that hold the words and fit; `more` where counting stopped before the end."""

    query: SearchQuery
    claims: int
    more: bool
    kinds: tuple[Facet, ...]
    grades: tuple[Facet, ...]
    outlets: tuple[Facet, ...]
    years: tuple[Facet, ...]
    found: tuple[Found, ...]
    articles: tuple[FoundArticle, ...]
    parties: tuple[PartyLine, ...]


def search(case: Case, query: SearchQuery) -> SearchView:
    """Claims, articles and parties that hold the words."""
    matches = case.browse.matches(query.words, _LOOKED)
    fitting = list(filter(_fits(query), matches))
    return SearchView(
        query=query,
        claims=len(fitting),
        more=len(matches) == _LOOKED,
        kinds=_facet(fitting, lambda m: m.kind, {kind: words[1] for kind, words in KINDS.items()}),
        grades=_facet(fitting, lambda m: m.grade, {grade: words[0] for grade, words in GRADES.items()}),
        outlets=_facet(fitting, lambda m: m.publisher, {})[:_OUTLETS],
        years=_facet(fitting, lambda m: m.day[:4] if m.day and m.day < "9999" else None, {}),
        found=_found(case, query, fitting),
        articles=_articles(case, query.words),
        parties=tuple(map(party_line, case.browse.party_search(query.words, _PARTIES))),
    )


def _fits(query: SearchQuery) -> Callable[[Match], bool]:
    """Whether a match is one that the filters leave."""
    wanted = query.wanted
    dated = bool(wanted.first or wanted.last)

    def fits(match: Match) -> bool:
        return (
            (not wanted.kind or match.kind == wanted.kind)
            and (not wanted.grade or match.grade == wanted.grade)
            and (not query.outlet or match.publisher == query.outlet)
            and (not dated or _within(match.day, wanted))
        )

    return fits


def _within(day: str | None, wanted: Wanted) -> bool:
    """Whether an event's first day lies between the first and the last day that are wanted."""
    return bool(day and day < UNDATED and (wanted.first or "") <= day <= (wanted.last or UNDATED))


def _facet(
    matches: Iterable[Match], value: Callable[[Match], str | None], words: Mapping[str, str]
) -> tuple[Facet, ...]:
    counted = Counter(found for match in matches if (found := value(match)))
    return tuple(Facet(key, words.get(key, key), claims) for key, claims in counted.most_common())


def _found(case: Case, query: SearchQuery, fitting: list[Match]) -> tuple[Found, ...]:
    if not fitting:
        return ()
    best = case.browse.ranked(query.words, (match.number for match in fitting), _SHOWN)
    found = case.browse.excerpts(query.words, best)
    of = {match.number: match.event or "" for match in fitting}
    events = {event.id: event for event in views(case, (of[one.number] for one in found if of[one.number]))}
    documents = {d.id: d for d in case.browse.headed(one.document for one in found)}
    return tuple(
        Found(one.claim, one.text, report(documents.get(one.document), one.document), events.get(of[one.number]))
        for one in found
    )


def _articles(case: Case, words: str) -> tuple[FoundArticle, ...]:
    found = case.browse.article_matches(words, _ARTICLES)
    documents = {d.id: d for d in case.browse.headed(document for document, _ in found)}
    return tuple(
        FoundArticle(key, documents[key].title or documents[key].file, report(documents[key], key), excerpt)
        for key, excerpt in found
        if key in documents
    )
