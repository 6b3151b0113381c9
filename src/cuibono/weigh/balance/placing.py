"""Placing: which side acts in an event, what that is in the account, and what is left out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from cuibono.model import Claim, Event, Stance, Telling
from cuibono.values import Period
from cuibono.weigh.balance.account import Entry, Left, Side, Stay, Told, Which
from cuibono.weigh.balance.amounts import NO_AMOUNT, amount_of
from cuibono.weigh.balance.rules import Does, apart, kinds, limit, mostly, rule, tells_end

_ONE_SIDE = "no one on the other side is read as a party to it"


class Taking(msgspec.Struct, frozen=True):
    """Who of an event is on which side: for actors and counterparts, the members of the first and of the second."""

    actors: tuple[frozenset[str], frozenset[str]]
    others: tuple[frozenset[str], frozenset[str]]
    strangers: tuple[str, ...]

    def members(self, side: int) -> tuple[str, ...]:
        """The members of one side, in the order of their ids."""
        return tuple(sorted(self.actors[side] | self.others[side]))

    @property
    def touched(self) -> bool:
        """Whether a member of either side takes part."""
        return any((*self.actors, *self.others))


class Places:
    """Places events between two sides."""

    def __init__(self, told: Told, sides: tuple[Side, Side]) -> None:
        self.told, self.sides = told, sides
        self._stays = tuple(_by_party(side.stays) for side in sides)

    def stays(self, event: Event, party: str, side: int) -> list[Stay]:
        """The stays by which a party is on a side at the time of an event."""
        return [stay for stay in self._stays[side].get(party, ()) if _holds(stay, event, self.told.published)]

    def taking(self, event: Event) -> Taking:
        """Who takes part for which side at the time."""
        actors = self._split(event, event.actors)
        others = self._split(event, event.counterparts)
        known = frozenset().union(*actors, *others)
        strangers = tuple(dict.fromkeys(p for p in (*event.actors, *event.counterparts) if p not in known))
        return Taking(actors, others, strangers)

    def _split(self, event: Event, parties: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
        on = [{party for party in parties if self.stays(event, party, side)} for side in (0, 1)]
        both = on[0] & on[1]
        return frozenset(on[0] - both), frozenset(on[1] - both)

    def entry(self, event: Event) -> Entry | Left | None:
        """The event's place in the account, or why it has none; None where it touches neither side."""
        taking = self.taking(event)
        if not taking.touched:
            return self._unknown(event, taking)
        by, direct = _acting(event, taking)
        if direct:
            return self._made(event, taking, by)
        if taking.strangers and (by is None or event.counterparts):
            return Left(event.id, "who stands across is not known to be on the other side then", taking.strangers)
        if by is None:
            return Left(event.id, "both sides are read as acting in it" if event.actors else "who acts is not told")
        if rule(event.kind).alone and self._beside(event, by):
            link = "told of one side alone; the other is named in its passage or beside it"
            return msgspec.structs.replace(self._made(event, taking, by), direct=False, link=link)
        return Left(event.id, _ONE_SIDE)

    def elsewhere(self, event: Event) -> Entry | None:
        """An event in which one side acts and the other is no party, as an entry that is not yet in the account."""
        taking = self.taking(event)
        by, direct = _acting(event, taking)
        if by is None or direct or taking.others[1 - by]:
            return None
        return msgspec.structs.replace(self._made(event, taking, by), direct=False)

    def _unknown(self, event: Event, taking: Taking) -> Left | None:
        """An event between strangers of which a passage names members of both sides, or one and beside it the other."""
        named = [self._beside(event, side) for side in (1, 0)]
        two = event.kind == "meeting" or (event.actors and event.counterparts)
        if not all(named) or not taking.strangers or not two or rule(event.kind).opinion:
            return None
        reason = "both sides are named beside it; on which side its parties are is not told"
        return Left(event.id, reason, taking.strangers)

    def _beside(self, event: Event, by: int) -> bool:
        """Whether a member of the side other than `by` is named near."""
        near = self.told.beside.get(event.id, frozenset())
        return any(self.stays(event, party, 1 - by) for party in near)

    def _made(self, event: Event, taking: Taking, by: Which | None) -> Entry:
        claims = [self.told.claims[key] for key in event.claims if key in self.told.claims]
        stance = stance_of(event, self.told.claims)
        does = does_of(event, claims)
        told = amount_of(event, claims) if rule(event.kind).money else NO_AMOUNT
        return Entry(
            event=event.id,
            by=by,
            does=does,
            apart=_apart(event, stance),
            sort=told.sort,
            money=told.money,
            note=told.note,
            others=told.others,
            members=(taking.members(0), taking.members(1)),
        )


