"""Amount, period, place, topic and the clause of a dealing.

Takes: a frame in its tree, amounts and dates found in its block. Gives: the values that belong to it.
Knows nothing of: attribution, the ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from cuibono.model import Span
from cuibono.read.dates import FoundDate, find_dates
from cuibono.read.frames import Frame
from cuibono.read.money import FoundMoney, find_money
from cuibono.read.names import country, listed
from cuibono.read.reference import References
from cuibono.read.sources import holds
from cuibono.read.syntax import children, lemma, preposition
from cuibono.tables.cues import index
from cuibono.values import Money

if TYPE_CHECKING:
    from cuibono.read.blocks import Block
    from cuibono.read.sentences import Doc, Token

APART = frozenset({"parataxis", "conj", "advcl", "ccomp", "acl:relcl", "advcl:relcl", "discourse", "list"})


class Quantities(msgspec.Struct, frozen=True):
    """Amounts and dates of one block."""

    amounts: tuple[FoundMoney, ...]
    dates: tuple[FoundDate, ...]


def quantities(block: Block) -> Quantities:
    """Everything countable in a block."""
    return Quantities(tuple(find_money(block.text)), tuple(find_dates(block.text)))


def by_date(frame: Frame, found: Quantities) -> list[Frame]:
    """One frame for each counterpart that has a date of its own: "to A in 2017 or to B in 2021" are two dealings."""
    doc = frame.predicate.doc
    fillers = sorted(frame.counterparts, key=lambda filler: filler.head)
    if len(fillers) < 2 or any(filler.block != frame.block for filler in fillers):
        return [frame]
    ends = [filler.head for filler in fillers[1:]] + [doc[fillers[-1].head].sent.end]
    dated = [
        any(doc[filler.head].idx < date.start < doc[end - 1].idx for date in found.dates if date.sort != "duration")
        for filler, end in zip(fillers, ends, strict=True)
    ]
    if not all(dated):
        return [frame]
    parts = [(filler,) for filler in fillers]
    return [msgspec.structs.replace(frame, counterparts=part, part=i + 1) for i, part in enumerate(parts)]


def part_tokens(frame: Frame) -> list[Token]:
    """From one of several dated counterparts to the next: what tells of that one."""
    doc = frame.predicate.doc
    filler = frame.counterparts[0]
    head = doc[filler.head]
    first = min(head.left_edge.i, filler.start)
    following = [child.left_edge.i for child in children(head, "conj")]
    chained = [child.left_edge.i for child in head.subtree if child.dep_ == "conj" and child.head == head]
    last = min([*following, *chained, frame.predicate.sent.end])
    start = frame.predicate.left_edge.i if frame.part == 1 else first
    tokens = [doc[i] for i in range(start, last)]
    while tokens and (tokens[-1].is_punct or tokens[-1].dep_ == "cc"):
        tokens.pop()
    return tokens or [head]


def clause(frame: Frame) -> list[Token]:
    """The tokens of the shortest clause that states the frame, in order."""
    if frame.part:
        return part_tokens(frame)
    top = _top(frame.predicate, bool(frame.cue.under))
    kept = {token.i: token for token in _own(top, top)}
    for token in (*frame.predicate.subtree,) if frame.predicate != top else ():
        if not _aside(token, frame.predicate):
            kept.setdefault(token.i, token)
    for filler in frame.fillers:
        if (
            filler.block == frame.block
            and filler.head in range(top.sent.start, top.sent.end)
            and _near(filler.head, kept)
        ):
            kept.update({i: top.doc[i] for i in range(filler.start, filler.end)})
    solid = [i for i, token in kept.items() if not token.is_punct and not token.is_space] or list(kept)
    first, last = min(solid), max(solid)
    tokens = [top.doc[i] for i in range(first, last + 1)]
    while tokens and _opens_idly(tokens[0]):
        tokens.pop(0)
    while tokens and (tokens[-1].text in {".", ",", ";", ":", "-", "–", "—"} or tokens[-1].is_space):
        tokens.pop()
    return _balanced(tokens) or [frame.predicate]


def _opens_idly(token: Token) -> bool:
    """Whether a clause can do without its first token: a comma, "and", "that"; not "Neither", a sign, a quotation."""
    if token.text in {"“", "[", "$", "€", "£"} or token.lower_ in {"neither", "either", "both"}:
        return False
    return token.is_punct or token.is_space or token.dep_ in {"cc", "mark"}


def _balanced(tokens: list[Token]) -> list[Token]:
    """Without a quotation mark at an end that has no fellow inside."""
    marks = [token for token in tokens if token.text in {'"', "“", "”"}]
    if len(marks) == 1 and tokens[-1] == marks[0]:
        return tokens[:-1]
    return tokens[1:] if len(marks) == 1 and tokens[0] == marks[0] else tokens


def _aside(token: Token, top: Token) -> bool:
    """Whether a token stands in words that tell the source and not the dealing."""
    while token != top and token.head != token:
        if token.dep_ == "parataxis" or preposition(token) == "according to":
            return True
        token = token.head
    return False


def _near(index: int, kept: dict[int, Token]) -> bool:
    """A filler elsewhere in the sentence widens the clause only where it stands close by."""
    return bool(kept) and min(abs(index - i) for i in kept) <= 12


def _top(predicate: Token, through: bool) -> Token:
    """The verb whose clause states a noun's dealing where the noun is its object or subject; else the noun."""
    if predicate.pos_ in {"VERB", "AUX"}:
        return predicate
    head = predicate.head
    carried = (through or predicate.dep_ in {"obj", "nsubj:pass", "obl", "xcomp"}) and head.pos_ in {"VERB", "AUX"}
    return head if carried and head.dep_ != "conj" and _short(head) else predicate


