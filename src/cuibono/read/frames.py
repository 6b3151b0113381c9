"""Frames: a cue in a tree, with its places filled, is a dealing that the text tells of.

Takes: parsed blocks, references, the tables of kinds. Gives: frames (kind, cue, predicate, fillers).
Knows nothing of: attribution, stance, dates, the ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from cuibono.model import Kind
from cuibono.read.names import listed
from cuibono.read.reference import Filler, References
from cuibono.read.stance import stance
from cuibono.read.syntax import Places, children, conjuncts, lemma, places, preposition
from cuibono.read.tone import tone
from cuibono.tables import spread, words
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
    return not frame.cue.only or stance(frame.predicate, [], [])[0] in frame.cue.only


def matches(references: References, block: int, token: Token) -> list[Frame]:
    """Every cue that fires at a token, whether or not a stronger one stands beside it."""
    entries = index().get((_part(token), lemma(token)), ())
    if not entries or _is_name(references, block, token):
        return []
    return [frame for kind, cue in entries if (frame := _match(references, block, token, kind, cue))]


def again_at(doc: Doc, told: Sequence[Frame], block: int) -> Iterator[Frame]:
    """Dealings told before that are confirmed or denied: "a spokesman confirmed the meeting", "denied that the
    meeting had taken place". They have the parties of the last one of their kind.
    """
    for token in doc:
        kind = again().get(lemma(token))
        if kind is None or token.pos_ != "NOUN" or not _taken_up(token):
            continue
        before = next((frame for frame in reversed(told) if frame.kind == kind), None)
        if before is not None:
            rules = (f"'{token.text}' takes up {before.predicate.text!r}", "parties from there")
            yield Frame(kind, before.cue, block, token, before.actors, before.counterparts, rules)


def _taken_up(noun: Token) -> bool:
    """Whether a definite noun is what somebody confirms or denies."""
    if not any(child.lower_ in {"the", "this", "that", "its", "his", "her", "their"} for child in noun.children):
        return False
    verb = noun.head
    if noun.dep_ == "obj":
        return lemma(verb) in words("confirm_verbs")
    happens = lemma(verb) in words("happen_verbs") and noun.dep_ in {"nsubj", "nsubj:pass"}
    return happens and verb.dep_ == "ccomp" and lemma(verb.head) in words("confirm_verbs") | {"say"}


def _part(token: Token) -> str:
    if token.dep_ in {"case", "mark", "fixed"} or (token.lower_ == "given" and token.dep_ in {"advcl", "obl"}):
        return ""
    if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in {"aux", "aux:pass", "cop"}):
        return "verb"
    if token.pos_ == "ADJ" and token.tag_ in {"VBN", "VBG"}:
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
    if not _particle_fits(token, cue) or not _words_fit(token, cue) or not _mood_fits(token, cue, spoken):
        return None
    if cue.under and lemma(token.head) not in cue.under:
        return None
    where = places(token)
    if cue.object and not _object_fits(token, where, cue):
        return None
    if cue.of and not _phrases_fit(token, where, cue):
        return None
    if cue.complement and not _complement_fits(token, cue):
        return None
    actors, from_place = _fill(references, block, where, cue.actor, cue.actor_is)
    counterparts, to_place = _fill(references, block, where, cue.counterpart, cue.counterpart_is, actors)
    if actors is None or counterparts is None:
        return None
    if not counterparts and kind in _REACH and cue.counterpart and "nowhere" not in cue.counterpart:
        counterparts = _reach(references, block, token, kind, actors)
        to_place = "a name in what it governs" if counterparts else to_place
    if cue.both and len(actors) < 2 and not counterparts and not all(filler.kind == "group" for filler in actors):
        return None
    if cue.both and len(actors) > 1 and not counterparts:
        actors, counterparts = actors[:1], actors[1:]
    if kind == "legal_action" and not any(_is_court(actor) for actor in actors):
        counterparts = [filler for filler in counterparts if not _is_court(filler)]
    if "role" in cue.actor and not actors:
        actors = _by_role(references, counterparts)
    if "role" in cue.counterpart and not counterparts:
        counterparts = _by_role(references, actors)
    if not actors and not counterparts and not _may_stand_bare(kind, cue):
        return None
    if not _amount_fits(token, cue):
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
_CUT = frozenset({"parataxis", "advcl", "conj", "acl:relcl"})


def _reach(references: References, block: int, token: Token, kind: Kind, actors: list[Filler]) -> list[Filler]:
    """The party named first within what the predicate governs, where no place of its own holds one."""
    for child in sorted(token.children, key=lambda child: child.i):
        if child.dep_ not in {"obj", "obl", "nmod", "xcomp", "ccomp", "iobj", "acl", "nsubj:pass"} or preposition(child) in _ASIDE:
            continue
        for part in _within(child):
            found = references.cast.named(block, part)
            if not found or found[0].outlet or found[0].kind == "place" and not found[0].public:
                continue
            fillers = [f for f in references.fillers(block, part) if fits(f, _REACH[kind]) and not any(f.same(a) for a in actors)]
            if fillers:
                return [*fillers, *_range(references, block, part, fillers)]
    return []


def _range(references: References, block: int, part: Token, found: list[Filler]) -> list[Filler]:
    """ "from A and B to C": C too."""
    if preposition(part) != "from":
        return []
    ends = [child for child in part.head.children if preposition(child) == "to" and child.i > part.i]
    return [f for end in ends for f in references.fillers(block, end) if not any(f.same(other) for other in found)]


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
                    return [
                        Filler(
                            party.name,
                            party.kind,
                            party.public,
                            person.block,
                            person.head,
                            person.start,
                            person.end,
                            party,
                            "role",
                        )
                    ]
    return []


_LONG_QUOTATION = 25


def _tone_fits(token: Token, cue: Cue, spoken: list[Token]) -> bool:
    """Whether what a verb of saying brings praises or blames: a quotation by one word, a report by two."""
    said = [part for child in children(token, "ccomp", "parataxis", "advcl") for part in child.subtree]
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
    return not (negated and cue.quoted) and any(lemma(part) in wanted or part.lower_ in wanted for part in said)


def _may_stand_bare(kind: Kind, cue: Cue) -> bool:
    """Acts and cases are often told with no party at all, which stands before ("the suit was settled")."""
    loose = not cue.counterpart_is or "nobody" in cue.counterpart_is
    return kind in {"legal_action", "government_action"} and loose and (not cue.actor_is or "nobody" in cue.actor_is)


def _particle_fits(token: Token, cue: Cue) -> bool:
    particles = {child.lower_ for child in token.children if child.dep_ in {"compound:prt", "advmod", "case"}}
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
    return lemmas


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


def _object_fits(token: Token, where: Places, cue: Cue) -> bool:
    things = where.get("obj", []) + where.get("obj2", [])
    if cue.own and any(_owned(thing) for thing in things):
        return True
    return bool(_heads(things) & spread(cue.object))


def _owned(thing: Token) -> bool:
    """Whether a thing is somebody's own: "its paint shop", "two of its furnaces"."""
    parts = [thing, *(child for child in children(thing, "nmod") if preposition(child) == "of")]
    return any(child.lower_ in {"its", "their"} for part in parts for child in children(part, "nmod:poss"))


