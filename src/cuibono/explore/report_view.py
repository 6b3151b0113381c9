"""What a report shows, as frozen values made from all that a ledger holds.

Takes: Contents and problems.
Gives: ReportView: head figures, events by kind and by party, articles with the passages that tell of events, problems.
Knows nothing of: HTML, pictures, where the values are stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from cuibono.explore.claim_view import dealing_words, role_words, roles_words
from cuibono.explore.contents import Contents
from cuibono.explore.event_view import EventView, TellingView, event_views
from cuibono.explore.marks import Mark
from cuibono.explore.phrases import KINDS, PARTIES, period_words
from cuibono.model import Document, Grade, Kind, Party, Problem, Span, Stance


class Passage(msgspec.Struct, frozen=True):
    """A passage of an article, and the event it tells of."""

    telling: TellingView
    event: EventView

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return self.telling.span


class KindView(msgspec.Struct, frozen=True):
    """All events of one kind, oldest first, undated ones last."""

    kind: Kind
    name: str
    events: tuple[EventView, ...]


class PartyView(msgspec.Struct, frozen=True):
    """One party with the events it stands in, oldest first. `aliases` are its other names."""

    id: str
    name: str
    words: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    acting: tuple[EventView, ...]
    facing: tuple[EventView, ...]

    @property
    def events(self) -> tuple[EventView, ...]:
        """Every event it stands in, each once: first those in which it acts, then those in which it is the other."""
        mine = {event.number for event in self.acting}
        return self.acting + tuple(event for event in self.facing if event.number not in mine)


class ArticleView(msgspec.Struct, frozen=True, kw_only=True):
    """One document in full, with its passages in the order of the text. `url` is set only where it is a web address."""

    id: str
    number: int
    title: str
    publisher: str | None
    published: str | None
    published_on: date | None
    url: str | None
    file: str
    language: str | None
    text: str
    body: int
    passages: tuple[Passage, ...]


class ProblemView(msgspec.Struct, frozen=True):
    """One problem, with the article it concerns (None where there is none) and the passage, where it has one."""

    code: str
    message: str
    file: str | None
    article: int | None
    passage: str | None


class RejectedView(msgspec.Struct, frozen=True):
    """A claim that people rejected: kind and parties in words, the quote, its article, who rejected it and why."""

    id: str
    words: str
    quote: str
    article: int
    mark: Mark


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger holds, in numbers.

    `first` and `last` are days of publication; `grades` and `stances` count events; `differing` are events whose
    reports give different values.
    """

    documents: int
    events: int
    claims: int
    origins: int
    parties: int
    problems: int
    grades: dict[Grade, int]
    stances: dict[Stance, int]
    differing: int
    undated: int
    first: date | None
    last: date | None


class ReportView(msgspec.Struct, frozen=True):
    """Everything one report shows."""

    title: str
    head: Head
    kinds: tuple[KindView, ...]
    parties: tuple[PartyView, ...]
    articles: tuple[ArticleView, ...]
    problems: tuple[ProblemView, ...]
    rejected: tuple[RejectedView, ...] = ()


def report_view(held: Contents, problems: Iterable[Problem] = (), title: str = "Ledger of dealings") -> ReportView:
    """The report on these contents and problems; the same values in any order give the same report."""
    numbers = {key: number for number, key in enumerate(held.documents, 1)}
    events = event_views(held)
    parties = _parties(held, events)
    troubles = tuple(_problem(problem, numbers, held) for problem in sorted(problems, key=_problem_order))
    return ReportView(
        title=title,
        head=_head(held, events, len(parties), len(troubles)),
        kinds=_kinds(events),
        parties=parties,
        articles=_articles(held, events),
        problems=troubles,
        rejected=_rejected(held, numbers),
    )


def _rejected(held: Contents, numbers: dict[str, int]) -> tuple[RejectedView, ...]:
    told = [c for c in held.rejected.values() if c.id in held.marks and c.document in numbers]
    ordered = sorted(told, key=lambda claim: (numbers[claim.document], claim.span, claim.id))
    return tuple(RejectedView(c.id, dealing_words(c), c.quote, numbers[c.document], held.marks[c.id]) for c in ordered)


def _problem_order(problem: Problem) -> tuple[str, str, str]:
    return (problem.file or "", problem.code, problem.message)