def _short(verb: Token) -> bool:
    return sum(1 for _ in verb.subtree) <= 30


def _own(token: Token, top: Token) -> list[Token]:
    """The subtree without clauses that say something else."""
    found = [token]
    for child in token.children:
        if child.dep_ in {"parataxis", "discourse", "list"} or preposition(child) in {"according to", "per"}:
            continue
        verbal = child.pos_ in {"VERB", "AUX"}
        clause_ahead = verbal or (top.pos_ == "VERB" and child.pos_ in {"PROPN", "NOUN"})
        if token == top and child.dep_ == "conj" and clause_ahead:
            continue
        if token == top and child.dep_ == "advcl" and child.i < top.i and verbal:
            continue
        if (
            token == top
            and child.dep_ == "advcl"
            and verbal
            and any(
                mark.lower_
                in {"after", "before", "as", "while", "although", "though", "because", "when", "since", "whereas"}
                for mark in children(child, "mark", "advmod")
            )
        ):
            continue
        if token == top and child.dep_ == "cc":
            continue
        if child.dep_ == "acl:relcl" and sum(1 for _ in child.subtree) > 14:
            continue
        found += _own(child, top)
    return found


def span(block: Block, tokens: list[Token]) -> Span:
    """The document's span of some tokens."""
    return block.span(tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))


def amount(frame: Frame, tokens: list[Token], found: Quantities) -> tuple[Money | None, str]:
    """The amount of the dealing: the one nearest to its predicate in the tree, within its clause."""
    best: tuple[tuple[int, int], Money, str] | None = None
    for money in found.amounts:
        head = root(frame.predicate.doc, money.start, money.end)
        if money.converts or head is None or not tokens[0].idx <= money.start < tokens[-1].idx + len(tokens[-1].text):
            continue
        distance = _distance(frame.predicate, head)
        if _of_another(head, frame.predicate):
            continue
        if distance is None or _is_rate(money.value):
            continue
        rank = (distance, money.start)
        if best is None or rank < best[0]:
            text = frame.predicate.doc.text[money.start : money.end]
            best = (rank, money.value, f"amount '{text}'")
    return (best[1], best[2]) if best else (None, "")


def _of_another(token: Token, predicate: Token) -> bool:
    """Whether an amount stands in a relative clause or an aside that does not hold the predicate."""
    while token != predicate and token.head != token:
        if token.dep_ in {"acl:relcl", "parataxis"} and not holds(token, predicate):
            return True
        token = token.head
    return False


def _is_rate(money: Money) -> bool:
    return money.per in {"share", "barrel", "unit", "tonne", "ton", "hour"}


def root(doc: Doc, start: int, end: int) -> Token | None:
    """The head of the words between two character offsets of a block, or None."""
    found = doc.char_span(start, end, alignment_mode="expand")
    return found.root if found is not None else None


def _distance(predicate: Token, token: Token) -> int | None:
    """Steps between two tokens of one tree, or None where they stand in different sentences."""
    up: dict[int, int] = {}
    steps, at = 0, predicate
    while True:
        up[at.i] = steps
        if at.head == at:
            break
        at, steps = at.head, steps + 1
    steps, at = 0, token
    while at.i not in up:
        if at.head == at:
            return None
        cross = 4 if at.dep_ in APART and at.pos_ in {"VERB", "AUX"} else 1
        at, steps = at.head, steps + cross
    return steps + 2 * up[at.i]


