"""Interpretations: explanations of what somebody did that a text offers, each a candidate for a hypothesis.

Takes: a document under reading and its claims. Gives: candidates with their words, sources, parties and rivals.
Knows nothing of: the ledger, other documents, whether an explanation holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from cuibono.model import Candidate, Claim, Mention, Source, Span, candidate_id
from cuibono.read.fillers import mention, standing_for
from cuibono.read.motives import doer
from cuibono.read.offers import Offer, offers
from cuibono.read.rivals import rivals
from cuibono.read.slots import span
from cuibono.read.syntax import children, preposition
from cuibono.read.wording import extent

if TYPE_CHECKING:
    from cuibono.read.claims import Page
    from cuibono.read.sentences import Token


def candidates(page: Page, claims: Sequence[Claim]) -> tuple[Candidate, ...]:
    """Every explanation that a document offers, in the order of the text; rivals of one another share a set."""
    found = [offer for block in range(len(page.docs)) for offer in _of_block(page, block)]
    sets = rivals(page.docs, found)
    made = {place: _candidate(page, offer, claims) for place, offer in enumerate(found)}
    kept = [place for place, offer in enumerate(found) if place in sets or not offer.cue.weak]
    return tuple(_in_set(made, sets, place) for place in kept)


def _of_block(page: Page, block: int) -> list[Offer]:
    if page.blocks[block].question:
        return []
    return offers(block, page.docs[block], lambda head: page.references.one(block, head) is not None)


def _in_set(made: dict[int, Candidate], sets: dict[int, tuple[int, int]], place: int) -> Candidate:
    if place not in sets:
        return made[place]
    first, side = sets[place]
    return msgspec.structs.replace(made[place], set=made[first].id.replace("cnd-", "set-"), side=side)


def _candidate(page: Page, offer: Offer, claims: Sequence[Claim]) -> Candidate:
    tokens = list(page.docs[offer.block][offer.start : offer.end])
    at = span(page.blocks[offer.block], tokens)
    found = Candidate(
        id="",
        document=page.document.id,
        span=at,
        quote=page.document.text[at.start : at.end],
        sources=_sources(page, offer),
        about=_about(page, offer),
        claims=_claims(page, offer, claims),
        cue=offer.cue.id,
    )
    return msgspec.structs.replace(found, id=candidate_id(found))


def _sources(page: Page, offer: Offer) -> tuple[Source, ...]:
    """Who holds an explanation, nearest first; one who is not a party of the text by the text's own words."""
    voices = [*page.attribution.behind(offer.block, offer.holder), *page.attribution.voices(offer.block, offer.clause)]
    if offer.holder is not None and offer.holder.tag_ not in {"PRP", "WP", "WDT"}:
        party = page.references.one(offer.block, offer.holder)
        if party is None or party.party is None:
            nearer = {voice.source.name for voice in page.attribution.behind(offer.block, offer.holder)}
            farther = [voice.source for voice in voices if voice.source.name not in nearer]
            return _once([_worded(page, offer.block, offer.holder), *farther])
    return _once([voice.source for voice in voices])


def _once(sources: Sequence[Source]) -> tuple[Source, ...]:
    return tuple({one.name: one for one in reversed(sources) if one.kind != "unspecified"}.values())[::-1]


def _worded(page: Page, block: int, holder: Token) -> Source:
    """ "Some executives", "friends of the minister": a source as the text words it."""
    of = [child.right_edge.i + 1 for child in children(holder, "nmod") if preposition(child) == "of"]
    end = max([extent(holder)[1], *of])
    start = max([holder.left_edge.i, *(child.i + 1 for child in children(holder, "case") if child.i < holder.i)])
    at = _stretch(page, block, start, end)
    return Source(page.document.text[at.start : at.end], "anonymous", at)


def _about(page: Page, offer: Offer) -> tuple[Mention, ...]:
    """The parties that the words of an offer name or its subject stands for; else those of the sentence before."""
    found = _named(page, offer.block, offer.start, offer.end)
    who = doer(offer.clause)
    filler = page.references.one(offer.block, who) if who is not None and who != offer.holder else None
    if filler is not None and filler.party is not None:
        found = [mention(filler, page.blocks, page.docs), *found]
    found = found or _named(page, *_sentence_before(page, offer))
    return tuple({one.name: one for one in reversed(found)}.values())[::-1]


def _named(page: Page, block: int, start: int, end: int) -> list[Mention]:
    here = [(name, party) for name, party in page.cast.order if name.block == block and start <= name.start < end]
    fillers = [standing_for(party, block, name.start, name.start, name.end) for name, party in here]
    return [mention(filler, page.blocks, page.docs) for filler in fillers]


def _sentence_before(page: Page, offer: Offer) -> tuple[int, int, int]:
    """Block, first token and end of the sentence before an offer's; of its own where it is the first of the text."""
    first = offer.clause.sent.start
    block = offer.block if first or not offer.block else offer.block - 1
    doc = page.docs[block]
    last = doc[first - 1] if block == offer.block and first else doc[-1]
    sentence = last.sent if last.i or first else offer.clause.sent
    return block, sentence.start, sentence.end


def _claims(page: Page, offer: Offer, claims: Sequence[Claim]) -> tuple[str, ...]:
    """The ids of the claims told in the sentence of an offer, else in the one before."""
    own = offer.clause.sent
    places = [(offer.block, own.start, own.end), _sentence_before(page, offer)]
    told = [[claim.id for claim in claims if _in(claim.span, _stretch(page, *place))] for place in places]
    return tuple(next((ids for ids in told if ids), ()))


def _stretch(page: Page, block: int, start: int, end: int) -> Span:
    tokens: list[Token] = list(page.docs[block][start:end])
    return span(page.blocks[block], tokens)


def _in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start < outer.end
