"""Tests of chance as plain text for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from cuibono.explore.chance_view import ChanceView, PairView
from cuibono.publish.listing import PLAIN, Style, dressed, line


def listed(views: tuple[ChanceView, ...]) -> str:
    """A line for each plan: its name, when it was stated, whether it was run."""
    return "\n".join(line(f"{one.hash}  {one.name}: {one.question} Stated {one.stated}; {_ran(one)}.") for one in views)


def shown(view: ChanceView, *, width: int = 100, style: Style = PLAIN) -> str:
    """The plan, then what its last run gave for all pairs together and for each."""
    return "\n".join(_lines(view, width, style))


def _ran(view: ChanceView) -> str:
    return f"last run {view.ran}" if view.ran else "not run yet"


def _lines(view: ChanceView, width: int, style: Style) -> Iterator[str]:
    yield from (dressed(style.strong, text) for text in _wrapped(f"{view.name}: {view.question}", "", width))
    yield from _wrapped(f"Plan {view.hash}, stated {view.stated}; {_ran(view)}.", "  ", width)
    for term in view.terms:
        yield from _wrapped(term, "  ", width)
    for why in view.exploratory:
        yield from _wrapped(f"EXPLORATORY: {why}.", "  ", width)
    if view.summary:
        yield ""
        yield from _wrapped(view.summary, "", width)
        yield from _wrapped(_BESIDE, "", width)
    for one in (view.together, *view.pairs):
        if one and (one.rate or one is view.together):
            yield ""
            yield from _pair(one, width, style)
    few = [one for one in view.pairs if not one.rate]
    if few:
        yield from ("", dressed(style.strong, "too few to test"))
        for one in few:
            yield from _wrapped(f"{one.party}: {_few(one)}", "  ", width)


_BESIDE = "The shift answers; the other tests stand beside it, not corrected for their number."


def _few(one: PairView) -> str:
    """What there is of one that was not tested."""
    left = f" ({'; '.join(one.left_out)})" if one.left_out else ""
    names = f"; names taken for it: {', '.join(one.names)}" if one.names else "; no name was found"
    return f"accesses {one.figures.accesses}, acts {one.figures.acts}{left}{names}"


def _pair(one: PairView, width: int, style: Style) -> Iterator[str]:
    yield dressed(style.strong, line(f"{one.party}: {one.answer_words}"))
    if one.rate:
        yield from _wrapped(one.rate, "  ", width)
    yield from _wrapped(one.says, "  ", width)
    for name, found in one.tests:
        yield from _wrapped(f"{name}: {found}", "    ", width)
    for control in one.controls:
        yield from _wrapped(f"control, {control}", "    ", width)
    yield from _wrapped(f"{one.coverage}{''.join(f'; {left}' for left in one.left_out)}", "    ", width)
    if one.names:
        yield from _wrapped(f"names taken for it: {'; '.join(one.names)}", "    ", width)


def _wrapped(text: str, left: str, width: int) -> list[str]:
    return wrap(line(text), width, initial_indent=left, subsequent_indent=f"{left}  ", break_on_hyphens=False)
