"""Claims of one document: frames with their sources, stance, time, place and money, each resting on its clause.

Takes: a document and the engine. Gives: claims, the document's mentions, problems.
Knows nothing of: files, the ledger, other documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from cuibono.model import Claim, Document, Mention, Problem, Reading, claim_id
from cuibono.read.anaphora import taken_up
from cuibono.read.attribution import Attribution
from cuibono.read.blocks import Block, blocks
from cuibono.read.fillers import Filler, mention, standing_for
from cuibono.read.frames import Frame, again_at, frames
from cuibono.read.interpretations import candidates
from cuibono.read.names import names
from cuibono.read.orders import Text, Told, named, ordered
from cuibono.read.outlets import mark_outlets
from cuibono.read.parties import Cast
from cuibono.read.quotes import Quotes
from cuibono.read.reference import References
from cuibono.read.slots import Quantities, amount, by_date, clause, place, quantities, span, topic
from cuibono.read.sources import named_turns
from cuibono.read.stance import says_will, stance, taken_back
from cuibono.read.syntax import children, lemma
from cuibono.read.timing import period, told_later
from cuibono.tables import words
from cuibono.tables.cues import again
from cuibono.values import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cuibono.read.sentences import Doc, Engine, Token


_BARE = frozenset({"government_action", "legal_action"})
# Blocks over which a noun takes up a dealing told before.
_REACH = 2


class Page:
    """One document under reading: blocks, trees, parties, quotations, sources."""

    def __init__(self, document: Document, engine: Engine) -> None:
        self.document = document
        heading = f"{document.title or ''}\n{document.text[: document.body]}"
        self.blocks: list[Block] = named_turns(blocks(document.text, document.body), heading)
        self.docs: list[Doc] = list(engine.docs([block.text for block in self.blocks]))
        turns = frozenset(i for i, block in enumerate(self.blocks) if block.speaker)
        self.cast = Cast(self.docs, names(self.docs, turns))
        mark_outlets(document, self.cast)
        self.references = References(self.cast, self.blocks)
        self.quotes = Quotes(self.docs, self.blocks)
        self.references.speaker = self._speaker
        self.references.spoken = self.quotes.spoken
        self.attribution = Attribution(self.references, self.quotes, document.publisher)
        self.references.addressee = self._addressee

    def _speaker(self, block: int, token: Token) -> Filler | None:
        who = self.quotes.speaker(block, token)
        if who is not None:
            return self.references.one(block, who)
        return self.attribution.turn(block)

    def _addressee(self, block: int) -> Filler | None:
        """Whom a turn of a transcript speaks to: the other speaker before it, or else after it."""
        mine = self.blocks[block].speaker
        if not mine:
            return None
        order = [*range(block - 1, -1, -1), *range(block + 1, len(self.blocks))]
        other = next((i for i in order if self.blocks[i].speaker not in {None, mine}), None)
        return self.attribution.turn(other) if other is not None else None


def read(document: Document, engine: Engine) -> Reading:
    """Everything one document says about dealings."""
    page = Page(document, engine)
    found: list[Told] = []
    repeated: list[Frame] = []
    context: Period | None = None
    for index, (block, doc) in enumerate(zip(page.blocks, page.docs, strict=True)):
        if block.question:
            continue
        counted = quantities(block)
        kept = _apart([frame for frame in frames(page.references, index, doc) if not _in_condition(frame)])
        told = [one.frame for one in found]
        for at, frame in enumerate(kept):
            kept[at] = taken_up(frame, [*told, *kept[:at]])
        kept = [frame for frame in kept if frame.fillers or frame.kind in _BARE]
        only = [_only_when(frame, [*told, *kept[:i]]) for i, frame in enumerate(kept)]
        repeated += [frame for frame, drop in zip(kept, only, strict=True) if drop]
        kept = [frame for frame, drop in zip(kept, only, strict=True) if not drop]
        kept += again_at(doc, [*(one.frame for one in found), *kept], index)
        for part in [part for frame in kept for part in by_date(frame, counted)]:
            claim = _claim(page, part, counted, context)
            if claim is not None:
                context = claim.period or context
                found.append(Told(part, claim, counted))
        _date_later(found, index, told_later(doc, counted, document.published))
    found = ordered(Text(found, repeated, page.cast, document.published))
    claims, problems = tuple(named(found, _once(found))), tuple(_problems(page, found))
    return Reading(claims, tuple(mentions(page)), problems, candidates(page, claims))


def _claim(page: Page, frame: Frame, counted: Quantities, context: Period | None) -> Claim | None:
    block = page.blocks[frame.block]
    voices = page.attribution.voices(frame.block, frame.predicate)
    heads = [frame.predicate.doc[filler.head] for filler in frame.fillers if filler.block == frame.block]
    how, how_rule = stance(frame.predicate, heads, voices, bool(frame.cue.under))
    if frame.cue.only and how not in frame.cue.only:
        return None
    if frame.kind == "threat" and how == "hypothetical" and says_will(frame.predicate):
        how, how_rule = "planned", "a threat made on a condition"
    kept_to = bool(frame.cue.only) and (how != "denied" or frame.cue.only == ["denied"])
    if frame.cue.stance and (how in {"asserted", "planned"} or kept_to):
        how, how_rule = frame.cue.stance, "the cue itself"
    if how == "asserted" and taken_back(frame.predicate):
        how, how_rule = "denied", "the next sentence takes it back"
    tokens = clause(frame)
    money, money_rule = amount(frame, tokens, counted)
    when, when_rule = period(frame, how, counted, page.document.published, context)
    where, where_rule = place(page.references, frame, tokens)
    at = span(block, tokens)
    rules = [
        *frame.rules,
        f"stance: {how_rule}",
        *(f"source: {v.rule}" for v in voices),
        money_rule,
        when_rule,
        where_rule,
    ]
    claim = Claim(
        id="",
        document=page.document.id,
        kind=frame.kind,
        span=at,
        quote=page.document.text[at.start : at.end],
        actors=tuple(mention(filler, page.blocks, page.docs) for filler in frame.actors),
        counterparts=tuple(mention(filler, page.blocks, page.docs) for filler in frame.counterparts),
        topic=topic(frame),
        amount=money,
        period=when,
        place=where,
        attribution=tuple(voice.source for voice in voices if voice.source.kind != "unspecified"),
        stance=how,
        cue=f"{frame.kind}.{frame.cue.id}",
        rules=tuple(rule for rule in rules if rule),
    )
    return msgspec.structs.replace(claim, id=claim_id(claim))


def _date_later(found: list[Told], block: int, told: Iterable[tuple[Token, Period, str]]) -> None:
    """Give the dealing told just before a noun the period that the noun's sentence tells, where it has none."""
    for noun, value, rule in told:
        if any(one.frame.predicate == noun and one.frame.block == block for one in found):
            continue
        kind = again()[lemma(noun)]
        before = [i for i, one in enumerate(found) if one.frame.kind == kind and _stands_before(one.frame, block, noun)]
        if not before or found[before[-1]].claim.period is not None:
            continue
        one = found[before[-1]]
        claim = msgspec.structs.replace(one.claim, period=value, rules=(*one.claim.rules, rule))
        found[before[-1]] = msgspec.structs.replace(one, claim=msgspec.structs.replace(claim, id=claim_id(claim)))


