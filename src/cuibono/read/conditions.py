"""What a cue asks of the words around it: particles, objects, phrases, infinitives, money, tone.

Takes: a token in its tree, its places, a cue. Gives: whether the cue's conditions hold.
Knows nothing of: parties, stance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuibono.read.places import Places
from cuibono.read.syntax import children, conjuncts, lemma, preposition
from cuibono.read.tone import tone
from cuibono.tables import spread
from cuibono.tables.cues import Cue

if TYPE_CHECKING:
    from cuibono.read.sentences import Token


def words_hold(token: Token, cue: Cue, spoken: list[Token]) -> bool:
    """Whether the words around a token are as the cue asks; `spoken` are the quoted words that it brings."""
    if (cue.under and lemma(token.head) not in cue.under) or (cue.form and token.tag_ != cue.form):
        return False
    return _particle_fits(token, cue) and _words_fit(token, cue) and _mood_fits(token, cue, spoken)


def places_hold(token: Token, where: Places, cue: Cue) -> bool:
    """Whether objects, phrases and infinitives in a token's places are as the cue asks."""
    if cue.object and not _object_fits(where, cue):
        return False
    if cue.of and not _phrases_fit(where, cue):
        return False
    if cue.alone and any(children(clause, "mark") for clause in children(token, "xcomp", "ccomp", "advcl")):
        return False
    return (not cue.complement or _complement_fits(token, cue)) and _amount_fits(token, cue)


_LONG_QUOTATION = 25


def _tone_fits(token: Token, cue: Cue, spoken: list[Token]) -> bool:
    """Whether what a verb of saying brings praises or blames: a quotation by one word, a report by two."""
    said = [part for child in children(token, "ccomp", "parataxis") for part in child.subtree]
    marks = [part.i for part in token.sent if part.text in {'"', "“", "”"}]
    quoted = bool(marks) and any(marks[0] < part.i < (marks[-1] if len(marks) > 1 else token.sent.end) for part in said)
    if token.head != token and not said and token.dep_ == "parataxis":
        said, quoted = [part for part in token.head.subtree if part.i < token.left_edge.i], bool(marks)
    if spoken:
        inside = {part.i for part in spoken}
        said, quoted = [*(part for part in said if part.i not in inside), *spoken], True
    value = tone(said) * (1 if cue.tone == "good" else -1)
    return value >= (2 if not quoted else 1 if len(said) < _LONG_QUOTATION else 1.5)


def _mood_fits(token: Token, cue: Cue, spoken: list[Token]) -> bool:
    if cue.tone:
        return _tone_fits(token, cue, spoken)
    if not cue.mood:
        return True
    wanted = spread(cue.mood)
    said = [
        part
        for child in token.children
        if child.dep_ in {"ccomp", "obj", "xcomp", "obl", "parataxis", "iobj"}
        for part in child.subtree
    ]
    if cue.quoted:
        marks = [part.i for part in token.sent if part.text in {'"', "“", "”"}]
        said = [
            part for part in said if marks and marks[0] < part.i < (marks[-1] if len(marks) > 1 else token.sent.end)
        ]
    negated = any(part.dep_ == "advmod" and part.lower_ in {"not", "never", "n't", "n’t"} for part in said)
    heard = {lemma(part) for part in said} | {part.lower_ for part in said}
    return not (negated and cue.quoted) and any(heard.issuperset(entry.split("+")) for entry in wanted)


def _particle_fits(token: Token, cue: Cue) -> bool:
    particles = {child.lower_ for child in token.children if child.dep_ in {"compound:prt", "advmod", "case"}}
    particles |= {child.lower_ for child in children(token, "xcomp") if child.pos_ == "ADP"}
    return not cue.particle or bool(particles & set(cue.particle))


