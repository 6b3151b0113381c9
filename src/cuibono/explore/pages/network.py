"""The network: parties, and how many dealings there are between any two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from cuibono.explore.case import Case
from cuibono.explore.pages import keys
from cuibono.explore.pages.choice import Filters
from cuibono.explore.pages.families import FAMILIES, Family
from cuibono.explore.pages.lists import PartyLine
from cuibono.explore.phrases import KINDS, PARTIES
from cuibono.ledger.browse import Tie, Wanted
from cuibono.model import Grade, Kind, Party

_TIES: Final = 200
"""Ties that are drawn; more cannot be told apart."""


class NetworkQuery(Filters, frozen=True, kw_only=True, omit_defaults=True):
    """Filters of events; `party` puts one party in the middle. `most` is how many parties are shown."""

    most: Annotated[int, Meta(ge=2, le=30)] = 24


class TieView(msgspec.Struct, frozen=True, kw_only=True):
    """Dealings in which one party acts (`actor`) and another is the counterpart, by kind, family and grade."""

    actor: str = msgspec.field(name="from")
    counterpart: str = msgspec.field(name="to")
    events: int
    kinds: dict[Kind, int]
    families: dict[Family, int]
    grades: dict[Grade, int]
    words: str


class NetworkView(msgspec.Struct, frozen=True, kw_only=True):
    """Parties with the strongest ties between them.

    `left_out` is how many parties of the case are not shown, `ties_left_out` how many ties of those that are.
    """

    query: NetworkQuery
    centre: PartyLine | None
    parties: tuple[PartyLine, ...]
    ties: tuple[TieView, ...]
    left_out: int
    ties_left_out: int


def network(case: Case, query: NetworkQuery) -> NetworkView:
    """The parties with most dealings that fit the filters, or those that deal most with one party."""
    wanted = query.wanted
    centre = keys.party_key(case, query.party) if query.party else None
    looked = _around(case, centre, wanted, query.most) if centre else _busiest(case, query.most)
    ties = _ties(case.browse.ties_among(looked, wanted))
    weight: Counter[str] = Counter()
    for (actor, counterpart), counted in ties.items():
        weight[actor] += counted.total()
        weight[counterpart] += counted.total()
    kept = sorted((key for key in looked if weight[key]), key=lambda key: (key != centre, -weight[key], key))
    kept = kept[: query.most]
    parties = {party.id: party for party in case.browse.whole_parties(kept)}
    shown = {key: _line(parties[key], weight[key]) for key in kept if key in parties}
    between = [(pair, counted) for pair, counted in ties.items() if pair[0] in shown and pair[1] in shown]
    between.sort(key=lambda tie: (-tie[1].total(), tie[0]))
    lines = [_tie(shown[actor], shown[other], counted) for (actor, other), counted in between[:_TIES]]
    return NetworkView(
        query=query,
        centre=shown.get(centre or ""),
        parties=tuple(shown.values()),
        ties=tuple(lines),
        left_out=max(case.browse.figures().get("parties", 0) - len(shown), 0),
        ties_left_out=len(between) - len(lines),
    )


def _around(case: Case, centre: str, wanted: Wanted, most: int) -> list[str]:
    return [centre, *(other for other, _, _ in case.browse.partners(centre, wanted, most - 1))]


def _busiest(case: Case, most: int) -> list[str]:
    return [found.party for found in case.browse.party_list(most)]


def _ties(found: Iterable[Tie]) -> dict[tuple[str, str], Counter[tuple[Kind, Grade]]]:
    ties: dict[tuple[str, str], Counter[tuple[Kind, Grade]]] = {}
    for tie in found:
        ties.setdefault((tie.actor, tie.counterpart), Counter())[tie.kind, tie.grade] += tie.events
    return ties


def _line(party: Party, events: int) -> PartyLine:
    return PartyLine(party.id, party.name, party.kind, PARTIES[party.kind], events)


def _tie(actor: PartyLine, counterpart: PartyLine, counted: Counter[tuple[Kind, Grade]]) -> TieView:
    kinds: Counter[Kind] = Counter()
    grades: Counter[Grade] = Counter()
    for (kind, grade), events in counted.items():
        kinds[kind] += events
        grades[grade] += events
    families: Counter[Family] = Counter()
    for kind, events in kinds.items():
        families[FAMILIES[kind]] += events
    told = f"{actor.name} → {counterpart.name}: {_counted(kinds.most_common())}"
    return TieView(
        actor=actor.id,
        counterpart=counterpart.id,
        events=counted.total(),
        kinds=dict(kinds.most_common()),
        families=dict(families.most_common()),
        grades=dict(grades.most_common()),
        words=told,
    )


def _counted(kinds: Sequence[tuple[Kind, int]]) -> str:
    """Kinds with their numbers: "2 donations, 1 meeting"."""
    return ", ".join(f"{events:,} {KINDS[kind][events > 1].lower()}" for kind, events in kinds)
