"""Profiles: of each claim, what it is compared by."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, cached_property, lru_cache

import msgspec

from cuibono.model import Claim, Kind, Span, Stance
from cuibono.reconcile.distance import another_day
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.genre import genre
from cuibono.reconcile.sayings import Saying
from cuibono.reconcile.units import one_noun
from cuibono.tables import entries, table, words
from cuibono.values import Money, Period

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_MARKS = 5  # words of its quote by which a claim is found
_BESIDE = 120  # characters before and after its sentence in which a saying still belongs to a claim
_STEM = 6  # letters that forms of one word mostly share: "announced", "announcement"


class Profile(msgspec.Struct, frozen=True):
    """A claim as sameness sees it: parties by id, words by weight (a vector of length 1).

    `matter` is the weight of each word of the quote that is no party's name, `bulk` their sum. `marks` are the most
    telling words of the quote that stand in other claims too; `sayings` the numbers of those that its sentence prints;
    `things` what it says is to be cut. `sweeping`: it denies every dealing of its sort ("has never given to any
    party"). `bounds` is an open period outside of which the claim's dealing did not lie; `beyond` is the claim whose
    dealing it puts on another day.
    """

    claim: str
    document: str
    kind: Kind
    stance: Stance
    actors: frozenset[str]
    counterparts: frozenset[str]
    period: Period | None
    amount: Money | None
    place: str | None
    day: date | None
    words: dict[str, float]
    matter: dict[str, float]
    marks: tuple[str, ...] = ()
    sayings: frozenset[int] = frozenset()
    things: frozenset[str] = frozenset()
    sweeping: bool = False
    bulk: float = 0.0
    bounds: Period | None = None
    beyond: str | None = None

    @property
    def parties(self) -> frozenset[str]:
        """Both sides."""
        return self.actors | self.counterparts

    @property
    def precise(self) -> bool:
        """Whether its period is a fortnight at most."""
        return self.period is not None and self.period.days is not None and self.period.days <= 14


class Profiles:
    """The profiles of all claims, with how telling each word is among them."""

    def __init__(self, evidence: Evidence, sayings: Sequence[Sequence[Saying]] = ()) -> None:
        self._evidence = evidence
        self._sayings: dict[str, list[tuple[Span, int]]] = defaultdict(list)
        for number, family in enumerate(sayings):
            for saying in family:
                self._sayings[saying.document].append((saying.span, number))

    @cached_property
    def _stems(self) -> dict[str, tuple[str, ...]]:
        evidence = self._evidence
        return {
            c.id: tuple(stems(evidence.words(c.document, evidence.around(c.document, c.span)))) for c in evidence.claims
        }

    @cached_property
    def _places(self) -> frozenset[str]:
        """Names that some claim gives as a place: a body named so ("the White House") may be where people met."""
        return frozenset(c.place.casefold() for c in self._evidence.claims if c.place)

    @cached_property
    def weights(self) -> dict[str, float]:
        """For each stem, log of claims over claims that hold it: Robertson 2004, "Understanding IDF"."""
        total = len(self._stems) + 1
        return {stem: math.log(total / (count + 0.5)) for stem, count in self._spread.items()}

    @cached_property
    def _highest(self) -> float:
        """The weight of a stem that no claim holds."""
        return math.log(len(self._stems) + 2)

    @cached_property
    def _spread(self) -> Counter[str]:
        """In how many claims' sentences each stem stands."""
        return Counter(stem for held in self._stems.values() for stem in set(held))

    @cached_property
    def of(self) -> dict[str, Profile]:
        """Profiles by the id of their claim, in the order of the claims."""
        return {c.id: self._profile(c.id) for c in self._evidence.claims}

    def _profile(self, claim: str) -> Profile:
        evidence, c = self._evidence, self._evidence.claim[claim]
        actors, counterparts = (
            frozenset(evidence.party(c.document, m) for m in side) for side in (c.actors, c.counterparts)
        )
        place = c.place.casefold() if c.place else None
        if c.kind == "meeting":
            seats = {p for p in actors | counterparts if evidence.name(p).casefold() in self._places}
            place = place or next((evidence.name(p).casefold() for p in sorted(seats)), None)
            actors, counterparts = actors - seats, counterparts - seats
        words, matter = self.vector(self._stems[claim]), self._matter(c)
        day = evidence.day(c.document)
        return Profile(
            claim,
            c.document,
            c.kind,
            c.stance,
            actors,
            counterparts - actors,
            c.period,
            c.amount,
            place,
            day,
            words,
            matter,
            self._marks(c.quote),
            self._said(c),
            frozenset(things(c.kind, c.quote)),
            c.stance == "denied" and not c.period and bool(_sweeping().search(c.quote)),
            sum(matter.values()),
            beyond=c.order.anchors[0] if c.order and len(c.order.anchors) == 1 and another_day(c.order) else None,
        )

    def _said(self, claim: Claim) -> frozenset[int]:
        """The sayings that stand in a claim's sentence or beside it; in a transcript, in the same turn."""
        sentence = self._evidence.around(claim.document, claim.span)
        start, end = sentence.start - _BESIDE, sentence.end + _BESIDE
        document = self._evidence.document[claim.document]
        if genre(document) == "transcript":
            start = document.text.rfind("\n", 0, sentence.start) + 1
            end = max(document.text.find("\n", sentence.end), sentence.end)
        return frozenset(
            n for span, n in self._sayings.get(claim.document, ()) if span.start < end and start < span.end
        )

    def _matter(self, claim: Claim) -> dict[str, float]:
        named = {stem for m in (*claim.actors, *claim.counterparts) for stem in stems(m.name)}
        known, highest = (
            self.weights,
            self._highest,
        )  # a quote that begins within a word has a stem that nothing else has
        return {stem: known.get(stem, highest) for stem in stems(claim.quote) if stem not in named}

    def _marks(self, quote: str) -> tuple[str, ...]:
        shared = {stem for stem in stems(quote) if self._spread[stem] > 1}
        return tuple(sorted(shared, key=lambda stem: (-self.weights[stem], stem))[:_MARKS])

    def vector(self, held: Iterable[str]) -> dict[str, float]:
        """The weights of these stems, scaled to length 1."""
        known, highest = self.weights, self._highest
        weights = {stem: max(known.get(stem, highest), 0.0) for stem in dict.fromkeys(held)}
        length = math.sqrt(math.fsum([w * w for w in weights.values()]))
        return {stem: w / length for stem, w in weights.items()} if length else {}


def stems(text: str) -> list[str]:
    """The words of a text without those of grammar, cut to what their forms share."""
    stop = entries("relate/words", "grammar")
    return [cut for word in _WORD.findall(text.casefold()) if word not in stop and (cut := _stem(word))]


@lru_cache(maxsize=2**17)
def _stem(word: str) -> str:
    """What a word is cut to; "" for a single letter."""
    if len(word) == 1:
        return word if word.isdigit() else ""
    return word if word[0].isdigit() else word.removesuffix("s")[:_STEM]


def things(kind: Kind, text: str) -> Iterable[str]:
    """What dealings of this kind cut, each in the singular and by one noun of several."""
    named = frozenset(w for name in table("relate/events")["things"].get(kind, ()) for w in words(name))
    for found in _WORD.finditer(text.casefold()) if named else ():
        noun = next(
            (n for n in (found[0], found[0].removesuffix("s"), found[0].removesuffix("es")) if n in named), None
        )
        if noun:
            yield one_noun(noun)


@cache
def _sweeping() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('relate/events')['sweeping'])})\b", re.IGNORECASE)


def overlap(first: dict[str, float], second: dict[str, float], lighter: float) -> float:
    """The weight of the words both have, over that of the lighter one's words, 0 to 1 (Szymkiewicz-Simpson)."""
    shared = sum([weight for stem, weight in first.items() if stem in second])
    return shared / lighter if lighter > 0 else 0.0


def likeness(first: dict[str, float], second: dict[str, float]) -> float:
    """The cosine of two such vectors, 0 to 1."""
    if len(second) < len(first):
        first, second = second, first
    return math.fsum([weight * second[stem] for stem, weight in first.items() if stem in second])
