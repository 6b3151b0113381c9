"""Who makes what: names of products that a text gives to a firm.

Takes: a document's cast. Gives: the maker of each product, by the product's name in lower case.
Knows nothing of: dealings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuibono.read.parties import Cast, Party
from cuibono.read.syntax import agent, children, lemma, passive, subject
from cuibono.tables import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cuibono.read.sentences import Token


def makers(cast: Cast) -> dict[str, Party]:
    """The firm that makes each named product; products that the text gives to two firms are left out.

    "Acme's K20 chip", "Acme may sell its K20", "Osquin is made by Acme".
    """
    found: dict[str, set[Party]] = {}
    for block, doc in enumerate(cast.docs):
        for token in doc:
            for word, firm in (*_owned(cast, block, token), *_made(cast, block, token), *_after(cast, block, token)):
                party = _firm(cast, block, firm)
                if party is not None and word.lower_ not in party.name.lower().split():
                    found.setdefault(word.lower_, set()).add(party)
    return {word: next(iter(firms)) for word, firms in found.items() if len(firms) == 1}


def _after(cast: Cast, block: int, mark: Token) -> Iterator[tuple[Token, Token]]:
    """ "Acme's K20": whatever the tree says of it."""
    if mark.tag_ == "POS" and 0 < mark.i < len(mark.doc) - 1 and _is_product(cast, block, mark.nbor(1)):
        yield mark.nbor(1), mark.nbor(-1)


def _firm(cast: Cast, block: int, token: Token) -> Party | None:
    named = cast.named(block, token)
    if named is None or named[0].kind != "organisation" or named[0].public or named[0].outlet:
        return None
    return named[0]


def _owned(cast: Cast, block: int, noun: Token) -> Iterator[tuple[Token, Token]]:
    for whose in children(noun, "nmod:poss"):
        firm = _subject_above(noun) if whose.lower_ in {"its", "their"} else whose
        if firm is None:
            continue
        for word in (noun, *children(noun, "compound", "appos", "flat", "nmod:desc", "nmod")):
            if _is_product(cast, block, word) and word.i > whose.i:
                yield word, firm


def _subject_above(noun: Token) -> Token | None:
    """The subject of the clause that a noun stands in: whose "its" is."""
    token = noun
    while token.head != token:
        token = token.head
        if token.pos_ == "VERB" and (who := subject(token)) is not None:
            return who if who != noun else None
    return None


def _made(cast: Cast, block: int, verb: Token) -> Iterator[tuple[Token, Token]]:
    if verb.pos_ != "VERB" or lemma(verb) not in words("making"):
        return
    thing, firm = (subject(verb), agent(verb)) if passive(verb) else (None, None)
    if thing is not None and firm is not None and _is_product(cast, block, thing):
        yield thing, firm


def _is_product(cast: Cast, block: int, word: Token) -> bool:
    """Whether a word looks like a product's name: a model number, or a capitalised name of no person or body."""
    if any(char.isdigit() for char in word.text) and any(char.isupper() for char in word.text):
        return True
    named = cast.named(block, word)
    plain = word.pos_ == "PROPN" and word.text[0].isupper() and not word.text.isupper()
    return plain and (
        named is None or (named[0].kind in {"organisation", "place"} and named[1].end - named[1].start == 1)
    )
