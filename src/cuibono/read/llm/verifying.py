"""Which claims of an answer the article bears out.

Takes: a document, the engine that gives trees and names, answers. Gives: a Reading; what was refused is counted in it.
Knows nothing of: which model answered.

Nothing that the model writes is kept: every span, name, amount and day is found again in the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from cuibono.model import Claim, Document, Problem, Reading, Source, claim_id
from cuibono.read.claims import Page, mentions
from cuibono.read.fillers import mention
from cuibono.read.llm.answers import Stated
from cuibono.read.llm.naming import filler, source
from cuibono.read.llm.quoting import RefusedError, Stretch, nearest, stretch, stretches
from cuibono.read.slots import Quantities, quantities, root
from cuibono.read.stance import negated
from cuibono.read.timing import tense_of, week_or_two
from cuibono.tables import table
from cuibono.values import Money, Period

if TYPE_CHECKING:
    from cuibono.read.dates import FoundDate
    from cuibono.read.fillers import Filler
    from cuibono.read.sentences import Engine, Token


class Answered(msgspec.Struct, frozen=True):
    """The claims of one answer, and the numbers of the passages that were asked about."""

    passages: frozenset[int]
    claims: tuple[Stated, ...]


def verified(document: Document, engine: Engine, answers: Iterable[Answered], reader: str) -> Reading:
    """What of the answers the document bears out, its mentions, and a problem for each reason to refuse.

    `reader` says who read, and stands first among each claim's rules.
    """
    page = Page(document, engine)
    check = _Check(page, reader)
    for answer in answers:
        for one in answer.claims:
            check.take(one, answer.passages)
    return Reading(tuple(check.claims), tuple(mentions(page)), tuple(check.problems()))


class _Check:
    """Takes claims, one after the other; keeps those that hold and counts the others by reason."""

    def __init__(self, page: Page, reader: str) -> None:
        self._page, self._reader = page, reader
        self._refused: Counter[str] = Counter()
        self._open: Counter[str] = Counter()
        self._counted: dict[int, Quantities] = {}
        self.claims: list[Claim] = []

    def take(self, one: Stated, asked: frozenset[int]) -> None:
        """Keep a claim, or count why not."""
        try:
            claim = self._claim(one, asked)
            if any(_doubles(claim, other) for other in self.claims):
                raise RefusedError("double")
        except RefusedError as error:
            self._refused[error.reason] += 1
        else:
            self.claims.append(claim)

    def problems(self) -> list[Problem]:
        """One for each reason, with how many claims it was the reason of."""
        told = table("llm")
        document = self._page.document
        said = ((n, told["refused"][why]) for why, n in sorted(self._refused.items()))
        refused = [Problem("claim_refused", f"{_claims(n)} of the model refused: {why}") for n, why in said]
        said = ((n, told["open"][why]) for why, n in sorted(self._open.items()))
        left = [Problem("left_open", f"{_claims(n)} of the model taken without it: {why}") for n, why in said]
        return [msgspec.structs.replace(one, file=document.file, document=document.id) for one in (*refused, *left)]

    def _claim(self, one: Stated, asked: frozenset[int]) -> Claim:
        if one.passage not in asked or not 0 < one.passage <= len(self._page.blocks):
            raise RefusedError("other_passage")
        block = one.passage - 1
        at = self._quoted(block, one)
        head = root(self._page.docs[block], *at)
        if head is None:
            raise RefusedError("too_short")
        if one.stance == "asserted" and negated(head):
            raise RefusedError("stance_differs")
        sides = self._sides(block, at, one)
        voices, by = self._voices(block, at, one, head)
        span = self._page.blocks[block].span(*at)
        claim = Claim(
            id="",
            document=self._page.document.id,
            kind=one.kind,
            span=span,
            quote=self._page.document.text[span.start : span.end],
            actors=tuple(mention(who, self._page.blocks, self._page.docs) for who in sides[0]),
            counterparts=tuple(mention(who, self._page.blocks, self._page.docs) for who in sides[1]),
            topic=self._words(block, at, one.topic),
            place=self._words(block, at, one.place),
            attribution=voices,
            stance=one.stance,
            cue="llm",
        )
        money, when = self._amount(block, at, one.amount), self._when(block, at, one)
        rules = (self._reader, *by, *money[1], *when[1])
        claim = msgspec.structs.replace(claim, amount=money[0], period=when[0], rules=rules)
        return msgspec.structs.replace(claim, id=claim_id(claim))

    def _quoted(self, block: int, one: Stated) -> Stretch:
        limits = table("llm")
        if len(one.quote) > limits["longest_quote"]:
            raise RefusedError("too_long")
        if len(one.quote.split()) < limits["fewest_words"]:
            raise RefusedError("too_short")
        return stretch(self._page.blocks[block].text, one.quote, one.context)

    def _sides(self, block: int, at: Stretch, one: Stated) -> tuple[list[Filler], list[Filler]]:
        if max(len(one.actors), len(one.counterparts), len(one.attribution)) > table("llm")["most_parties"]:
            raise RefusedError("too_many")
        actors, counterparts = (
            _once(filler(self._page, block, at, who) for who in side) for side in (one.actors, one.counterparts)
        )
        if not actors and not counterparts:
            raise RefusedError("no_party")
        if any(who.same(other) for who in actors for other in counterparts):
            raise RefusedError("both_sides")
        return actors, counterparts

    def _voices(self, block: int, at: Stretch, one: Stated, head: Token) -> tuple[tuple[Source, ...], tuple[str, ...]]:
        """Who says so. Where the model names nobody, the grammar is asked: a source must not be lost."""
        told = tuple(source(self._page, block, at, speaker) for speaker in one.attribution)
        if told:
            return told, ()
        found = [v for v in self._page.attribution.voices(block, head) if v.source.kind != "unspecified"]
        return tuple(v.source for v in found), tuple(f"source: {v.rule}" for v in found)

    def _words(self, block: int, at: Stretch, words: str) -> str | None:
        """Words of the passage as they stand there; None where none were given."""
        place = self._place(block, at, words)
        return self._page.blocks[block].text[place[0] : place[1]] if place else None

    def _place(self, block: int, at: Stretch, words: str) -> Stretch | None:
        if not words.strip():
            return None
        if len(words) > table("llm")["longest_words"]:
            raise RefusedError("too_long")
        place = nearest(stretches(self._page.blocks[block].text, words), at)
        if place is None:
            raise RefusedError("slot_not_in_text")
        return place

    def _amount(self, block: int, at: Stretch, words: str) -> tuple[Money | None, tuple[str, ...]]:
        place = self._place(block, at, words)
        if place is None:
            return None, ()
        for found in self._quantities(block).amounts:
            if _overlap(place, (found.start, found.end)):
                text = self._page.blocks[block].text[found.start : found.end]
                return found.value, (f"amount '{text}'",)
        self._open["amount"] += 1
        return None, ()

    def _when(self, block: int, at: Stretch, one: Stated) -> tuple[Period | None, tuple[str, ...]]:
        place = self._place(block, at, one.date)
        if place is None:
            return None, ()
        for found in self._quantities(block).dates:
            value = self._period(block, found, one) if _overlap(place, (found.start, found.end)) else None
            if value is not None:
                return value, (f"date '{found.text}' ({found.sort})",)
        self._open["date"] += 1
        return None, ()

    def _period(self, block: int, found: FoundDate, one: Stated) -> Period | None:
        """The days that words name; None for a length of time, and for what lies before or after the days named."""
        if found.sort == "duration" or found.relation in {"since", "until", "through", "before", "after"}:
            return None
        published = self._page.document.published
        tense = tense_of(found, self._page.docs[block], one.stance)
        return week_or_two(found, found.resolve(published, tense), published)

    def _quantities(self, block: int) -> Quantities:
        if block not in self._counted:
            self._counted[block] = quantities(self._page.blocks[block])
        return self._counted[block]


def _once(found: Iterable[Filler]) -> list[Filler]:
    kept: list[Filler] = []
    for one in found:
        if not any(one.same(other) for other in kept):
            kept.append(one)
    return kept


def _overlap(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _doubles(one: Claim, other: Claim) -> bool:
    """Whether two claims of a kind and of the same parties rest on much the same words."""
    shared = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
    shorter = min(one.span.end - one.span.start, other.span.end - other.span.start)
    return one.kind == other.kind and shared > 0.5 * shorter and _parties(one) == _parties(other)


def _parties(claim: Claim) -> tuple[frozenset[str], ...]:
    sides: Sequence[tuple[str, ...]] = [tuple(m.name for m in side) for side in (claim.actors, claim.counterparts)]
    return tuple(frozenset(names) for names in sides)


def _claims(count: int) -> str:
    return f"{count} claim" if count == 1 else f"{count} claims"
