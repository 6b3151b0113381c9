"""Parties that a dealing takes over from one told before, where the text points back to it.

Takes: frames of a document in order. Gives: the same frames with open places filled. Knows nothing of: sources, dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from cuibono.read.fillers import Filler
from cuibono.read.frames import Frame
from cuibono.read.places import places
from cuibono.read.syntax import children, lemma
from cuibono.tables import words
from cuibono.tables.cues import again

if TYPE_CHECKING:
    from cuibono.read.sentences import Token

_POINTS_BACK = frozenset({"the", "this", "that", "these", "those", "its", "their"})
_SAID_AT_MEETINGS = frozenset({"lobbying", "gift", "support", "criticism", "pledge"})
_THIS = frozenset({"this", "that", "it"})
_ACTS_OF_SIDES = frozenset(
    {"government_action", "legal_action", "company_policy_change", "pledge", "donation", "threat"}
)
_ACTS = frozenset({"government_action", "legal_action"})


def taken_up(frame: Frame, told: Sequence[Frame]) -> Frame:
    """The frame, with a missing side taken from the dealing that one of its nouns points back to.

    "The ban was lifted" after "the ministry banned the app" has the ministry's side; "he was unhappy about the
    decision" blames whoever decided. Only a definite noun points back, and only to a dealing told within reach.
    """
    if frame.actors and frame.counterparts:
        return frame
    if not frame.counterparts and frame.kind in _SAID_AT_MEETINGS:
        at_meeting = _met(frame, told)
        if at_meeting is not frame:
            return at_meeting
    if not frame.fillers and frame.kind == "legal_action":
        return _same_case(frame, told)
    if not frame.fillers and frame.kind == "government_action":
        frame = _granted(frame, told)
    if not frame.fillers and frame.kind == "company_policy_change":
        return _same_firm(frame, told)
    for noun in _pointing(frame):
        for before in reversed(told):
            if frame.block - before.block > 3 or not _same_thing(noun, frame, before):
                continue
            filled = _filled(frame, before)
            if filled is not frame:
                rule = f"'{noun.text}' points back to '{before.predicate.text}'"
                return msgspec.structs.replace(filled, rules=(*frame.rules, rule))
    if frame.kind in {"support", "criticism"} and not frame.counterparts:
        return _reacts(frame, told)
    return frame


def _reacts(frame: Frame, told: Sequence[Frame]) -> Frame:
    """ "This is a disgrace," said of what was told just before: whoever did that is praised or blamed."""
    subjects = [t for t in frame.predicate.subtree if t.dep_ in {"nsubj", "nsubj:pass"} and t.lower_ in _THIS]
    if not subjects:
        return frame
    for before in reversed(told):
        if frame.block - before.block > 1:
            break
        if before.kind in _ACTS_OF_SIDES and before.actors:
            filled = _with(frame, counterparts=before.actors)
            if filled is not frame:
                rule = f"'{subjects[0].text}' is what '{before.predicate.text}' tells"
                return msgspec.structs.replace(filled, rules=(*frame.rules, rule))
    return frame


def _met(frame: Frame, told: Sequence[Frame]) -> Frame:
    """ "met the minister and complained", "during this visit he asked": said to the other side of that meeting."""
    before = next((frame_ for frame_ in reversed(told) if frame_.kind == "meeting"), None)
    if before is None or not frame.actors or not (_coordinated(frame, before) or _on_the_occasion(frame)):
        return frame
    sides = before.actors + before.counterparts
    if not any(actor.same(side) for actor in frame.actors for side in sides):
        return frame
    others = tuple(side for side in sides if not any(side.same(actor) for actor in frame.actors))
    rule = f"said at the meeting told by '{before.predicate.text}'"
    return msgspec.structs.replace(frame, counterparts=others, rules=(*frame.rules, rule)) if others else frame


def _coordinated(frame: Frame, before: Frame) -> bool:
    token, other = frame.predicate, before.predicate
    return frame.block == before.block and token.dep_ in {"conj", "advcl", "xcomp"} and token.head == other


def _on_the_occasion(frame: Frame) -> bool:
    for place in ("during", "at", "in", "over"):
        for noun in places(frame.predicate).get(place, []):
            if again().get(lemma(noun)) == "meeting" and _definite(noun):
                return True
    return False


def _granted(frame: Frame, told: Sequence[Frame]) -> Frame:
    """ "The licences were issued", where a firm and the state were told to have dealt for licences: that firm's."""
    where = places(frame.predicate)
    nouns = [frame.predicate, *where.get("obj", []), *where.get("subj", [])]
    things = {lemma(noun) for noun in nouns if noun.pos_ == "NOUN" and _definite(noun)}
    for before in reversed(told):
        if frame.block - before.block > _REACH or not things & words("benefits"):
            break
        public = tuple(side for side in before.fillers if side.public)
        private = tuple(side for side in before.fillers if not side.public and side.kind == "organisation")
        if public and private and things & {lemma(token) for token in before.predicate.subtree}:
            rule = f"what was dealt for in '{before.predicate.text}'"
            return msgspec.structs.replace(frame, actors=public, counterparts=private, rules=(*frame.rules, rule))
    return frame


