"""Every noun of the ledger, as frozen values.

Takes: values.
Gives: Document, Mention, Source, Claim, Problem and the words they may hold; ids made from content.
Knows nothing of: how any of them is found, stored or shown.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Literal

import msgspec

from cuibono.values import Money, Period

Kind = Literal[
    "meeting",
    "donation",
    "gift",
    "pledge",
    "lobbying",
    "appointment",
    "company_policy_change",
    "government_action",
    "threat",
    "legal_action",
    "support",
    "criticism",
]
Stance = Literal["asserted", "denied", "planned", "hypothetical", "opinion"]
PartyKind = Literal["person", "organisation", "public_body", "place", "group"]
SourceKind = Literal["outlet", "person", "organisation", "official_record", "document", "anonymous", "unspecified"]
Severity = Literal["note", "skipped"]


class Span(msgspec.Struct, frozen=True, order=True):
    """Character offsets in a document's text, end exclusive."""

    start: int
    end: int


class Document(msgspec.Struct, frozen=True):
    """One text with its source.

    `text` is what spans count in: the decoded original with line ends as LF and no byte-order mark (of a web page,
    the article's text). `body` is the offset in `text` where the running text begins, after headline, byline and
    date lines. `file` is the name it was read under. `sha256` is that of the original bytes. `language` is an
    ISO 639-1 code. What is not known is None.
    """

    id: str
    file: str
    text: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: Period | None = None
    url: str | None = None
    language: str | None = None
    body: int = 0


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


class Claim(msgspec.Struct, frozen=True):
    """One dealing that one passage states.

    `span` is the shortest clause that states it and `quote` the text there, checked at every write. `attribution`
    runs from nearest to farthest and is empty where the article itself asserts the claim. `cue` names the entry of
    the kind's table that fired; `rules` the steps that filled the slots, in order, for `cuibono explain`.
    """

    id: str
    document: str
    kind: Kind
    span: Span
    quote: str
    actors: tuple[Mention, ...] = ()
    counterparts: tuple[Mention, ...] = ()
    topic: str | None = None
    amount: Money | None = None
    period: Period | None = None
    place: str | None = None
    attribution: tuple[Source, ...] = ()
    stance: Stance = "asserted"
    cue: str = ""
    rules: tuple[str, ...] = ()


class Problem(msgspec.Struct, frozen=True):
    """Trouble with the evidence: a row, never an exception.

    `code` is a short fixed word ("no_date", "unreadable", "language"); `message` says what, where and what to do;
    `file` is the name as given; `document` and `span` are set where they are known. `severity` is "skipped" where
    something that was asked for was not read, else "note".
    """

    code: str
    message: str
    file: str | None = None
    document: str | None = None
    span: Span | None = None
    severity: Severity = "note"


class Reading(msgspec.Struct, frozen=True):
    """What reading one document gave."""

    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()


def document_id(sha256: str) -> str:
    """The id of the document with these original bytes ("doc-" and 12 letters); `sha256` in hexadecimal."""
    return _id("doc-", bytes.fromhex(sha256))


def claim_id(claim: Claim) -> str:
    """The id of a claim ("clm-" and 12 letters), made from what it says and where.

    The same passage read the same way has the same id in every ledger. Its own `id`, and how it was found (`cue`,
    `rules`), do not count.
    """
    content = msgspec.structs.replace(claim, id="", cue="", rules=())
    return _id("clm-", hashlib.sha256(msgspec.json.encode(content)).digest())


def _id(prefix: str, digest: bytes) -> str:
    """60 bits of a digest in letters: among a million ids, a chance of 4 in 10 million that any two are equal."""
    return prefix + base64.b32encode(digest)[:12].decode().lower()
