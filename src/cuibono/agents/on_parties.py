"""Questions about parties: who one is taken to be, and what it gave and got."""

from __future__ import annotations

from cuibono.agents.answers import PartyAnswer
from cuibono.agents.arguments import PartyArguments
from cuibono.agents.evidence import EventLine, LinkLine, NamingLine, PartyChoice
from cuibono.agents.lines import event_line
from cuibono.agents.questions import Asked, Questions
from cuibono.agents.quoting import label, labels
from cuibono.explore.identity import Identity, LinkView, NamingView
from cuibono.model import Event

_MOST_CHOICES = 30
_MOST_NAMINGS = 40
_MOST_LINKS = 10
_MOST_EVENTS = 20


def party(case: Questions, asked: PartyArguments) -> PartyAnswer:
    """Say who a party is taken to be: its names and where they stand, its roles, what it gave and what it got.

    Where several parties go by the name, they are listed with their ids: ask again with one. That two names were taken
    for one party is a finding with reasons (`links`), not a given.
    """
    found = case.identities(asked.party)
    if not found:
        return PartyAnswer(note="No party here goes by that. Try part of the name, or `search` for it.")
    if len(found) > 1:
        ordered = sorted(found, key=lambda one: (-len(one.places), one.name.casefold(), one.id))
        over = len(found) - _MOST_CHOICES
        return PartyAnswer(
            note=f"{len(found)} parties go by that. Ask again with the id of one.",
            choices=tuple(_choice(one) for one in ordered[:_MOST_CHOICES]),
            left_out=(f"{over} more parties; give more of the name.",) if over > 0 else (),
        )
    return _answer(case, found[0])


def _answer(case: Questions, found: Identity) -> PartyAnswer:
    events = case.events(Asked(party=found.id))
    acting = [event for event in events if found.id in event.actors]
    facing = [event for event in events if found.id in event.counterparts]
    return PartyAnswer(
        note="",
        party=_choice(found),
        roles=labels(found.tenures),
        namings=tuple(_naming(one) for one in found.namings[:_MOST_NAMINGS]),
        links=tuple(_link(one) for one in found.links[:_MOST_LINKS]),
        acting=_lines(case, acting),
        facing=_lines(case, facing),
        left_out=_left_out(found, acting, facing),
    )


def _lines(case: Questions, events: list[Event]) -> tuple[EventLine, ...]:
    views, held = case.views(events[:_MOST_EVENTS]), case.contents()
    return tuple(event_line(held, views[event.id]) for event in events[:_MOST_EVENTS])


def _choice(one: Identity) -> PartyChoice:
    return PartyChoice(
        id=one.id, name=label(one.name), sort=one.words, also=labels(one.aliases), named_in=len(one.places)
    )


def _naming(naming: NamingView) -> NamingLine:
    return NamingLine(label(naming.name), label(naming.place), labels(naming.roles, 5))


def _link(link: LinkView) -> LinkLine:
    reasons = labels(tuple(f"{name} {weight:+g}" for name, weight in link.features))
    return LinkLine(_naming(link.first), _naming(link.second), link.same, link.score, link.ruling, reasons)


def _left_out(found: Identity, acting: list[Event], facing: list[Event]) -> tuple[str, ...]:
    """What is not shown, in words."""
    counts = {"namings": (len(found.namings), _MOST_NAMINGS), "links": (len(found.links), _MOST_LINKS)}
    said = [f"{there - most} more {name}" for name, (there, most) in counts.items() if there > most]
    over = max(len(acting) - _MOST_EVENTS, 0) + max(len(facing) - _MOST_EVENTS, 0)
    return (*said, *([f"{over} more events; `events` with party {found.id} gives them all."] if over else []))
