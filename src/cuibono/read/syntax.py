"""Who does what to whom in a tree: subjects, objects and phrases of a predicate, whatever form it takes.

Takes: tokens of a parsed sentence (Universal Dependencies labels).
Gives: the heads that fill a predicate's grammatical places, and lists of coordinated heads.
Knows nothing of: parties, kinds of dealing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuibono.tables import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cuibono.read.sentences import Token

Places = dict[str, list["Token"]]
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_CLAUSE = frozenset({"xcomp", "advcl", "acl", "conj", "ccomp", "parataxis", "advcl:relcl"})


def children(token: Token, *labels: str) -> list[Token]:
    """The direct dependents of `token` with one of the labels."""
    return [child for child in token.children if child.dep_ in labels]


def lemma(token: Token) -> str:
    """The lemma in lower case."""
    return token.lemma_.lower()


def conjuncts(head: Token) -> list[Token]:
    """`head` and everything coordinated with it, in order."""
    found = [head]
    for child in children(head, "conj"):
        found += conjuncts(child)
    return found


def preposition(token: Token) -> str:
    """The words that mark a phrase's case, joined: "to", "according to", "as well as"; "" where there are none."""
    marks: list[Token] = []
    for child in children(token, "case"):
        marks += [child, *children(child, "fixed")]
    return " ".join(mark.lower_ for mark in sorted(marks, key=lambda mark: mark.i) if mark.tag_ != "POS")


def is_passive(verb: Token) -> bool:
    """Whether the verb's subject is acted upon ("was fined", "fined by", "getting sued")."""
    if children(verb, "nsubj:pass", "aux:pass", "obl:agent", "csubj:pass"):
        return True
    if verb.tag_ != "VBN" or children(verb, "nsubj", "aux"):
        return False
    return verb.dep_ in {"acl", "advcl"} or (verb.dep_ == "conj" and is_passive(verb.head))


def passive(verb: Token) -> bool:
    """As `is_passive`, and a reduced one with an object of its own is active ("having paid a fine")."""
    return is_passive(verb) and not (
        children(verb, "obj") and not children(verb, "nsubj:pass", "aux:pass", "obl:agent")
    )


def own_subject(verb: Token) -> Token | None:
    """The subject that stands with the verb itself; a relative pronoun gives the noun it stands for."""
    found = sorted(children(verb, "nsubj", "nsubj:pass", "nsubj:outer"), key=lambda child: child.i > verb.i)
    nouns = [child for child in found if not _relative(child)]
    if nouns:
        return nouns[0]
    return (antecedent(verb) or found[0]) if found else None


def _relative(token: Token) -> bool:
    return token.lower_ in RELATIVE and token.tag_ in {"WDT", "WP", "IN"}


def antecedent(verb: Token) -> Token | None:
    """The noun that a relative clause (or a clause coordinated with one) describes."""
    while verb.dep_ == "conj":
        verb = verb.head
    if verb.dep_ not in {"acl:relcl", "acl"}:
        return None
    return _nearest_name(verb) or verb.head


