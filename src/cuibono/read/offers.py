"""Offers: passages in which a text offers an explanation, by the cues of interpretations.toml.

Takes: parsed sentences. Gives: offers, each with its clause, its words and the phrase that names who holds it.
Knows nothing of: which offers are rivals, parties beyond whether a clause names one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from cuibono.read.motives import about_act, ahead, cause, doer, hedged, is_act, is_motive, listed, motive, sign
from cuibono.read.quotes import says
from cuibono.read.stance import negated
from cuibono.read.syntax import agent, children, lemma, own_subject, passive, preposition
from cuibono.tables import entries
from cuibono.tables.interpretations import Form, InterpretationCue, by_form

if TYPE_CHECKING:
    from cuibono.read.sentences import Doc, Token

_NOBODY = frozenset({"few", "nobody", "none", "neither"})
_SPEAKING = frozenset({"i", "we", "you"})
_OPEN = frozenset({"whether", "if"})
_ASIDES = frozenset({"while", "whereas", "although", "though"})


class Offer(msgspec.Struct, frozen=True, eq=False):
    """An explanation where it stands: tokens `start` to `end` (end exclusive) of a block.

    `clause` is the head of what is offered, `holder` that of the phrase that names whose explanation it is; None
    where the sentence names nobody.
    """

    block: int
    clause: Token
    holder: Token | None
    cue: InterpretationCue
    start: int
    end: int


Named = Callable[["Token"], bool]


def offers(block: int, doc: Doc, named: Named) -> list[Offer]:
    """The offers of one block in the order of the text; of two on the same words the one whose cue needs no rival."""
    found: list[Offer] = []
    for token in doc:
        for form in _forms(lemma(token), token.pos_):
            for cue in by_form(form):
                found += [
                    Offer(block, clause, holder, cue, *_extent(clause, form))
                    for clause, holder in _FIND[form](token, cue, named)
                ]
    for token in doc:
        found += _either(block, token)
    found.sort(key=lambda offer: (offer.cue.weak, offer.start))
    kept: list[Offer] = []
    for offer in found:
        if all(offer.end <= other.start or other.end <= offer.start for other in kept):
            kept.append(offer)
    return sorted(kept, key=lambda offer: offer.start)


@cache
def _words(form: Form) -> frozenset[str]:
    return frozenset(word for cue in by_form(form) for word in (*cue.verb, *cue.noun))


def _forms(word: str, pos: str) -> Iterator[Form]:
    """The shapes that a word of this part of speech may head."""
    if pos == "VERB":
        yield from (form for form in ("clause", "as", "to") if word in _words(form))
    elif pos == "NOUN":
        yield from (form for form in ("noun_is", "noun_colon", "noun_that") if word in _words(form))
        if word in listed("interpreters"):
            yield "for"
    if pos in {"VERB", "AUX", "NOUN"}:
        yield "hedged"
    if word in {"rather", "instead"}:
        yield "rather"


_Found = Iterator[tuple["Token", "Token | None"]]


def _clause(verb: Token, cue: InterpretationCue, named: Named) -> _Found:
    """ "Critics argue that X", "X, critics argue, ..."."""
    holder = own_subject(verb)
    refused = verb.dep_ == "xcomp" and (negated(verb.head) or lemma(verb.head) in entries("stance", "denied"))
    nobody = holder is not None and holder.lower_ in _NOBODY
    if lemma(verb) not in cue.verb or negated(verb) or refused or nobody:
        return
    if cue.by_group and (holder is None or not is_group(holder)):
        return
    for said in _said(verb, cue.whether):
        if holder is not None and holder.lower_ in _SPEAKING and not named(doer(said) or said):
            continue
        open_to = is_act(doer(said)) or cue.by_group
        if about_act(said, named) and (motive(said) or (cue.weak and open_to and not ahead(said))):
            yield said, holder


def _said(verb: Token, whether: bool) -> list[Token]:
    inner = [c for c in children(verb, "ccomp") if whether is any(m.lower_ in _OPEN for m in children(c, "mark"))]
    return inner or [clause for clause in [_around(verb)] if clause is not None]


def _around(verb: Token) -> Token | None:
    """The clause into which a verb of saying is put: "The gift, analysts believe, was meant to ..."."""
    if verb.dep_ == "parataxis":
        return verb.head if verb.head.pos_ in {"VERB", "AUX", "NOUN"} else None
    apart = verb.left_edge.i > verb.sent.start and verb.left_edge.nbor(-1).text == "," and not children(verb, "obj")
    apart = apart or verb.left_edge.text == ","
    within = verb.dep_ == "acl:relcl" and own_subject(verb) in set(verb.children)
    return verb.head.head if within and apart and verb.head.dep_ in {"nsubj", "nsubj:pass"} else None


def is_group(noun: Token) -> bool:
    """Whether a noun names a group that a text lets explain: "critics", "some bankers", "others"."""
    dets = {child.lower_ for child in children(noun, "det", "amod")}
    return noun.tag_ != "NNP" and bool({lemma(noun), noun.lower_, *dets} & listed("interpreters"))


def _as(verb: Token, cue: InterpretationCue, named: Named) -> _Found:  # noqa: ARG001 - all shapes are asked alike
    """ "X saw the gift as a bid to ...", "the gift was seen as ...", "Acme calls it an investment"."""
    if lemma(verb) not in cue.verb or negated(verb):
        return
    things = children(verb, "nsubj:pass") if passive(verb) else children(verb, "obj")
    holder = agent(verb) if passive(verb) else own_subject(verb)
    if not things or not is_act(things[0]) or (cue.weak and holder is None):
        return
    under = [verb, things[0]]
    names = [child for head in under for child in children(head, "obl", "nmod", "advcl") if preposition(child) == "as"]
    names += [*children(verb, "xcomp"), *things[1:]] if lemma(verb) in {"call", "label"} else []
    if any(name.pos_ == "NOUN" if cue.weak else is_motive(name) for name in names):
        yield verb, holder


def _to(verb: Token, cue: InterpretationCue, named: Named) -> _Found:  # noqa: ARG001 - as above
    """ "Some attribute the reversal to pressure from donors"."""
    things = children(verb, "nsubj:pass") if passive(verb) else children(verb, "obj")
    to = [child for head in (verb, *things) for child in children(head, "obl", "nmod") if preposition(child) == "to"]
    if lemma(verb) in cue.verb and not negated(verb) and things and is_act(things[0]) and to:
        yield verb, agent(verb) if passive(verb) else own_subject(verb)


def _noun_is(noun: Token, cue: InterpretationCue, named: Named) -> _Found:
    """ "The likeliest explanation is that X"."""
    verb = noun.head
    if lemma(noun) not in cue.noun or noun.dep_ not in {"nsubj", "nsubj:outer"} or negated(verb):
        return
    if children(verb, "expl"):
        return
    for clause in [verb] if noun.dep_ == "nsubj:outer" else children(verb, "ccomp"):
        if clause.i > noun.i and about_act(clause, named) and not ahead(clause):
            yield clause, None


def _noun_colon(noun: Token, cue: InterpretationCue, named: Named) -> _Found:
    """ "Others offer a simpler explanation: X"."""
    at = noun.right_edge.i + 1 if noun.right_edge.text != ":" else noun.right_edge.i
    colon = next((token for token in noun.doc[noun.i : min(at + 1, noun.sent.end)] if token.text == ":"), None)
    if lemma(noun) not in cue.noun or colon is None:
        return
    for clause in colon.doc[colon.i + 1 : noun.sent.end]:
        if clause.head in {noun, noun.head} and own_subject(clause) is not None and about_act(clause, named):
            yield clause, own_subject(noun.head) if noun.dep_ == "obj" else None
            return


def _noun_that(noun: Token, cue: InterpretationCue, named: Named) -> _Found:
    """ "suspicions that X was meant to ..."."""
    if lemma(noun) not in cue.noun or any(child.lower_ == "no" for child in children(noun, "det")):
        return
    for clause in children(noun, "acl", "ccomp"):
        marked = any(mark.lower_ == "that" for mark in children(clause, "mark"))
        if marked and motive(clause) and about_act(clause, named):
            yield clause, None


def _hedged(token: Token, cue: InterpretationCue, named: Named) -> _Found:  # noqa: ARG001 - as above
    """ "appeared to be an attempt to ...", "may have been meant to ...", "..., perhaps because ..."."""
    core = hedged(token)
    tells = core is not None and about_act(token, named) and not negated(token) and sign(core)
    if tells or (cause(token, hedge=True) and about_act(token, named)):
        yield token, None


def _rather(word: Token, cue: InterpretationCue, named: Named) -> _Found:  # noqa: ARG001 - as above
    """ "X was not merely trying to ... . Rather, it did Y because ..."."""
    sentence = word.sent
    if word.i != sentence.start or sentence.start == 0 or not motive(sentence.root):
        return
    before = word.doc[sentence.start - 1].sent
    refused = [token for token in before if token.pos_ in {"VERB", "NOUN"} and negated(token) and sign(token)]
    if refused and about_act(sentence.root, named):
        yield sentence.root, None


def _for(noun: Token, cue: InterpretationCue, named: Named) -> _Found:  # noqa: ARG001 - as above
    """ "For insiders, it shows how ..."."""
    verb = noun.head
    opens = noun.dep_ == "obl" and preposition(noun) in {"for", "to"} and noun.i < verb.i
    if opens and noun.tag_ == "NNS" and is_act(own_subject(verb)):
        yield verb, noun


_FIND: dict[Form, Callable[[Token, InterpretationCue, Named], _Found]] = {
    "clause": _clause,
    "as": _as,
    "to": _to,
    "noun_is": _noun_is,
    "noun_colon": _noun_colon,
    "noun_that": _noun_that,
    "hedged": _hedged,
    "rather": _rather,
    "for": _for,
}


def _either(block: int, token: Token) -> list[Offer]:
    """ "whether out of fear or conviction": each of the two by itself."""
    if lemma(token) not in listed("drives") or preposition(token) != "out of":
        return []
    others = [child for child in children(token, "conj") if lemma(child) in listed("drives")]
    opens = {word.lower_ for word in token.doc[max(token.sent.start, token.left_edge.i - 2) : token.i]}
    if not others or not opens & {"whether", "either"}:
        return []
    first = next(child.i for child in token.children if child.dep_ == "case")
    stop = min(other.left_edge.i for other in others)
    (cue,) = by_form("out_of")
    found = [Offer(block, token, None, cue, first, stop)]
    return found + [Offer(block, other, None, cue, *_extent(other, "out_of")) for other in others]


def _extent(clause: Token, form: Form) -> tuple[int, int]:
    """The words of what is offered: its clause without what only brings it, or puts another against it."""
    inside = _inside(clause, clause)
    who = doer(clause)
    at = who.left_edge.i if who is not None and who.i < clause.i and who.head == clause else clause.i
    if form in {"as", "to", "hedged", "rather", "for"} or children(clause, "nsubj:outer"):
        inside = [i for i in inside if i >= min(at, clause.i)]
    doc = clause.doc
    solid = [i for i in inside if not (doc[i].is_punct or doc[i].is_space)]
    first, last = solid[0], solid[-1]
    while first < last and doc[first].dep_ in {"mark", "cc"}:
        first += 1
    return first - _closed(doc, first - 1, first, last), last + 1 + _closed(doc, last + 1, first, last)


def _closed(doc: Doc, at: int, first: int, last: int) -> bool:
    """Whether the mark at `at`, just outside, makes a pair with one from `first` to `last`."""
    pairs = {"“": "”", "”": "“", "(": ")", ")": "("}
    fellow = pairs.get(doc[at].text) if 0 <= at < len(doc) else None
    return fellow is not None and any(token.text == fellow for token in doc[first : last + 1])


def _inside(token: Token, top: Token) -> list[int]:
    """The places of the tokens under one, in order, without clauses that say something else."""
    found = [token.i]
    for child in token.children:
        asides = child.dep_ == "advcl" and any(mark.lower_ in _ASIDES for mark in children(child, "mark"))
        saying = child.dep_ == "parataxis" and lemma(child) in says()
        another = token == top and child.dep_ in {"conj", "parataxis"} and own_subject(child) not in {None, doer(top)}
        if not (asides or saying or another):
            found += _inside(child, top)
    return sorted(found)
