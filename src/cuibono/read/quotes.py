"""Quoted words and who speaks them.

Takes: parsed blocks and the references. Gives: for any token the speaker of the words it stands in, or None.
Knows nothing of: kinds of dealing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuibono.read.syntax import agent, children, lemma, passive, subject
from cuibono.tables import entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cuibono.read.blocks import Block
    from cuibono.read.sentences import Doc, Token

_OPEN, _CLOSE, _STRAIGHT = {"“", "«", "„"}, {"”", "»"}, '"'


class Quotation:
    """Tokens `start` to `end` of one block stand in quotation marks; `verb` is the verb of saying that governs them."""

    def __init__(self, block: int, start: int, end: int) -> None:
        self.block, self.start, self.end = block, start, end
        self.who: Token | None = None
        self.verb: Token | None = None


class Quotes:
    """All quotations of a document. `speaker(block, token)` is the noun that speaks a token's words."""

    def __init__(self, docs: Sequence[Doc], page: Sequence[Block]) -> None:
        self.page = page
        self.found = [quote for block, doc in enumerate(docs) for quote in _quotations(block, doc)]
        for quote in self.found:
            quote.verb, quote.who = _governed(docs[quote.block], quote)
        self._carry(docs)

    def at(self, block: int, token: Token) -> Quotation | None:
        """The quotation that a token stands in, or None."""
        return next(
            (quote for quote in self.found if quote.block == block and quote.start <= token.i < quote.end), None
        )

    def speaker(self, block: int, token: Token) -> Token | None:
        """The head of the phrase that names who speaks the token's words, or None."""
        quote = self.at(block, token)
        return quote.who if quote else None

    def spoken(self, block: int, verb: Token) -> list[Token]:
        """The words in quotation marks that a verb of saying brings, in every sentence of them."""
        mine = [quote for quote in self.found if quote.block == block and quote.verb is not None and quote.verb == verb]
        return [token for quote in mine for token in verb.doc[quote.start : quote.end]]

    def _carry(self, docs: Sequence[Doc]) -> None:
        """A quotation with no verb of its own goes on in the voice of its neighbour in the same paragraph."""
        for quote in self.found:
            if quote.who is not None or not _is_sentence(docs[quote.block], quote):
                continue
            near = [other for other in self.found if other.block == quote.block and other.who is not None]
            before = [other for other in near if other.start < quote.start]
            after = [other for other in near if other.start > quote.start]
            chosen = before[-1] if before else after[0] if after else None
            if chosen is not None:
                quote.who, quote.verb = chosen.who, chosen.verb
            else:
                quote.who = _last_speaker(docs[quote.block], quote)


def _quotations(block: int, doc: Doc) -> list[Quotation]:
    found: list[Quotation] = []
    start: int | None = None
    for token in doc:
        opens = token.text in _OPEN or (token.text == _STRAIGHT and start is None)
        closes = token.text in _CLOSE or (token.text == _STRAIGHT and start is not None)
        if opens:
            start = token.i + 1
        elif closes and start is not None:
            if token.i > start:
                found.append(Quotation(block, start, token.i))
            start = None
    if start is not None and start < len(doc):
        found.append(Quotation(block, start, len(doc)))
    return found


def _is_sentence(doc: Doc, quote: Quotation) -> bool:
    """Whether the quotation is speech and not a word or two in marks: it holds a whole clause of its own."""
    return quote.end - quote.start >= 4 and any(
        doc[i].head.i == i or not quote.start <= doc[i].head.i < quote.end
        for i in range(quote.start, quote.end)
        if doc[i].pos_ in {"VERB", "AUX", "NOUN", "ADJ"}
    )


def _governed(doc: Doc, quote: Quotation) -> tuple[Token | None, Token | None]:
    """The verb of saying above, beside or after the quotation in its own sentences, and its subject."""
    for token in doc[quote.start : quote.end]:
        if quote.start <= token.head.i < quote.end and token.head != token:
            continue
        verb = token.head if token.head != token else None
        while verb is not None and verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
            verb = verb.head
        for candidate in filter(None, (verb, *_beside(token, quote))):
            who = speaker_of(candidate)
            if who is not None and not quote.start <= candidate.i < quote.end:
                return candidate, who
    return _lead_in(doc, quote)


def _beside(token: Token, quote: Quotation) -> list[Token]:
    return [
        child
        for child in token.children
        if child.dep_ in {"parataxis", "ccomp", "conj", "advcl"} and not quote.start <= child.i < quote.end
    ]


def _lead_in(doc: Doc, quote: Quotation) -> tuple[Token | None, Token | None]:
    """Words before a colon or comma that speak: 'In a statement he said: "..."', and '"...," said X' read as two."""
    before, after = quote.start - 2, quote.end + 1
    if before >= 0 and doc[before].text in {":", ","}:
        for token in reversed(doc[max(0, before - 25) : before]):
            if token.pos_ == "VERB" and speaker_of(token) is not None:
                return token, speaker_of(token)
            if token.is_sent_start:
                break
    for token in doc[after : min(len(doc), after + 4)]:
        if token.pos_ == "VERB" and lemma(token) in says() and speaker_of(token) is not None:
            return token, speaker_of(token)
    return None, None


def speaker_of(verb: Token) -> Token | None:
    """Who speaks by a verb of saying: its subject, or the agent of a passive; None for other verbs."""
    if verb.pos_ not in {"VERB", "AUX"} or lemma(verb) not in says():
        return None
    if passive(verb):
        if lemma(verb) in {"quote", "cite"} and children(verb, "nsubj:pass"):
            return children(verb, "nsubj:pass")[0]
        return agent(verb)
    return _beside_verb(verb) or subject(verb) or _inverted(verb)


def _inverted(verb: Token) -> Token | None:
    """ "..., said the union's secretary, Bo Ray": a phrase right after the verb that the parser hung elsewhere."""
    after = [child for child in children(verb, "obj") if child.pos_ == "PROPN" and child.i > verb.i]
    if after and verb.dep_ in {"parataxis", "ROOT"}:
        return after[0]
    for token in verb.doc[verb.i + 1 : min(verb.i + 8, verb.sent.end)]:
        if token.left_edge.i == verb.i + 1 and token.pos_ in {"NOUN", "PROPN"} and token.head.i < verb.i:
            return token
    return None


def _beside_verb(verb: Token) -> Token | None:
    """The noun phrase right before a verb of saying ("..., the people said"), also where it was read as another's."""
    if children(verb, "nsubj", "nsubj:pass") or verb.dep_ not in {"parataxis", "ROOT"}:
        return None
    first = verb.sent.start if verb.dep_ == "ROOT" else verb.head.i + 1
    for token in verb.doc[first : verb.i]:
        beside = token.right_edge.i == verb.i - 1 or (token.right_edge.i == verb.i - 2 and verb.nbor(-1).text == ",")
        if beside and token.dep_ in {"nsubj", "nsubj:pass", "appos"} and token.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
            return token
    return None


def says() -> frozenset[str]:
    """Lemmas of the verbs of saying."""
    return entries("sources", "say")


def _last_speaker(doc: Doc, quote: Quotation) -> Token | None:
    """The subject of the sentence before, if it speaks or acts as a named speaker would."""
    for token in reversed(doc[: quote.start]):
        if token.pos_ == "VERB" and lemma(token) in says():
            return speaker_of(token)
        if token.pos_ == "VERB" and token.dep_ == "ROOT":
            return subject(token)
    return None