def _nearest_name(verb: Token) -> Token | None:
    """Of names in a row ("A and B to C, which ...") the last before the comma is the one described."""
    noun, first = verb.head, verb.left_edge
    if noun.pos_ != "PROPN" or first.lower_ != "which" or first.i < 2 or first.doc[first.i - 1].text != ",":
        return None
    last = first.doc[first.i - 2]
    while last.dep_ in {"flat", "compound"} and last.head.i > noun.i:
        last = last.head
    return last if last.pos_ == "PROPN" and last.dep_ in {"conj", "nmod"} and last.i > noun.i else None


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The noun that the verb is said of, found through coordination, control and participles, or None."""
    own = own_subject(verb) or _raised(verb)
    if own is not None or depth > 8:
        return own
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX", "ADJ", "NOUN", "PROPN"}:
        return subject(head, depth + 1)
    if verb.dep_ == "xcomp":
        return controller(verb, head, depth)
    if verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBD", "VBG"} and not children(verb, "mark"):
        return head
    if verb.dep_ == "acl":
        return possessor(head, depth)
    if verb.dep_ in {"advcl", "parataxis"} and (verb.tag_ in {"VBG", "VBN", "VB"} or children(verb, "mark")):
        return _adverbial(verb, head, depth)
    if verb.dep_ == "ccomp" and children(verb, "mark") and children(verb, "mark")[0].lower_ == "to":
        return controller(verb, head, depth)
    return None


def _adverbial(verb: Token, head: Token, depth: int) -> Token | None:
    """The unspoken subject of "..., vowing to ..." and of "accused X of dodging", "by cutting ..."."""
    mark = next((mark.lower_ for mark in children(verb, "mark")), "")
    if (
        mark in words("object_marks")
        or (mark == "to" and lemma(head) in words("object_control"))
        or (mark in {"of", "for"} and children(head, "obj", "nsubj:pass"))
    ):
        patient = children(head, "obj", "nsubj:pass", "iobj")
        if patient:
            return patient[0]
    if head.pos_ in {"NOUN", "PROPN"} and not children(head, "cop", "nsubj"):
        return possessor(head, depth)
    return subject(head, depth + 1)


def controller(verb: Token, head: Token, depth: int = 0) -> Token | None:
    """Who does the infinitive: "asked X to pay" gives X, "promised X to pay" gives the one who promised."""
    if head.pos_ in {"NOUN", "PROPN"} and not children(head, "cop"):
        return possessor(head, depth)
    patient = children(head, "obj", "iobj")
    if patient and lemma(head) not in words("subject_control"):
        return patient[0]
    if children(head, "nsubj:pass") and lemma(head) in words("subject_control"):
        return None
    if not patient:
        for phrase in children(head, "obl"):
            if preposition(phrase) in {"on", "for", "upon"} and lemma(head) in words("calls_on"):
                return phrase
    return subject(head, depth + 1)


def possessor(noun: Token, depth: int = 0) -> Token | None:
    """Whose act a noun is: "X's decision", "a decision by X", "X made a decision", "plans of X"."""
    for child in children(noun, "nmod:poss"):
        return child
    for child in children(noun, "nmod", "obl:agent", "obl"):
        if preposition(child) == "by":
            return child
    head = noun.head
    if noun.dep_ in {"obj", "obl", "nsubj:pass", "xcomp", "nmod:pass"} and head.pos_ in {"VERB", "AUX"}:
        if passive(head):
            return agent(head)
        return subject(head, depth + 1)
    for child in children(noun, "nmod"):
        if preposition(child) in {"of", "from"}:
            return child
    if noun.dep_ in {"conj", "appos", "nmod"} and depth < 4 and head.pos_ in {"NOUN", "PROPN"} and noun.dep_ != "nmod":
        return possessor(head, depth + 1)
    return None


def agent(verb: Token) -> Token | None:
    """The doer of a passive ("by X")."""
    for child in children(verb, "obl:agent"):
        if preposition(child) in {"by", ""}:
            return child
    for child in children(verb, "obl"):
        if preposition(child) == "by" and child.pos_ in {"PROPN", "NOUN", "PRON"}:
            return child
    return None


def _late_agent(verb: Token) -> Token | None:
    """ "was granted a licence to drill by the ministry": the agent read as the infinitive's."""
    for clause in (*children(verb, "xcomp"), *(c for thing in children(verb, "obj") for c in children(thing, "acl"))):
        found = agent(clause)
        if found is not None and clause.tag_ == "VB":
            return found
    return None


def places(predicate: Token) -> Places:
    """The heads in each place of a predicate: subj (who does it), obj (whom or what it is done to), iobj, the
    prepositions, and for nouns also poss and mod. Coordinated heads are not yet spread out.
    """
    verbal = predicate.pos_ in {"VERB", "AUX"} or (predicate.pos_ == "ADJ" and predicate.tag_ in {"VBN", "VBG"})
    found = _verb_places(predicate) if verbal else _noun_places(predicate)
    _nested(found)
    for clause in children(predicate, "xcomp", "ccomp", "acl", "advcl"):
        if clause.dep_ == "advcl" and not any(mark.lower_ == "for" for mark in children(clause, "mark")):
            continue
        if clause.pos_ in {"VERB", "AUX"} and (clause.tag_ != "VBN" or children(clause, "aux")):
            for place, heads in _verb_places(clause).items():
                for head in heads:
                    if head != predicate:
                        _put(found, "c." + place, head)
    return found