def _words_fit(token: Token, cue: Cue) -> bool:
    near = {child.lower_ for child in token.children} | {lemma(child) for child in token.children}
    if cue.without and near & spread(cue.without):
        return False
    if cue.modifier:
        wanted = spread(cue.modifier)
        before = {
            w
            for child in token.children
            if child.dep_ in {"compound", "amod", "nmod:desc", "nmod:poss", "nmod:unmarked"}
            for w in (child.lower_, lemma(child))
        }
        return bool(before & wanted)
    return True


def _heads(found: list[Token]) -> set[str]:
    """Lemmas of the coordinated heads of some phrases; "package of loans", "series of tariffs" give both nouns."""
    lemmas: set[str] = set()
    for head in found:
        for part in conjuncts(head):
            lemmas |= {lemma(part), part.lower_}
            if any(sign in part.text for sign in "$€£¥") or part.lower_ in _MONEY_NOUNS:
                lemmas.add("$")
            if lemma(part) in _CONTAINERS or part.pos_ in {"NUM", "DET", "PRON"}:
                lemmas |= {lemma(child) for child in children(part, "nmod") if preposition(child) == "of"}
            if lemma(part) in _HOLDERS:
                lemmas |= {lemma(child) for child in children(part, "nmod", "compound")}
    return lemmas


_HOLDERS = frozenset({"set", "case", "crate", "basket", "collection", "bunch", "dozen", "bottle"})
_CONTAINERS = frozenset(
    {
        "package",
        "series",
        "set",
        "round",
        "plan",
        "piece",
        "number",
        "part",
        "wave",
        "range",
        "raft",
        "form",
        "kind",
        "type",
        "couple",
        "pair",
        "spate",
        "lot",
        "billion",
        "million",
        "total",
        "%",
        "percent",
        "cent",
        "amount",
        "share",
        "$",
        "€",
        "£",
        "sum",
    }
)


def _object_fits(where: Places, cue: Cue) -> bool:
    things = where.get("obj", []) + where.get("obj2", [])
    if cue.own and any(_owned(thing) for thing in things):
        return True
    return bool(_heads(things) & spread(cue.object))


def _owned(thing: Token) -> bool:
    """Whether a thing is somebody's own: "its paint shop", "two of its furnaces"."""
    parts = [thing, *(child for child in children(thing, "nmod") if preposition(child) == "of")]
    return any(child.lower_ in {"its", "their"} for part in parts for child in children(part, "nmod:poss"))


def _phrases_fit(where: Places, cue: Cue) -> bool:
    for marks, nouns in cue.of.items():
        for mark in marks.split("|"):
            found = where.get(mark, []) + where.get("obj." + mark, []) + where.get("verb." + mark, [])
            if found and ("*" in nouns or _heads(found) & spread(nouns)):
                return True
    return False


def _complement_fits(token: Token, cue: Cue) -> bool:
    wanted = spread(cue.complement)
    hung = [
        clause for thing in children(token, "obj", "obl") for clause in children(thing, "acl") if clause.tag_ == "VB"
    ]
    for clause in [*children(token, "xcomp", "ccomp", "acl", "advcl"), *hung]:
        for part in conjuncts(clause):
            if lemma(part) in wanted or "*" in wanted:
                return True
    return False


def _amount_fits(token: Token, cue: Cue) -> bool:
    if not cue.amount:
        return True
    return any(any(sign in part.text for sign in "$€£¥₹") or part.lower_ in _MONEY for part in token.subtree)


_MONEY_NOUNS = frozenset(
    {
        "dollars",
        "euros",
        "pounds",
        "rubles",
        "roubles",
        "yen",
        "yuan",
        "rupees",
        "crowns",
        "francs",
        "kronor",
        "kroner",
        "zloty",
        "pesos",
        "reais",
        "won",
        "money",
    }
)


_MONEY = frozenset(
    {
        "dollars",
        "euros",
        "pounds",
        "million",
        "billion",
        "trillion",
        "rubles",
        "roubles",
        "yen",
        "yuan",
        "rupees",
        "crore",
        "lakh",
        "cheque",
        "check",
        "money",
        "crowns",
        "francs",
        "kronor",
        "m",
        "bn",
    }
)
