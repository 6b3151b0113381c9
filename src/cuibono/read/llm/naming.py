"""Whom the words of a passage stand for.

Takes: a page under reading, a passage, a clause in it, words and a name for them.
Gives: a filler whose words are the passage's, or why there is none.
Knows nothing of: kinds of dealing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from cuibono.model import PartyKind, Source, SourceKind
from cuibono.read.claims import Page
from cuibono.read.fillers import Filler, span, standing_for
from cuibono.read.llm.answers import Party as Named
from cuibono.read.llm.answers import Speaker
from cuibono.read.llm.quoting import RefusedError, Stretch, nearest, stretches
from cuibono.read.parties import Party
from cuibono.read.sources import source_kind, source_words
from cuibono.tables import table

if TYPE_CHECKING:
    from cuibono.read.sentences import Token


def filler(page: Page, block: int, at: Stretch, named: Named) -> Filler:
    """The party that words of a passage stand for, nearest to the clause `at`. Raises RefusedError."""
    place = nearest(stretches(page.blocks[block].text, named.words), at)
    if place is None:
        raise RefusedError("party_not_in_text")
    return _standing(page, block, place, named.name, named.kind)


def source(page: Page, block: int, at: Stretch, told: Speaker) -> Source:
    """The source that words in or shortly before a passage stand for. Raises RefusedError.

    What sort it is follows from who it is; the model's word counts only for what has no name, and never makes a
    record or an outlet of it.
    """
    for here in range(block, max(-1, block - _reach() - 1), -1):
        found = stretches(page.blocks[here].text, told.words)
        place = nearest(found, at if here == block else (len(page.blocks[here].text),) * 2)
        if place is not None:
            one = _standing(page, here, place, told.name, _SPOKEN.get(told.kind, "group"))
            return Source(one.name, _sort(page, one, told.kind), span(one, page.blocks, page.docs))
    raise RefusedError("source_not_in_text")


_SPOKEN: dict[SourceKind, PartyKind] = {"person": "person", "organisation": "organisation", "outlet": "organisation"}


def _sort(page: Page, one: Filler, told: SourceKind) -> SourceKind:
    head = page.docs[one.block][one.head]
    if one.party is not None or head.pos_ == "PROPN":
        return source_kind(one) if one.party is not None or told != "outlet" else "outlet"
    if told not in {"document", "official_record"}:
        return "organisation" if told == "organisation" else "anonymous"
    official = source_words("official") & set(one.name.lower().replace("-", " ").split())
    return "official_record" if official else "document"


def _standing(page: Page, block: int, place: Stretch, name: str, kind: PartyKind) -> Filler:
    longest = table("llm")["longest_words"]
    if place[1] - place[0] > longest or len(name) > longest:
        raise RefusedError("too_long")
    tokens = page.docs[block].char_span(*place, alignment_mode="expand")
    if tokens is None:
        raise RefusedError("party_not_in_text")
    head = tokens.root
    here, meant = _named_at(page, block, head), _called(page, name)
    if here is None and not meant:
        if not stretches(page.document.text, name):
            raise RefusedError("party_not_in_text")
        words = Filler(tokens.text, kind, kind == "public_body", block, head.i, tokens.start, tokens.end)
        return _unnamed(page, msgspec.structs.replace(words, noun=head.lower_), head)
    one = _chosen(page, block, here, meant, name)
    if here is None and _read_otherwise(page, block, head, one):
        raise RefusedError("read_otherwise")
    return standing_for(one, block, head.i, tokens.start, tokens.end, head.lower_)


def _chosen(page: Page, block: int, here: Party | None, meant: list[Party], name: str) -> Party:
    """Who is meant, where the words or the name are those of somebody known in the document."""
    if here is not None:
        if meant and here not in meant:
            raise RefusedError("party_differs")
        if not meant and not stretches(page.document.text, name):
            raise RefusedError("party_not_in_text")
        return here
    if len(meant) > 1:
        raise RefusedError("party_unclear")
    near = range(block - _reach(), block + 1)
    if not any(party is meant[0] for found, party in page.cast.order if found.block in near):
        raise RefusedError("party_far")
    return meant[0]


def _named_at(page: Page, block: int, head: Token) -> Party | None:
    found = page.cast.named(block, head)
    return found[0] if found else None


def _called(page: Page, name: str) -> list[Party]:
    """The parties of the document that bear a name."""
    return [one for one in page.cast.parties if any(_same(name, form) for form in {one.name, *one.forms})]


def _same(name: str, form: str) -> bool:
    return bool(name.strip()) and name.strip().removeprefix("the ") == form.removeprefix("the ")


def _read_otherwise(page: Page, block: int, head: Token, one: Party) -> bool:
    """Whether the grammar takes a pronoun or description for somebody else who has a name."""
    other = page.references.one(block, head)
    return other is not None and other.party is not None and other.party is not one


def _unnamed(page: Page, words: Filler, head: Token) -> Filler:
    """Words that no name stands behind: whom the grammar takes them for, or else as they stand."""
    other = page.references.one(words.block, head)
    if other is not None and other.party is not None:
        return other
    if head.pos_ == "PRON":
        raise RefusedError("party_unresolved")
    return words


def _reach() -> int:
    return int(table("llm")["reach"])
