"""Frames: a cue in a tree, with its places filled, is a dealing that the text tells of.

Takes: parsed blocks, references, the tables of kinds. Gives: frames (kind, cue, predicate, fillers).
Knows nothing of: attribution, stance, dates, the ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from cuibono.model import Kind
from cuibono.read.classes import fits, is_court
from cuibono.read.conditions import places_hold, words_hold
from cuibono.read.fillers import Filler, standing_for
from cuibono.read.parties import is_firm
from cuibono.read.places import Places, places
from cuibono.read.reference import References
from cuibono.read.stance import stance
from cuibono.read.syntax import children, is_participle, lemma, preposition
from cuibono.tables import words
from cuibono.tables.cues import Cue, again, index

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cuibono.read.sentences import Doc, Token


_PART = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}


class Frame(msgspec.Struct, frozen=True):
    """A cue that fired at the token `predicate` of block `block`, and who fills its places.

    `part` counts the dealings that one predicate tells of, from 1; 0 where it is one.
    """

    kind: Kind
    cue: Cue
    block: int
    predicate: Token
    actors: tuple[Filler, ...]
    counterparts: tuple[Filler, ...]
    rules: tuple[str, ...]
    part: int = 0

    @property
    def fillers(self) -> tuple[Filler, ...]:
        """Actors and counterparts together."""
        return self.actors + self.counterparts


def frames(references: References, block: int, doc: Doc) -> Iterator[Frame]:
    """Every frame of one block, the strongest cue of each predicate and kind only."""
    for token in doc:
        yield from _strongest([frame for frame in matches(references, block, token) if may_be(frame)])


def may_be(frame: Frame) -> bool:
    """Whether the grammar gives the frame one of the stances that its cue is kept to."""
    return not frame.cue.only or stance(frame.predicate, [], [], bool(frame.cue.under))[0] in frame.cue.only


def matches(references: References, block: int, token: Token) -> list[Frame]:
    """Every cue that fires at a token, whether or not a stronger one stands beside it."""
    entries = index().get((_part(token), lemma(token)), ())
    if not entries or _is_name(references, block, token):
        return []
    for_print = _told_for_print(references, block, token)
    found = [frame for kind, cue in entries if (frame := _match(references, block, token, kind, cue))]
    return [frame for frame in found if not (for_print and frame.kind == "government_action")]


def _told_for_print(references: References, block: int, verb: Token) -> bool:
    """ "told the Herald that ...": no order is given to an outlet by telling it a thing."""
    heard = children(verb, "obj", "iobj") if lemma(verb) == "tell" and children(verb, "ccomp") else []
    named = [references.cast.named(block, child) for child in heard]
    return any(found is not None and found[0].outlet for found in named)


def again_at(doc: Doc, told: Sequence[Frame], block: int) -> Iterator[Frame]:
    """Dealings told before that are confirmed or denied: "confirmed the meeting", "there was no such dinner".

    They have the parties of the last one of their kind.
    """
    for token in doc:
        kind = again().get(lemma(token))
        if kind is None or token.pos_ != "NOUN" or not _taken_up(token):
            continue
        same = [frame for frame in reversed(told) if frame.kind == kind and frame.predicate != token]
        before = next((frame for frame in same if frame.actors and frame.counterparts), next(iter(same), None))
        if before is not None:
            rules = (f"'{token.text}' takes up {before.predicate.text!r}", "parties from there")
            yield Frame(kind, before.cue, block, token, before.actors, before.counterparts, rules)


def _taken_up(noun: Token) -> bool:
    """Whether a definite noun is what somebody confirms or denies."""
    verb = noun.head
    if _said_not_to_be(noun):
        return True
    if not any(child.lower_ in {"the", "this", "that", "its", "his", "her", "their"} for child in noun.children):
        return False
    if noun.dep_ == "obj" or (noun.dep_ == "nsubj:pass" and not children(noun, "amod", "compound", "nmod")):
        return lemma(verb) in words("confirm_verbs")
    happens = lemma(verb) in words("happen_verbs") and noun.dep_ in {"nsubj", "nsubj:pass"}
    return happens and verb.dep_ == "ccomp" and lemma(verb.head) in words("confirm_verbs") | {"say"}


def _said_not_to_be(noun: Token) -> bool:
    """ "There was no dinner", "no such meeting took place"; "no other", "no formal meeting" denies another one."""
    told = {child.lower_ for child in noun.children if child.dep_ in {"det", "amod"}}
    if "no" not in told or told - {"no", "such"} or children(noun, "nmod"):
        return False
    verb = noun if children(noun, "expl") else noun.head
    there = any(child.lower_ == "there" for child in children(verb, "expl"))
    return there or ("such" in told and noun.dep_ == "nsubj" and lemma(verb) in words("happen_verbs"))


def _part(token: Token) -> str:
    if token.dep_ in {"case", "mark", "fixed"} or (token.lower_ == "given" and token.dep_ in {"advcl", "obl"}):
        return ""
    if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in {"aux", "aux:pass", "cop"}):
        return "verb"
    if token.pos_ == "ADJ" and is_participle(token):
        return "verb"
    return _PART.get(token.pos_, "") if token.pos_ != "AUX" else ""


def _is_name(references: References, block: int, token: Token) -> bool:
    return token.pos_ == "PROPN" and references.cast.named(block, token) is not None


def _strongest(found: list[Frame]) -> list[Frame]:
    """Of the frames of one predicate the heaviest, then the one with most places filled; one frame a predicate."""
    if not found:
        return []
    top = max(frame.cue.weight for frame in found)
    best = [frame for frame in found if frame.cue.weight == top]
    return [max(best, key=lambda frame: (bool(frame.actors) + bool(frame.counterparts), bool(frame.actors)))]


def _match(references: References, block: int, token: Token, kind: Kind, cue: Cue) -> Frame | None:
    spoken = references.spoken(block, token) if cue.tone or cue.quoted else []
    if not words_hold(token, cue, spoken):
        return None
    where = places(token)
    if not places_hold(token, where, cue):
        return None
    actors, from_place = _fill(references, block, where, cue.actor, cue.actor_is)
    products = kind in _OF_PRODUCTS and "nowhere" not in cue.counterpart
    counterparts, to_place = _fill(
        references, block, where, cue.counterpart, cue.counterpart_is, actors, products=products
    )
    if actors is None or counterparts is None:
        return None
    if not counterparts and kind in _REACH and cue.counterpart and "nowhere" not in cue.counterpart:
        counterparts = _reach(references, block, token, kind, actors)
        to_place = "a name in what it governs" if counterparts else to_place
    if cue.both and len(actors) < 2 and not counterparts and not all(filler.kind == "group" for filler in actors):
        return None
    if cue.both and len(actors) > 1 and not counterparts:
        actors, counterparts = actors[:1], actors[1:]
    if kind == "legal_action" and not any(is_court(actor) for actor in actors):
        counterparts = [filler for filler in counterparts if not is_court(filler)]
    if "role" in cue.actor and not actors:
        actors = _by_role(references, counterparts)
    if "role" in cue.counterpart and not counterparts:
        counterparts = _by_role(references, actors)
    if kind == "company_policy_change" and not actors and not counterparts and lemma(token) in words("posts_cut"):
        actors, from_place = _firm_near(references, block, token), "the one firm spoken of here"
    if not actors and not counterparts and not _may_stand_bare(kind, cue):
        return None
    rules = (
        f"cue {kind}.{cue.id} at '{token.text}'",
        f"actors from {from_place or 'nowhere'}",
        f"counterparts from {to_place or 'nowhere'}",
    )
    return Frame(
        kind,
        cue,
        block,
        token,
        tuple(actors),
        tuple(c for c in counterparts if not any(c.same(a) for a in actors)),
        rules,
    )


_REACH: dict[Kind, list[str]] = {
    "lobbying": ["public"],
    "government_action": ["company", "leader"],
    "support": ["party"],
    "criticism": ["party"],
    "threat": ["party"],
    "legal_action": ["company", "person", "public"],
}


# Acts on a product are acts on its maker: "the council banned the K20".
_OF_PRODUCTS = frozenset({"government_action", "legal_action"})
_CUT = frozenset({"parataxis", "advcl", "conj", "acl:relcl"})


def _reach(references: References, block: int, token: Token, kind: Kind, actors: list[Filler]) -> list[Filler]:
    """The party named first within what the predicate governs, where no place of its own holds one."""
    for child in sorted(token.children, key=lambda child: child.i):
        if child.dep_ not in _REACHED or preposition(child) in _ASIDE or _is_addressee(child):
            continue
        for part in _within(child):
            found = references.cast.named(block, part)
            if not found or found[0].outlet or (found[0].kind == "place" and not found[0].public):
                continue
            fillers = [
                f
                for f in references.fillers(block, part)
                if fits(f, _REACH[kind]) and not any(f.same(a) for a in actors)
            ]
            if fillers:
                return [*fillers, *_range(references, block, part, fillers)]
    return []


def _range(references: References, block: int, part: Token, found: list[Filler]) -> list[Filler]:
    """ "from A and B to C": C too."""
    if preposition(part) != "from":
        return []
    ends = [child for child in part.head.children if preposition(child) == "to" and child.i > part.i]
    return [f for end in ends for f in references.fillers(block, end) if not any(f.same(other) for other in found)]


_REACHED = frozenset({"obj", "obl", "nmod", "xcomp", "ccomp", "iobj", "acl", "nsubj:pass"})


def _is_addressee(child: Token) -> bool:
    """ "told the House that ...": who is spoken to is not who is spoken of."""
    return child.dep_ in {"iobj", "obj"} and lemma(child.head) in {"tell", "inform", "remind", "assure"}


_ASIDE = frozenset({"according to", "per", "at", "in", "by", "during", "after", "before", "since", "from"})


def _within(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if not (child.dep_ in _CUT and child.pos_ in {"VERB", "AUX"}):
            yield from _within(child)


def _by_role(references: References, people: list[Filler]) -> list[Filler]:
    """The organisation whose roles the people hold ("Acme's chief was replaced": Acme)."""
    for person in people:
        for role in person.party.roles if person.party else []:
            for party in references.cast.parties:
                if role.of and role.of == party.name and party.kind != "person":
                    return [standing_for(party, person.block, person.head, person.start, person.end, "role")]
    return []


def _firm_near(references: References, block: int, token: Token) -> list[Filler]:
    """The only firm that the paragraph and the one before it name up to here: "jobs would be cut" is said of it."""
    near = [
        party
        for name, party in references.cast.order
        if block - 1 <= name.block <= block and (name.block, name.start) < (block, token.i) and is_firm(party)
    ]
    if not near or any(party is not near[0] for party in near):
        return []
    return [standing_for(near[0], block, token.i, token.i, token.i + 1, "")]


def _may_stand_bare(kind: Kind, cue: Cue) -> bool:
    """Acts and cases are often told with no party at all, which stands before ("the suit was settled")."""
    loose = not cue.counterpart_is or "nobody" in cue.counterpart_is
    return (
        kind in {"legal_action", "government_action", "company_policy_change"}
        and loose
        and (not cue.actor_is or "nobody" in cue.actor_is)
    )


def _fill(
    references: References,
    block: int,
    where: Places,
    order: list[str],
    classes: list[str],
    taken: list[Filler] | None = None,
    products: bool = False,
) -> tuple[list[Filler] | None, str]:
    """Fillers of the first place in `order` that holds a fitting party; None where a required one is missing."""
    misfit = False
    for place in order:
        found: list[Filler] = []
        for name in place.split("+"):
            for head in where.get(name, []):
                here = (references.maker(block, head) if products else []) or references.fillers(block, head)
                found += [f for f in here if not any(f.same(other) for other in found)]
        found = references.tidied(found)
        fitting = [filler for filler in found if fits(filler, classes) and not any(filler.same(t) for t in taken or [])]
        if fitting and "fund" in classes:
            fitting += [filler for filler in found if filler not in fitting and filler.kind == "person"]
        if fitting:
            return fitting, place
        misfit = misfit or bool(found)
    required = bool(classes) and ("nobody" not in classes or misfit)
    return (None if required else []), ""
