"""Orders: dealings told to come after or before other ones of the same text.

Takes: the frames of a document with their claims, the dates of its blocks. Gives: for a claim the words that say so
and the claims that may tell of the other dealing; a period where these have one.
Knows nothing of: other documents, which claims tell of one event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from cuibono.model import Claim, Order, OrderWay, claim_id
from cuibono.read.dates import FoundDate
from cuibono.read.dates.specs import Shifted
from cuibono.read.frames import Frame
from cuibono.read.parties import Cast
from cuibono.read.slots import Quantities
from cuibono.read.syntax import children, lemma
from cuibono.read.timing import date_rank, opened
from cuibono.read.wording import definite
from cuibono.tables import entries, table
from cuibono.tables.cues import again
from cuibono.values import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cuibono.read.sentences import Token

_WORD = re.compile(r"[^\W\d_]+")


class Told(msgspec.Struct, frozen=True):
    """A claim with the frame it was made from, and the dates of its block."""

    frame: Frame
    claim: Claim
    counted: Quantities


class Text(msgspec.Struct, frozen=True):
    """What orders are found in: claims in order, frames that only say once more what they tell of, who is named."""

    told: Sequence[Told]
    repeated: Sequence[Frame]
    cast: Cast
    published: Period | None


class _Said(msgspec.Struct, frozen=True):
    """That something comes after or before the dealing of `anchor`, by a distance where one is given."""

    way: OrderWay
    words: str
    anchor: Token
    distance: FoundDate | None


def ordered(text: Text) -> list[Told]:
    """The same claims; those told to come after or before others have the order, and where it gives days a period.

    The anchors of an order are places in the list, until `named` puts ids for them.
    """
    return [_ordered(place, text) for place in range(len(text.told))]


def named(told: Sequence[Told], kept: Sequence[Claim]) -> list[Claim]:
    """The claims that are kept of these, each order with the ids of its anchors; none where no anchor is kept."""
    ids = {str(place): one.claim.id for place, one in enumerate(told)}
    there = {claim.id for claim in kept}
    found = []
    for claim in kept:
        order = claim.order
        if order is not None:
            anchors = tuple(sorted({ids[a] for a in order.anchors} & there - {claim.id}))
            order = msgspec.structs.replace(order, anchors=anchors) if anchors else None
        found.append(msgspec.structs.replace(claim, order=order))
    return found


def _ordered(place: int, text: Text) -> Told:
    one = text.told[place]
    said = _nearest(one) if one.claim.stance in {"asserted", "planned"} and not one.frame.part else None
    anchors = _anchors(said, place, text) if said else []
    if said is None or not anchors:
        return one
    claim, spec = one.claim, said.distance.spec if said.distance else None
    count, unit = (spec.count, spec.unit) if isinstance(spec, Shifted) else (None, None)
    when = _period(said, [text.told[a].claim.period for a in anchors], text.published) if claim.period is None else None
    if when is not None:
        rules = (*claim.rules, f"date '{said.words}' counted from '{said.anchor.text}'")
        claim = msgspec.structs.replace(claim, period=when, rules=rules)
        claim = msgspec.structs.replace(claim, id=claim_id(claim))
    order = Order(said.way, said.words, tuple(map(str, anchors)), count, unit)
    return Told(one.frame, msgspec.structs.replace(claim, order=order), one.counted)


def _period(said: _Said, given: Iterable[Period | None], published: Period | None) -> Period | None:
    """The days that a counted distance comes to, where the anchors that have a period have the same one."""
    periods = {period for period in given if period}
    if said.distance is None or len(periods) != 1:
        return None
    return said.distance.resolve(published, None, periods.pop())


def _nearest(one: Told) -> _Said | None:
    """The order that hangs nearest on a frame's predicate."""
    predicate = one.frame.predicate
    ranked = [
        (rank, said.anchor.i, said)
        for said in _said(predicate, one.counted)
        if (rank := date_rank(predicate, said.anchor, one.frame.cue.speech)) is not None
    ]
    return min(ranked, key=lambda entry: entry[:2])[2] if ranked else None


def _said(predicate: Token, counted: Quantities) -> Iterator[_Said]:
    """The orders that a sentence states, but for those in which the predicate is itself what others are seen from."""
    for anchor in predicate.sent:
        if anchor == predicate or anchor.is_ancestor(predicate) or anchor.pos_ not in _ANCHORS:
            continue
        for mark in children(anchor, "case", "mark"):
            words = " ".join(token.lower_ for token in (mark, *children(mark, "fixed")))
            way = _way(words)
            if way:
                far = next((d for d in counted.dates if opened(anchor.doc, d) == anchor and d.end > mark.idx), None)
                yield _Said(way, f"{far.text if far else words} {_phrase(anchor, mark)}", anchor, far)


_ANCHORS = frozenset({"NOUN", "PROPN", "VERB", "AUX"})
_LONG = 8  # words of the other dealing that are shown


def _phrase(anchor: Token, mark: Token) -> str:
    """The words of the other dealing, shortened."""
    after = [token for token in sorted(anchor.subtree, key=lambda t: t.i) if token.i > mark.i]
    tokens = [token for token in after if token.dep_ != "fixed"]
    more = " …" if len(tokens) > _LONG else ""
    return "".join(token.text_with_ws for token in tokens[:_LONG]).strip(" ,.;:–—") + more


def _way(words: str) -> OrderWay | None:
    if words in entries("orders", "after"):
        return "after"
    return "before" if words in entries("orders", "before") else None


def _anchors(said: _Said, place: int, text: Text) -> list[int]:
    """The places of the claims that may tell of the other dealing; none where one of them only may have been."""
    found: list[int] = []
    for token in _nouns(said.anchor):
        found = found or [n for n, one in enumerate(text.told) if one.frame.predicate == token and n != place]
        found = found or list(_repeated(token, place, text)) or list(_taken_up(token, place, text))
    return found if all(text.told[n].claim.stance == "asserted" for n in found) else []


def _nouns(anchor: Token) -> Iterator[Token]:
    """What the order is seen from: a dealing's own word, or what a verb of being there has with it."""
    yield anchor
    if anchor.pos_ in {"VERB", "AUX"} and lemma(anchor) in entries("orders", "at"):
        yield from children(anchor, "obj", "obl", "nsubj:pass", "nsubj")


def _repeated(token: Token, place: int, text: Text) -> Iterator[int]:
    """The claims that a clause of time tells of once more: of its kind and with its parties."""
    for frame in (frame for frame in text.repeated if frame.predicate == token):
        sides = {filler.name for filler in frame.fillers}
        for number, one in enumerate(text.told):
            same = one.frame.kind == frame.kind and sides == {filler.name for filler in one.frame.fillers}
            if same and number != place:
                yield number


def _taken_up(noun: Token, place: int, text: Text) -> Iterator[int]:
    """The claims of the kind that a definite noun takes up, with the people that it names and of the sort it says."""
    kind = again().get(lemma(noun)) or table("orders")["noun"].get(lemma(noun))
    if kind is None or noun.pos_ != "NOUN" or not definite(noun):
        return
    block = text.told[place].frame.block
    parties = [found[0] for token in noun.subtree if (found := text.cast.named(block, token))]
    sort = table("orders")["sort"].get(lemma(noun), ())
    for number, one in enumerate(text.told):
        sides = [filler.party for filler in one.frame.fillers]
        words = set(_WORD.findall(one.claim.quote.casefold()))
        fits = all(any(party is side for side in sides) for party in parties if party.kind == "person")
        if number != place and one.frame.kind == kind and fits and (not sort or words.intersection(sort)):
            yield number
