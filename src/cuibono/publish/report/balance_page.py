"""The account between two sides as one page of HTML: a picture, two columns, what is open, who is on which side."""

from __future__ import annotations

from typing import Final

import msgspec

from cuibono.explore.balance_view import BalanceView, EntryView, by_number
from cuibono.explore.event_view import EventView
from cuibono.publish import balance_listing as listing
from cuibono.publish.draft_listing import SPEAKING
from cuibono.publish.event_listing import dealing
from cuibono.publish.report.page import Anchors, styled
from cuibono.publish.report.timeline import Lane, Picture, picture
from cuibono.weigh.balance.account import Which
from cuibono.weigh.balance.rules import Does

_LANES: Final[dict[Does, str]] = {
    "gave": "gave",
    "promised": "promised",
    "asked": "asked",
    "changed": "changed",
    "acted": "did",
    "against": "against",
    "supported": "praise",
    "criticised": "criticism",
}
"""The headings of the account in the few letters that a lane has room for."""


def balance_page(view: BalanceView) -> str:
    """The page; the same view gives the same page."""
    return styled("two_sides.html.j2", **told(view), to=Anchors(frozenset()))


def told(view: BalanceView) -> dict[str, object]:
    """What the templates of an account are told."""
    return {
        "view": view,
        "entries": by_number(view),
        "sections": listing.sections(view),
        "sides": listing.SIDES,
        "title": listing.title(view),
        "summary": listing.summary(view),
        "got": [listing.got(view, by) for by in listing.SIDES],
        "heading": lambda by, does: listing.heading(view, by, does),
        "matter_heading": lambda by: listing.matter_heading(view, by),
        "cell_words": lambda cell: listing.cell_words(view, cell),
        "left": listing.by_reason(view),
        "tags": listing.tags,
        "source": listing.source,
        "member_words": listing.member_words,
        "dealing": dealing,
        "speaking": SPEAKING,
        "pictures": pictures(view),
    }


def pictures(view: BalanceView) -> list[Picture]:
    """The account over time, for wide windows and for phones: the first side above, the second below, both between."""
    lanes = [*_lanes(view, 0), *_met(view), *_lanes(view, 1)]
    drawn = (picture(lanes, (), 1120, 196), picture(lanes, (), 380, 0)) if lanes else ()
    return [found for found in drawn if found]


def _lanes(view: BalanceView, by: Which) -> list[Lane]:
    name = view.sides[by].name
    found = [Lane(f"{_LANES[does]}: {name}", f"{does}-{by}", _events(view.of(by, does))) for does in listing.SHOWN]
    found.append(Lane(f"to others: {name}", f"matter-{by}", _events(view.towards_others(by))))
    return [lane for lane in found if lane.events]


def _met(view: BalanceView) -> list[Lane]:
    met = view.of(None, "met")
    return [Lane("both met", "met", _events(met))] if met else []


def _events(entries: tuple[EntryView, ...]) -> tuple[EventView, ...]:
    """The events of entries, drawn hollow where they are told apart and filled where they count."""
    return tuple(_drawn(entry) for entry in entries)


def _drawn(entry: EntryView) -> EventView:
    if entry.apart:
        stance = entry.event.stance
        return entry.event if stance != "asserted" else msgspec.structs.replace(entry.event, stance="hypothetical")
    return msgspec.structs.replace(entry.event, stance="asserted")