def _only_when(frame: Frame, told: Sequence[Frame]) -> bool:
    """ "shortly before the two sat down": a clause of time that takes up a meeting told before tells of no new one."""
    token = frame.predicate
    marks = {mark.lower_ for mark in children(token, "mark", "advmod")}
    if frame.kind != "meeting" or token.dep_ != "advcl" or not marks & {"before", "after", "when", "as", "while"}:
        return False
    sides = {filler.name for filler in frame.fillers}
    return any(one.kind == frame.kind and sides == {filler.name for filler in one.fillers} for one in told)


def _stands_before(frame: Frame, block: int, noun: Token) -> bool:
    """Whether a dealing was told before a noun, and near enough for the noun to take it up."""
    return 0 < block - frame.block <= _REACH or (frame.block == block and frame.predicate.i < noun.i)


def _in_condition(frame: Frame) -> bool:
    """A dealing inside "if ..." is no dealing told of."""
    token = frame.predicate
    while token.head != token:
        if token.dep_ == "advcl" and any(
            c.dep_ == "aux" and c.i == token.left_edge.i and c.lower_ in {"should", "had", "were"}
            for c in token.children
        ):
            return True
        if token.dep_ in {"advcl", "ccomp"} and any(
            c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in token.children
        ):
            return True
        token = token.head
    return False