def _by_party(stays: Iterable[Stay]) -> dict[str, list[Stay]]:
    found: dict[str, list[Stay]] = {}
    for stay in stays:
        found.setdefault(stay.party, []).append(stay)
    return found


def _acting(event: Event, taking: Taking) -> tuple[Which | None, bool]:
    """Which side acts, and whether the other is a party to it; a meeting is of both."""
    if event.kind == "meeting":
        return None, bool(taking.members(0) and taking.members(1))
    first, second = (bool(members) for members in taking.actors)
    if first == second:
        return None, False
    by: Which = 0 if first else 1
    return by, bool(taking.others[1 - by])


def _holds(stay: Stay, event: Event, published: Mapping[str, Period | None]) -> bool:
    """Whether a party is on a side at the time of an event.

    Where event or document has no day, what the document says of the party holds for what that document tells.
    """
    if stay.start is None and stay.end is None and not stay.document:
        return True
    tells = stay.document in event.documents
    bounds = Period((stay.since if tells else None) or stay.start, stay.end)
    if event.period and event.period.first_known and (stay.start or stay.end):
        return event.period.overlaps(bounds) and _mostly_within(event.period, bounds)
    if tells:
        return True
    days = [day for key in event.documents if (day := published.get(key))]
    return bool(stay.start or stay.end) and any(day.overlaps(Period(stay.start, stay.end)) for day in days)


def _mostly_within(period: Period, bounds: Period) -> bool:
    """Whether most of an event's days lie in a stay: a year of which a stay has a week says nothing of the week."""
    shared = period.intersection(bounds)
    if shared is None or period.days is None or shared.days is None:
        return shared is not None
    return shared.days * 2 >= period.days


def stance_of(event: Event, claims: Mapping[str, Claim]) -> Stance:
    """ "asserted" where a passage that supports the event states it, else the stance of the first, or "denied"."""
    bearing: list[Telling] = [t for t in event.tellings if t.bears == "supports" and t.claim in claims]
    stances = [claims[t.claim].stance for t in bearing if t.claim]
    if not stances:
        return "denied" if any(t.bears == "denies" for t in event.tellings) else "asserted"
    return "asserted" if "asserted" in stances else stances[0]


def does_of(event: Event, claims: Sequence[Claim]) -> Does:
    """What a dealing is for the side that acts: of an act of a government, by the words of most passages."""
    held = rule(event.kind)
    if event.kind == "legal_action" and tells_end([claim.quote for claim in claims]):
        return "acted"  # a suit that is dropped is none against the other
    if not held.words:
        return held.does
    texts = [f"{claim.topic or ''} {claim.quote}" for claim in claims]
    gave, against = mostly(texts, "gave"), mostly(texts, "against")
    if gave == against:
        return held.does
    return "gave" if gave else "against"


def _apart(event: Event, stance: Stance) -> str:
    if stance == "opinion" and rule(event.kind).opinion:
        return ""
    if event.grade == "disputed" and stance != "denied":
        return apart("disputed") or ""
    return apart(stance) or ""


def without_echoes(entries: Iterable[Entry], events: Mapping[str, Event]) -> tuple[Entry, ...]:
    """Entries; one that is read from the very words of a threat or promise is told apart."""
    held = tuple(entries)
    return tuple(_echo(entry, held, events) for entry in held)


def _echo(entry: Entry, held: Iterable[Entry], events: Mapping[str, Event]) -> Entry:
    event = events[entry.event]
    behind = kinds("read_from", event.kind)
    if not behind:
        return entry
    for other in (events[one.event] for one in held if one.by == entry.by and one.event != entry.event):
        if other.kind in behind and _same_words(event, other):
            said = "threat" if other.kind == "threat" else "promise"
            return msgspec.structs.replace(entry, apart=f"read from the words of a {said}, {other.id}")
    return entry


def _same_words(event: Event, other: Event) -> bool:
    """Whether every passage of an event is in good part one of the other's."""
    return all(any(overlapping(mine, theirs) for theirs in other.tellings) for mine in event.tellings)


def overlapping(one: Telling, other: Telling) -> bool:
    """Whether two passages share a good part of the shorter one."""
    shared = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
    shorter = min(one.span.end - one.span.start, other.span.end - other.span.start)
    return one.document == other.document and shared > 0 and shared >= limit("overlap") * shorter


def in_order(entry: Entry, events: Mapping[str, Event]) -> tuple[date, date, str]:
    """Where an entry stands: by its days, undated ones last."""
    period = events[entry.event].period
    first = (period.first_known if period else None) or date.max
    return first, (period.latest if period else None) or first, entry.event
