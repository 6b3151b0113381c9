"""Motives: whether a clause says why somebody did something, and whether it is about what somebody did at all.

Takes: the head of a clause in its tree. Gives: the sign of a motive, or none. Knows nothing of: who says so, parties.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cuibono.read.stance import negated
from cuibono.read.syntax import children, lemma, preposition, subject
from cuibono.tables import entries

if TYPE_CHECKING:
    from cuibono.read.sentences import Token

_POINTS = frozenset({"it", "this", "that", "these", "those"})
_ACTS = frozenset({"he", "she", "they", "who"})


def listed(key: str) -> frozenset[str]:
    """A list of interpretations.toml."""
    return entries("interpretations", key)


def motive(clause: Token) -> str:
    """The word by which a clause tells a motive; "" where it tells none, denies it, or speaks of what is ahead."""
    if ahead(clause) or negated(clause):
        return ""
    return sign(clause) or cause(clause) or _under_way(clause)


def ahead(clause: Token) -> bool:
    """Whether a clause speaks of what is to come or ought to be: no explanation of what is."""
    return any(child.lower_ in listed("ahead") for child in children(clause, "aux"))


def sign(clause: Token) -> str:
    """As `motive`, by the clause's own words alone, denied or not."""
    return is_motive(clause) or _meant(clause) or _tries(clause) or _driven(clause) or _contrasted(clause)


def is_motive(noun: Token) -> str:
    """The noun itself where it calls an act by its motive: "an attempt to ...", "an act of loyalty", "payback"."""
    word = lemma(noun)
    if noun.pos_ != "NOUN" and not (noun.lower_ == word and children(noun, "aux:pass", "cop")):
        return ""
    if word == "act" and any(_is_drive(of) for of in children(noun, "nmod")):
        return "act of"
    if word not in listed("motive_nouns") or (word in listed("wants_purpose") and not _has_purpose(noun)):
        return ""
    return word


def _is_drive(noun: Token) -> bool:
    return lemma(noun) in listed("drives") and preposition(noun) in {"of", "out of"}


def _has_purpose(noun: Token) -> bool:
    """ "a bid to win", "an effort at winning", "a way of winning", "a signal that"."""
    clauses = children(noun, "acl", "advcl", "xcomp")
    return any(_to(child) or any(mark.lower_ == "that" for mark in children(child, "mark")) for child in clauses)


def _to(verb: Token) -> bool:
    marked = any(mark.lower_ in {"to", "of", "at"} for mark in children(verb, "mark"))
    return marked and verb.tag_ in {"VB", "VBG", "VBN", "NN"}


def _meant(clause: Token) -> str:
    """ "was meant to ...", "is driven by ...", "was rewarded for ..."."""
    passive = children(clause, "aux:pass", "nsubj:pass")
    if lemma(clause) in listed("returned") and passive:
        return lemma(clause) if any(preposition(child) == "for" for child in children(clause, "obl", "advcl")) else ""
    if clause.tag_ != "VBN" or lemma(clause) not in listed("meant"):
        return ""
    aims = any(_to(child) for child in children(clause, "xcomp", "ccomp", "advcl"))
    by = any(preposition(child) in {"by", "at", "as"} for child in children(clause, "obl", "obl:agent"))
    return lemma(clause) if (aims or by) and (passive or children(clause, "aux")) else ""


def _tries(clause: Token) -> str:
    """ "was trying to ...", "wanted to ...", "was bowing to ..."."""
    if clause.pos_ != "VERB" or lemma(clause) not in listed("tries"):
        return ""
    further = any(_to(child) for child in children(clause, "xcomp", "ccomp"))
    yields = any(preposition(child) == "to" for child in children(clause, "obl"))
    return lemma(clause) if further or yields else ""


def _driven(clause: Token) -> str:
    """ "acted out of fear", "gave it as a way to ...", "paid in a bid to ..."."""
    for phrase in [clause, *children(clause, "obl")]:
        if preposition(phrase) == "out of" and _is_drive(phrase):
            return "out of"
        if phrase != clause and preposition(phrase) in {"as", "in"} and is_motive(phrase) and _has_purpose(phrase):
            return f"{preposition(phrase)} {lemma(phrase)}"
    return ""


def _contrasted(clause: Token) -> str:
    """ "was courtesy rather than surrender"."""
    after = [token.lower_ for token in clause.doc[clause.i + 1 : clause.i + 3]]
    return "rather than" if clause.pos_ == "NOUN" and children(clause, "cop") and after == ["rather", "than"] else ""


def cause(clause: Token, *, hedge: bool = False) -> str:
    """ "because ...", "in order to ...", "so as to ..." on a clause; with `hedge` only after "perhaps" or the like."""
    for child in children(clause, "advcl"):
        words = [token.lower_ for token in child.doc[child.left_edge.i : child.i] if not token.is_punct]
        if hedge and not set(words[:1]) & listed("hedges"):
            continue
        if set(words) & listed("marks") & {mark.lower_ for mark in children(child, "mark")}:
            return "because"
        if not hedge and words[:3] in (["in", "order", "to"], ["so", "as", "to"]):
            return " ".join(words[:3])
    return ""


def _under_way(clause: Token) -> str:
    """ "is bowing to shield ...": a purpose, where the clause speaks of what is under way or was done."""
    done = clause.tag_ in {"VBD", "VBG"} or any(child.lower_ in {"has", "have", "had"} for child in clause.children)
    aims = [child for child in children(clause, "advcl") if child.tag_ == "VB" and _to(child) and child.i > clause.i]
    return "to" if done and aims and clause.pos_ == "VERB" else ""


def is_act(noun: Token | None) -> bool:
    """Whether a noun names what somebody does, or points to it: "the gift", "this"."""
    return noun is not None and (noun.lower_ in _POINTS or lemma(noun) in listed("acts"))


def doer(clause: Token) -> Token | None:
    """The subject of a clause itself, also where it is said of a noun: of "the reason is that Acme paid", Acme."""
    inner = children(clause, "nsubj", "nsubj:pass") if children(clause, "nsubj:outer") else []
    return inner[0] if inner else subject(clause)


def about_act(clause: Token, named: Callable[[Token], bool]) -> bool:
    """Whether a clause's subject is an act, or somebody who can have motives; `named` knows who is named."""
    who = doer(clause)
    return who is not None and (is_act(who) or who.lower_ in _ACTS or named(who))


def hedged(clause: Token) -> Token | None:
    """The head of what a text only takes to be so: of "appears to be an attempt" the attempt; None where it is sure."""
    if lemma(clause) in listed("hedging"):
        inner = children(clause, "xcomp", "ccomp")
        return inner[0] if inner and inner[0].tag_ != "VB" else None
    aux = {child.lower_ for child in children(clause, "aux")}
    adverb = any(child.lower_ in listed("hedges") for child in children(clause, "advmod"))
    over = bool(aux & {"have"}) or clause.pos_ == "NOUN" or bool(children(clause, "aux:pass"))
    return clause if adverb or (aux & listed("hedging_aux") and over) else None
