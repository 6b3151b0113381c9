"""Tone: whether what a speaker says praises or blames.

Takes: the tokens of what is said. Gives: a number, above nothing for praise, below for blame, nought for neither.
Knows nothing of: who speaks, kinds of dealing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cuibono.read.syntax import children, lemma
from cuibono.tables import entries

if TYPE_CHECKING:
    from cuibono.read.sentences import Token


def tone(said: Sequence[Token]) -> float:
    """Praising words less blaming ones; weak words count half, fixed expressions double, negated words reversed."""
    text = " ".join(token.lower_ for token in said).replace("’", "'").replace(" n't", "n't")
    total = 2.0 * sum(phrase in text for phrase in entries("tone", "good_phrases"))
    total -= 2 * sum(phrase in text for phrase in entries("tone", "bad_phrases"))
    for token in said:
        value = _is(token, "good") - _is(token, "bad") + (_is(token, "weak_good") - _is(token, "weak_bad")) / 2
        total += -value if value and _negated(token) else value
    return total


def _is(token: Token, key: str) -> bool:
    if token.pos_ in {"PROPN", "ADP", "DET", "CCONJ", "SCONJ", "PRON"}:
        return False
    return lemma(token) in entries("tone", key) or token.lower_ in entries("tone", key)


def _negated(token: Token) -> bool:
    """ "not fair", "no success", "never been a model", "do not support"."""
    near = [*token.children, *(token.head.children if token.dep_ in {"amod", "acomp", "xcomp", "obj", "nmod"} else [])]
    return any(child.lower_ in {"not", "n't", "n’t", "no", "never", "hardly", "nothing"} for child in near) or any(
        mark.lower_ == "without" for mark in children(token, "case", "mark")
    )