def _apart(found: list[Frame]) -> list[Frame]:
    """Frames that stand for themselves: not what another one asks, promises or threatens, nor its own noun."""
    at = {frame.predicate.i: frame for frame in found}
    dropped: set[int] = set()
    for frame in found:
        outer = _holder(frame, at)
        if outer is None:
            continue
        if outer.predicate.dep_ == "obj" and lemma(outer.predicate.head) in words("undoing"):
            dropped |= {outer.predicate.i, frame.predicate.i} if outer.predicate.head.i in at else {frame.predicate.i}
        elif outer.cue.id == "decision" and frame.predicate.dep_ == "acl":
            dropped.add(outer.predicate.i if frame.actors else frame.predicate.i)
        elif outer.kind == frame.kind and outer.cue.weight < frame.cue.weight and frame.actors and frame.counterparts:
            dropped.add(outer.predicate.i)
        else:
            dropped.add(frame.predicate.i)
    dropped |= {frame.predicate.i for frame in found if _part_of(frame, at) or _only_allowed(frame)}
    dropped |= {frame.predicate.i for frame in found if _said_again(frame, found)}
    groups = {
        filler.head for frame in found for filler in frame.fillers if filler.kind == "group" and filler.party is None
    }
    return [frame for frame in found if frame.predicate.i not in dropped and not _restricts(frame, groups)]


def _only_allowed(frame: Frame) -> bool:
    """What somebody was given leave or told to do is no change of its own: "obtained permission to resume sales"."""
    token = frame.predicate
    infinitive = any(child.dep_ == "mark" and child.lower_ in {"to", "from"} for child in token.children)
    inner = token.dep_ in {"acl", "xcomp", "advcl"} and infinitive
    return (
        inner and frame.kind in {"company_policy_change", "appointment"} and lemma(token.head) in words("leave_words")
    )


def _part_of(frame: Frame, at: dict[int, Frame]) -> bool:
    """ "sued Acme, accusing it of ...", "praised Acme, calling it ...", "wrote and asked": one dealing, told on."""
    token = frame.predicate
    outer = at.get(token.head.i)
    if outer is None or token.head == token or not _same_actors(frame, outer):
        return False
    if token.dep_ == "advcl" and token.tag_ == "VBG":
        return outer.kind == frame.kind or (outer.kind == "legal_action" and frame.kind == "criticism")
    return token.dep_ == "conj" and outer.kind == frame.kind == "lobbying" and not frame.counterparts


def _same_actors(frame: Frame, other: Frame) -> bool:
    return bool(frame.actors) and all(any(a.same(b) for b in other.actors) for a in frame.actors)


def _said_again(frame: Frame, found: list[Frame]) -> bool:
    """Whether a frame of praise or blame holds one that names more closely what is praised or blamed."""
    if frame.kind not in {"support", "criticism"}:
        return False
    inside = {token.i for token in frame.predicate.subtree} - {frame.predicate.i}
    nested = [other for other in found if other.kind in {"support", "criticism"} and other.predicate.i in inside]
    if frame.cue.tone:
        return any(not other.cue.tone for other in nested)
    said = [other for other in nested if other.kind == frame.kind and _in_what_is_said(other, frame)]
    return any(other.cue.speech and _same_actors(other, frame) for other in said)


