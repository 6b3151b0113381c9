"""What a report shows, as frozen values made from documents, claims and problems.

Takes: model values, in any order.
Gives: ReportView: head figures, dealings by kind and by party, articles with their claims, problems.
Knows nothing of: HTML, pictures, where the values are stored.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import msgspec

from cuibono.explore.phrases import BASES, KINDS, PARTIES, SOURCES, STANCES, money_words, period_words
from cuibono.model import Claim, Document, Kind, Mention, Problem, Role, Source, Span, Stance

_FAR: Final = date.max


class SourceView(msgspec.Struct, frozen=True):
    """One link of "who says so": the name as the text gives it, and in words what kind of source it is."""

    name: str
    words: str
    anonymous: bool = False


class PartyName(msgspec.Struct, frozen=True):
    """A party as a claim names it; `key` is the key of its PartyView, `roles` the roles this passage gives it."""

    name: str
    key: str
    roles: tuple[str, ...] = ()


class ClaimView(msgspec.Struct, frozen=True, kw_only=True):
    """One claim in words. `number` counts claims in reading order through the articles, from 1.

    `says_so` runs from the article's outlet outwards and is never empty. `anonymous_only`: outlets apart, every
    link of the chain is a source that is not named. `article` is the number of the article, or None where the
    document is not at hand. What the passage does not say is None.
    """

    id: str
    number: int
    kind: Kind
    kind_words: str
    actors: tuple[PartyName, ...]
    counterparts: tuple[PartyName, ...]
    quote: str
    span: Span
    says_so: tuple[SourceView, ...]
    anonymous_only: bool
    stance: Stance
    stance_words: str
    topic: str | None
    amount: str | None
    place: str | None
    when: str | None
    when_basis: str | None
    earliest: date | None
    latest: date | None
    article: int | None

    @property
    def dated(self) -> bool:
        """Whether at least one end of its period is known."""
        return self.earliest is not None or self.latest is not None


class KindView(msgspec.Struct, frozen=True):
    """All claims of one kind, oldest dealing first, undated ones last."""

    kind: Kind
    name: str
    claims: tuple[ClaimView, ...]


class PartyView(msgspec.Struct, frozen=True):
    """One name that claims give to an actor or counterpart, with the claims it stands in, oldest dealing first."""

    key: str
    name: str
    words: str
    roles: tuple[str, ...]
    acting: tuple[ClaimView, ...]
    facing: tuple[ClaimView, ...]

    @property
    def claims(self) -> tuple[ClaimView, ...]:
        """Every claim it stands in, each once: first those in which it acts, then those in which it is the other."""
        mine = {claim.number for claim in self.acting}
        return self.acting + tuple(claim for claim in self.facing if claim.number not in mine)


class ArticleView(msgspec.Struct, frozen=True, kw_only=True):
    """One document in full, with its claims in the order of the text. `url` is set only where it is a web address."""

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
    claims: tuple[ClaimView, ...]


class ProblemView(msgspec.Struct, frozen=True):
    """One problem, with the article it concerns (None where there is none) and the passage, where it has one."""

    code: str
    message: str
    file: str | None
    article: int | None
    passage: str | None


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger holds, in numbers. `first` and `last` are days of publication."""

    documents: int
    claims: int
    parties: int
    problems: int
    anonymous_only: int
    denied: int
    planned: int
    hypothetical: int
    opinion: int
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


def report_view(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    problems: Iterable[Problem],
    title: str = "Ledger of dealings",
) -> ReportView:
    """The report on these documents, claims and problems; the same values in any order give the same report."""
    shelf = sorted(documents, key=_document_order)
    numbers = {document.id: number for number, document in enumerate(shelf, 1)}
    ordered = sorted(claims, key=lambda claim: _claim_order(claim, numbers))
    keys = _party_keys(ordered)
    by_id = {document.id: document for document in shelf}
    views = [_claim(claim, n, by_id.get(claim.document), numbers, keys) for n, claim in enumerate(ordered, 1)]
    troubles = tuple(_problem(problem, numbers, by_id) for problem in sorted(problems, key=_problem_order))
    return ReportView(
        title=title,
        head=_head(shelf, views, len(keys), len(troubles)),
        kinds=_kinds(views),
        parties=_parties(ordered, views, keys),
        articles=_articles(shelf, views),
        problems=troubles,
    )


def anonymous_only(attribution: Sequence[Source]) -> bool:
    """Whether a chain of sources, outlets apart, holds only sources that are not named (and at least one)."""
    kinds = {source.kind for source in attribution} - {"outlet"}
    return kinds == {"anonymous"}


def _document_order(document: Document) -> tuple[date, str, str]:
    published = document.published
    return ((published.first_known or _FAR) if published else _FAR, document.file, document.id)


def _claim_order(claim: Claim, numbers: dict[str, int]) -> tuple[int, str, Span, str]:
    return (numbers.get(claim.document, len(numbers) + 1), claim.document, claim.span, claim.id)


def _problem_order(problem: Problem) -> tuple[str, str, str]:
    return (problem.file or "", problem.code, problem.message)


def _dealing_order(claim: ClaimView) -> tuple[date, date, int]:
    first = claim.earliest or claim.latest or _FAR
    return (first, claim.latest or first, claim.number)


def _party_keys(claims: Sequence[Claim]) -> dict[str, str]:
    """Every name with its key; the names that most claims give come first."""
    seen = Counter(name for claim in claims for name in {m.name for m in (*claim.actors, *claim.counterparts)})
    ranked = sorted(seen, key=lambda name: (-seen[name], name.casefold(), name))
    return {name: f"party-{rank}" for rank, name in enumerate(ranked, 1)}


