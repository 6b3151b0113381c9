"""Sameness: how well two claims fit one event, feature by feature (tables/relate/events.toml)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache

import msgspec

from cuibono.model import Kind
from cuibono.reconcile.profiles import Profile, likeness, overlap
from cuibono.reconcile.sides import Sides
from cuibono.tables import table
from cuibono.values import Money, Period


class Merge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How retellings of one kind of dealing merge; see the table for what each field says."""

    slack: int
    related: list[Kind]
    vague: float
    symmetric: bool = False


class Feature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a feature adds when it speaks, and how it is put in words."""

    weight: float
    says: str


@cache
def merges() -> dict[Kind, Merge]:
    """The rules of merging, by kind."""
    return msgspec.convert(table("relate/events")["kind"], dict[Kind, Merge])


@cache
def features() -> dict[str, Feature]:
    """The features, by name."""
    return msgspec.convert(table("relate/events")["feature"], dict[str, Feature])


@cache
def _weights() -> dict[str, float]:
    """What each feature adds, by name."""
    return {name: feature.weight for name, feature in features().items()}


@cache
def enough() -> float:
    """The sum at which two claims are taken to tell of one event."""
    return float(table("relate/events")["enough"])


Spoken = list[tuple[str, float]]
_MORE = 0.01  # added to bounds, for rounding
_WORDS = ("words", "matter")
_SAME_DEALING = ("kind", "same_day", *_WORDS)
_WHEN_TOLD = frozenset({"long_ago", "reported_apart"})


def given(new: Profile, old: Profile, sides: Sides) -> list[str]:
    """The features that speak for or against the two telling of one event, but for likeness of words."""
    kind = "kind" if new.kind == old.kind else "related_kind"
    spoken = [kind, *_sides(new, old, sides), *days(new, old), *_amounts(new.amount, old.amount)]
    if new.place and old.place and _same_place(new.place, old.place):
        spoken.append("place")
    if new.sayings & old.sayings:
        spoken.append("saying")
    if new.things & old.things and new.stance == old.stance == "planned":
        spoken.append("thing")
    if new.stance == old.stance == "denied" and new.sweeping != old.sweeping and new.document != old.document:
        spoken = [name for name in spoken if name not in _WHEN_TOLD] + ["sweeping"]
    if (new.stance == "denied") != (old.stance == "denied"):
        spoken.append("denied")
    return spoken


def worded(new: Profile, old: Profile) -> Spoken:
    """What the likeness of their words adds."""
    weights = _weights()
    like = ("words", weights["words"] * likeness(new.words, old.words))
    return [like, ("matter", weights["matter"] * overlap(new.matter, old.matter, min(new.bulk, old.bulk)))]


def with_words(names: Iterable[str], new: Profile, old: Profile) -> float:
    """By how much these features and the likest words there are would exceed what these two must reach."""
    return _total(tuple(names)) + _total(_WORDS) - needed(new, old) + _MORE


def at_most(new: Profile, old: Profile, sides: Sides) -> float:
    """A bound on what the two can exceed what they must reach by, from their parties and from what both give."""
    most = _total(_sides(new, old, sides)) + _total(_SAME_DEALING) - needed(new, old) + _MORE
    if new.amount and old.amount:
        most += _total(("amount",))
    if new.place and old.place:
        most += _total(("place",))
    if new.sayings and old.sayings:
        most += _total(("saying",))
    if new.things and old.things:
        most += _total(("thing",))
    return most + _total(("sweeping",)) if new.stance == old.stance == "denied" else most


@cache
def _total(names: tuple[str, ...]) -> float:
    return sum(_weights()[name] for name in names)


def weighed(names: Iterable[str]) -> Spoken:
    """The features with their weights."""
    weights = _weights()
    return [(name, weights[name]) for name in names]


def needed(new: Profile, old: Profile) -> float:
    """The sum these two must reach: more where one party does many such things and not both give a day or amount."""
    vague = not (new.period and old.period) and not (new.amount and old.amount)
    return enough() + (merges()[old.kind].vague if vague else 0.0)


@cache
def related(first: Kind, second: Kind) -> bool:
    """Whether retellings put one of these kinds in the place of the other."""
    return second in merges()[first].related or first in merges()[second].related


def reason(spoken: Spoken) -> str:
    """The features in words, the weightiest first."""
    order = sorted((s for s in spoken if abs(s[1]) >= 0.05), key=lambda s: (-s[1], s[0]))
    return "; ".join(f"{features()[name].says} ({weight:+.1f})" for name, weight in order)


def _sides(new: Profile, old: Profile, sides: Sides) -> tuple[str, ...]:
    if merges()[old.kind].symmetric:
        return sides.round_table(new.parties, old.parties)
    return sides.directed(new.actors, new.counterparts, old.actors, old.counterparts)


def days(new: Profile, old: Profile) -> list[str]:
    """How well the days of the two agree, or of their reports where one gives none; nothing where that says nothing."""
    if _out_of_bounds(new, old) or _out_of_bounds(old, new):
        return ["apart"]
    if new.period and old.period:
        return [_periods(new.period, old.period, max(merges()[new.kind].slack, merges()[old.kind].slack))]
    for dated, undated in ((new, old), (old, new)):
        if dated.period and undated.day and undated.stance != "planned" and not _lies_ahead(dated):
            return _recalled(dated.period, undated.day, here=new.document == old.document)
    if new.day is None or old.day is None:
        return []
    gap = abs((new.day - old.day).days)
    if gap <= 14:
        return ["reported"]
    return ["reported_apart"] if gap > 60 else []


def _out_of_bounds(one: Profile, other: Profile) -> bool:
    return bool(one.bounds and other.period and not one.bounds.overlaps(other.period))


def _lies_ahead(profile: Profile) -> bool:
    """Whether what is planned is to be done after the report: others may tell of the plan before that day too."""
    first = profile.period.earliest if profile.period else None
    return profile.stance == "planned" and bool(first and profile.day and first > profile.day)


def _recalled(period: Period, day: date, *, here: bool) -> list[str]:
    """How well a dealing of these days fits a report of this day that gives none; `here`: one report tells both."""
    if period.earliest and period.earliest > day:
        return ["apart"]
    if period.latest is None:
        return []
    gap = (day - period.latest).days
    return ["recent"] if gap <= 31 else ["looked_back" if here else "long_ago"] if gap > 366 else []


def _periods(first: Period, second: Period, slack: int) -> str:
    if not first.overlaps(second):
        return "near" if _gap(first, second) <= slack else "apart"
    longest = max(first.days or 9999, second.days or 9999)
    return "same_day" if longest <= 8 else "same_month" if longest <= 62 else "same_year"


def _gap(first: Period, second: Period) -> int:
    """Days between two periods that share none."""
    gaps = [
        (later.earliest - earlier.latest).days
        for earlier, later in ((first, second), (second, first))
        if earlier.latest and later.earliest and earlier.latest < later.earliest
    ]
    return min(gaps, default=9999)


def _amounts(first: Money | None, second: Money | None) -> list[str]:
    if not first or not second or first.value is None or second.value is None:
        return []
    if _alike(first, second):
        return ["amount"]
    return ["amount_slip"] if slip(first.value, second.value) else ["amount_other"]


def _alike(first: Money, second: Money) -> bool:
    one, other = first.value or Decimal(0), second.value or Decimal(0)
    close = abs(one - other) <= max(abs(one), abs(other)) * Decimal("0.02")
    return close and (first.currency or second.currency) == (second.currency or first.currency)


def slip(first: Decimal, second: Decimal) -> bool:
    """Whether the two differ by a slip: a power of ten, or digits in another order."""
    one, other = _digits(first), _digits(second)
    return one == other or (len(one) == len(other) > 1 and sorted(one) == sorted(other))


@lru_cache(2**14)
def _digits(value: Decimal) -> str:
    return "".join(map(str, value.normalize().as_tuple().digits)).strip("0")


def _same_place(first: str, second: str) -> bool:
    return first in second or second in first


def span_of_days(period: Period, slack: int) -> Period:
    """The period widened by `slack` days on both sides."""
    earliest = period.earliest - timedelta(days=slack) if period.earliest else None
    latest = period.latest + timedelta(days=slack) if period.latest else None
    return Period(earliest, latest, period.basis)
