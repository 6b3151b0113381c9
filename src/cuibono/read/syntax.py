"""Who does what to whom in a tree: subjects, objects and phrases of a predicate, whatever form it takes.

Takes: tokens of a parsed sentence (Universal Dependencies labels).
Gives: the heads that fill a predicate's grammatical places, and lists of coordinated heads.
Knows nothing of: parties, kinds of dealing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuibono.tables import words

if TYPE_CHECKING:
    from cuibono.read.sentences import Token

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


def children(token: Token, *labels: str) -> list[Token]:
    """The direct dependents of `token` with one of the labels."""
    return [child for child in token.children if child.dep_ in labels]


def lemma(token: Token) -> str:
    """The lemma in lower case."""
    return token.lemma_.lower()


def conjuncts(head: Token) -> list[Token]:
    """`head` and everything coordinated with it, in order."""
    found = [head]
    named = [part for name in children(head, "flat") for part in children(name, "conj")]
    for child in [*children(head, "conj"), *named]:
        found += conjuncts(child)
    return found


def beside(noun: Token) -> list[Token]:
    """What may name the one whom a noun describes: "the rival, Acme", "the regulator Acme"."""
    found = children(noun, "appos", "nmod:desc", "flat")
    found += [child for child in children(noun, "nmod", "compound") if child.i > noun.i and not preposition(child)]
    twins = [child for child in noun.head.children if child.dep_ == noun.dep_ and child.pos_ == "PROPN"]
    return found + [child for child in twins if noun.pos_ == "NOUN" and child.left_edge.i == noun.i + 1]


def preposition(token: Token) -> str:
    """The words that mark a phrase's case, joined: "to", "according to", "as well as"; "" where there are none."""
    marks: list[Token] = []
    for child in children(token, "case") or (children(token, "mark") if token.dep_ == "obl" else []):
        marks += [child, *children(child, "fixed")]
    return " ".join(mark.lower_ for mark in sorted(marks, key=lambda mark: mark.i) if mark.tag_ != "POS")


def is_participle(adjective: Token) -> bool:
    """Whether an adjective is a verb's participle: by its tag, or by a passive's auxiliary."""
    return adjective.tag_ in {"VBN", "VBG"} or bool(children(adjective, "aux:pass", "nsubj:pass"))


def is_passive(verb: Token) -> bool:
    """Whether the verb's subject is acted upon ("was fined", "fined by", "getting sued")."""
    perfect = any(child.lower_ in {"have", "has", "had"} for child in children(verb, "aux"))
    if perfect and not children(verb, "aux:pass", "obl:agent"):
        return False
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
    if not found and verb.pos_ == "VERB" and verb.dep_ == "ROOT":
        found = [child for child in children(verb, "compound") if child.pos_ in {"NOUN", "PROPN"} and child.i < verb.i]
    return (antecedent(verb) or found[0]) if found else None


def _relative(token: Token) -> bool:
    return token.lower_ in RELATIVE and token.tag_ in {"WDT", "WP", "IN"}


def antecedent(verb: Token) -> Token | None:
    """The noun that a relative clause (or a clause coordinated with one) describes."""
    while verb.dep_ == "conj":
        verb = verb.head
    if verb.dep_ not in {"acl:relcl", "acl"}:
        return None
    return _nearest_name(verb) or _whose_post(verb) or _counted_among(verb.head) or verb.head


def one_of(noun: Token) -> Token:
    """ "one of the donors": the word that counts one out, which stands where the noun would; else the noun."""
    counted = noun.dep_ == "nmod" and preposition(noun) == "of" and noun.head.lower_ == "one"
    return noun.head if counted else noun


def _counted_among(noun: Token) -> Token | None:
    """ "Acme was among (was one of) the companies that gave": who gave is Acme."""
    counted = one_of(noun)
    if not children(counted, "cop") or not (counted != noun or preposition(noun) == "among"):
        return None
    return next(iter(children(counted, "nsubj")), None)


def _whose_post(verb: Token) -> Token | None:
    """ "the head of mines who quit": "who" is said of the one in the post, not of what the post is over."""
    noun = verb.head
    over = noun.dep_ == "nmod" and noun.pos_ == "NOUN" and lemma(noun.head) in words("posts")
    if not over or verb.left_edge.lower_ != "who" or lemma(noun) in words("posts"):
        return None
    return noun.head.head if noun.head.dep_ == "appos" else noun.head


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
    own = own_subject(verb) or raised(verb) or _subject_of_what_it_becomes(verb)
    if own is not None or depth > 8:
        return own
    head = verb.head
    if verb.dep_ == "conj" and _goes_on(verb, head):
        return subject(head.head, depth + 1)
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX", "ADJ", "NOUN", "PROPN"}:
        return subject(head, depth + 1)
    if verb.dep_ in {"acl:relcl", "acl"}:
        return _of_noun(verb, head, depth)
    if verb.dep_ in {"xcomp", "ccomp"}:
        return _of_complement(verb, head, depth)
    if verb.dep_ in {"advcl", "parataxis"} and (verb.tag_ in {"VBG", "VBN", "VB"} or children(verb, "mark")):
        return _adverbial(verb, head, depth)
    return None


def _of_noun(verb: Token, head: Token, depth: int) -> Token | None:
    """The unspoken subject of a clause that hangs on a noun: "the firm suing them", "a plan to sue"."""
    if verb.dep_ == "acl:relcl":
        return antecedent(verb) if verb.tag_ in {"VBZ", "VBP", "VBD"} else None
    if verb.tag_ in {"VBN", "VBD", "VBG"} and not children(verb, "mark"):
        return head
    if verb.tag_ == "VB" and head.dep_ == "obj" and lemma(head.head) in words("object_control"):
        return head
    return possessor(head, depth)


def _of_complement(verb: Token, head: Token, depth: int) -> Token | None:
    """The unspoken subject of a clause that completes a verb: "wants to sue", "has them signing in"."""
    marks = children(verb, "mark")
    if verb.dep_ == "ccomp":
        if not marks and any(token.tag_ == "VBG" for token in (verb, *children(verb, "aux", "aux:pass"))):
            return subject(head, depth + 1)
        return controller(head, depth) if marks and marks[0].lower_ == "to" else None
    if verb.tag_ == "VBG" and lemma(head) == "have" and children(head, "obj"):
        return children(head, "obj")[0]
    return controller(head, depth)


def _goes_on(verb: Token, head: Token) -> bool:
    """ "Acme has sold none since licences were granted and has paid nothing": the last verb is Acme's."""
    active = bool(children(verb, "aux")) and not passive(verb)
    return active and head.dep_ == "advcl" and passive(head) and bool(children(head, "mark"))


def _subject_of_what_it_becomes(verb: Token) -> Token | None:
    """ "Ann Lee becomes deputy chair": a subject that the tree hangs on the noun after the verb."""
    for noun in children(verb, "xcomp"):
        before = [child for child in children(noun, "nsubj") if child.i < verb.i < noun.i]
        if before and noun.pos_ in {"NOUN", "PROPN"}:
            return before[0]
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


def controller(head: Token, depth: int = 0) -> Token | None:
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


def raised(clause: Token) -> Token | None:
    """An object that stands before the "to" of its verb belongs to the verb above: "urged Congress to approve"."""
    marks = [mark for mark in children(clause, "mark") if mark.lower_ == "to"]
    if not marks or clause.dep_ not in {"xcomp", "ccomp", "advcl"}:
        return None
    before = [child for child in children(clause, "obj", "nsubj") if clause.head.i < child.i < marks[0].i]
    return before[0] if before else None
