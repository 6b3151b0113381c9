"""The timeline: events over their days, in lanes; months with their numbers where a window holds too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal

import msgspec

from cuibono.explore.case import Case
from cuibono.explore.pages import keys
from cuibono.explore.pages.choice import Filters
from cuibono.explore.pages.families import FAMILIES, Family
from cuibono.explore.pages.stretches import UNDATED
from cuibono.explore.phrases import GRADES, KINDS, STANCES, money_words, period_words, standing_words
from cuibono.ledger.browse import Line, Tally, Told, Wanted
from cuibono.model import Grade, Kind

MOST: Final = 10_000
"""Dated events up to which a case is sent whole, so that nothing is asked again while somebody zooms."""
WINDOW: Final = 1_500
"""Events that are shown one by one; a window that holds more is shown month by month."""
_BUSY: Final = 8
"""Parties that get a lane."""
_UNDATED: Final = "9999-12"
_DAYS: Final = 31
"""Days of a month, where a share of one is reckoned."""
_TOLD: Final = msgspec.json.Decoder(Told)
_WEIGHTS: Final[dict[Grade, float]] = {
    "recorded": 1.0,
    "confirmed": 1.0,
    "corroborated": 0.9,
    "single_origin": 0.7,
    "anonymous_only": 0.6,
    "unattributed": 0.55,
    "disputed": 0.7,
}
"""How large an event is drawn, as a share of the greatest size: the less stands behind it, the smaller."""


Lines = Callable[[Case, Wanted, Sequence[Tally], Sequence[str]], tuple[Line, ...] | None]


class TimelineQuery(Filters, frozen=True, kw_only=True, omit_defaults=True):
    """Filters of events; `lanes` parts them by kind or by the parties that stand in most."""

    lanes: Literal["kind", "party"] = "kind"


class LaneView(msgspec.Struct, frozen=True):
    """A lane with the number of dated events in it, and of those of each year that has any.

    `family` is that of its kind, None for a party.
    """

    key: str
    name: str
    family: Family | None
    events: int
    years: dict[str, int]


class MarkView(msgspec.Struct, frozen=True):
    """One event: `lane` is a place among the lanes, `reported` are days on which reports of it came out.

    `weight` says how large it is drawn, 1 for one that stands well; `line` is the event in words.
    """

    id: str
    lane: int
    kind: Kind
    family: Family
    grade: Grade
    weight: float
    earliest: str | None
    latest: str | None
    reported: tuple[str, ...]
    line: str


class BinView(msgspec.Struct, frozen=True):
    """How many events of a family begin in a month, in one lane."""

    lane: int
    family: Family
    month: str
    events: int


class TimelineView(msgspec.Struct, frozen=True, kw_only=True):
    """The timeline. `first` and `last` are what the axis spans; `total` counts dated and undated events that fit.

    Either `events` or `bins` is filled: bins where there are more than can be shown one by one.
    """

    query: TimelineQuery
    first: str | None
    last: str | None
    total: int
    undated: int
    lanes: tuple[LaneView, ...]
    events: tuple[MarkView, ...]
    bins: tuple[BinView, ...]


def timeline(case: Case, query: TimelineQuery) -> TimelineView:
    """The events that fit the filters, as a picture needs them."""
    return _timeline(case, query, _lines)


def outline(case: Case, query: TimelineQuery) -> TimelineView:
    """The same without the events: what stands around the picture, which asks for them itself."""
    return _timeline(case, query, lambda *_: ())


def _timeline(case: Case, query: TimelineQuery, lines: Lines) -> TimelineView:
    wanted = query.wanted
    if wanted.party:
        wanted = msgspec.structs.replace(wanted, party=keys.party_key(case, wanted.party))
    if query.lanes == "party":
        return _by_party(case, query, wanted, lines)
    return _by_kind(case, query, wanted, lines)


def _by_kind(case: Case, query: TimelineQuery, wanted: Wanted, told: Lines) -> TimelineView:
    tallies = _tallies(case, wanted, wanted.party or "")
    counted = Counter(tally.kind for tally in tallies if tally.month != _UNDATED)
    lanes = tuple(
        _lane(kind, words[1], FAMILIES[kind], [tally for tally in tallies if tally.kind == kind])
        for kind, words in KINDS.items()
        if counted[kind]
    )
    places = {lane.key: number for number, lane in enumerate(lanes)}
    lines = told(case, wanted, tallies, [wanted.party] if wanted.party else [])
    marks = None if lines is None else [_mark(line, places[line.kind]) for line in lines if line.kind in places]
    bins = [] if marks is not None else _bins(tallies, places)
    return _view(query, tallies, lanes, marks or (), bins)


def _by_party(case: Case, query: TimelineQuery, wanted: Wanted, told: Lines) -> TimelineView:
    busiest = case.browse.party_list(_BUSY) if not wanted.party else ()
    keys = [found.party for found in busiest] or [wanted.party or ""]
    tallies = {key: _tallies(case, wanted, key) for key in keys}
    names = {party.id: party.name for party in case.browse.whole_parties(keys)}
    lanes = tuple(_lane(key, names[key], None, found) for key, found in tallies.items())
    places = {lane.key: number for number, lane in enumerate(lanes)}
    every = [tally for found in tallies.values() for tally in found]
    lines = told(case, wanted, every, keys)
    marks = None if lines is None else [_mark(line, places[line.party]) for line in lines]
    bins = [] if marks is not None else [one for key in keys for one in _bins(tallies[key], {"": places[key]})]
    return _view(query, every, lanes, marks or (), bins)


def _lane(key: str, name: str, family: Family | None, tallies: Iterable[Tally]) -> LaneView:
    years: Counter[str] = Counter()
    for tally in tallies:
        if _dated(tally):
            years[tally.month[:4]] += tally.events
    return LaneView(key, name, family, years.total(), dict(sorted(years.items())))


def _tallies(case: Case, wanted: Wanted, party: str) -> list[Tally]:
    """Tallies of the months that are wanted, each event of a party once whatever its side; those without a day too."""
    months = (wanted.first and wanted.first[:7], wanted.last and wanted.last[:7])
    found = case.browse.months(party, wanted.kind, wanted.grade, months)
    return [tally for tally in found if _dated(tally) or not (wanted.first or wanted.last)]


def _dated(tally: Tally) -> bool:
    return tally.month != _UNDATED


def _lines(case: Case, wanted: Wanted, tallies: Sequence[Tally], parties: Sequence[str]) -> tuple[Line, ...] | None:
    """What is shown one by one; None where that is too much."""
    browse = case.browse
    figures = browse.figures()
    most = MOST if figures.get("events", 0) - figures.get("undated", 0) <= MOST else WINDOW
    if _likely(tallies, wanted) > most:  # reading more than are shown, to count them, takes longest of all
        return None
    found = browse.party_window(parties, wanted, most + 1) if parties else browse.window(wanted, most + 1)
    return found if len(found) <= most else None


def _likely(tallies: Iterable[Tally], wanted: Wanted) -> float:
    """About how many events lie in the window: those of its months, of a month that it cuts the share of its days."""
    first, last = wanted.first or "0001-01-01", wanted.last or UNDATED
    return sum(tally.events * _share(tally.month, first, last) for tally in tallies if _dated(tally))


def _share(month: str, first: str, last: str) -> float:
    """How much of a month lies between two days."""
    if first[:7] < month < last[:7]:
        return 1.0
    begin = int(first[8:10]) if month == first[:7] else 1
    end = int(last[8:10]) if month == last[:7] else _DAYS
    return max(min(end, _DAYS) - begin + 1, 0) / _DAYS if first[:7] <= month <= last[:7] else 0.0


def _view(
    query: TimelineQuery,
    tallies: Sequence[Tally],
    lanes: tuple[LaneView, ...],
    marks: Iterable[MarkView],
    bins: Iterable[BinView],
) -> TimelineView:
    months = [tally.month for tally in tallies if _dated(tally)]
    marks = tuple(marks)
    days = [day for mark in marks for day in (mark.earliest, mark.latest) if day]
    undated = sum(tally.events for tally in tallies if not _dated(tally))
    return TimelineView(
        query=query,
        first=min(days, default=f"{min(months)}-01" if months else None),
        last=max(days, default=f"{max(months)}-28" if months else None),
        total=sum(lane.events for lane in lanes) + undated,
        undated=undated,
        lanes=lanes,
        events=marks,
        bins=tuple(bins),
    )


@lru_cache(maxsize=50_000)
def _mark(line: Line, lane: int) -> MarkView:
    """An event as it is drawn; kept, since who moves along a timeline asks for the same ones again and again."""
    kind, grade, told = line.kind, line.grade, _TOLD.decode(line.told)
    return MarkView(
        id=line.event,
        lane=lane,
        kind=kind,
        family=FAMILIES[kind],
        grade=grade,
        weight=_WEIGHTS[grade],
        earliest=told.earliest,
        latest=told.latest,
        reported=told.reported,
        line=line_words(kind, grade, told),
    )


def line_words(kind: Kind, grade: Grade, told: Told) -> str:
    """An event in one line: "Donation: Acme – Ministry, US$1 million, May 2024, on record; 3 reports, 1 origin"."""
    who = told.actors or "actor not stated"
    who = f"{who} – {told.counterparts}" if told.counterparts else who
    stance = STANCES[told.stance][0] if told.stance != "asserted" else None
    amount = _amount(told.low, told.high, told.currency, told.approx, told.per)
    rest = [amount, _when(told.earliest, told.latest), stance, GRADES[grade][0]]
    standing = _standing(told.reports, told.origins, told.denying, told.hinting)
    return f"{KINDS[kind][0]}: {who}, {', '.join(part for part in rest if part)}; {standing}"


@lru_cache(maxsize=50_000)
def _when(earliest: str | None, latest: str | None) -> str:
    from cuibono.ledger.rows import period

    found = period(earliest, latest, "text") if earliest or latest else None
    return period_words(found) if found else "no date given"


@lru_cache(maxsize=50_000)
def _amount(low: str | None, high: str | None, currency: str | None, approx: int | None, per: str | None) -> str | None:
    from cuibono.ledger.rows import money

    found = money(low, high, currency, approx, per)
    return money_words(found) if found else None


@lru_cache(maxsize=10_000)
def _standing(reports: int, origins: int, denying: int, hinting: int) -> str:
    return standing_words(reports, origins, denying, hinting)


def _bins(tallies: Iterable[Tally], places: Mapping[str, int]) -> list[BinView]:
    """Months with their numbers; `places` are lanes by kind, or "" for all kinds."""
    found: Counter[tuple[int, Family, str]] = Counter()
    for tally in tallies:
        if _dated(tally):
            found[places.get(tally.kind, places.get("", 0)), FAMILIES[tally.kind], tally.month] += tally.events
    return [BinView(place, family, month, events) for (place, family, month), events in sorted(found.items())]
