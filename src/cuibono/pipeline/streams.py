"""Streams: dated events from the registers that a case keeps, or from its ledger, for tests of chance.

Takes: a case folder; where events are to be taken from; a party.
Gives: streams, with the days that are covered and the names that were taken for the party.
Knows nothing of: what a stream is tested for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta

from cuibono import records
from cuibono.errors import UsageError
from cuibono.ledger.look import Look
from cuibono.model import Event
from cuibono.model.chance import Asked, From, Plan
from cuibono.model.records import Cover, Record
from cuibono.records import Search, Wanted
from cuibono.records.columns import comparable
from cuibono.registers import mapping, shelf
from cuibono.settings import CaseFolder
from cuibono.tables import table
from cuibono.values import Period
from cuibono.weigh.chance import Stream

_OPEN = Period(None, None)


class Streams:
    """The streams of one case, under one plan; what is read once is kept."""

    def __init__(self, folder: CaseFolder, plan: Plan) -> None:
        self._folder, self._plan = folder, plan
        self._searches: dict[str, Search] = {}
        self._rows: dict[From, tuple[Record, ...]] = {}

    def of(self, source: From, party: Asked, cancelled: bool = False) -> Stream:
        """The events of a source for a party. Raises UsageError where the case keeps no such register."""
        covered = self.covered(source)
        if not source.register:
            return Stream(tuple(_whens(self._events(source, party if source.each else None))), covered)
        rows = self._kept(source, cancelled)
        if not source.each:
            return Stream(tuple(_once(rows)), covered)
        names = self._names(source, party)
        chosen = [row for row in rows if {row.actor, row.counterpart} & names or (source.in_text and _has(row, party))]
        return Stream(tuple(_daily(chosen)), covered, tuple(sorted(names)))

    def shams(self, source: From, party: Asked, events: int) -> tuple[Stream, ...]:
        """Streams of other organisations of a register that have about as many events; which is left to a hash."""
        asked = {comparable(name) for one in self._plan.parties for name in self._names(source, one)}
        rows: dict[str, list[Record]] = {}
        for row in self._kept(source):
            if row.actor and row.actor_kind == "organisation":
                rows.setdefault(comparable(row.actor), []).append(row)
        alike, covered = table("chance")["alike"], self.covered(source)
        found = {name: tuple(_daily(own)) for name, own in rows.items() if name not in asked}
        close = [name for name, days in found.items() if alike * events <= len(days) <= events / alike]
        mixed = sorted(
            close, key=lambda name: hashlib.sha256(f"{self._plan.name}\n{party.name}\n{name}".encode()).digest()
        )
        return tuple(Stream(found[name], covered, (name,)) for name in mixed[: self._plan.shams])

    def covered(self, source: From) -> tuple[Period, ...]:
        """The days that are covered, as the plan or else the register says, within those that the plan is about.

        Raises UsageError where neither says.
        """
        told = [Period(one.start, one.end) for one in source.covered] or list(self._covers(source))
        if not told:
            message = "nothing says which days are covered. Say so in the plan: covered = [{start = ..., end = ...}]"
            raise UsageError(f"{source.title}: {message}.")
        within = Period(self._plan.since, self._plan.until)
        return tuple(both for one in told if (both := one.intersection(within)))

    def _covers(self, source: From) -> Iterator[Period]:
        if not source.register:
            first, last = self._published()
            yield from [Period(first, last)] if first and last else []
            return
        gaps = mapping.about(self._folder, source.register).gaps
        for cover in records.covers(self._folder, source.register):
            if cover.start and cover.end and (not source.scopes or cover.scope in source.scopes):
                yield from _without(cover, [(gap.start, gap.end) for gap in gaps if gap.end])

    def _published(self) -> tuple[date | None, date | None]:
        with closing(Look(self._folder.ledger)) as look:
            _, first, last = look.overview()
        return first, last

    def _kept(self, source: From, cancelled: bool = False) -> tuple[Record, ...]:
        """The rows of a source, each key once for each pair of names; those that count, or that were cancelled."""
        if source not in self._rows:
            wanted = Wanted(sorts=source.sorts, scopes=source.scopes, since=self._plan.since, until=self._plan.until)
            rows = (one.record for one in self._search(source.register).rows(wanted))
            self._rows[source] = tuple(row for row in rows if _fits(row, source))
        return tuple(row for row in self._rows[source] if row.counts != cancelled)

    def _names(self, source: From, party: Asked) -> set[str]:
        """The register's own names in which the party's words stand."""
        without = [comparable(words) for words in party.without]
        found = (one for one in self._search(source.register).names(party.words) if one.kind in (None, party.kind))
        return {one.name for one in found if not any(_within(words, one.name) for words in without)}

    def _search(self, register: str) -> Search:
        if register not in self._searches:
            if register not in shelf.registers(self._folder):
                raise UsageError(f"{register}: this case keeps no such register. `cuibono registers add` keeps one.")
            self._searches[register] = Search(self._folder, register)
        return self._searches[register]

    def _events(self, source: From, party: Asked | None) -> Iterable[Event]:
        with closing(Look(self._folder.ledger)) as look:
            words: Sequence[str | None] = party.words if party else (None,)
            found = {event.id: event for word in words for event in look.events(party=word)}
        kinds, grades = source.kinds, source.grades
        chosen = (e for e in found.values() if (not kinds or e.kind in kinds) and (not grades or e.grade in grades))
        return [event for event in chosen if any(telling.bears == "supports" for telling in event.tellings)]


def _mixed(*words: str) -> bytes:
    """What puts names into an order that nobody chose, and always the same one."""
    return hashlib.sha256("\n".join(words).encode()).digest()


def _whens(events: Iterable[Event]) -> Iterator[Period]:
    return (event.period or _OPEN for event in events)


def _once(rows: Iterable[Record]) -> Iterator[Period]:
    """When each row happened; parts of one row are one."""
    return iter({row.key: _when(row) for row in rows}.values())


def _daily(rows: Iterable[Record]) -> Iterator[Period]:
    """As `_once`, and several rows of one day are one: ten people at one meeting sign ten lines."""
    found = {row.key: _when(row) for row in rows}
    yield from dict.fromkeys(period for period in found.values() if period.is_day)
    yield from (period for period in found.values() if not period.is_day)


def _when(row: Record) -> Period:
    return Period(row.earliest, row.latest)


def _fits(row: Record, source: From) -> bool:
    """Whether a row has the words that are asked of its text, and names one of the offices."""
    told = " ".join(filter(None, (row.actor, row.counterpart, row.place)))
    has_text = not source.texts or any(_within(words, row.text or "") for words in source.texts)
    return has_text and (not source.offices or any(_within(words, told) for words in source.offices))


def _has(row: Record, party: Asked) -> bool:
    return any(_within(words, row.text or "") for words in party.words)


def _within(words: str, text: str) -> bool:
    """Whether words stand in a text as whole words, capitals and accents aside."""
    return f" {comparable(words)} " in f" {comparable(text)} "


def _without(cover: Cover, gaps: Sequence[tuple[date, date]]) -> Iterator[Period]:
    """The days of a cover without the gaps that lie inside it."""
    start, end = cover.start, cover.end
    assert start is not None
    for first, last in sorted(gaps):
        if end and start < first and last < end:
            yield Period(start, first - timedelta(days=1))
            start = last + timedelta(days=1)
    yield Period(start, end)
