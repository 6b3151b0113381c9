"""Score claims against gold claims.

Takes: gold and found claims, and names. Gives: a Score, and the pairs, misses and extras behind it.
Knows nothing of: how claims were found, and files but for reading them.
A claim is found where its kind is compatible and the evidence spans overlap; a slot counts where the gold fills it.
`overall` counts a claim found as the mean of its slots instead of as 1.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path, PurePath

import msgspec

from tools.names import Names


class Evidence(msgspec.Struct, frozen=True):
    """Where a claim stands in the text: character offsets, end exclusive."""

    start: int | None = None
    end: int | None = None
    text: str | None = None


class Amount(msgspec.Struct, frozen=True):
    """Money in whole units."""

    value: float | None = None
    currency: str | None = None


class Dates(msgspec.Struct, frozen=True):
    """First and last day, in ISO form; may be partial (2024, 2024-11)."""

    earliest: str | None = None
    latest: str | None = None


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as a line of JSON gives it; the last six fields are the gold's own leniencies."""

    document: str
    type: str
    evidence: Evidence | None = None
    actors: list[str] = []
    counterparts: list[str] = []
    amount: Amount | None = None
    date: Dates | None = None
    place: str | None = None
    attribution: list[str] | None = None
    modality: str | None = None
    optional: bool = False
    accept_types: list[str] = []
    date_optional: bool = False
    attribution_optional: bool = False
    optional_actors: list[str] = []
    optional_counterparts: list[str] = []


class Pair(msgspec.Struct, frozen=True):
    """A gold claim, the claim that was found for it, and how well each slot agrees (0 to 1)."""

    gold: Stated
    found: Stated
    slots: dict[str, float]

    @property
    def mean(self) -> float:
        """The mean of its slots."""
        return sum(self.slots.values()) / len(self.slots)


class Outcome(msgspec.Struct, frozen=True):
    """What became of every claim; optional gold claims that were found stand nowhere."""

    pairs: list[Pair]
    missed: list[Stated]
    extra: list[Stated]


class Score(msgspec.Struct, frozen=True):
    """The figures, each 0 to 1. `invented` is how often a slot is filled that the gold leaves empty."""

    gold: int
    given: int
    matched: int
    precision: float
    recall: float
    f1: float
    overall_f1: float
    slots: dict[str, float]
    invented: dict[str, float]
    recall_by_type: dict[str, list[int]]


def load(path: Path) -> list[Stated]:
    """The claims of a JSON-lines file."""
    return [msgspec.json.decode(line, type=Stated) for line in path.read_bytes().splitlines() if line.strip()]


def score(outcome: Outcome) -> Score:
    """The figures of an outcome."""
    pairs = outcome.pairs
    need, given = len(pairs) + len(outcome.missed), len(pairs) + len(outcome.extra)
    by_slot: dict[str, list[float]] = defaultdict(list)
    for pair in pairs:
        for slot, value in pair.slots.items():
            by_slot[slot].append(value)
    return Score(
        gold=need,
        given=given,
        matched=len(pairs),
        precision=len(pairs) / given if given else 0.0,
        recall=len(pairs) / need if need else 0.0,
        f1=2 * len(pairs) / (need + given) if need + given else 0.0,
        overall_f1=2 * sum(pair.mean for pair in pairs) / (need + given) if need + given else 0.0,
        slots={slot: sum(values) / len(values) for slot, values in sorted(by_slot.items())},
        invented={slot: _invented(pairs, slot) for slot in ("actors", "counterparts", "amount", "date")},
        recall_by_type=_recall_by_type(outcome),
    )


def compare(gold: Iterable[Stated], found: Iterable[Stated], names: Names) -> Outcome:
    """Pairs, misses and extras; claims on documents without gold are left out of account."""
    outcome = Outcome([], [], [])
    given = _by_document(found)
    for document, wanted in _by_document(gold).items():
        _compare_document(wanted, given.get(document, []), names, outcome)
    return outcome


def _compare_document(wanted: list[Stated], given: list[Stated], names: Names, outcome: Outcome) -> None:
    """Pair greedily: required gold first, then the best agreement, then the order of the text."""
    candidates = [
        (gold.optional, -pair.mean, g, f, pair)
        for g, gold in enumerate(wanted)
        for f, found in enumerate(given)
        if _compatible(gold, found) and _same_place(gold.evidence, found.evidence)
        for pair in [Pair(gold, found, slots(gold, found, names))]
    ]
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for optional, _, g, f, pair in sorted(candidates, key=lambda candidate: candidate[:4]):
        if g in taken_gold or f in taken_found:
            continue
        taken_gold.add(g)
        taken_found.add(f)
        if not optional:
            outcome.pairs.append(pair)
    outcome.missed.extend(gold for g, gold in enumerate(wanted) if g not in taken_gold and not gold.optional)
    outcome.extra.extend(found for f, found in enumerate(given) if f not in taken_found)


