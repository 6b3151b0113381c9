"""Passages: places of a text, who is named there, who is said to say so, what explanation is offered."""

from __future__ import annotations

from typing import Literal

import msgspec

PartyKind = Literal["person", "organisation", "public_body", "place", "group"]
SourceKind = Literal["outlet", "person", "organisation", "official_record", "document", "anonymous", "unspecified"]


class Span(msgspec.Struct, frozen=True, order=True):
    """Character offsets in a document's text, end exclusive."""

    start: int
    end: int


class Role(msgspec.Struct, frozen=True):
    """What a mention is said to be: title ("chief executive"), of whom ("Meta"), status ("incoming", "former")."""

    title: str
    of: str | None = None
    status: str | None = None


class Mention(msgspec.Struct, frozen=True):
    """A span that names a party. `name` is the fullest name the document gives the party, `kind` what it is."""

    span: Span
    name: str
    kind: PartyKind
    roles: tuple[Role, ...] = ()


class Source(msgspec.Struct, frozen=True):
    """One link of an attribution. `span` is where the text names it; None for the outlet of the document itself."""

    name: str
    kind: SourceKind
    span: Span | None = None


class Candidate(msgspec.Struct, frozen=True):
    """An explanation that one passage offers for what somebody did: a candidate for a hypothesis.

    `quote` is the text at `span`, checked at every write. `sources` runs from nearest to farthest, and is empty where
    the article itself offers it. `about` are the parties that it speaks of, `claims` the ids of the claims told in
    its sentence or else in the one before. Candidates that the text puts against one another share a `set`; those of
    one `side` (from 1; 0 without a set) are one explanation told on. `cue` names the entry of the table that fired.
    """

    id: str
    document: str
    span: Span
    quote: str
    sources: tuple[Source, ...] = ()
    about: tuple[Mention, ...] = ()
    claims: tuple[str, ...] = ()
    set: str | None = None
    side: int = 0
    cue: str = ""
