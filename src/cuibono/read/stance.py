"""Stance: whether a dealing is told as done, denied, planned, possible, or as somebody's opinion.

Takes: a predicate in its tree and its sources. Gives: one of the five stances and the rule that gave it.
Knows nothing of: kinds of dealing beyond what their cue fixes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cuibono.model import Stance
from cuibono.read.quotes import says
from cuibono.read.sources import Voice, source_words
from cuibono.read.syntax import children, lemma, subject
from cuibono.tables import entries, words

if TYPE_CHECKING:
    from cuibono.read.sentences import Token


def stance(predicate: Token, fillers: list[Token], voices: list[Voice], through: bool = False) -> tuple[Stance, str]:
    """The stance of what a predicate tells, with the rule; `fillers` are the heads that fill its places."""
    line = _line(predicate, through)
    above = _above(line)
    return _denied(line, above, fillers, voices) or _possible(line, above) or _meant(line, above, voices)


def _denied(line: list[Token], above: set[str], fillers: list[Token], voices: list[Voice]) -> tuple[Stance, str] | None:
    """What is said not to be so, or what nobody would say; None where neither."""
    if _negated(line, fillers):
        if any(lemma(token) in entries("stance", "turned_round") for token in line):
            return "planned", "will not hesitate to, does not rule out"
        return "denied", "a negation in the clause"
    if any(map(_untrue, line)):
        return "denied", "said not to be true"
    if any(map(_not_done, line)):
        return "denied", "instead of, far from, almost, cleared of"
    if _left_open(line[-1]):
        return "hypothetical", "neither confirmed nor denied"
    if any(voice.verb in entries("stance", "deny") for voice in voices):
        return "denied", "a source denies it"
    if above & entries("stance", "denied"):
        return "denied", "refused, denied or failed"
    return None


def _possible(line: list[Token], above: set[str]) -> tuple[Stance, str] | None:
    if _conditional(line):
        return "hypothetical", "a condition"
    if any(_has_aux(token, "hypothetical_aux") for token in line) or above & entries("stance", "hypothetical"):
        return "hypothetical", "may, could, considers"
    return None


def _meant(line: list[Token], above: set[str], voices: list[Voice]) -> tuple[Stance, str]:
    if _opinion(voices):
        return "opinion", "an opinion of the source"
    if any(_has_aux(token, "planned_aux") or _has_aux(token, "would") or _is_to(token) for token in line):
        return "planned", "will, would, is to"
    if above & entries("stance", "planned"):
        return "planned", "plans, intends, is set to"
    if any(map(_alleged, line)):
        return "hypothetical", "alleged, accused of it"
    return "asserted", "told as a fact"


def _line(predicate: Token, through: bool) -> list[Token]:
    """The predicate and the verbs it is an infinitive or carried noun of: "plans to hold talks" for talks."""
    line = [predicate]
    token = predicate
    while token.head != token:
        head = token.head
        infinitive = token.dep_ in {"xcomp", "csubj"} or (token.dep_ == "acl" and token.tag_ in {"VB", "VBG"})
        told_of = through and token == predicate
        active_subject = (
            token.dep_ == "nsubj"
            and not told_of
            and lemma(head) not in words("happen_verbs") | {"be", "come", "follow"}
        )
        carried = (
            not active_subject
            and token.pos_ in {"NOUN", "PROPN", "ADJ"}
            and token.dep_
            in {
                "obj",
                "nsubj:pass",
                "obl",
                "nsubj",
                "nsubj:outer",
                "conj",
                "compound",
                "nmod",
            }
        )
        coordinated = token.dep_ == "conj" and not children(token, "nsubj", "nsubj:pass", "aux")
        if not (infinitive or carried or coordinated):
            break
        if (
            coordinated
            and token.pos_ in {"VERB", "AUX"}
            and head.pos_ in {"VERB", "AUX"}
            and token.tag_ != head.tag_
            and token.tag_ != "VB"
        ):
            break
        line.append(head)
        token = head
        if carried and head.pos_ in {"VERB", "AUX"} and head.dep_ not in {"xcomp", "acl", "conj"}:
            break
    return line


def _above(line: list[Token]) -> set[str]:
    over = (token for below, token in pairwise(line) if below.dep_ != "conj")  # what stands beside it rules it not
    words = {lemma(token) for token in over if token.lower_ not in {"goes", "went", "gone"}}
    first = line[0]
    for child in first.children:
        if child.dep_ in {"amod", "advmod"} and child.lower_ in {
            "planned",
            "proposed",
            "expected",
            "possible",
            "potential",
            "likely",
        }:
            words.add({"planned": "plan", "proposed": "propose", "expected": "expect"}.get(child.lower_, "possible"))
    return words


def _has_aux(token: Token, key: str) -> bool:
    return any(child.lower_ in entries("stance", key) for child in children(token, "aux"))


def _is_to(token: Token) -> bool:
    """ "is to close", "are to be cut", "going to", "is due to close"."""
    lowers = {child.lower_ for child in token.children if child.dep_ in {"aux", "mark", "cop"}}
    if token.tag_ == "VB" and any(child.lower_ == "due" for child in children(token, "case")):
        lowers.add("to")
    return "to" in lowers and bool(lowers & {"is", "are", "was", "were"}) and token.dep_ != "xcomp"


def says_will(verb: Token) -> bool:
    """Whether a verb stands in the future: "will impose"."""
    return _has_aux(verb, "planned_aux")


def taken_back(predicate: Token) -> bool:
    """Whether a report of what was reported is withdrawn: "We said that Acme gave money. It did not."""
    verb = predicate
    while verb.head != verb and not (lemma(verb) in says() and verb != predicate):
        verb = verb.head
    who = subject(verb) if lemma(verb) in says() and verb != predicate else None
    if who is None or not (who.lower_ == "we" or who.lower_ in entries("sources", "reports")):
        return False
    doc, after = predicate.doc, predicate.sent.end
    answer = list(doc[after].sent) if after < len(doc) else []
    return 2 < len(answer) <= _SHORT_ANSWER and _says_so_not(answer)