def _nested(found: Places) -> None:
    """Phrases on phrases: "as head of Acme" gives as.of."""
    for place in [
        place for place in found if place in {"as", "in", "on", "for", "by", "of", "against", "with", "from", "to"}
    ]:
        for head in found[place]:
            for child in children(head, "nmod", "nmod:poss"):
                _put(found, f"{place}.{preposition(child) or 'by'}", child)


def _verb_places(verb: Token) -> Places:
    found: Places = {}
    done_to = passive(verb)
    who = subject(verb)
    if done_to:
        _put(found, "subj", agent(verb) or _late_agent(verb))
        _put(found, "obj", who)
    else:
        _put(found, "subj", who)
    for child in [*children(verb, "obj"), *_misread(verb), *_raised_to(verb)]:
        if child == _raised(verb):
            continue
        _put(found, "obj2" if done_to and "obj" in found else "obj", _unrelative(child, verb))
    if "obj" not in found:
        for child in children(verb, "xcomp"):
            if child.pos_ in {"PROPN", "NOUN", "PRON"} and not children(child, "mark", "cop", "aux"):
                _put(found, "obj", child)
    else:
        for child in children(verb, "xcomp"):
            if child.pos_ in {"PROPN", "NOUN"} and not children(child, "mark", "cop", "aux"):
                _put(found, "as", child)
    for child in children(verb, "iobj"):
        _put(found, "iobj", child)
    for child in children(verb, "obl", "obl:agent", "nmod", "obl:unmarked"):
        if child.dep_ != "obl:agent" or not done_to or preposition(child) != "by":
            _put(found, preposition(child), _unrelative(child, verb))
    for thing in children(verb, "obj"):
        for child in children(thing, "compound"):
            if child.pos_ == "PROPN" and "iobj" not in found and any(part.like_num for part in thing.children):
                _put(found, "iobj", child)
    _borrow(verb, found)
    if "obj" not in found and verb.dep_ == "acl:relcl" and not done_to and _gap(verb):
        _put(found, "obj", antecedent(verb))
    return found


def _raised(clause: Token) -> Token | None:
    """An object that stands before the "to" of its verb belongs to the verb above: "urged Congress to approve"."""
    marks = [mark for mark in children(clause, "mark") if mark.lower_ == "to"]
    if not marks or clause.dep_ not in {"xcomp", "ccomp", "advcl"}:
        return None
    before = [child for child in children(clause, "obj", "nsubj") if clause.head.i < child.i < marks[0].i]
    return before[0] if before else None


def _raised_to(verb: Token) -> list[Token]:
    found = [_raised(clause) for clause in children(verb, "xcomp", "ccomp", "advcl")]
    return [child for child in found if child is not None] if lemma(verb) in words("object_control") else []


def _misread(verb: Token) -> list[Token]:
    """A second subject that follows the verb is its object, whatever the label."""
    subjects = children(verb, "nsubj")
    if len(subjects) < 2 or children(verb, "obj"):
        return []
    return [child for child in subjects if child.i > verb.i > subjects[0].i]


def _gap(verb: Token) -> bool:
    """Whether a relative clause lacks its object: "the loan it offered", and none of "the day it met"."""
    own = own_subject(verb)
    return own is not None and own != antecedent(verb) and not children(verb, "ccomp", "xcomp")


def _borrow(verb: Token, found: Places) -> None:
    """Phrases after the object may hang on it: "signed a deal with X" has `with` whichever way it was read."""
    for thing in found.get("obj", []) + found.get("obj2", []):
        if thing.dep_ not in {"obj", "nsubj:pass"}:
            continue
        for child in children(thing, "nmod"):
            _put(found, "obj." + preposition(child), child)
        for child in children(thing, "nmod:poss"):
            _put(found, "obj.poss", _unrelative(child, thing))
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and "obj" not in found and not children(verb, "ccomp", "xcomp"):
        shared = [child for child in children(verb.head, "obj") if child.i > verb.i]
        for child in shared:
            _put(found, "obj", child)