_REACH = 3


def _same_case(frame: Frame, told: Sequence[Frame]) -> Frame:
    """A step in a case with no party named is a step in the case told last, if that is near."""
    for before in reversed(told):
        if before.kind == "legal_action" and before.actors and before.counterparts and frame.block - before.block <= 2:
            rule = f"the case of '{before.predicate.text}' goes on"
            return msgspec.structs.replace(
                frame, actors=before.actors, counterparts=before.counterparts, rules=(*frame.rules, rule)
            )
    return frame


def _same_firm(frame: Frame, told: Sequence[Frame]) -> Frame:
    """Jobs cut with no firm named are cut by the one firm of which the text has told cuts of jobs, if it is one."""
    if not _cut(frame):
        return frame
    before = [one for one in told if one.kind == frame.kind and one.actors and _cut(one)]
    if not before or any(not one.actors[0].same(before[0].actors[0]) for one in before):
        return frame
    rule = f"whose jobs is told by '{before[-1].predicate.text}'"
    return msgspec.structs.replace(frame, actors=before[-1].actors, rules=(*frame.rules, rule))


def _cut(frame: Frame) -> bool:
    """Whether jobs are what a firm changes."""
    return bool((_things(frame) | {lemma(frame.predicate)}) & words("posts_cut"))


def _pointing(frame: Frame) -> list[Token]:
    """Definite nouns of the frame with no owner: its own noun, what it is done to, what the words are about."""
    where = places(frame.predicate)
    found = [frame.predicate] if frame.predicate.pos_ == "NOUN" else []
    for place in ("obj", "of", "about", "with", "by", "against", "at", "over", "to", "for"):
        found += where.get(place, [])
    if frame.cue.speech:
        found += [token for token in frame.predicate.subtree if lemma(token) in words("act_nouns")]
    return [noun for noun in found if noun.pos_ == "NOUN" and (_definite(noun) or _bare_plural(noun))]


def _bare_plural(noun: Token) -> bool:
    return noun.tag_ == "NNS" and not children(noun, "det", "nmod:poss", "amod", "nummod")


def _definite(noun: Token) -> bool:
    return any(child.lower_ in _POINTS_BACK for child in children(noun, "det", "nmod:poss"))


def _same_thing(noun: Token, frame: Frame, before: Frame) -> bool:
    """Whether the noun can mean the dealing: the same word, or a word for any act of its sort."""
    word = lemma(noun)
    if word in _things(before) or word == lemma(before.predicate) or _stem(word) == _stem(lemma(before.predicate)):
        return frame.cue.speech or before.kind == frame.kind
    return frame.cue.speech and before.kind in _ACTS and word in words("act_nouns") and _definite(noun)


def _stem(word: str) -> str:
    """Enough of a word to tell "reject" and "rejection" as one: its first five letters."""
    return word[:5] if len(word) > 6 else word


def _things(frame: Frame) -> set[str]:
    where = places(frame.predicate)
    return {lemma(noun) for noun in where.get("obj", []) if noun.pos_ == "NOUN"}


def _filled(frame: Frame, before: Frame) -> Frame:
    if frame.cue.speech:
        return _with(frame, counterparts=before.actors) if not frame.counterparts else frame
    if not frame.actors and "nobody" not in frame.cue.actor_is and frame.cue.actor_is:
        return frame
    if not frame.actors:
        return _with(frame, actors=before.actors)
    if frame.kind == "legal_action":
        return _with(frame, counterparts=before.counterparts + before.actors)
    return _with(frame, counterparts=before.counterparts)


def _with(
    frame: Frame, actors: tuple[Filler, ...] | None = None, counterparts: tuple[Filler, ...] | None = None
) -> Frame:
    """The frame with one side filled, unless that would set a party against itself."""
    others = frame.counterparts if actors is not None else frame.actors
    new = tuple(f for f in (actors if actors is not None else counterparts) or () if not any(f.same(o) for o in others))
    if not new:
        return frame
    if actors is not None:
        return msgspec.structs.replace(frame, actors=new)
    return msgspec.structs.replace(frame, counterparts=new)
