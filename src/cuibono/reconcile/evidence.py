"""Evidence: documents, claims and parties looked up by one another, as the steps of reconciling ask for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import get_args

from cuibono.model import Claim, Document, Mention, Party, PartyKind, Source, Span, naming_id

_BREAK = re.compile(r"[.!?…][”\"')\]]*\s+(?=[\"“‘'(\[]?[^\W\d_a-z]|\d)|\n+")
_TITLES = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Prof|St|Inc|Corp|Ltd|Co|No|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|U\.S|[A-Z])\.$"
)
_NAMINGS = 2**18  # ids of namings that are kept: making one takes longer than all else that is asked of a mention


class Evidence:
    """All that relations are found in. Documents stand in order of publication, claims in that of their texts."""

    def __init__(self, documents: Iterable[Document], claims: Iterable[Claim], parties: Iterable[Party]) -> None:
        self.documents: tuple[Document, ...] = tuple(sorted(documents, key=_published))
        self.rank: dict[str, int] = {d.id: n for n, d in enumerate(self.documents)}
        self.claims: tuple[Claim, ...] = tuple(sorted(claims, key=lambda c: (self.rank[c.document], c.span, c.id)))
        self.parties: dict[str, Party] = {p.id: p for p in parties}
        self._naming = lru_cache(_NAMINGS)(naming_id)

    @cached_property
    def document(self) -> dict[str, Document]:
        """Documents by id."""
        return {d.id: d for d in self.documents}

    @cached_property
    def claim(self) -> dict[str, Claim]:
        """Claims by id."""
        return {c.id: c for c in self.claims}

    @cached_property
    def _party_of(self) -> dict[str, str]:
        return {naming: party.id for party in self.parties.values() for naming in party.namings}

    def party(self, document: str, mention: Mention) -> str:
        """The id of the party that a mention in this document names; where none is known, the name itself."""
        return self._party_of.get(self._naming(document, mention.name, mention.kind), mention.name.casefold())

    @cached_property
    def _names(self) -> dict[str, str]:
        """Every name of every party, in small letters; of two parties with one name the first."""
        found: dict[str, str] = {}
        for party in self.parties.values():
            for name in (party.name, *party.aliases):
                found.setdefault(name.casefold(), party.id)
        return found

    def known(self, name: str) -> str | None:
        """The party that bears exactly this name."""
        return self._names.get(name.casefold())

    def named(self, document: str, name: str) -> str | None:
        """The party that this name means in a document, or else anywhere."""
        for kind in get_args(PartyKind):
            found = self._party_of.get(naming_id(document, name, kind))
            if found:
                return found
        return self.known(name)

    @cached_property
    def printing(self) -> frozenset[str]:
        """The ids of the parties that are outlets: documents name them as their publishers, and no claim as acting."""
        publishers = {d.publisher.casefold().removeprefix("the ") for d in self.documents if d.publisher}
        bodies = (p for p in self.parties.values() if p.kind == "organisation")
        named = {p.id for p in bodies if p.name.casefold().removeprefix("the ") in publishers}
        acting = {self.party(c.document, m) for c in self.claims for m in c.actors}
        return frozenset(named - acting)

    def name(self, party: str) -> str:
        """The name of the party with this id."""
        return self.parties[party].name if party in self.parties else party

    @cached_property
    def _acting(self) -> dict[str, set[str]]:
        acting: dict[str, set[str]] = defaultdict(set)
        for claim in self.claims:
            acting[claim.document] |= {self.party(claim.document, m) for m in (*claim.actors, *claim.counterparts)}
        return acting

    def acting(self, document: str) -> set[str]:
        """The parties on either side of the claims of a document."""
        return self._acting.get(document, set())

    @cached_property
    def _sources(self) -> dict[str, dict[str, Source]]:
        found: dict[str, dict[str, Source]] = defaultdict(dict)
        for claim in self.claims:
            for source in claim.attribution:
                found[claim.document].setdefault(source.name, source)
        return found

    def sources(self, document: str) -> tuple[Source, ...]:
        """The sources that the claims of a document name, each once."""
        return tuple(self._sources.get(document, {}).values())

    @cached_property
    def _told(self) -> dict[str, list[Claim]]:
        told: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            told[claim.document].append(claim)
        return told

    def told(self, document: str) -> Sequence[Claim]:
        """The claims of a document, in the order of its text."""
        return self._told.get(document, ())

    def within_another(self, claim: Claim) -> bool:
        """Whether the passage of a claim is part of that of a claim of another kind by the same sources."""
        return any(
            other.kind != claim.kind
            and other.attribution == claim.attribution
            and other.span.start <= claim.span.start
            and claim.span.end <= other.span.end
            and other.span != claim.span
            for other in self.told(claim.document)
        )

    def day(self, document: str) -> date | None:
        """The last day on which the document can have been published."""
        published = self.document[document].published
        return published.latest if published else None

    def latest(self, claim: Claim) -> date | None:
        """The last day on which what a claim states as a fact can have been: that of its report; None for a plan."""
        return self.day(claim.document) if claim.stance == "asserted" else None

    @cached_property
    def _sentences(self) -> dict[str, tuple[Span, ...]]:
        return {}

    def sentences(self, document: str) -> tuple[Span, ...]:
        """The sentences of a document's running text, cut at full stops and line ends."""
        if document not in self._sentences:
            found = self.document[document]
            self._sentences[document] = tuple(_sentences(found.text, found.body))
        return self._sentences[document]

    def around(self, document: str, span: Span) -> Span:
        """The sentence, or run of sentences, that a span stands in."""
        inside = [s for s in self.sentences(document) if s.start < span.end and span.start < s.end]
        return Span(min(inside[0].start, span.start), max(inside[-1].end, span.end)) if inside else span

    def words(self, document: str, span: Span) -> str:
        """The text of a span."""
        return self.document[document].text[span.start : span.end]


def _published(document: Document) -> tuple[str, str]:
    published = document.published.latest if document.published else None
    return (published.isoformat() if published else "9999", document.id)


def _sentences(text: str, start: int) -> Iterable[Span]:
    for found in _BREAK.finditer(text, start):
        if found[0][0] == "." and _TITLES.search(text[start : found.start() + 1]):
            continue
        if text[start : found.start()].strip():
            yield Span(start, found.end())
        start = found.end()
    if text[start:].strip():
        yield Span(start, len(text))