def _claim(
    claim: Claim, number: int, document: Document | None, numbers: dict[str, int], keys: dict[str, str]
) -> ClaimView:
    period = claim.period
    dated = period is not None and period.first_known is not None
    return ClaimView(
        id=claim.id,
        number=number,
        kind=claim.kind,
        kind_words=KINDS[claim.kind][0],
        actors=_names(claim.actors, keys),
        counterparts=_names(claim.counterparts, keys),
        quote=claim.quote,
        span=claim.span,
        says_so=_says_so(claim.attribution, document),
        anonymous_only=anonymous_only(claim.attribution),
        stance=claim.stance,
        stance_words=STANCES[claim.stance][0],
        topic=claim.topic,
        amount=money_words(claim.amount) if claim.amount else None,
        place=claim.place,
        when=period_words(period) if period and dated else None,
        when_basis=BASES[period.basis] if period and dated else None,
        earliest=period.earliest if period else None,
        latest=period.latest if period else None,
        article=numbers.get(claim.document),
    )


def _names(mentions: Iterable[Mention], keys: dict[str, str]) -> tuple[PartyName, ...]:
    return tuple(PartyName(m.name, keys[m.name], tuple(role_words(role) for role in m.roles)) for m in mentions)


def role_words(role: Role) -> str:
    """A role in words: "former chief executive of Meta"."""
    return " ".join(part for part in (role.status, role.title, f"of {role.of}" if role.of else None) if part)


def _says_so(attribution: Sequence[Source], document: Document | None) -> tuple[SourceView, ...]:
    """The chain of sources, with the article itself as its nearest link."""
    chain = tuple(SourceView(s.name, SOURCES[s.kind], s.kind == "anonymous") for s in attribution)
    if attribution and attribution[0].kind == "outlet" and attribution[0].span is None:
        return chain
    own = document.publisher if document and document.publisher else "the article"
    return (SourceView(own, "this article"), *chain)


def _kinds(views: Sequence[ClaimView]) -> tuple[KindView, ...]:
    groups: dict[Kind, list[ClaimView]] = {kind: [] for kind in KINDS}
    for view in sorted(views, key=_dealing_order):
        groups[view.kind].append(view)
    return tuple(KindView(kind, KINDS[kind][1], tuple(group)) for kind, group in groups.items() if group)


def _parties(claims: Sequence[Claim], views: Sequence[ClaimView], keys: dict[str, str]) -> tuple[PartyView, ...]:
    acting: dict[str, list[ClaimView]] = {name: [] for name in keys}
    facing: dict[str, list[ClaimView]] = {name: [] for name in keys}
    for view in sorted(views, key=_dealing_order):
        for name in dict.fromkeys(party.name for party in view.actors):
            acting[name].append(view)
        for name in dict.fromkeys(party.name for party in view.counterparts):
            facing[name].append(view)
    kinds, roles = _party_facts(claims)
    return tuple(
        PartyView(key, name, kinds[name], roles[name], tuple(acting[name]), tuple(facing[name]))
        for name, key in keys.items()
    )


def _party_facts(claims: Sequence[Claim]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """For every name the kind of party that most mentions give, and the roles in the order they are met."""
    kinds: dict[str, Counter[str]] = {}
    roles: dict[str, dict[str, None]] = {}
    for claim in claims:
        for mention in (*claim.actors, *claim.counterparts):
            kinds.setdefault(mention.name, Counter())[PARTIES[mention.kind]] += 1
            roles.setdefault(mention.name, {}).update(dict.fromkeys(role_words(role) for role in mention.roles))
    common = {name: min(found, key=lambda kind: (-found[kind], kind)) for name, found in kinds.items()}
    return common, {name: tuple(found) for name, found in roles.items()}


def _articles(documents: Sequence[Document], views: Sequence[ClaimView]) -> tuple[ArticleView, ...]:
    told: defaultdict[int | None, list[ClaimView]] = defaultdict(list)
    for view in views:
        told[view.article].append(view)
    return tuple(_article(document, number, told[number]) for number, document in enumerate(documents, 1))


def _article(document: Document, number: int, claims: Sequence[ClaimView]) -> ArticleView:
    published = document.published
    return ArticleView(
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
        claims=tuple(claims),
    )


def _problem(problem: Problem, numbers: dict[str, int], by_id: dict[str, Document]) -> ProblemView:
    document = by_id.get(problem.document or "")
    span = problem.span
    passage = document.text[span.start : span.end][:300] if document and span else None
    file = problem.file or (document.file if document else None)
    return ProblemView(problem.code, problem.message, file, numbers.get(problem.document or ""), passage or None)


def _head(documents: Sequence[Document], claims: Sequence[ClaimView], parties: int, problems: int) -> Head:
    stances = Counter(claim.stance for claim in claims)
    days = [day for d in documents if d.published and (day := d.published.first_known)]
    return Head(
        documents=len(documents),
        claims=len(claims),
        parties=parties,
        problems=problems,
        anonymous_only=sum(claim.anonymous_only for claim in claims),
        denied=stances["denied"],
        planned=stances["planned"],
        hypothetical=stances["hypothetical"],
        opinion=stances["opinion"],
        undated=sum(not claim.dated for claim in claims),
        first=min(days, default=None),
        last=max(days, default=None),
    )
