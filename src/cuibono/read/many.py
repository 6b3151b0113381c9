"""Words that stand for several named parties at once: "the two", "both men", "three advisers: A, B and C".

Takes: heads of noun phrases in their trees, the cast. Gives: the parties they spell out or go back to, or none.
Knows nothing of: kinds of dealing, sources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuibono.read.fillers import Filler, standing_for
from cuibono.read.names import listed
from cuibono.read.parties import Cast, Party
from cuibono.read.syntax import children, conjuncts, lemma, preposition
from cuibono.read.wording import extent
from cuibono.tables import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cuibono.read.sentences import Doc, Token

_SENTENCES_BACK = 3
_MEN = frozenset({"men", "women"})


def spelt_out(block: int, head: Token, one: Callable[[int, Token], Filler | None]) -> list[Filler]:
    """Names that spell out a plural: "three advisers: A, B and C", "companies such as A and B"."""
    if head.tag_ not in {"NNS", "NNPS"}:
        return []
    spelt = [c for c in head.children if c.dep_ == "appos" or preposition(c) in {"such as", "including", "like"}]
    if head.i + 2 < len(head.doc) and head.doc[head.i + 1].text == ":":
        spelt.append(head.doc[head.i + 2])
    for child in spelt:
        named = [filler for part in conjuncts(child) if (filler := one(block, part)) and filler.party is not None]
        if named:
            return named
    return []


def pair(cast: Cast, block: int, head: Token) -> list[Filler]:
    """The two people that "the pair", "the two", "both men" or the "they" of a meeting goes back to; else none."""
    if not _says_two(head) or children(head, "nmod", "acl", "acl:relcl", "appos", "nmod:poss"):
        return []
    people = _told_together(cast, block, head)
    if any(party.gender == _other_gender(head) for party in people):
        return []
    start, end = extent(head)
    return [standing_for(party, block, head.i, start, end, head.lower_) for party in people]


def _says_two(head: Token) -> bool:
    marks = {child.lower_ for child in children(head, "det", "nummod", "det:predet")}
    lower = head.lower_
    if lower == "they":
        return lemma(head.head) in words("mutual_verbs") and head.dep_ == "nsubj"
    if children(head, "amod", "compound"):
        return False
    if lower in {"two", "both"}:
        return head.dep_ != "nummod" and (lower == "both" or "the" in marks)
    if lower in {"pair", "duo"}:
        return bool(marks & {"the", "this", "that"})
    plural = lower in _MEN or (head.tag_ == "NNS" and lower in listed("groups") & words("pair_nouns"))
    return plural and ("both" in marks or ("two" in marks and bool(marks & {"the", "these", "those"})))


def _other_gender(head: Token) -> str:
    return {"men": "female", "women": "male"}.get(head.lower_, "none")


def _told_together(cast: Cast, block: int, head: Token) -> list[Party]:
    """The two people of the nearest sentence that names two; none where another is named since, or it names more."""
    since: list[Party] = []
    for at, sentence in _sentences_before(cast, block, head):
        named = [found for token in sentence if (at != block or token.i < head.i) and (found := cast.named(at, token))]
        people = list(dict.fromkeys(party for party, _ in named if party.kind == "person"))
        if len(people) == 2:
            return people if all(party in people for party in since) else []
        if len(people) > 2:
            return []
        since += [party for party in people if party not in since]
    return []


def _sentences_before(cast: Cast, block: int, head: Token) -> Iterator[tuple[int, list[Token]]]:
    """The sentence that the head stands in and those before it, nearest first, in its block and the one before."""
    before = [sentence for sentence in head.doc.sents if sentence.start <= head.i]
    found = [(block, list(sentence)) for sentence in reversed(before)]
    if block:
        doc: Doc = cast.docs[block - 1]
        found += [(block - 1, list(sentence)) for sentence in reversed(list(doc.sents))]
    yield from found[: _SENTENCES_BACK + 1]
