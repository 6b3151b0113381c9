"""The places of a predicate: which heads stand as subject, object, and behind which preposition.

Takes: a verb or noun in its tree. Gives: heads by place. Knows nothing of: parties, kinds of dealing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cuibono.read.syntax import (
    RELATIVE,
    agent,
    antecedent,
    children,
    is_participle,
    lemma,
    one_of,
    own_subject,
    passive,
    preposition,
    raised,
    subject,
)
from cuibono.tables import words

if TYPE_CHECKING:
    from cuibono.read.sentences import Token

Places = dict[str, list["Token"]]
_NESTED = frozenset("as at in into on for by of over about behind against with from to through".split())
_SUMS = frozenset({"totalling", "totaling", "worth", "amounting"})


def places(predicate: Token) -> Places:
    """The heads in each place of a predicate; coordinated heads are not yet spread out.

    Places: subj (who does it), obj (whom or what it is done to), iobj, prepositions ("with"), "obj.with" for what
    hangs on the object, "c.obj" and so on for the infinitive or clause, "if" for who stands in a condition ("would
    leave unless the council paid"), and for nouns poss, mod, carrier, receiver, where (who acts in "a meeting where
    ...").
    """
    verbal = predicate.pos_ in {"VERB", "AUX"} or (predicate.pos_ == "ADJ" and is_participle(predicate))
    found = _verb_places(predicate) if verbal else _noun_places(predicate)
    _nested(found)
    _earners(found)
    _put(found, "if", _asked_in(predicate))
    for clause in _clauses(predicate):
        _put(found, "if", _asked_in(clause))
        for place, heads in _verb_places(clause).items():
            _put(found, "c." + place, (head for head in heads if head != predicate))
    return found


def _clauses(predicate: Token) -> list[Token]:
    """Infinitives and clauses that say what is asked, said or planned."""
    found = [clause for clause in children(predicate, "xcomp", "ccomp", "acl") if clause.pos_ in {"VERB", "AUX"}]
    if lemma(predicate) in words("object_control"):
        found += [
            clause for thing in children(predicate, "obj") for clause in children(thing, "acl") if clause.tag_ == "VB"
        ]
    adverbial = [clause for clause in children(predicate, "advcl") if clause.pos_ in {"VERB", "AUX"}]
    found += [c for c in adverbial if any(mark.lower_ in {"for", "whether"} for mark in children(c, "mark"))]
    return [clause for clause in found if clause.tag_ != "VBN" or children(clause, "aux")]


def _asked_in(verb: Token) -> list[Token | None]:
    """Who stands as subject in the conditions on a verb."""
    return [
        own_subject(clause)
        for clause in children(verb, "advcl")
        if any(mark.lower_ in {"if", "unless", "until"} for mark in children(clause, "mark"))
    ]


def _nested(found: Places) -> None:
    """Phrases on phrases: "as head of Acme" gives as.of."""
    for place in [place for place in found if place.removeprefix("obj.") in _NESTED]:
        for head in found[place]:
            for child in children(head, "nmod", "nmod:poss"):
                _put(found, f"{place}.{preposition(child) or 'by'}", [child])


def _earners(found: Places) -> None:
    """Who stands in the clause on a phrase: "a tenth of the revenue that Acme earns" gives obj.of.relcl."""
    for place in ("of", "obj.of", "from", "obj.from"):
        for head in found.get(place, []):
            for clause in children(head, "acl:relcl"):
                who = own_subject(clause)
                _put(found, f"{place}.relcl", [who if who not in {head, antecedent(clause)} else None])
            _put(found, f"{place}.poss", children(head, "nmod:poss"))


def _verb_places(verb: Token) -> Places:
    found: Places = {}
    done_to = passive(verb)
    _sides(verb, found, done_to)
    _completions(verb, found)
    _put(found, "obj", [child for child in children(verb, "obl") if _bare_object(child, verb, found)])
    for child in children(verb, "obl", "obl:agent", "nmod", "obl:unmarked"):
        if child.dep_ != "obl:agent" or not done_to or preposition(child) != "by":
            _put(found, preposition(child), [_unrelative(child, verb)])
    _borrow(verb, found)
    if "obj" not in found and verb.dep_ == "acl:relcl" and not done_to and _gap(verb):
        _put(found, "obj", [antecedent(verb)])
    return found


def _bare_object(child: Token, verb: Token, found: Places) -> bool:
    """A phrase with no preposition right after a particle is an object: "brought in X", "switched off the feature"."""
    particles = [part for part in children(verb, "compound:prt", "advmod", "case") if part.i == verb.i + 1]
    return bool(particles) and "obj" not in found and not preposition(child) and child.left_edge.i == verb.i + 2


def _sides(verb: Token, found: Places, done_to: bool) -> None:
    """Who does it and to whom, in the active and the passive."""
    if done_to:
        _put(found, "subj", [agent(verb) or _late_agent(verb) or _hung_agent(verb)])
        _put(found, "obj", [subject(verb)])
    else:
        _put(found, "subj", [subject(verb)])
    for child in [*children(verb, "obj"), *_misread(verb), *_raised_to(verb)]:
        if child != raised(verb):
            _put(found, "obj2" if done_to and "obj" in found else "obj", [_unrelative(child, verb)])


def _completions(verb: Token, found: Places) -> None:
    """Second objects: "named X chief" gives as, "fined X 2 million euros" gives iobj."""
    nouns = [child for child in children(verb, "xcomp") if child.pos_ in {"PROPN", "NOUN", "PRON"}]
    for child in nouns:
        _put(found, " ".join(mark.lower_ for mark in children(child, "mark")), [child])
    nouns = [child for child in nouns if not children(child, "mark", "cop", "aux")]
    _put(found, "as" if "obj" in found else "obj", nouns)
    _put(found, "iobj", children(verb, "iobj"))
    if "obj" not in found and not children(verb, "ccomp", "xcomp"):
        _put(found, "obj", children(verb, "iobj"))
    for thing in children(verb, "obj"):
        names = [child for child in children(thing, "compound") if child.pos_ == "PROPN"]
        if "iobj" not in found and any(part.like_num for part in thing.children):
            _put(found, "iobj", names)


def _late_agent(verb: Token) -> Token | None:
    """ "was granted a licence to drill by the ministry": the agent read as the infinitive's."""
    for clause in (*children(verb, "xcomp"), *(c for thing in children(verb, "obj") for c in children(thing, "acl"))):
        found = agent(clause)
        if found is not None and clause.tag_ == "VB":
            return found
    return None


def _hung_agent(verb: Token) -> Token | None:
    """ "was given to the fund by X": the agent read as the noun's."""
    for phrase in children(verb, "obl", "obj"):
        for child in children(phrase, "nmod"):
            if preposition(child) == "by" and child.i > verb.i:
                return child
    return None


def _raised_to(verb: Token) -> list[Token]:
    if lemma(verb) not in words("object_control"):
        return []
    found = [raised(clause) for clause in children(verb, "xcomp", "ccomp", "advcl")]
    return [child for child in found if child is not None]


def _misread(verb: Token) -> list[Token]:
    """A second subject that follows the verb is its object, whatever the label."""
    subjects = children(verb, "nsubj")
    if len(subjects) < 2 or children(verb, "obj"):
        return []
    return [child for child in subjects if child.i > verb.i > subjects[0].i]


def _gap(verb: Token) -> bool:
    """Whether a relative clause lacks its object: "the loan it offered", and none of "the day it met"."""
    own = own_subject(verb)
    if own is not None and any(child.lower_ == "whose" for child in own.children):
        return False
    return own is not None and own != antecedent(verb) and not children(verb, "ccomp", "xcomp")


def _borrow(verb: Token, found: Places) -> None:
    """Phrases after the object may hang on it: "signed a deal with X" has `with` whichever way it was read."""
    for thing in found.get("obj", []) + found.get("obj2", []) + found.get("iobj", []):
        if thing.dep_ not in {"obj", "nsubj:pass", "iobj", "xcomp"}:
            continue
        for child in children(thing, "nmod"):
            _put(found, "obj." + preposition(child), [child])
        _put(found, "obj.poss", [_unrelative(child, thing) for child in children(thing, "nmod:poss")])
        _put(found, "obj.mod", children(thing, "compound"))
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and "obj" not in found and not children(verb, "ccomp", "xcomp"):
        _put(found, "obj", [child for child in children(verb.head, "obj") if child.i > verb.i])


def _unrelative(child: Token, verb: Token) -> Token:
    if child.lower_ in RELATIVE and child.tag_ in {"WDT", "WP", "IN"}:
        return antecedent(verb) or child
    return child


def _noun_places(noun: Token) -> Places:
    found: Places = {}
    _put(found, "poss", [_unrelative(child, noun) for child in children(noun, "nmod:poss")])
    for child in children(noun, "nmod", "obl", "obl:agent", "nmod:unmarked"):
        _put(found, preposition(child), [child])
    _put(found, "mod", children(noun, "compound", "amod", "nmod:desc", "nmod:unmarked"))
    _said_of(noun, found)
    holder = _container(noun)
    if holder.dep_ in {"obj", "nsubj:pass", "obl", "nsubj", "xcomp"} and holder.head.pos_ in {"VERB", "AUX"}:
        _light(holder, holder.head, found)
    for clause in children(noun, "acl"):
        if clause.tag_ in {"VBN", "VBD"}:
            _put(found, "subj", [agent(clause)])
        if clause.tag_ in {"VBN", "VBD"} or clause.lower_ in _SUMS:
            for child in children(clause, "obl"):
                _put(found, preposition(child), [child])
    sites = [child for child in children(noun, "nmod") if preposition(child) in {"at", "in", "on"}]
    clauses = [clause for token in (noun, *sites) for clause in children(token, "acl:relcl")]
    _put(found, "where", [own_subject(clause) for clause in clauses if _takes_place(clause)])
    return found


def _takes_place(clause: Token) -> bool:
    """ "a meeting where they ...", "a dinner at the palace, where they ...", "talks at which they ..."."""
    marks = [*children(clause, "advmod"), *children(clause, "obl")]
    return any(mark.lower_ in {"where", "which"} for mark in marks)


def _said_of(noun: Token, found: Places) -> None:
    """Of whom a noun is said: "X is a donor", "X, a donor", "the donor, X"."""
    counted = one_of(noun)
    if children(counted, "cop"):
        _put(found, "subj", children(counted, "nsubj", "nsubj:pass"))
    if noun.dep_ == "appos" or (noun.head == noun.sent.root and noun.dep_ == "nmod:desc"):
        _put(found, "subj", [noun.head])
    _put(found, "subj", [child for child in children(noun, "appos") if child.pos_ == "PROPN"])


def _container(noun: Token) -> Token:
    """The noun that counts out another ("a round of talks"), which stands where the other would; else the noun."""
    if noun.dep_ == "nmod" and preposition(noun) == "of" and lemma(noun.head) in words("containers"):
        return noun.head
    return noun


def _light(noun: Token, verb: Token, found: Places) -> None:
    """What the verb that carries the noun lends it: "X held talks with Y", "talks were held with Y"."""
    if passive(verb):
        engaged = noun.dep_ == "obl" and lemma(verb) in words("engage_verbs")
        _put(found, "carrier", [subject(verb) if engaged else agent(verb)])
    elif noun.dep_ in {"obj", "obl"}:
        _carried(noun, verb, found)
    elif noun.dep_ == "nsubj":
        _put(found, "verb.obj", children(verb, "obj"))
        _put(found, "verb.obj", [own_subject(clause) for clause in children(verb, "xcomp", "ccomp")])
    for child in children(verb, "obl"):
        if child != noun and (mark := preposition(child)) and mark not in found:
            _put(found, "verb." + mark, [child])


def _carried(noun: Token, verb: Token, found: Places) -> None:
    """The subject of the verb whose object the noun is carries it out, or receives it ("drew donations")."""
    place = "receiver" if lemma(verb) in words("receive_verbs") else "carrier"
    who = subject(verb)
    _put(found, place, [who])
    if who is not None and lemma(who) in words("doings"):
        _put(found, place, children(who, "nmod:poss"))
    _put(found, "iobj", children(verb, "iobj"))
    if noun.dep_ == "obl":
        _put(found, "carried", children(verb, "obj"))


def _put(found: Places, place: str, heads: Iterable[Token | None]) -> None:
    for head in heads:
        if head is not None and place and head not in found.setdefault(place, []):
            found[place].append(head)