def _unrelative(child: Token, verb: Token) -> Token:
    if child.lower_ in RELATIVE and child.tag_ in {"WDT", "WP", "IN"}:
        return antecedent(verb) or child
    return child


def _noun_places(noun: Token) -> Places:
    found: Places = {}
    for child in children(noun, "nmod:poss"):
        _put(found, "poss", _unrelative(child, noun))
    for child in children(noun, "nmod", "obl", "obl:agent", "nmod:unmarked"):
        _put(found, preposition(child), child)
    for child in children(noun, "compound", "amod", "nmod:desc", "nmod:unmarked"):
        _put(found, "mod", child)
    for child in children(noun, "nsubj", "nsubj:pass"):
        if children(noun, "cop"):
            _put(found, "subj", child)
    if noun.dep_ == "appos" or (noun.head == noun.sent.root and noun.dep_ == "nmod:desc"):
        _put(found, "subj", noun.head)
    for child in children(noun, "appos"):
        if child.pos_ == "PROPN":
            _put(found, "subj", child)
    holder = _container(noun)
    if holder.dep_ in {"obj", "nsubj:pass", "obl", "nsubj", "xcomp"} and holder.head.pos_ in {"VERB", "AUX"}:
        _light(holder, holder.head, found)
    for clause in children(noun, "acl"):
        if clause.lower_ in {"totalling", "totaling", "worth", "amounting"}:
            for child in children(clause, "obl"):
                _put(found, preposition(child), child)
        if clause.tag_ in {"VBN", "VBD"}:
            _put(found, "subj", agent(clause))
            for child in children(clause, "obl"):
                _put(found, preposition(child), child)
    return found


def _container(noun: Token) -> Token:
    """The noun that counts out another ("a round of talks"), which stands where the other would; else the noun."""
    if noun.dep_ == "nmod" and preposition(noun) == "of" and lemma(noun.head) in words("containers"):
        return noun.head
    return noun


def _light(noun: Token, verb: Token, found: Places) -> None:
    """What the verb that carries the noun lends it: "X held talks with Y", "talks were held with Y"."""
    if noun.dep_ in {"obj", "obl"} and not passive(verb):
        place = "receiver" if lemma(verb) in words("receive_verbs") else "carrier"
        who = subject(verb)
        _put(found, place, who)
        if who is not None and lemma(who) in words("doings"):
            for child in children(who, "nmod:poss"):
                _put(found, place, child)
        for child in children(verb, "iobj"):
            _put(found, "iobj", child)
        if noun.dep_ == "obl":
            for child in children(verb, "obj"):
                _put(found, "carried", child)
    elif passive(verb):
        engaged = noun.dep_ == "obl" and lemma(verb) in words("engage_verbs")
        _put(found, "carrier", subject(verb) if engaged else agent(verb))
    elif noun.dep_ == "nsubj":
        for child in children(verb, "obj"):
            _put(found, "verb.obj", child)
        for clause in children(verb, "xcomp", "ccomp"):
            _put(found, "verb.obj", own_subject(clause))
    for child in children(verb, "obl"):
        if child != noun and (mark := preposition(child)) and mark not in found:
            _put(found, "verb." + mark, child)


def _put(found: Places, place: str, head: Token | None) -> None:
    if head is not None and place and head not in found.setdefault(place, []):
        found[place].append(head)


def governors(token: Token) -> Iterator[tuple[Token, Token]]:
    """(clause, governor) pairs from the token's own clause up to the root of the sentence."""
    while token.head != token:
        yield token, token.head
        token = token.head


def clause_head(token: Token) -> Token:
    """The predicate of the clause that a token stands in."""
    while token.head != token and not (token.pos_ in {"VERB", "AUX"} and token.dep_ != "aux"):
        if token.dep_ in _CLAUSE or children(token, "cop"):
            break
        token = token.head
    return token
