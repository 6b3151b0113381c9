"""Lists: events, parties, articles, problems, each a stretch at a time."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from cuibono.explore.case import Case
from cuibono.explore.event_view import EventView
from cuibono.explore.pages import keys
from cuibono.explore.pages.choice import STRETCH, After, Filters, PartyId, Words, address, counted_place, place
from cuibono.explore.pages.selected import views
from cuibono.explore.pages.stretches import stretch
from cuibono.explore.phrases import PARTIES, period_words
from cuibono.ledger.browse import Shelved, Summed
from cuibono.model import PartyKind


class EventsQuery(Filters, frozen=True, kw_only=True, omit_defaults=True):
    """Filters of events; `order` is by day, the latest first or the earliest first; `after` where the list goes on.

    `other` is a second party that stands in the events too; `differing` asks for events whose reports differ.
    """

    other: PartyId | None = None
    differing: bool = False
    order: Literal["newest", "oldest"] = "newest"
    after: After | None = None


class EventList(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of events. `next` goes on after it, None at the end. `parties` names those that were asked for."""

    query: EventsQuery
    events: tuple[EventView, ...]
    next: str | None
    parties: tuple[PartyLine, ...] = ()


class PartyLine(msgspec.Struct, frozen=True):
    """A party with the number of events in which it stands."""

    id: str
    name: str
    kind: PartyKind
    words: str
    events: int


class PartiesQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`name` holds words of a name, the last of which may be its beginning ("bost*")."""

    name: Words | None = None
    order: Literal["busiest", "name"] = "busiest"
    after: After | None = None


class PartyList(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of parties; of those found by name, the ones that stand in most events."""

    query: PartiesQuery
    parties: tuple[PartyLine, ...]
    next: str | None


class ArticlesQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`publisher` narrows to one outlet, by its exact name."""

    publisher: Words | None = None
    after: After | None = None


class ArticleLine(msgspec.Struct, frozen=True, kw_only=True):
    """An article without its text."""

    id: str
    file: str
    title: str
    publisher: str | None
    published: str | None
    claims: int
    events: int


class ArticleList(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of articles, the latest first, those without a day last."""

    query: ArticlesQuery
    articles: tuple[ArticleLine, ...]
    next: str | None


class ProblemsQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`code` narrows to one kind of trouble."""

    code: Annotated[str, Meta(pattern=r"^[a-z_]{1,40}$")] | None = None
    after: Annotated[int, Meta(ge=-1, le=2**62)] = -1


class ProblemLine(msgspec.Struct, frozen=True, kw_only=True):
    """One problem; `document` is the id of the article it concerns, None where there is none."""

    code: str
    message: str
    severity: str
    file: str | None
    document: str | None
    start: int | None
    end: int | None


class ProblemList(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the trouble with the evidence; `codes` counts all of it."""

    query: ProblemsQuery
    codes: dict[str, int]
    problems: tuple[ProblemLine, ...]
    next: int | None


def event_list(case: Case, query: EventsQuery) -> EventList:
    """Events that fit the filters."""
    wanted = msgspec.structs.replace(query.wanted, differing=query.differing, **_sides(case, query))
    shown, more = stretch(case, wanted, query.after, query.order == "newest")
    asked = [key for key in (wanted.party, wanted.other) if key]
    named = tuple(_of_party(case, key) for key in asked)
    return EventList(query=query, events=views(case, shown), next=more, parties=named)


def _sides(case: Case, query: EventsQuery) -> dict[str, str | None]:
    """The ids that the parties have now; of two, the one with fewer events stands first, which is looked through."""
    found = [keys.party_key(case, key) for key in (query.party, query.other) if key]
    if len(found) < 2:
        return {"party": found[0] if found else None}
    found.sort(key=case.browse.sum_of)
    return {"party": found[0], "other": found[1]}


def _of_party(case: Case, key: str) -> PartyLine:
    party = case.party(key)
    return PartyLine(party.id, party.name, party.kind, PARTIES[party.kind], case.browse.sum_of(party.id))


def party_list(case: Case, query: PartiesQuery) -> PartyList:
    """Parties, or those with these words in a name."""
    by_name = query.order == "name"
    if query.name:
        found = case.browse.party_search(query.name, STRETCH)
        return PartyList(query=query, parties=tuple(map(party_line, found)), next=None)
    after = place(query.after, 2) if by_name else counted_place(query.after, 3)
    found = case.browse.party_list(STRETCH + 1, after, by_name)
    shown = found[:STRETCH]
    last = shown[-1] if len(found) > STRETCH else None
    parts = (last.sort, last.party) if last and by_name else (last.events, last.sort, last.party) if last else ()
    return PartyList(query=query, parties=tuple(map(party_line, shown)), next=address(*parts) if parts else None)


def party_line(found: Summed) -> PartyLine:
    """A party of a list in words."""
    return PartyLine(found.party, found.name, found.kind, PARTIES[found.kind], found.events)


def article_list(case: Case, query: ArticlesQuery) -> ArticleList:
    """Articles, the latest first; after the last that has a day, those without one."""
    after, dated = place(query.after, 2), True
    if after and after[0] == "undated":
        after, dated = after[1:], False
    found = case.browse.article_list(STRETCH + 1, after, dated, query.publisher)
    if not found and not after:
        found, dated = case.browse.article_list(STRETCH + 1, (), False, query.publisher), False
    shown, more = found[:STRETCH], None
    if len(found) > STRETCH:
        more = address(shown[-1].earliest if dated else "undated", shown[-1].id)
    elif dated and case.browse.article_list(1, (), False, query.publisher):
        more = address("undated", "-")
    return ArticleList(query=query, articles=tuple(map(article_line, shown)), next=more)


def article_line(found: Shelved) -> ArticleLine:
    """An article of a list in words."""
    return ArticleLine(
        id=found.id,
        file=found.file,
        title=found.title or found.file,
        publisher=found.publisher,
        published=period_words(found.published) if found.published else None,
        claims=found.claims,
        events=found.events,
    )


def problem_list(case: Case, query: ProblemsQuery) -> ProblemList:
    """The trouble with the evidence, of one code where one is asked for."""
    found = case.browse.problem_list(STRETCH + 1, query.after, query.code)
    lines = tuple(
        ProblemLine(
            code=problem.code,
            message=problem.message,
            severity=problem.severity,
            file=problem.file,
            document=problem.document,
            start=problem.span.start if problem.span else None,
            end=problem.span.end if problem.span else None,
        )
        for _, problem in found[:STRETCH]
    )
    more = found[STRETCH - 1][0] if len(found) > STRETCH else None
    return ProblemList(query=query, codes=case.browse.problem_codes(), problems=lines, next=more)
