"""Sameness: how well two claims fit one event, feature by feature (tables/relate/events.toml)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import msgspec

from cuibono.model import Kind
from cuibono.reconcile.kinship import Kinship
from cuibono.reconcile.profiles import Profile, likeness, overlap
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
def enough() -> float:
    """The sum at which two claims are taken to tell of one event."""
    return float(table("relate/events")["enough"])


Spoken = list[tuple[str, float]]
_WHEN_TOLD = frozenset({"long_ago", "reported_apart"})


def weigh(new: Profile, old: Profile, kinship: Kinship) -> Spoken:
    """The features that speak for or against the two telling of one event, with their weights."""
    spoken = [*_kinds(new, old), *_sides(new, old, kinship), *_days(new, old), *_amounts(new.amount, old.amount)]
    if new.place and old.place and _same_place(new.place, old.place):
        spoken.append("place")
    if new.document == old.document and (
        {"actor_other", "counterpart_other"}.intersection(spoken) or _other_groups(new, old, kinship)
    ):
        spoken.append("told_beside")
    if new.sayings & old.sayings:
        spoken.append("saying")
    if new.things & old.things and new.stance == old.stance == "planned":
        spoken.append("thing")
    if new.stance == old.stance == "denied" and new.sweeping != old.sweeping and new.document != old.document:
        spoken = [name for name in spoken if name not in _WHEN_TOLD] + ["sweeping"]
    if (new.stance == "denied") != (old.stance == "denied"):
        spoken.append("denied")
    weights = [(name, features()[name].weight) for name in spoken]
    like = ("words", features()["words"].weight * likeness(new.words, old.words))
    return [*weights, like, ("matter", features()["matter"].weight * overlap(new.matter, old.matter))]


def total(spoken: Spoken) -> float:
    """The sum of the weights."""
    return sum(weight for _, weight in spoken)


def needed(new: Profile, old: Profile) -> float:
    """The sum these two must reach: more where one party does many such things and not both give a day or amount."""
    vague = not (new.period and old.period) and not (new.amount and old.amount)
    return enough() + (merges()[old.kind].vague if vague else 0.0)


def related(first: Kind, second: Kind) -> bool:
    """Whether retellings put one of these kinds in the place of the other."""
    return second in merges()[first].related or first in merges()[second].related


def reason(spoken: Spoken) -> str:
    """The features in words, the weightiest first."""
    order = sorted((s for s in spoken if abs(s[1]) >= 0.05), key=lambda s: (-s[1], s[0]))
    return "; ".join(f"{features()[name].says} ({weight:+.1f})" for name, weight in order)


def _kinds(new: Profile, old: Profile) -> list[str]:
    return ["kind"] if new.kind == old.kind else ["related_kind"]


def _sides(new: Profile, old: Profile, kinship: Kinship) -> Iterable[str]:
    if merges()[old.kind].symmetric:
        return _round_table(new, old, kinship)
    actor = _side("actor", new.actors, old.actors, kinship)
    counterpart = _side("counterpart", new.counterparts, old.counterparts, kinship)
    across = {p for p in new.actors & old.counterparts | new.counterparts & old.actors if kinship.known(p)}
    if across and not {"actor", "actor_kin", "counterpart", "counterpart_kin"} & {*actor, *counterpart}:
        return ["crossed"]
    return [*actor, *counterpart]


def _side(name: str, new: frozenset[str], old: frozenset[str], kinship: Kinship) -> list[str]:
    if not new or not old:
        return []
    if any(kinship.known(party) for party in new & old):
        return [name]
    if any(kinship.akin(a, b) for a in new for b in old):
        return [f"{name}_kin"]
    strangers = [p for p in new if kinship.known(p)], [p for p in old if kinship.known(p)]
    if any(kinship.one_state(a, b) for a in new for b in old):
        return []
    return [f"{name}_other"] if all(strangers) else []


def _round_table(new: Profile, old: Profile, kinship: Kinship) -> Iterable[str]:
    """A meeting has no direction: the first match counts as the actor's, the second as the counterpart's."""
    left = {p for p in old.parties if kinship.known(p)}
    names = ["actor", "counterpart"]
    unmatched = 0
    for party in sorted(p for p in new.parties if kinship.known(p)):
        same = party if party in left else next((o for o in sorted(left) if kinship.akin(party, o)), None)
        if same is None:
            unmatched += 1
        elif names:
            left.discard(same)
            yield names.pop(0) + ("" if same == party else "_kin")
    if unmatched and left:
        yield f"{names[0] if names else 'counterpart'}_other"


def _other_groups(new: Profile, old: Profile, kinship: Kinship) -> bool:
    """Whether each tells of people of a party that the other does not: Acme's executives, and Zeta's."""
    named = [{p for p in profile.parties if kinship.telling(p)} for profile in (new, old)]
    apart = [
        [p for p in mine if p not in theirs and not any(kinship.akin(p, other) for other in theirs)]
        for mine, theirs in (named, reversed(named))
    ]
    return all(apart)


def _days(new: Profile, old: Profile) -> list[str]:
    if any(one.bounds and two.period and not one.bounds.overlaps(two.period) for one, two in ((new, old), (old, new))):
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


def _digits(value: Decimal) -> str:
    return "".join(map(str, value.normalize().as_tuple().digits)).strip("0")


def _same_place(first: str, second: str) -> bool:
    return first in second or second in first


def span_of_days(period: Period, slack: int) -> Period:
    """The period widened by `slack` days on both sides."""
    earliest = period.earliest - timedelta(days=slack) if period.earliest else None
    latest = period.latest + timedelta(days=slack) if period.latest else None
    return Period(earliest, latest, period.basis)
