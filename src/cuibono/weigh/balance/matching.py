"""Matching: asks with later acts on the same matter, promises with what shows them, suits with what ends them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from cuibono.model import Event
from cuibono.weigh.balance.account import Entry, Item, Match, Side, Told
from cuibono.weigh.balance.placing import overlapping
from cuibono.weigh.balance.rules import is_broad, kinds, limit, matter_words, tells_end

_TOLD = "as far as the articles tell"


class Matters:
    """What events are about, and when they were."""

    def __init__(self, told: Told, sides: tuple[Side, Side]) -> None:
        self._told = told
        self._names = sides[0].words | sides[1].words
        self._about: dict[str, dict[str, str]] = {}

    def shared(self, one: Event, other: Event) -> dict[str, str]:
        """The words of the matter that two events share, each as both put it."""
        mine, theirs = self.words(one), self.words(other)
        return {key: _pair(mine[key], theirs[key]) for key in sorted(mine.keys() & theirs.keys())}

    def words(self, event: Event) -> dict[str, str]:
        """What an event is about, as it is told."""
        if event.id not in self._about:
            self._about[event.id] = self._read(event)
        return self._about[event.id]

    def _read(self, event: Event) -> dict[str, str]:
        claims = [self._told.claims[key] for key in event.claims if key in self._told.claims]
        return matter_words([event.topic or "", *(claim.quote for claim in claims)], self._names)

    def order(self, one: Event, other: Event) -> tuple[str, bool, tuple[int | None, int | None] | None]:
        """Whether the other is later, in words; and the fewest and most days between them where it is.

        What is undated was before the day on which the first article told of it.
        """
        if self._said_after(one, other):
            return "later, as the passage says", True, _between(self._days(one), self._days(other))
        first, second = self._days(one), self._days(other)
        if first[1] and second[0] and second[0] > first[1]:
            return "later", True, _between(first, second)
        if second[1] and first[0] and second[1] < first[0]:
            return "earlier", False, None
        undated = not (_dated(one) and _dated(other))
        return "order not known: " + ("no day is told" if undated else "their days overlap"), False, None

    def _days(self, event: Event) -> tuple[date | None, date | None]:
        if event.period and _dated(event):
            return event.period.earliest, event.period.latest
        told = [day.latest for key in event.documents if (day := self._told.published.get(key)) and day.latest]
        return None, min(told, default=None)

    def _said_after(self, one: Event, other: Event) -> bool:
        """Whether a passage of the other says that it came after the one."""
        orders = [self._told.claims[key].order for key in other.claims if key in self._told.claims]
        return any(o and o.way == "after" and not set(o.anchors).isdisjoint(one.claims) for o in orders)

    def texts(self, event: Event) -> list[str]:
        """All that is quoted of an event."""
        return [self._told.claims[key].quote for key in event.claims if key in self._told.claims]


def _dated(event: Event) -> bool:
    return bool(event.period and event.period.first_known)


def _pair(mine: str, theirs: str) -> str:
    return mine if mine == theirs else f"{mine}/{theirs}"


def _between(
    first: tuple[date | None, date | None], second: tuple[date | None, date | None]
) -> tuple[int | None, int | None] | None:
    """The fewest and most days from one stretch to a later one."""
    least = (second[0] - first[1]).days if second[0] and first[1] else None
    most = (second[1] - first[0]).days if second[1] and first[0] else None
    if least is None and most is None:
        return None
    return (None if least is None else max(least, 0)), most


def matches(
    entries: Sequence[Entry], others: Sequence[Entry], events: Mapping[str, Event], matters: Matters
) -> tuple[Match, ...]:
    """Asks with acts on the matter, later ones and those of which the order is not known.

    `others` are acts of a side towards third parties, or towards nobody that is named.
    """
    asks = [e for e in entries if e.does == "asked" and e.counts]
    acts = [e for e in (*entries, *others) if e.counts]
    found = (_match(ask, act, events, matters) for ask in asks for act in acts)
    return tuple(match for match in found if match)


def _match(ask: Entry, act: Entry, events: Mapping[str, Event], matters: Matters) -> Match | None:
    one, other = events[ask.event], events[act.event]
    if act.by is None or act.by == ask.by or other.kind not in kinds("answers", one.kind):
        return None
    reasons = _reasons(act, one, other, matters)
    if not reasons:
        return None
    order, later, days = matters.order(one, other)
    if order == "earlier" or (days and days[0] is not None and days[0] > limit("window_days")):
        return None
    return Match(ask.event, act.event, order, later, days, reasons)


def _reasons(act: Entry, one: Event, other: Event, matters: Matters) -> tuple[str, ...]:
    """Why an act goes with an ask; () where it does not."""
    shared = matters.shared(one, other)
    alone = act.direct and any(not is_broad(key) for key in shared)
    reasons = []
    if len(shared) >= limit("words_shared") or alone:
        reasons.append(f"words that both share: {', '.join(shared.values())}")
    if any(overlapping(mine, theirs) for mine in one.tellings for theirs in other.tellings):
        reasons.append("one passage tells of both")
    named = "the act names the side that asked" if act.direct else "the act names others, or nobody"
    return (*reasons, named) if reasons else ()


def outstanding(
    entries: Sequence[Entry], found: Sequence[Match], events: Mapping[str, Event], matters: Matters
) -> tuple[Item, ...]:
    """What is open: asks that no later act is told for, promises that nothing shows, suits that nothing ends."""
    asks = [e for e in entries if e.does == "asked" and e.counts]
    items = [_ask(ask, found, matters.words(events[ask.event])) for ask in asks]
    promised = [e for e in entries if e.does == "promised" and events[e.event].kind == "pledge" and _stands(e)]
    items += [_promise(entry, entries, events, matters) for entry in promised]
    suits = [e for e in entries if events[e.event].kind == "legal_action" and e.counts and e.direct]
    items += [_suit(entry, entries, events, matters) for entry in suits]
    return tuple(item for item in items if item)


def _stands(entry: Entry) -> bool:
    """Whether a promise counts, or is told as planned, which a promise may be."""
    return entry.counts or entry.apart.startswith("planned")


def _ask(entry: Entry, found: Sequence[Match], about: Mapping[str, str]) -> Item | None:
    mine = [match for match in found if match.ask == entry.event]
    if any(match.later for match in mine):
        return None
    acts = tuple(match.act for match in mine)
    unsaid = f"no later act on the matter is told, {_TOLD}" if about else "what for is not told; no act was looked for"
    told = "acts on the matter are told, whether later is not known" if acts else unsaid
    return Item(entry.event, "ask", told, acts)


def _promise(entry: Entry, entries: Iterable[Entry], events: Mapping[str, Event], matters: Matters) -> Item | None:
    event = events[entry.event]
    acts = _followed(entry, "shows", entries, events, matters)
    later = [act for act in acts if matters.order(event, events[act.event])[1]]
    if later:
        return None
    known = tuple(act.event for act in acts)
    told = "acts on the matter are told, whether later is not known" if known else "nothing is told that shows it done"
    return Item(entry.event, "promise", f"{told}, {_TOLD}", known)


def _suit(entry: Entry, entries: Iterable[Entry], events: Mapping[str, Event], matters: Matters) -> Item | None:
    event = events[entry.event]
    if tells_end(matters.texts(event)):
        return None  # it is itself the end of one
    ended = [e for e in _acts(entry, "closes", entries, events, matters) if _ends(events[e.event], event, matters)]
    same = [act for act in ended if matters.shared(event, events[act.event])]
    if any(matters.order(event, events[act.event])[1] for act in same):
        return None
    known = tuple(act.event for act in ended)
    told = "the end of a suit between them is told; whether of this one, and after it, is not known" if known else ""
    return Item(entry.event, "suit", told or f"no end of it is told, {_TOLD}", known)


def _ends(act: Event, suit: Event, matters: Matters) -> bool:
    """Whether an act tells of the end of a suit between two who are parties to this one."""
    both = not {*act.actors}.isdisjoint(suit.actors) and not {*act.counterparts}.isdisjoint(suit.counterparts)
    return both and tells_end(matters.texts(act))


def _followed(
    entry: Entry, by: str, entries: Iterable[Entry], events: Mapping[str, Event], matters: Matters
) -> list[Entry]:
    """Acts of the same side, not earlier, of a kind that bears on it and on the same matter or of the same amount."""
    mine, enough = events[entry.event], limit("words_shared")
    acts = _acts(entry, by, entries, events, matters)
    return [a for a in acts if len(matters.shared(mine, events[a.event])) >= enough or _same_money(entry, a)]


def _acts(
    entry: Entry, by: str, entries: Iterable[Entry], events: Mapping[str, Event], matters: Matters
) -> list[Entry]:
    """Acts of the same side, not earlier, of a kind that bears on an entry."""
    event, wanted = events[entry.event], kinds(by, events[entry.event].kind)
    acts = [e for e in entries if e.counts and e.by == entry.by and e.event != entry.event]
    acts = [act for act in acts if events[act.event].kind in wanted]
    return [act for act in acts if matters.order(event, events[act.event])[0] != "earlier"]


def _same_money(one: Entry, other: Entry) -> bool:
    return one.money is not None and one.money == other.money


def on_the_matter(acts: Iterable[Entry], found: Iterable[Match], link: str) -> tuple[Entry, ...]:
    """The acts towards others that go with an ask, as entries that do not count in sums."""
    wanted = {match.act for match in found}
    return tuple(msgspec.structs.replace(act, link=link) for act in acts if act.event in wanted)
