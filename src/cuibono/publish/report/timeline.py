"""The picture of dealings over time, measured out and ready to be drawn.

Takes: lanes of claims and the days on which articles were published.
Gives: Picture: places and sizes of lanes, marks and ticks, in picture units (CSS pixels at full width).
Knows nothing of: SVG, colours, how claims were found.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from cuibono.explore.report_view import ArticleView, ClaimView
from cuibono.publish.report.scale import Piece, Scale, Tick, scale

_TOP: Final = 34.0
_FOOT: Final = 46.0
_ROOM: Final = 900.0
"""Height that all rows together aim for, before rows reach their least height."""
_ROW: Final = (4.0, 13.0)
"""Least and greatest height of a row of marks."""


class Lane(msgspec.Struct, frozen=True):
    """What one lane is to hold: its label, the anchor its label leads to, its claims."""

    label: str
    anchor: str
    claims: tuple[ClaimView, ...]


class Mark(msgspec.Struct, frozen=True):
    """One claim in the picture: a dot for a day, a bar from `x` over `width` for a longer or open period."""

    claim: ClaimView
    x: float
    y: float
    width: float
    dot: bool

    @property
    def label(self) -> str:
        """The claim in one line, for a tip and for screen readers."""
        return claim_line(self.claim)


class DrawnLane(msgspec.Struct, frozen=True):
    """A lane with its place."""

    lane: Lane
    y: float
    height: float
    marks: tuple[Mark, ...]

    @property
    def undated(self) -> int:
        """How many of its claims have no date and so no mark."""
        return len(self.lane.claims) - len(self.marks)


class Publication(msgspec.Struct, frozen=True):
    """An article on the axis at the foot of the picture."""

    article: ArticleView
    x: float


class Picture(msgspec.Struct, frozen=True):
    """A picture, measured out. `gutter` is the room for labels at the left; 0 puts them above the lanes."""

    width: float
    height: float
    gutter: float
    radius: float
    lanes: tuple[DrawnLane, ...]
    ticks: tuple[Tick, ...]
    pieces: tuple[Piece, ...]
    publications: tuple[Publication, ...]
    foot: float

    @property
    def sides(self) -> tuple[Piece, ...]:
        """The narrower parts of a divided axis."""
        return tuple(piece for piece in self.pieces if not piece.main)


def picture(lanes: Sequence[Lane], articles: Sequence[ArticleView], width: float, gutter: float) -> Picture | None:
    """The picture of these lanes at this width; None where no claim has a date."""
    days = [day for lane in lanes for claim in lane.claims for day in (claim.earliest, claim.latest) if day]
    if not days:
        return None
    published = [article for article in articles if article.published_on]
    days += [article.published_on for article in published if article.published_on]
    left, right = gutter + 10, width - 12
    axis = scale(days, left, right)
    pitch, radius = _row_height(lanes, axis)
    drawn = _drawn(lanes, axis, pitch, radius, header=0.0 if gutter else 20.0)
    foot = drawn[-1].y + drawn[-1].height
    return Picture(
        width=width,
        height=foot + _FOOT,
        gutter=gutter,
        radius=radius,
        lanes=drawn,
        ticks=tuple(axis.ticks(72.0)),
        pieces=axis.pieces,
        publications=tuple(Publication(a, axis.at(a.published_on)) for a in published if a.published_on),
        foot=foot,
    )


def claim_line(claim: ClaimView) -> str:
    """A claim in one line: "12. Donation: A to B, US$1 million, 7 Dec 2022, denied"."""
    actors = ", ".join(party.name for party in claim.actors) or "actor not stated"
    others = ", ".join(party.name for party in claim.counterparts)
    who = f"{actors} – {others}" if others else actors
    stance = claim.stance_words if claim.stance != "asserted" else None
    rest = ", ".join(part for part in (claim.amount, claim.when, stance) if part)
    return f"{claim.number}. {claim.kind_words}: {who}{f', {rest}' if rest else ''}"


def _row_height(lanes: Sequence[Lane], axis: Scale) -> tuple[float, float]:
    """Height of a row and radius of a dot, smaller the more rows there are."""
    rows = sum(len(set(_rows(_extents(lane, axis, 4.0)))) for lane in lanes)
    pitch = min(max(_ROOM / max(rows, 1), _ROW[0]), _ROW[1])
    return pitch, round(pitch * 0.37, 1)


def _drawn(
    lanes: Sequence[Lane], axis: Scale, pitch: float, radius: float, header: float
) -> tuple[DrawnLane, ...]:
    drawn, y = [], _TOP
    for lane in lanes:
        extents = _extents(lane, axis, radius)
        rows = _rows(extents)
        inner = (max(rows, default=0) + 1) * pitch
        height = max(inner + 14, 0.0 if header else 40.0) + header
        top = y + header + (height - header - inner) / 2 + pitch / 2
        marks = (Mark(c, x, top + row * pitch, w, dot) for (c, x, w, dot), row in zip(extents, rows, strict=True))
        drawn.append(DrawnLane(lane, y, height, tuple(marks)))
        y += height
    return tuple(drawn)


def _extents(lane: Lane, axis: Scale, radius: float) -> list[tuple[ClaimView, float, float, bool]]:
    """Every dated claim with its left end, its width and whether it is a dot, from left to right."""
    found = []
    for claim in lane.claims:
        if not claim.dated:
            continue
        first, last = _ends(claim, axis)
        dot = claim.earliest == claim.latest
        slack = 2 * radius - (last - first)
        found.append((claim, first - max(slack, 0) / 2, max(last - first, 2 * radius), dot))
    return sorted(found, key=lambda item: (item[1], -item[2], item[0].number))


def _ends(claim: ClaimView, axis: Scale) -> tuple[float, float]:
    """Left and right end; an open end runs on for a twelfth of the axis."""
    left, right = axis.pieces[0].left, axis.pieces[-1].right
    reach = (right - left) / 12
    if claim.earliest is None:
        last = axis.at(claim.latest or date.max)
        return max(left, last - reach), last
    first = axis.at(claim.earliest)
    return first, axis.at(claim.latest) if claim.latest else min(right, first + reach)


def _rows(extents: Sequence[tuple[ClaimView, float, float, bool]]) -> list[int]:
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
