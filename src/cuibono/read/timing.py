"""When a dealing takes place: the date words that hang on its predicate, resolved.

Takes: a frame in its tree, the dates of its block, the day of publication. Gives: a period, or None.
Knows nothing of: amounts, parties, the ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from cuibono.model import Stance
from cuibono.read.dates import FoundDate
from cuibono.read.dates.specs import Shifted
from cuibono.read.frames import Frame
from cuibono.read.quotes import says
from cuibono.read.slots import APART, Quantities, carriers, part_tokens, root
from cuibono.read.stance import negated
from cuibono.read.syntax import children, lemma, passive
from cuibono.read.wording import definite
from cuibono.tables import words
from cuibono.tables.cues import again
from cuibono.values import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cuibono.read.sentences import Doc, Token


def period(
    frame: Frame, stance: Stance, found: Quantities, published: Period | None, context: Period | None
) -> tuple[Period | None, str]:
    """When the dealing takes place, from the date words that hang on its predicate or on what carries it."""
    best: tuple[tuple[int, int], FoundDate] | None = None
    for date in found.dates:
        if date.sort == "duration" or date.relation in {"until", "through"}:
            continue
        head = root(frame.predicate.doc, date.start, date.end)
        if head is None or _of_the_telling(frame, head):
            continue
        anchor = opened(frame.predicate.doc, date)
        if anchor is not None and (anchor == frame.predicate or anchor.is_ancestor(frame.predicate)):
            continue  # it says when something else was, seen from this dealing
        begins = date.relation == "since" and not _when_clause(frame.predicate, head)
        if begins and not _perfect(frame.predicate):
            continue
        if frame.part and not _in_part(frame, head):
            continue
        rank = 0 if frame.part else date_rank(frame.predicate, head, frame.cue.speech)
        if rank is not None and (best is None or (rank, date.start) < best[0]):
            best = ((rank, date.start), date)
    if best is None:
        return None, ""
    tense = tense_of(best[1], frame.predicate.doc, stance)
    date = best[1]
    known = context if date.sort == "anchored" and opened(frame.predicate.doc, date) is None else None
    until_now = date.relation == "since" and _perfect(frame.predicate)
    value = (date.reach if until_now else date.resolve)(published, tense, known)
    value = week_or_two(date, value, published)
    left = "" if value else ", unresolved" if opened(frame.predicate.doc, date) is None else ", from another dealing"
    return value, f"date '{date.text}' ({date.sort}){left}"


def opened(doc: Doc, date: FoundDate) -> Token | None:
    """The head of what a distance is counted from: the meeting of "two days after the meeting"; None where it is left.

    "Two days later" and "two days after that" count from what was told before.
    """
    found = doc.char_span(date.start, date.end, alignment_mode="expand")
    if found is None or not isinstance(date.spec, Shifted) or date.spec.anchor is not None:
        return None
    mark = found[-1].head if found[-1].dep_ == "fixed" else found[-1]
    open_ended = mark.dep_ in {"case", "mark"} and mark.head.i > mark.i
    return mark.head if open_ended and mark.head.pos_ in {"NOUN", "PROPN", "VERB", "AUX"} else None


def told_later(doc: Doc, found: Quantities, published: Period | None) -> Iterator[tuple[Token, Period, str]]:
    """Nouns that take up a dealing told before, each with the period that the text now gives it, and the rule.

    "The dinner took place in May", "the encounter, which occurred last week", "the talks, held on 3 March".
    """
    for noun in doc:
        if noun.pos_ != "NOUN" or lemma(noun) not in again() or not definite(noun) or children(noun, "nmod:poss"):
            continue
        for verb in filter(_gives_time, [noun.head, *children(noun, "acl", "acl:relcl")]):
            if verb == noun.head and noun.dep_ not in {"nsubj", "nsubj:pass"}:
                continue
            for date in found.dates:
                value = _given(date, verb, published)
                if value is not None:
                    yield noun, value, f"date '{date.text}' told later of '{noun.text}'"
                    break


def _gives_time(verb: Token) -> bool:
    if lemma(verb) not in words("time_verbs") or negated(verb) or children(verb, "nsubj:outer"):
        return False
    if lemma(verb) == "take":
        return any(child.lower_ == "place" for child in children(verb, "obj"))
    return lemma(verb) != "hold" or passive(verb)


def _given(date: FoundDate, verb: Token, published: Period | None) -> Period | None:
    """The period that a date gives where it hangs on the verb itself."""
    head = root(verb.doc, date.start, date.end)
    if head is None or date.sort in {"duration", "anchored"} or date.relation in {"until", "through", "since"}:
        return None
    rank = date_rank(verb, head, speech=False)
    if rank is None or rank > 1:
        return None
    return week_or_two(date, date.resolve(published, tense_of(date, verb.doc, "asserted"), None), published)


def week_or_two(date: FoundDate, found: Period | None, published: Period | None) -> Period | None:
    """In a weekend paper "last week" may be the week before or the one then ending: both."""
    if found is None or published is None or published.earliest is None or published.earliest != published.latest:
        return found
    if published.earliest.weekday() < _SATURDAY or date.text.lower() != "last week":
        return found
    return msgspec.structs.replace(found, latest=published.latest)


_SATURDAY = 5


def _of_the_telling(frame: Frame, date: Token) -> bool:
    """Whether a date says when something was said: "Acme gave $2 million, it said on Monday"."""
    before = date.left_edge.i - 1
    while before > 0 and date.doc[before].pos_ in {"ADV", "ADP", "DET"} and date.doc[before].sent == date.sent:
        before -= 1
    verb = date.doc[before]
    if lemma(verb) not in says() or verb.pos_ != "VERB" or verb == frame.predicate or frame.cue.speech:
        return False
    return verb.dep_ == "parataxis" and bool(children(verb, "nsubj")) and verb.i > frame.predicate.i


def _when_clause(predicate: Token, date: Token) -> bool:
    """ "since 9 April, when the bureau stopped it": the day itself."""
    return predicate.dep_ in {"acl:relcl", "advcl"} and any(
        child.lower_ == "when" and 0 < child.i - date.right_edge.i <= 2 for child in predicate.children
    )


def _in_part(frame: Frame, head: Token) -> bool:
    tokens = part_tokens(frame)
    return tokens[0].i <= head.i <= tokens[-1].i and head.i > frame.counterparts[0].head


def _perfect(predicate: Token) -> bool:
    """ "has received since May" runs on to the day of publication."""
    verb = predicate if predicate.pos_ in {"VERB", "AUX"} else predicate.head
    return any(child.lower_ in {"has", "have"} for child in children(verb, "aux"))


_AHEAD = ("with effect from", "effective", "effective from")


def tense_of(date: FoundDate, doc: Doc, stance: Stance) -> Literal["past", "future"] | None:
    """The tense of the verb that the date hangs on; where that says nothing, a plan lies ahead.

    None for the present, which tells of what is fixed to come as of what is past ("she becomes chair on 1 May").
    """
    token = root(doc, date.start, date.end)
    if doc.text[: date.start].rstrip().endswith(_AHEAD):
        return "future"
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
    if token is not None and token.tag_ in {"VBZ", "VBP"} and not marks:
        return None
    return "future" if stance in {"planned", "hypothetical"} else "past"


def date_rank(predicate: Token, head: Token, speech: bool) -> int | None:
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
        if carrier.pos_ == "NOUN" and head.left_edge.i == carrier.i + 1:
            return 5 + i
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
