"""The first page of a case: what it holds, what is strong, single-sourced, disputed, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from cuibono.explore.case import Case
from cuibono.explore.event_view import EventView
from cuibono.explore.pages.selected import views
from cuibono.explore.phrases import GRADES, KINDS, day_words
from cuibono.ledger.browse import Tally, Wanted
from cuibono.model import Grade

_SHOWN: Final = 3
"""Events shown of each group."""
_COUNTED: Final = 10_000
"""Up to which what is new is counted."""
_STRONG: Final[tuple[Grade, ...]] = ("recorded", "confirmed", "corroborated")


class FrontQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`since` is the time of the last visit (UTC, as 2024-11-05T12:00:00Z), after which things are new."""

    since: Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")] | None = None


class Share(msgspec.Struct, frozen=True):
    """How many events there are of a kind or grade, by its key, with its words and what they mean."""

    key: str
    words: str
    meaning: str
    events: int


class Group(msgspec.Struct, frozen=True):
    """Some events that belong together; `events` is how many there are, `shown` those that say most."""

    key: str
    events: int
    shown: tuple[EventView, ...]


class Fresh(msgspec.Struct, frozen=True):
    """What came since a time: documents, and events of which they tell; `more` where counting stopped."""

    since: str
    documents: int
    events: int
    more: bool
    shown: tuple[EventView, ...]


class FrontView(msgspec.Struct, frozen=True, kw_only=True):
    """The first page. `figures` counts each thing; `published` are the first and last day of publication in words.

    `compared` is False where the documents have been read and not yet compared. `waiting` are decisions of people that
    the ledger has yet to take in.
    """

    name: str
    compared: bool
    figures: dict[str, int]
    problems: int
    published: tuple[str, str] | None
    grades: tuple[Share, ...]
    kinds: tuple[Share, ...]
    strong: Group
    single: Group
    disputed: Group
    differing: Group
    fresh: Fresh | None
    waiting: int = 0


def front(case: Case, query: FrontQuery) -> FrontView:
    """What the case holds."""
    browse = case.browse
    figures, tallies = browse.figures(), browse.shares()
    by_grade, by_kind = _sums(tallies, "grade"), _sums(tallies, "kind")
    first, last = browse.published()
    differing = browse.lines(Wanted(differing=True), _SHOWN, newest=True)
    return FrontView(
        name=case.folder.resolve().name,
        compared=bool(figures),
        figures=figures,
        problems=browse.problem_count(),
        published=(_day(first), _day(last)) if first and last else None,
        grades=tuple(Share(key, *words, by_grade[key]) for key, words in GRADES.items() if by_grade[key]),
        kinds=tuple(Share(key, words[1], "", by_kind[key]) for key, words in KINDS.items() if by_kind[key]),
        strong=_group(case, "strong", sum(by_grade[g] for g in _STRONG), _best(case)),
        single=_group(case, "single", figures.get("repeated", 0), browse.repeated("single_origin", 1, _SHOWN)),
        disputed=_group(case, "disputed", by_grade["disputed"], browse.best("disputed", _SHOWN)),
        differing=_group(case, "differing", figures.get("differing", 0), (event for event, _ in differing)),
        fresh=_fresh(case, query.since) if query.since else None,
        waiting=len(case.waiting_decisions()),
    )


def _day(text: str) -> str:
    return day_words(date.fromisoformat(text))


def _sums(tallies: Iterable[Tally], field: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for tally in tallies:
        found[getattr(tally, field)] += tally.events
    return found


def _best(case: Case) -> list[str]:
    found = [event for grade in _STRONG for event in case.browse.best(grade, _SHOWN)]
    return found[:_SHOWN]


def _group(case: Case, key: str, events: int, ids: Iterable[str]) -> Group:
    return Group(key, events, views(case, ids))


def _fresh(case: Case, since: str) -> Fresh:
    documents, events = case.browse.came_count(since, _COUNTED)
    more = _COUNTED in (documents, events)
    return Fresh(since, documents, events, more, views(case, case.browse.came(since, _SHOWN)))