_SHORT_ANSWER = 7


def _says_so_not(answer: list[Token]) -> bool:
    words_ = {token.lower_ for token in answer}
    points_back = answer[0].lower_ in {"that", "this", "it", "they", "he", "she"}
    denies = bool(words_ & {"did", "was", "were", "had", "has"}) and bool(words_ & {"not", "n't", "n’t"})
    wrong = bool(words_ & entries("stance", "withdrawn")) and not words_ & {"not", "n't", "n’t"}
    return points_back and (wrong or (denies and answer[-2].lower_ in {"not", "n't", "n’t"}))


def negated(verb: Token) -> bool:
    """Whether a verb is said not to happen: "never disclosed", "neither company disclosed"."""
    said_no = any(child.lower_ in entries("stance", "negations") for child in children(verb, "advmod", "cc:preconj"))
    return said_no or any(map(_says_no, children(verb, "nsubj", "nsubj:pass")))


def _negated(line: list[Token], fillers: list[Token]) -> bool:
    for below, token in pairwise([line[0], *line]):
        if _finite_beside(below, token):
            continue
        for child in token.children:
            if child.dep_ in {"advmod", "cc:preconj", "cc", "det"} and child.lower_ in entries("stance", "negations"):
                if child.lower_ == "not" and any(c.lower_ in {"only", "just", "merely"} for c in token.children):
                    continue
                if child.dep_ == "cc" and child.lower_ == "nor" and child.i > token.i:
                    continue
                return True
            if child.dep_ in {"nsubj", "nsubj:pass", "obj", "nsubj:outer"} and _says_no(child):
                return True
            if child.dep_ == "mark" and child.lower_ == "without":
                return True
    return any(_says_no(token) for token in fillers if token.head in line)


