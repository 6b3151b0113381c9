"""When a dealing takes place: the date words that hang on its predicate, resolved.

Takes: a frame in its tree, the dates of its block, the day of publication. Gives: a period, or None.
Knows nothing of: amounts, parties, the ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cuibono.model import Stance
from cuibono.read.dates import FoundDate
from cuibono.read.frames import Frame
from cuibono.read.slots import APART, Quantities, carriers, part_tokens, root
from cuibono.read.syntax import children
from cuibono.values import Period

if TYPE_CHECKING:
    from cuibono.read.sentences import Doc, Token


def period(
    frame: Frame, stance: Stance, found: Quantities, published: Period | None, context: Period | None
) -> tuple[Period | None, str]:
    """When the dealing takes place, from the date words that hang on its predicate or on what carries it."""
    best: tuple[tuple[int, int], FoundDate] | None = None
    for date in found.dates:
        if date.sort == "duration" or date.relation in {"until", "through"}:
            continue
        if date.relation == "since" and not _perfect(frame.predicate):
            continue
        head = root(frame.predicate.doc, date.start, date.end)
        if head is None:
            continue
        if frame.part and not _in_part(frame, head):
            continue
        rank = 0 if frame.part else _date_rank(frame.predicate, head, frame.cue.speech)
        if rank is not None and (best is None or (rank, date.start) < best[0]):
            best = ((rank, date.start), date)
    if best is None:
        return None, ""
    tense = _tense(best[1], frame.predicate.doc, stance)
    date = best[1]
    known = context if date.sort == "anchored" else None
    value = (date.reach if date.relation == "since" else date.resolve)(published, tense, known)
    return value, f"date '{date.text}' ({date.sort}){'' if value else ', unresolved'}"


def _in_part(frame: Frame, head: Token) -> bool:
    tokens = part_tokens(frame)
    return tokens[0].i <= head.i <= tokens[-1].i and head.i > frame.counterparts[0].head


def _perfect(predicate: Token) -> bool:
    """ "has received since May" runs on to the day of publication."""
    verb = predicate if predicate.pos_ in {"VERB", "AUX"} else predicate.head
    return any(child.lower_ in {"has", "have"} for child in children(verb, "aux"))


def _tense(date: FoundDate, doc: Doc, stance: Stance) -> Literal["past", "future"]:
    """The tense of the verb that the date hangs on; where that says nothing, a plan lies ahead."""
    token = root(doc, date.start, date.end)
    while token is not None and token.head != token and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    marks = {child.lower_ for child in children(token, "aux", "aux:pass", "cop")} if token is not None else set()
    if marks & {"will", "shall", "'ll", "’ll"}:
        return "future"
    if (
        token is not None
        and (token.tag_ == "VBD" or marks & {"was", "were", "had", "has", "have"})
        and "would" not in marks
    ):
        return "past"
    return "future" if stance in {"planned", "hypothetical"} else "past"


def _date_rank(predicate: Token, head: Token, speech: bool) -> int | None:
    """How near a date hangs: on the predicate itself 0, on its nouns 1, on its carrier or coordinated verb 2."""
    at = head
    steps = 0
    while at.head != at and at != predicate:
        if steps and at.dep_ in {*APART, "acl"} and at.pos_ in {"VERB", "AUX", "ADJ"} and at != predicate:
            break
        at, steps = at.head, steps + 1
    if at == predicate:
        return steps if steps <= 3 else None
    if predicate.dep_ == "acl:relcl" and head == predicate.head:
        return 0
    line = carriers(predicate, speech)
    for i, carrier in enumerate(line):
        if at == carrier and steps <= 2:
            return 5 + i
        token = head
        for step in range(3):
            if token == carrier and (step < 2 or head.head.head == carrier):
                return 5 + i + step
            if token.head == token or token.dep_ in APART:
                break
            token = token.head
    return None