def place(references: References, frame: Frame, tokens: list[Token]) -> tuple[str | None, str]:
    """Where it took place: a named place in a phrase of the clause, or the seat that the carrying verb leads to."""
    inside = {token.i for token in tokens}
    taken = {filler.name for filler in frame.fillers}
    candidates = [token for token in tokens if token.dep_ in {"obl", "nmod", "obl:unmarked"}]
    if frame.kind == "meeting":
        candidates += [
            child
            for verb in carriers(frame.predicate)
            for child in children(verb, "obl", "nmod")
            if child.i not in inside and (preposition(child) == "to" or verb.pos_ == "NOUN")
        ]
    best: tuple[int, str] | None = None
    for token in candidates:
        name = _place_name(references, frame, token)
        if name is None or name in taken:
            continue
        distance = _distance(frame.predicate, token)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, name)
    return (best[1], f"place '{best[1]}'") if best else (None, "")


def _place_name(references: References, frame: Frame, token: Token) -> str | None:
    mark = preposition(token)
    found = references.cast.named(frame.block, token)
    if not found:
        return None
    party, _name = found
    seat = party.name.lower() in listed("body_names") or party.name.lower().split()[-1] in listed("seats")
    if mark in {"at", "inside", "outside", "near"} and party.kind != "person":
        return party.name
    if mark == "to" and frame.kind == "meeting" and seat:
        return party.name
    if mark in {"in", "on"} and (
        (party.kind == "place" and (not country(party.name) or frame.kind in {"pledge", "meeting"})) or seat
    ):
        return party.name
    return None


def topic(frame: Frame) -> str | None:
    """A few words on what it is about: the phrase with about, on, over, the infinitive, or else the object."""
    for child in frame.predicate.children:
        named = lemma(child) in _NO_TOPIC or child.pos_ == "NUM" or child.lower_ in listed("no_names")
        about = child.dep_ in {"obl", "nmod"} and preposition(child) in _ABOUT and not named
        if about or (child.dep_ in {"xcomp", "ccomp", "acl"} and child.pos_ in {"VERB", "AUX"}):
            return _few_words(child)
    for child in children(frame.predicate, "obj"):
        if child.pos_ not in {"PRON", "DET"} and not any(filler.head == child.i for filler in frame.fillers):
            return _few_words(child)
    return None


_ABOUT = frozenset({"about", "over", "on", "for", "regarding", "concerning"})
_NO_TOPIC = frozenset(
    {
        "example",
        "year",
        "month",
        "week",
        "day",
        "time",
        "instance",
        "moment",
        "first",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "now",
    }
)


def _few_words(head: Token) -> str | None:
    """The words under a head, ten at most, up to the first comma or gap."""
    tokens = sorted(head.subtree, key=lambda token: token.i)[:10]
    kept = tokens[:1]
    for token in tokens[1:]:
        if token.i != kept[-1].i + 1 or token.text in {",", ";", ":", "—", "–"}:
            break
        kept.append(token)
    words = "".join(token.text_with_ws for token in kept).translate(_NO_MARKS)
    return words.strip(" ,.;:'’") or None


_NO_MARKS = str.maketrans("", "", '"“”')


def carriers(predicate: Token, speech: bool = False) -> list[Token]:
    """Verbs that carry the predicate or are coordinated with it, nearest first, up to a verb of saying."""
    line: list[Token] = []
    token = predicate
    while token.head != token and len(line) < 3:
        if (
            token.dep_ == "ccomp"
            and speech
            and token == predicate
            and lemma(token.head) in {"say", "add", "tell", "write"}
        ):
            line.append(token.head)
            break
        if token.dep_ == "acl:relcl" and ("noun", lemma(token.head)) in index():
            line.append(token.head)
            break
        if token.dep_ in {"ccomp", "parataxis", "acl:relcl", "advcl:relcl"}:
            break
        if token.dep_ == "advcl" and not children(token, "mark"):
            token = token.head
            line.append(token)
            continue
        if token.dep_ == "advcl" and children(token, "mark") and children(token, "mark")[0].lower_ != "to":
            break
        token = token.head
        if token.pos_ in {"VERB", "AUX", "NOUN"}:
            line.append(token)
    return line
