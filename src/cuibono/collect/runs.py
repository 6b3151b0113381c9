"""Where a text came from: stretches of it, each with the stretch of the source that it was made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Piece(NamedTuple):
    """Some text, and the characters of the source that say it; `start` is None where nothing there does."""

    text: str
    start: int | None
    size: int


class Run(NamedTuple):
    """Characters `at` to `at + length` of a text are characters `start` to `start + size` of a part of the source.

    Where `length` is `size`, one stands for one; otherwise the whole stands for the whole (a reference to a
    character, white space taken together). `part` is a number that the text's maker gives a name to.
    """

    at: int
    length: int
    start: int
    size: int
    part: int = 0

    def within(self, first: int, last: int) -> tuple[int, int]:
        """The stretch of the source for the text's characters from `first` to `last`, as far as they lie in here."""
        if self.length != self.size:
            return self.start, self.start + self.size
        first, last = max(first, self.at), min(last, self.at + self.length)
        return self.start + first - self.at, self.start + last - self.at


class Weaver:
    """Puts a text together from pieces and keeps their runs."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self.runs: list[Run] = []
        self.length = 0

    @property
    def text(self) -> str:
        """What was put together so far."""
        return "".join(self._texts)

    def add(self, pieces: Iterable[Piece], part: int = 0) -> None:
        """Put pieces at the end."""
        for piece in pieces:
            if piece.start is not None and piece.text:
                self._note(Run(self.length, len(piece.text), piece.start, piece.size, part))
            self._texts.append(piece.text)
            self.length += len(piece.text)

    def say(self, text: str) -> None:
        """Put text at the end that stands nowhere in the source."""
        self.add([Piece(text, None, 0)])

    def _note(self, run: Run) -> None:
        last = self.runs[-1] if self.runs else None
        if last and run.length == run.size and last.length == last.size and _goes_on(last, run):
            self.runs[-1] = last._replace(length=last.length + run.length, size=last.size + run.size)
        else:
            self.runs.append(run)


def _goes_on(last: Run, run: Run) -> bool:
    return (last.part, last.at + last.length, last.start + last.size) == (run.part, run.at, run.start)


def stretches(runs: Sequence[Run], first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Part, start and end in the source of every stretch behind the text's characters from `first` to `last`."""
    begin = max(0, bisect_right(runs, first, key=lambda run: run.at) - 1)
    for run in runs[begin:]:
        if run.at >= last:
            return
        if run.at + run.length > first:
            yield (run.part, *run.within(first, last))


def through(inner: Sequence[Run], outer: Sequence[Run]) -> tuple[Run, ...]:
    """The runs of a text in the source of its source: `outer` says what `inner` counts in was made of."""
    return tuple(found for run in inner for found in _through(run, outer))


def _through(run: Run, outer: Sequence[Run]) -> Iterator[Run]:
    if run.length != run.size:
        told = list(stretches(outer, run.start, run.start + run.size))
        if told:
            part, start, _ = told[0]
            yield Run(run.at, run.length, start, told[-1][2] - start, part)
        return
    begin = max(0, bisect_right(outer, run.start, key=lambda one: one.at) - 1)
    for one in outer[begin:]:
        if one.at >= run.start + run.size:
            return
        first, last = max(one.at, run.start), min(one.at + one.length, run.start + run.size)
        if first < last:
            start, end = one.within(first, last)
            yield Run(run.at + first - run.start, last - first, start, end - start, one.part)
