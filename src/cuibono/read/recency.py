"""How near a name stands to a pronoun or description that may mean it.

Takes: trees of a document's blocks. Gives: a score, higher for nearer and more central names.
Knows nothing of: parties.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cuibono.read.fillers import Filler
from cuibono.read.syntax import lemma, subject
from cuibono.read.wording import co_argument
from cuibono.tables import words

if TYPE_CHECKING:
    from cuibono.read.sentences import Doc, Token


def nearness(docs: Sequence[Doc], block: int, token: Token, other: int, start: int) -> float | None:
    """How near the name at `start` of block `other` stands to a token of `block`; None where it cannot be meant.

    Subjects count most, possessors least, and each sentence between counts against it: the order of Centering
    (Grosz, Joshi and Weinstein 1995), weights set by hand.
    """
    doc = docs[other]
    named = doc[start]
    while named.dep_ in {"flat", "compound", "nmod:desc", "amod"} and named.head.i != named.i and named.head.ent_type_:
        named = named.head
    sentences = _sentences_between(block, token, other, named)
    if sentences > 3 or (sentences == 0 and co_argument(token, named)):
        return None
    central = 1.5 if named.dep_ in {"nsubj", "nsubj:pass"} else 0.3 if named.dep_ in {"obj", "iobj"} else 0.0
    owner = -0.3 if named.dep_ in {"nmod:poss", "compound"} else 0.0
    return central + owner - 1.2 * sentences - start * 1e-6 * (1 if sentences else -1)


def _sentences_between(block: int, token: Token, other: int, named: Token) -> int:
    if block == other:
        return sum(1 for i in range(named.sent.end, token.i + 1) if token.doc[i].is_sent_start)
    return (
        1
        + sum(1 for i in range(named.sent.end, len(named.doc)) if named.doc[i].is_sent_start)
        + sum(1 for i in range(1, token.i + 1) if token.doc[i].is_sent_start)
    )


BOUND_KINDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("he", "she"), frozenset({"person"})),
    **dict.fromkeys(("it", "its"), frozenset({"organisation", "public_body", "place"})),
    "they": frozenset({"group", "organisation", "public_body"}),
}


def binder(token: Token) -> Token | None:
    """The noun that binds a pronoun: "Acme said it would …", "the ministry dropped its plan"; None where none does."""
    clause = token.head
    if (token.dep_ in {"nsubj", "nsubj:pass"} and clause.dep_ == "ccomp") or (
        token.dep_ == "nmod:poss" and clause.dep_ == "obj" and lemma(clause.head) in words("with_ones_own")
    ):
        who = subject(clause.head)
    else:
        return None
    return who if who is not None and who != token and who.pos_ != "PRON" else None


def wrong_gender(filler: Filler, token: Token) -> bool:
    """Whether a pronoun says another gender than the text gives the party."""
    known = filler.party.gender if filler.party else None
    wanted = "female" if token.lower_ in {"she", "her"} else "male" if token.lower_ in {"he", "his", "him"} else None
    return known is not None and wanted is not None and known != wanted