def _untrue(verb: Token) -> bool:
    """Whether a clause is said not to be so: "it is false that …", "claims that … are wrong", "no evidence that …"."""
    above = verb.head
    if verb.dep_ in {"csubj", "csubj:outer", "ccomp", "acl:relcl"} and lemma(above) not in entries("stance", "blamed"):
        return _is_wrong(above)
    if verb.dep_ != "acl":
        return False
    if lemma(above) in entries("stance", "grounds"):
        return _says_no(above) or (above.dep_ == "obj" and negated(above.head))
    if lemma(above) not in entries("stance", "allegations"):
        return False
    if above.dep_ in {"obj", "nsubj:pass"} and lemma(above.head) in entries("stance", "deny"):
        return not negated(above.head)
    return above.dep_ in {"nsubj", "nsubj:outer"} and _is_wrong(above.head)


def _not_done(verb: Token) -> bool:
    """Whether something else was done: "instead of suing", "far from suing", "almost sued", "cleared of bribing"."""
    if any(child.lower_ in entries("stance", "almost") for child in children(verb, "advmod")):
        return True
    if any(child.lower_ in entries("stance", "rather") for child in children(verb, "mark", "cc")):
        return True
    if verb.dep_ != "advcl" or not children(verb, "mark"):
        return False
    short = any(child.lower_ == "short" for child in children(verb.head, "advmod"))
    return short or verb.head.lower_ == "far" or lemma(verb.head) in entries("stance", "cleared")


def _left_open(verb: Token) -> bool:
    """Whether somebody would not say if it is so: "neither confirmed nor denied that …", "did not deny that …"."""
    above = verb.head
    supposed = any(child.tag_ in {"WRB", "WP", "WDT"} for child in verb.children)  # "did not say when it would pay"
    left = lemma(above) in entries("stance", "confirm") and negated(above)
    return verb.dep_ == "ccomp" and left and not supposed


def _alleged(verb: Token) -> bool:
    """Whether it is but alleged: "allegedly bribed", "was accused of bribing", "is alleged to have bribed"."""
    if any(child.lower_ in entries("stance", "allegedly") for child in children(verb, "advmod")):
        return True
    of_it = any(child.lower_ in {"of", "with", "to"} for child in children(verb, "mark"))
    return of_it and verb.dep_ in {"advcl", "xcomp"} and lemma(verb.head) in entries("stance", "accused")


def _is_wrong(word: Token) -> bool:
    """Whether a predicate says that something is not so: "is false", "is not the case"."""
    if lemma(word) in entries("stance", "withdrawn"):
        return not negated(word)
    return lemma(word) in entries("stance", "truths") and negated(word)


def _finite_beside(token: Token, head: Token) -> bool:
    """Whether a verb goes on after another that says its own: "never paid and sued", but not "never paid or sued"."""
    joined_by_or = any(child.lower_ in {"or", "nor"} for child in children(token, "cc"))
    return token.dep_ == "conj" and token.head == head and token.tag_ in {"VBD", "VBZ", "VBP"} and not joined_by_or


def _says_no(noun: Token) -> bool:
    if noun.lower_ in {"nobody", "nothing", "none", "neither"}:
        return True
    return any(
        child.dep_ in {"det", "cc:preconj", "advmod"} and child.lower_ in {"no", "neither"} for child in noun.children
    )


def _conditional(line: list[Token]) -> bool:
    token = line[-1]
    for part in line:
        if any(child.lower_ in entries("stance", "condition") for child in children(part, "mark")):
            return True
        for clause in children(part, "advcl"):
            if any(mark.lower_ == "if" for mark in children(clause, "mark")) and clause.tag_ != "VBG":
                return not _done(part)
    return token.dep_ == "advcl" and any(
        child.lower_ in entries("stance", "condition") for child in children(token, "mark")
    )


def _done(token: Token) -> bool:
    """A past tense with no auxiliary has happened whatever the condition says ("threatened to ... if")."""
    return token.tag_ == "VBD" or any(child.lower_ in {"has", "have", "had"} for child in children(token, "aux"))


def _opinion(voices: list[Voice]) -> bool:
    opine = source_words("opine")
    for voice in voices:
        vague = voice.filler is None or voice.filler.party is None
        if voice.verb in opine and vague and voice.source.kind in {"anonymous", "unspecified"}:
            return bool(entries("stance", "opinion_sources") & set(voice.source.name.lower().split()))
    return False