def _in_what_is_said(inner: Frame, outer: Frame) -> bool:
    """Whether a frame stands in the clause that another one's verb of saying brings."""
    token = inner.predicate
    while token.head not in {token, outer.predicate}:
        token = token.head
    return token.head == outer.predicate and token.dep_ == "ccomp"


def _restricts(frame: Frame, groups: set[int]) -> bool:
    """A clause that only says which group is meant: "countries that keep them"."""
    if frame.predicate.dep_ == "acl" and all(
        filler.party is None and filler.kind == "group" for filler in frame.fillers
    ):
        return True
    return (
        frame.predicate.dep_ in {"acl", "acl:relcl"}
        and frame.predicate.head.i in groups
        and not any(filler.party for filler in frame.fillers)
    )


def _holder(frame: Frame, at: dict[int, Frame]) -> Frame | None:
    """The frame whose infinitive, clause or object this one is."""
    token = frame.predicate
    head = token.head
    if token.pos_ in {"VERB", "AUX"}:
        while token.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
            token, head = head, head.head
        inside = token.dep_ == "xcomp" or (
            token.dep_ in {"acl", "advcl"}
            and any(c.dep_ == "mark" and c.lower_ in {"to", "on"} for c in token.children)
        )
        outer = at.get(head.i) if inside and head != token else None
        if outer is None and token.dep_ in {"ccomp", "advcl"} and head.i in at and at[head.i].cue.speech:
            outer = (
                at[head.i] if token.dep_ == "ccomp" and at[head.i].kind in {"lobbying", "pledge", "threat"} else None
            )
        if outer is None and token.dep_ == "ccomp" and head.i in at and at[head.i].cue.id == "require":
            outer = at[head.i]
        return outer
    while token.dep_ in {"conj", "nmod"} and head.pos_ in {"NOUN", "PROPN"} and head.i not in at:
        token, head = head, head.head
    outer = at.get(head.i)
    if outer is None or token.dep_ not in {"obj", "nsubj:pass", "obl", "nmod", "compound", "xcomp", "nsubj"}:
        return None
    if token.dep_ == "nsubj" and outer.kind != frame.kind:
        return None
    return (
        outer
        if outer.kind == frame.kind or token.dep_ == "compound" or outer.kind in {"threat", "lobbying", "pledge"}
        else None
    )


def _once(found: list[Told]) -> list[Claim]:
    """Each claim once: of two of a kind on one clause the fuller stays."""
    kept: list[Claim] = []
    for one in found:
        same = next((other for other in kept if _doubles(one.claim, other)), None)
        if same is None:
            kept.append(one.claim)
        elif _fullness(one.claim) > _fullness(same):
            kept[kept.index(same)] = one.claim
    return kept


def _doubles(one: Claim, other: Claim) -> bool:
    if one.kind != other.kind:
        return False
    shared = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
    return shared > 0.7 * max(one.span.end - one.span.start, other.span.end - other.span.start)


def _fullness(claim: Claim) -> int:
    return bool(claim.actors) + bool(claim.counterparts) + bool(claim.amount) + bool(claim.period)


def mentions(page: Page) -> list[Mention]:
    """Every place where the page names a party, in order."""
    found = []
    for name, party in page.cast.order:
        filler = standing_for(party, name.block, name.start, name.start, name.end)
        found.append(mention(filler, page.blocks, page.docs))
    return found


def _problems(page: Page, found: list[Told]) -> list[Problem]:
    """What the reader could not settle: a claim that says neither who nor to whom, dates with no day to count from."""
    document = page.document
    problems = [
        Problem(
            "no_party",
            f"the text does not say who is meant in “{_short(one.claim.quote)}”",
            document.file,
            document.id,
            one.claim.span,
        )
        for one in found
        if not one.frame.fillers
    ]
    unresolved = any(rule.endswith("unresolved") for one in found for rule in one.claim.rules)
    if document.published is None and unresolved:
        problems.append(
            Problem(
                "no_date",
                "words such as “last week” need the day of publication; give it with --metadata.",
                document.file,
                document.id,
            )
        )
    return problems


def _short(quote: str) -> str:
    return quote if len(quote) <= 60 else quote[:59] + "…"
