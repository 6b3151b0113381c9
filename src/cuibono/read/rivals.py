"""Rivals: which of the explanations that a text offers it puts against one another.

Takes: the offers of a document in the order of the text. Gives: for each that has a rival its set and its side there.
Knows nothing of: what the offers say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from cuibono.read.motives import doer, is_act, listed
from cuibono.read.offers import Offer, is_group
from cuibono.read.syntax import children, lemma

if TYPE_CHECKING:
    from cuibono.read.sentences import Doc, Token

_REACH = 4  # sentences over which "this interpretation" may stand between two rivals


def rivals(docs: Sequence[Doc], offers: Sequence[Offer]) -> dict[int, tuple[int, int]]:
    """For the place of each offer that has a rival: the place of the first of its set, and its side, from 1."""
    near = [(a, b) for a, b in pairwise(range(len(offers))) if _near(docs, offers[a], offers[b])]
    against = [(a, b) for a, b in near if _against(docs, offers[a], offers[b])]
    along = [(a, b) for a, b in near if (a, b) not in against and _goes_on(offers[a], offers[b])]
    first = _joined(len(offers), [*against, *along])
    sides = _joined(len(offers), along)
    opposed = {first[a] for a, _ in against}
    found: dict[int, tuple[int, int]] = {}
    for place in range(len(offers)):
        if first[place] in opposed:
            order = list(dict.fromkeys(sides[p] for p in range(len(offers)) if first[p] == first[place]))
            found[place] = (first[place], order.index(sides[place]) + 1)
    return found


def _joined(count: int, links: Sequence[tuple[int, int]]) -> list[int]:
    """For each place the first one that links, all of them from a place to a later one, lead back to."""
    first = list(range(count))
    for a, b in sorted(links):
        first[b] = first[a]
    return first


def _against(docs: Sequence[Doc], one: Offer, other: Offer) -> bool:
    if one.cue.form == other.cue.form == "out_of" and one.clause.sent == other.clause.sent:
        return True
    if _disowned(docs, one, other):
        return True
    if not _may_oppose(one, other):
        return False
    if not _next_to(docs, one, other):
        return False
    groups = _of_group(one.holder, "first") and _of_group(other.holder, "other")
    if _sentence(docs, one) == _sentence(docs, other):
        between = {token.lower_ for token in docs[one.block][one.clause.i : other.clause.i]}
        return _apart(one, other) and (groups or bool(between & listed("between")))
    return groups or _opens_against(list(other.clause.sent))


def _may_oppose(one: Offer, other: Offer) -> bool:
    """Whether the cues of two offers allow it: of weak ones a group holds one, and two of them speak of acts."""
    weak = [offer for offer in (one, other) if offer.cue.weak]
    of_acts = all(offer.cue.form != "clause" or is_act(doer(offer.clause)) for offer in weak)
    return not weak or (_apart(one, other) and _grouped(one, other) and (len(weak) == 1 or of_acts))


def _goes_on(one: Offer, other: Offer) -> bool:
    """ "The simplest explanation was that ..." after an explanation of the same paragraph is that one, told on."""
    noun = next((token for token in other.clause.sent if token.dep_ in {"nsubj", "nsubj:outer"}), None)
    definite = noun is not None and any(child.lower_ in {"the", "their"} for child in noun.children)
    return other.cue.form == "noun_is" and one.block == other.block and definite and not one.cue.weak


def _apart(one: Offer, other: Offer) -> bool:
    """Whether the text names two who hold the offers."""
    return one.holder is not None and other.holder is not None and one.holder.text != other.holder.text


def _grouped(one: Offer, other: Offer) -> bool:
    """Whether a group that the text lets explain holds one of two offers."""
    return any(offer.holder is not None and is_group(offer.holder) for offer in (one, other))


def _of_group(holder: Token | None, key: str) -> bool:
    if holder is None:
        return False
    words = {lemma(holder), holder.lower_, *(child.lower_ for child in children(holder, "det", "amod"))}
    return bool(words & listed(key))


def _opens_against(sentence: Sequence[Token]) -> bool:
    """Whether a sentence begins by putting itself against the one before: "But", "Yet", "By contrast"."""
    opening = [token for token in sentence if not token.is_punct][:4]
    return opening[0].lower_ in listed("against") or any(
        token.lower_ in {"however", "contrast", "hand"} for token in opening
    )


def _disowned(docs: Sequence[Doc], one: Offer, other: Offer) -> bool:
    """Whether "However, this interpretation ..." stands between two offers."""
    return any(_takes_up(sentence) and _opens_against(sentence) for sentence in _between(docs, one, other))


def _takes_up(sentence: Sequence[Token]) -> bool:
    return any(
        lemma(token) in listed("taken_up")
        and token.dep_ in {"nsubj", "nsubj:pass"}
        and any(child.lower_ in {"this", "that", "such", "these"} for child in token.children)
        for token in sentence
    )


def _between(docs: Sequence[Doc], one: Offer, other: Offer) -> Iterator[Sequence[Token]]:
    """The sentences after the one offer's up to the other's, that one included."""
    for block in range(one.block, other.block + 1):
        for sentence in docs[block].sents:
            after = (block, sentence.start) > (one.block, one.clause.i)
            if after and (block, sentence.start) <= (other.block, other.clause.i):
                yield list(sentence)


def _near(docs: Sequence[Doc], one: Offer, other: Offer) -> bool:
    return other.block - one.block <= 1 and sum(1 for _ in _between(docs, one, other)) <= _REACH


def _next_to(docs: Sequence[Doc], one: Offer, other: Offer) -> bool:
    return sum(1 for _ in _between(docs, one, other)) <= 1


def _sentence(docs: Sequence[Doc], offer: Offer) -> tuple[int, int]:
    return offer.block, docs[offer.block][offer.clause.i].sent.start
