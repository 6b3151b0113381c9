"""A time axis: from days to places in a picture.

Takes: the days that the picture must hold, and its left and right edge.
Gives: Scale, which gives the place of a day, and its ticks.
Knows nothing of: claims, lanes, SVG.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from cuibono.explore.phrases import month_words

_CORE: Final = 0.8
"""Share of all days that the main part of a divided axis holds at least."""
_DIVIDE_AT: Final = 2.5
"""An axis is divided where all days together span this many times what the main part spans."""
_WING: Final = 0.13
"""Share of the width that the part before, and the part after, the main part gets."""
_LETTER: Final = 6.4
"""Width of a letter of a tick's label, in picture units."""
_STEPS: Final = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""Steps between ticks in months."""


class Tick(msgspec.Struct, frozen=True):
    """A line on the axis with its label ("" for none)."""

    x: float
    label: str


class Piece(msgspec.Struct, frozen=True):
    """A part of the axis in which time runs evenly: days as ordinals, places in picture units."""

    first: int
    last: int
    left: float
    right: float
    main: bool = True

    def at(self, day: int) -> float:
        """The place of a day, held within this part."""
        share = (day - self.first) / max(self.last - self.first, 1)
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)


class Scale(msgspec.Struct, frozen=True):
    """An axis of one part, or of a main part with a narrower part before it, after it or both."""

    pieces: tuple[Piece, ...]

    def at(self, day: date) -> float:
        """The place of a day."""
        number = day.toordinal()
        after = bisect_right([piece.first for piece in self.pieces], number) - 1
        return self.pieces[max(after, 0)].at(number)

    def ticks(self, room: float) -> list[Tick]:
        """Ticks of every part; `room` is for one label. Labels stand apart, and those of the main part win."""
        kept: list[Tick] = []
        for piece in sorted(self.pieces, key=lambda piece: not piece.main):
            for tick in _ticks(piece, room if piece.main else room * 0.7):
                crowded = any(_touch(tick, other) for other in kept)
                kept.append(Tick(tick.x, "" if crowded else tick.label))
        return sorted(kept, key=lambda tick: tick.x)


def _touch(one: Tick, other: Tick) -> bool:
    """Whether two centred labels would stand closer than a letter's width."""
    letters = (len(one.label) + len(other.label)) / 2 + 1
    return bool(one.label and other.label) and abs(one.x - other.x) < letters * _LETTER


def scale(days: Sequence[date], left: float, right: float) -> Scale:
    """An axis that holds all days (at least one); where a few lie far off, they get narrow parts at the sides."""
    numbers = sorted(day.toordinal() for day in days)
    first, last = _window(numbers)
    if numbers[-1] - numbers[0] <= _DIVIDE_AT * max(last - first, 30):
        return Scale((Piece(*_padded(numbers[0], numbers[-1]), left, right),))
    first, last = _padded(first, last)
    wing = (right - left) * _WING
    inner_left = left + wing if numbers[0] < first else left
    inner_right = right - wing if numbers[-1] > last else right
    pieces = [Piece(first, last, inner_left, inner_right)]
    if inner_left > left:
        pieces.insert(0, Piece(_month(numbers[0]), first, left, inner_left, main=False))
    if inner_right < right:
        pieces.append(Piece(last, _month(numbers[-1], 1), inner_right, right, main=False))
    return Scale(tuple(pieces))


def _window(numbers: Sequence[int]) -> tuple[int, int]:
    """The shortest stretch that holds the core share of the days."""
    size = max(int(len(numbers) * _CORE + 0.999), 1)
    spans = ((numbers[i + size - 1] - numbers[i], i) for i in range(len(numbers) - size + 1))
    start = min(spans)[1]
    return numbers[start], numbers[start + size - 1]


def _padded(first: int, last: int) -> tuple[int, int]:
    """The stretch widened to whole months."""
    return _month(first), _month(last, 1)


def _month(number: int, ahead: int = 0) -> int:
    """The first day of a day's month, or of a later month, as an ordinal."""
    return _later(date.fromordinal(number).replace(day=1), ahead).toordinal()


def _later(month: date, months: int) -> date:
    count = month.year * 12 + month.month - 1 + months
    return date(count // 12, count % 12 + 1, 1) if count < 9999 * 12 + 12 else date.max


def _ticks(piece: Piece, room: float) -> Iterator[Tick]:
    width = piece.right - piece.left
    days = max(piece.last - piece.first, 1)
    if days <= 62 and width / days * 7 >= room:
        yield from _week_ticks(piece)
        return
    step = next((s for s in _STEPS if width * s * 30.4 / days >= room), _STEPS[-1])
    before = ""
    for month in _months(piece, step):
        label = str(month.year) if step >= 12 else _month_label(month, before)
        before = str(month.year)
        x = piece.at(month.toordinal())
        yield Tick(x, label if x < piece.right - room / 3 else "")


def _months(piece: Piece, step: int) -> Iterator[date]:
    """Months that the step divides, from the first one in the part."""
    day = date.fromordinal(piece.first)
    count = day.year * 12 + day.month - 1
    count += -count % step
    while count <= 9999 * 12 + 11:
        month = date(count // 12, count % 12 + 1, 1)
        if month.toordinal() > piece.last:
            return
        if month.toordinal() >= piece.first:
            yield month
        count += step


def _month_label(month: date, year_before: str) -> str:
    return month_words(month) if str(month.year) == year_before else f"{month_words(month)} {month.year}"


def _week_ticks(piece: Piece) -> Iterator[Tick]:
    day = date.fromordinal(piece.first)
    day += timedelta(days=-day.weekday() % 7)
    before = 0
    while day.toordinal() < piece.last:
        year = f" {day.year}" if day.year != before else ""
        yield Tick(piece.at(day.toordinal()), f"{day.day} {month_words(day)}{year}")
        before = day.year
        day += timedelta(days=7)