def slots(gold: Stated, found: Stated, names: Names) -> dict[str, float]:
    """How well each slot that counts agrees, 0 to 1."""
    out = _party_slots(gold, found, names)
    if gold.amount:
        out["amount"] = float(_amount_agrees(gold.amount, found.amount))
    if gold.date and not (gold.date_optional and not found.date):
        out["date"] = float(_dates_agree(gold.date, found.date))
    if gold.place:
        out["place"] = float(bool(found.place) and names.same(gold.place, found.place or ""))
    attribution = _attribution(gold, found, names)
    if attribution is not None:
        out["attribution"] = attribution
    out["modality"] = float(_stance(gold) == _stance(found))
    return out


def _party_slots(gold: Stated, found: Stated, names: Names) -> dict[str, float]:
    out = {}
    if gold.actors:
        out["actors"] = names.f1(gold.actors, found.actors, gold.optional_actors)
    if gold.counterparts:
        out["counterparts"] = names.f1(gold.counterparts, found.counterparts, gold.optional_counterparts)
    if gold.type == "meeting" and len(out) == 2:  # who met whom has no direction
        both = names.f1(
            gold.actors + gold.counterparts,
            found.actors + found.counterparts,
            gold.optional_actors + gold.optional_counterparts,
        )
        out = {slot: max(value, both) for slot, value in out.items()}
    return out


def _attribution(gold: Stated, found: Stated, names: Names) -> float | None:
    """F1 of the attribution where the gold names one, 0 where one is made up, None where it does not count."""
    wanted, given = gold.attribution or [], found.attribution or []
    if wanted:
        return None if gold.attribution_optional and not given else names.f1(wanted, given)
    speakers = all(any(names.same(actor, name) for actor in gold.actors) for name in given)
    return None if speakers else 0.0  # the speaker of a speech act may be named


def _stance(claim: Stated) -> str:
    said = claim.modality or "asserted"
    return "planned_or_threatened" if said == "planned" else said


def _amount_agrees(gold: Amount, found: Amount | None) -> bool:
    if found is None or found.value is None or gold.value is None:
        return False
    near = abs(found.value - gold.value) <= 0.01 * abs(gold.value)
    return near and (found.currency or "USD") == (gold.currency or "USD")


def _dates_agree(gold: Dates, found: Dates | None) -> bool:
    """They overlap, the found stretch is not much longer, and no day is invented for a week or a month."""
    if found is None or not found.earliest or not found.latest:
        return False
    first, last = _first_day(gold.earliest or ""), _last_day(gold.latest or "")
    found_first, found_last = _first_day(found.earliest), _last_day(found.latest)
    length, found_length = last - first, found_last - found_first
    if found_last < first or found_first > last:
        return False
    if length.days >= 6 and 4 * found_length < length:
        return False
    return found_length <= max(2 * length, length + timedelta(days=7))


def _first_day(text: str) -> date:
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def _last_day(text: str) -> date:
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int | None, int | None]:
    numbers = [int(part) for part in text[:10].split("-")]
    return numbers[0], numbers[1] if len(numbers) > 1 else None, numbers[2] if len(numbers) > 2 else None


def _compatible(gold: Stated, found: Stated) -> bool:
    return found.type == gold.type or found.type in gold.accept_types


def _same_place(gold: Evidence | None, found: Evidence | None) -> bool:
    """Half of the shorter span is shared, a seventh of the gold one at least, and the found one is no page."""
    if gold is None or found is None:
        return False
    if gold.start is None or gold.end is None or found.start is None or found.end is None:
        return False
    wanted, given = gold.end - gold.start, found.end - found.start
    shared = min(gold.end, found.end) - max(gold.start, found.start)
    enough = shared > 0 and shared >= 0.5 * min(wanted, given) and shared >= 0.15 * wanted
    return enough and given <= 4 * wanted + 250


def _invented(pairs: Sequence[Pair], slot: str) -> float:
    """Share of the claims found that fill `slot` among those whose gold leaves it empty."""
    empty = [pair for pair in pairs if not getattr(pair.gold, slot)]
    return sum(bool(getattr(pair.found, slot)) for pair in empty) / max(1, len(empty))


def _recall_by_type(outcome: Outcome) -> dict[str, list[int]]:
    """Kind -> [claims found, claims wanted]."""
    out: dict[str, list[int]] = {}
    for gold, hit in [(pair.gold, 1) for pair in outcome.pairs] + [(gold, 0) for gold in outcome.missed]:
        tally = out.setdefault(gold.type, [0, 0])
        tally[0] += hit
        tally[1] += 1
    return dict(sorted(out.items()))


def _by_document(claims: Iterable[Stated]) -> dict[str, list[Stated]]:
    out: dict[str, list[Stated]] = defaultdict(list)
    for claim in claims:
        out[PurePath(claim.document).name].append(claim)
    return out