def _phrases_fit(token: Token, where: Places, cue: Cue) -> bool:
    for marks, nouns in cue.of.items():
        for mark in marks.split("|"):
            found = where.get(mark, []) + where.get("obj." + mark, []) + where.get("verb." + mark, [])
            if found and ("*" in nouns or _heads(found) & spread(nouns)):
                return True
    return False


def _complement_fits(token: Token, cue: Cue) -> bool:
    wanted = spread(cue.complement)
    for clause in children(token, "xcomp", "ccomp", "acl", "advcl"):
        for part in conjuncts(clause):
            if lemma(part) in wanted or "*" in wanted:
                return True
    return False


def _amount_fits(token: Token, cue: Cue) -> bool:
    if not cue.amount:
        return True
    return any(any(sign in part.text for sign in "$€£¥₹") or part.lower_ in _MONEY for part in token.subtree)


_MONEY_NOUNS = frozenset({"dollars", "euros", "pounds", "rubles", "roubles", "yen", "yuan", "rupees", "crowns", "francs", "kronor", "kroner", "zloty", "pesos", "reais", "won", "money"})
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


def _fill(
    references: References,
    block: int,
    where: Places,
    order: list[str],
    classes: list[str],
    taken: list[Filler] | None = None,
) -> tuple[list[Filler] | None, str]:
    """Fillers of the first place in `order` that holds a fitting party; None where a required one is missing."""
    misfit = False
    for place in order:
        found: list[Filler] = []
        for name in place.split("+"):
            for head in where.get(name, []):
                found += [f for f in references.fillers(block, head) if not any(f.same(other) for other in found)]
        found = references.tidied(found)
        fitting = [filler for filler in found if fits(filler, classes) and not any(filler.same(t) for t in taken or [])]
        if fitting and "fund" in classes:
            fitting += [filler for filler in found if filler not in fitting and filler.kind == "person"]
        if fitting:
            return fitting, place
        misfit = misfit or bool(found)
    required = bool(classes) and ("nobody" not in classes or misfit)
    return (None if required else []), ""


def fits(filler: Filler, classes: list[str]) -> bool:
    """Whether a filler belongs to one of the classes; to any where none is named."""
    wanted = [name for name in classes if name != "nobody"]
    return not wanted or any(_CLASS[name](filler) for name in wanted)


def _is_outlet(filler: Filler) -> bool:
    return filler.party is not None and filler.party.outlet


def _is_fund(filler: Filler) -> bool:
    return filler.name.lower().split()[-1] in listed("funds")


def _is_court(filler: Filler) -> bool:
    words = set(filler.name.lower().split())
    return bool(words & {"court", "courts", "judge", "judges", "justice", "tribunal", "jury", "magistrate"}) or any(
        role.title.split()[-1] in {"judge", "justice", "magistrate"}
        for role in (filler.party.roles if filler.party else [])
    )


def _is_leader(filler: Filler) -> bool:
    if filler.kind == "group":
        return filler.name.lower().split()[-1] in {
            "executives",
            "bosses",
            "chiefs",
            "founders",
            "leaders",
            "owners",
            "tycoons",
            "barons",
        }
    return filler.kind == "person" and not filler.public


_CLASS = {
    "party": lambda filler: True,
    "named": lambda filler: filler.party is not None,
    "public": lambda filler: filler.public,
    "private": lambda filler: not filler.public and filler.kind != "place" and not _is_outlet(filler),
    "person": lambda filler: filler.kind == "person" or (filler.kind == "group" and filler.noun in listed("groups")),
    "organisation": lambda filler: filler.kind in {"organisation", "public_body"},
    "company": lambda filler: (
        filler.kind in {"organisation", "group"} and not filler.public and not _is_outlet(filler)
    ),
    "official": lambda filler: filler.public and filler.kind in {"person", "group"},
    "leader": _is_leader,
    "fund": _is_fund,
    "group": lambda filler: filler.kind == "group",
    "court": _is_court,
    "seat": lambda filler: (
        filler.name.lower() in listed("body_names") or filler.name.lower().split()[-1] in listed("seats")
    ),
    "speaker": lambda filler: filler.noun in {"i", "we"},
}
