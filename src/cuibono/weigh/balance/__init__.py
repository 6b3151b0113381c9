"""Balance: what is told between two sides, as an account.

Takes: events with their claims, two sides with who is on them when, parties named beside passages.
Gives: Account: entries told once each, sums that mix nothing, asks with later acts, what is open, the relation by
months, and what was left out and why (tables/balance.toml).
Knows nothing of: names, words for pages, how sides were defined, where anything is stored.
"""

from __future__ import annotations

from cuibono.weigh.balance.account import Account, Entry, Left, Side, Stay, Told
from cuibono.weigh.balance.amounts import sums
from cuibono.weigh.balance.matching import Matters, matches, on_the_matter, outstanding
from cuibono.weigh.balance.placing import Places, in_order, without_echoes
from cuibono.weigh.balance.relation import relation

__all__ = ["Account", "Entry", "Left", "Places", "Side", "Stay", "Told", "account"]

_TOWARDS_OTHERS = "an act towards others, on a matter that the other side asked about"


def account(told: Told, one: Side, other: Side) -> Account:
    """The account between two sides."""
    events = {event.id: event for event in told.events}
    places, matters = Places(told, (one, other)), Matters(told, (one, other))
    placed = [place for event in told.events if (place := places.entry(event))]
    entries = without_echoes((place for place in placed if isinstance(place, Entry)), events)
    left = [place for place in placed if isinstance(place, Left)]
    elsewhere = [act for one_left in left if (act := places.elsewhere(events[one_left.event]))]
    elsewhere = [act for act in without_echoes((*entries, *elsewhere), events) if act not in entries]
    found = matches(entries, elsewhere, events, matters)
    entries += on_the_matter(elsewhere, found, _TOWARDS_OTHERS)
    within = {entry.event for entry in entries}
    ordered = tuple(sorted(entries, key=lambda entry: in_order(entry, events)))
    counted = [entry for entry in ordered if entry.link != _TOWARDS_OTHERS]
    return Account(
        entries=ordered,
        sums=sums(counted, events, lambda one, two: bool(matters.shared(one, two))),
        matches=found,
        open=outstanding(ordered, found, events, matters),
        relation=relation(ordered, events),
        left=tuple(one_left for one_left in left if one_left.event not in within),
    )