def _kinds(events: Sequence[EventView]) -> tuple[KindView, ...]:
    groups: dict[Kind, list[EventView]] = {kind: [] for kind in KINDS}
    for event in events:
        groups[event.kind].append(event)
    return tuple(KindView(kind, KINDS[kind][1], tuple(group)) for kind, group in groups.items() if group)


def _parties(held: Contents, events: Sequence[EventView]) -> tuple[PartyView, ...]:
    """Every party that stands in an event; those that stand in most come first."""
    acting: dict[str, list[EventView]] = {}
    facing: dict[str, list[EventView]] = {}
    for event in events:
        for side, names in ((acting, event.actors), (facing, event.counterparts)):
            for name in dict.fromkeys(names):
                side.setdefault(name.id, []).append(event)
    roles = _roles(held)
    found = [
        _party(held.parties[key], roles.get(key, ()), acting.get(key, ()), facing.get(key, ()))
        for key in dict.fromkeys([*acting, *facing])
        if key in held.parties
    ]
    return tuple(sorted(found, key=lambda party: (-len(party.events), party.name.casefold(), party.id)))


def _party(party: Party, roles: Iterable[str], acting: Iterable[EventView], facing: Iterable[EventView]) -> PartyView:
    told = tuple(dict.fromkeys([*roles_words(party.tenures), *roles]))
    others = tuple(alias for alias in party.aliases if alias != party.name)
    return PartyView(party.id, party.name, PARTIES[party.kind], others, told, tuple(acting), tuple(facing))


def _roles(held: Contents) -> dict[str, dict[str, None]]:
    """For every party the roles that claims give it, in the order in which they are met."""
    roles: dict[str, dict[str, None]] = {}
    for claim in held.claims.values():
        for mention in (*claim.actors, *claim.counterparts):
            mine = roles.setdefault(held.party(claim.document, mention), {})
            mine.update(dict.fromkeys(role_words(role) for role in mention.roles))
    return roles


def _articles(held: Contents, events: Sequence[EventView]) -> tuple[ArticleView, ...]:
    told: dict[str, dict[tuple[str, str], Passage]] = {key: {} for key in held.documents}
    for event in events:
        for telling in event.tellings:
            passages = told.get(telling.report.document)
            if passages is not None:
                passages.setdefault((event.id, telling.place), Passage(telling, event))
    return tuple(
        article_view(document, number, told[document.id].values())
        for number, document in enumerate(held.documents.values(), 1)
    )


def passages_in(document: str, events: Iterable[EventView]) -> tuple[Passage, ...]:
    """Where the document with this id tells of these events, in the order of its text."""
    told = {(e.id, t.place): Passage(t, e) for e in events for t in e.tellings if t.report.document == document}
    return tuple(sorted(told.values(), key=lambda passage: (passage.span, passage.event.number)))


def article_view(document: Document, number: int, passages: Iterable[Passage]) -> ArticleView:
    """A document in full with its passages; `number` is its place among the documents of a report."""
    published = document.published
    return ArticleView(
        id=document.id,
        number=number,
        title=document.title or document.file,
        publisher=document.publisher,
        published=period_words(published) if published else None,
        published_on=published.first_known if published else None,
        url=document.url if document.url and document.url.startswith(("https://", "http://")) else None,
        file=document.file,
        language=document.language,
        text=document.text,
        body=document.body,
        passages=tuple(sorted(passages, key=lambda passage: (passage.span, passage.event.number))),
    )


def _problem(problem: Problem, numbers: dict[str, int], held: Contents) -> ProblemView:
    document = held.documents.get(problem.document or "")
    span = problem.span
    passage = document.text[span.start : span.end][:300] if document and span else None
    file = problem.file or (document.file if document else None)
    return ProblemView(problem.code, problem.message, file, numbers.get(problem.document or ""), passage or None)


def _head(held: Contents, events: Sequence[EventView], parties: int, problems: int) -> Head:
    days = [day for d in held.documents.values() if d.published and (day := d.published.first_known)]
    return Head(
        documents=len(held.documents),
        events=len(events),
        claims=len(held.claims),
        origins=len({origin.id for event in events for origin in event.counted}),
        parties=parties,
        problems=problems,
        grades=dict(Counter(event.grade for event in events)),
        stances=dict(Counter(event.stance for event in events)),
        differing=sum(bool(event.contradictions) for event in events),
        undated=sum(not event.dated for event in events),
        first=min(days, default=None),
        last=max(days, default=None),
    )
