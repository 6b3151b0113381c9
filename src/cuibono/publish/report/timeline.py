"""The picture of dealings over time, measured out and ready to be drawn.

Takes: lanes of events and the days on which articles were published.
Gives: Picture: places and sizes of lanes, marks and ticks, in picture units (CSS pixels at full width).
Knows nothing of: SVG, colours, how events were found.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from cuibono.explore.event_view import EventView
from cuibono.explore.report_view import ArticleView
from cuibono.model import Grade
from cuibono.publish.report.scale import Piece, Scale, Tick, scale

_TOP: Final = 34.0
_FOOT: Final = 46.0
_ROOM: Final = 800.0
"""Height that all rows together aim for, before rows reach their least height."""
_ROW: Final = (4.0, 15.0)
"""Least and greatest height of a row of marks."""
_WEIGHTS: Final[dict[Grade, float]] = {
    "recorded": 1.0,
    "confirmed": 1.0,
    "corroborated": 1.0,
    "single_origin": 0.72,
    "disputed": 0.72,
    "anonymous_only": 0.5,
    "unattributed": 0.5,
}
"""How large a mark is drawn by how well its event stands, as a share of the greatest size."""


class Lane(msgspec.Struct, frozen=True):
    """What one lane is to hold: its label, the anchor its label leads to, its events."""

    label: str
    anchor: str
    events: tuple[EventView, ...]


class Mark(msgspec.Struct, frozen=True):
    """One event in the picture: a bar from `x` over `width`, or, for a single day or no date, a dot as wide.

    `weight` says how large it is drawn: 1 for an event that stands well, less where less stands behind it.
    """

    event: EventView
    x: float
    y: float
    width: float
    dot: bool

    @property
    def weight(self) -> float:
        """How large it is drawn, as a share of the greatest size."""
        return _WEIGHTS[self.event.grade]

    @property
    def label(self) -> str:
        """The event in one line, for a tip and for screen readers."""
        return event_line(self.event)


class DrawnLane(msgspec.Struct, frozen=True):
    """A lane with its place."""

    lane: Lane
    y: float
    height: float
    marks: tuple[Mark, ...]


class Publication(msgspec.Struct, frozen=True):
    """An article on the axis at the foot of the picture."""

    article: ArticleView
    x: float


class Picture(msgspec.Struct, frozen=True):
    """A picture, measured out.

    `gutter` is the room for labels at the left; 0 puts them above the lanes. `undated` is where the column of events
    without a date begins, at the right of the axis; None where every event has one.
    """

    width: float
    height: float
    gutter: float
    radius: float
    lanes: tuple[DrawnLane, ...]
    ticks: tuple[Tick, ...]
    pieces: tuple[Piece, ...]
    publications: tuple[Publication, ...]
    foot: float
    undated: float | None

    @property
    def sides(self) -> tuple[Piece, ...]:
        """The narrower parts of a divided axis."""
        return tuple(piece for piece in self.pieces if not piece.main)


def picture(lanes: Sequence[Lane], articles: Sequence[ArticleView], width: float, gutter: float) -> Picture | None:
    """The picture of these lanes at this width; None where there is no date at all to make an axis of."""
    events = [event for lane in lanes for event in lane.events]
    published = [(article, article.published_on) for article in articles if article.published_on]
    days = [day for event in events for day in (event.earliest, event.latest) if day] + [day for _, day in published]
    if not events or not days:
        return None
    aside = _aside(lanes, width)
    axis = scale(days, gutter + 10, width - 12 - aside)
    column = (width - aside + 8, width) if aside else (width, width)
    drawn = _drawn(lanes, _Plan(axis, column, *_row_height(lanes, axis), header=0.0 if gutter else 20.0))
    foot = drawn[-1].y + drawn[-1].height
    return Picture(
        width=width,
        height=foot + _FOOT,
        gutter=gutter,
        radius=_row_height(lanes, axis)[1],
        lanes=drawn,
        ticks=tuple(axis.ticks(58.0)),
        pieces=axis.pieces,
        publications=tuple(Publication(article, axis.at(day)) for article, day in published),
        foot=foot,
        undated=column[0] if aside else None,
    )


def _aside(lanes: Sequence[Lane], width: float) -> float:
    """Width of the column for events without a date: 0 where there are none, wider the more there are."""
    most = max(sum(not event.dated for event in lane.events) for lane in lanes)
    if not most:
        return 0.0
    return min(max(most * 0.2, width * 0.09, 62.0), width * 0.3)


def event_line(event: EventView) -> str:
    """An event in one line: "12. Donation: A to B, US$1 million, 7 Dec 2022, denied; 3 reports, 1 origin"."""
    actors = ", ".join(party.name for party in event.actors) or "actor not stated"
    others = ", ".join(party.name for party in event.counterparts)
    who = f"{actors} – {others}" if others else actors
    stance = event.stance_words if event.stance != "asserted" else None
    rest = ", ".join(part for part in (event.amount, event.when or "no date given", stance) if part)
    return f"{event.number}. {event.kind_words}: {who}, {rest}; {event.standing}"


def _row_height(lanes: Sequence[Lane], axis: Scale) -> tuple[float, float]:
    """Height of a row and radius of a dot, smaller the more rows there are."""
    rows = sum(len(set(_rows(_extents(lane, axis, 4.0)))) for lane in lanes)
    pitch = min(max(_ROOM / max(rows, 1), _ROW[0]), _ROW[1])
    return pitch, round(pitch * 0.37, 1)


class _Plan(msgspec.Struct, frozen=True):
    """What all lanes of a picture share: axis, column for undated events, sizes, room for a label above a lane."""

    axis: Scale
    column: tuple[float, float]
    pitch: float
    radius: float
    header: float


def _drawn(lanes: Sequence[Lane], plan: _Plan) -> tuple[DrawnLane, ...]:
    drawn, y = [], _TOP
    for lane in lanes:
        drawn.append(_drawn_lane(lane, y, plan))
        y += drawn[-1].height
    return tuple(drawn)


def _drawn_lane(lane: Lane, y: float, plan: _Plan) -> DrawnLane:
    """A lane whose marks stand in rows, centred; events without a date stand in a block in their column."""
    extents = _extents(lane, plan.axis, plan.radius)
    rows = _rows(extents)
    undated = [event for event in lane.events if not event.dated]
    step = max(plan.pitch * 0.87, 2 * plan.radius + 1.5)
    across = max(int((plan.column[1] - plan.column[0]) / step), 1)
    deep = max(max(rows, default=0) + 1, -(-len(undated) // across))
    height = max(deep * plan.pitch + 14, 0.0 if plan.header else 38.0) + plan.header

    def place(row: int, of: int) -> float:
        return y + plan.header + (height - plan.header - of * plan.pitch) / 2 + (row + 0.5) * plan.pitch

    used = max(rows, default=0) + 1
    marks = [Mark(c, x, place(row, used), w, dot) for (c, x, w, dot), row in zip(extents, rows, strict=True)]
    for i, event in enumerate(undated):
        row, at = divmod(i, across)
        marks.append(
            Mark(event, plan.column[0] + at * step, place(row, -(-len(undated) // across)), 2 * plan.radius, dot=True)
        )
    return DrawnLane(lane, y, height, tuple(marks))


def _extents(lane: Lane, axis: Scale, radius: float) -> list[tuple[EventView, float, float, bool]]:
    """Every dated event with its left end, its width and whether it is a dot, from left to right."""
    found = []
    for event in lane.events:
        if not event.dated:
            continue
        first, last = _ends(event, axis)
        dot = event.earliest == event.latest
        slack = 2 * radius - (last - first)
        found.append((event, first - max(slack, 0) / 2, max(last - first, 2 * radius), dot))
    return sorted(found, key=lambda item: (item[1], -item[2], item[0].number))


def _ends(event: EventView, axis: Scale) -> tuple[float, float]:
    """Left and right end; an open end runs on for a twelfth of the axis."""
    left, right = axis.pieces[0].left, axis.pieces[-1].right
    reach = (right - left) / 12
    if event.earliest is None:
        last = axis.at(event.latest or date.max)
        return max(left, last - reach), last
    first = axis.at(event.earliest)
    return first, axis.at(event.latest) if event.latest else min(right, first + reach)


def _rows(extents: Sequence[tuple[EventView, float, float, bool]]) -> list[int]:
    """For each mark the first row in which it touches no other."""
    ends: list[float] = []
    rows = []
    for _, x, width, _ in extents:
        row = next((i for i, end in enumerate(ends) if end + 2 <= x), len(ends))
        if row == len(ends):
            ends.append(0.0)
        ends[row] = x + width
        rows.append(row)
    return rows
