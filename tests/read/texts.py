"""A text as a document, what is read in it, and the names in a claim: what every test of reading needs."""

from __future__ import annotations

import hashlib
from datetime import date

from cuibono.model import Claim, Document, Kind, document_id
from cuibono.read import Reader
from cuibono.values import Period

WEDNESDAY = Period.day(date(2025, 3, 12))
"""The day on which the texts of these tests were published."""


def document(text: str, published: Period | None = WEDNESDAY) -> Document:
    """The text as a document; spans count in the text as it stands."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(id=document_id(digest), file="text", text=text, sha256=digest, published=published)


def claims(reader: Reader, text: str, kind: Kind | None = None, published: Period | None = WEDNESDAY) -> list[Claim]:
    """The claims in a text, of one kind or of all."""
    found = reader.read(document(text, published)).claims
    return [claim for claim in found if kind in (None, claim.kind)]


def only(reader: Reader, text: str, kind: Kind | None = None, published: Period | None = WEDNESDAY) -> Claim:
    """The one claim in a text; of several kinds, the one of this kind."""
    (claim,) = claims(reader, text, kind, published)
    return claim


def actors(claim: Claim) -> list[str]:
    """Names of those who act."""
    return [mention.name for mention in claim.actors]


def counterparts(claim: Claim) -> list[str]:
    """Names of those on the other side."""
    return [mention.name for mention in claim.counterparts]


def sides(claim: Claim) -> tuple[list[str], list[str]]:
    """Names of both sides."""
    return actors(claim), counterparts(claim)


def sources(claim: Claim) -> list[tuple[str, str]]:
    """Names and kinds of who is said to say so, nearest first."""
    return [(source.name, source.kind) for source in claim.attribution]
