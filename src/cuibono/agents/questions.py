"""The one door from the tools to a case: what they ask of it, and how long what was loaded is kept.

Everything that the tools know of a case they ask here, so that a case too large to be loaded whole can be answered
from elsewhere without a change to the tools.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Lock

import msgspec

from cuibono import explore, pipeline
from cuibono.errors import UsageError
from cuibono.explore.contents import Contents
from cuibono.explore.draft_view import DraftView, draft_view
from cuibono.explore.event_view import EventView, event_view, event_views
from cuibono.explore.identity import Identity
from cuibono.explore.phrases import count_words, day_words
from cuibono.judgements import lines
from cuibono.ledger.look import Hit, Look
from cuibono.model import Document, Event, Grade, Kind, Problem
from cuibono.pipeline import drafting
from cuibono.settings import CaseFolder
from cuibono.values import Period

FARTHEST = 1000  # hits of each sort that a search looks through


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which events are wanted: all, or those that fit every filter given. Days are those of the event itself."""

    kind: Kind | None = None
    party: str | None = None
    grade: Grade | None = None
    first: date | None = None
    last: date | None = None

    def fits(self, event: Event) -> bool:
        """Whether the days of an event meet those that are wanted; an event without days meets none."""
        if self.first is None and self.last is None:
            return True
        days = event.period
        return days is not None and days.first_known is not None and days.overlaps(Period(self.first, self.last))

    @property
    def is_of_events(self) -> bool:
        """Whether a filter is set that only an event can fit."""
        return bool(self.kind or self.party or self.grade)


class Questions:
    """A case that is asked; what is loaded of it is kept until the ledger changes.

    `reader` is called once, when a sentence is first checked. Questions may come from several threads; they are
    answered one after another.
    """

    def __init__(self, folder: Path, reader: Callable[[], pipeline.Reads]) -> None:
        self.folder = folder
        self.lock = Lock()
        self._reader = reader
        self._loaded: pipeline.Reads | None = None
        self._stamp: object = None
        self._held: Contents | None = None

    def contents(self) -> Contents:
        """All that the ledger holds, loaded anew where it changed since."""
        stamp = self._now()
        if self._held is None or stamp != self._stamp:
            with explore.open(self.folder) as case:
                self._held, self._stamp = case.contents(), stamp
        return self._held

    def status(self) -> explore.Status:
        """How the case stands."""
        with explore.open(self.folder) as case:
            return case.status()

    def problems(self) -> tuple[Problem, ...]:
        """All trouble with the evidence."""
        with explore.open(self.folder) as case:
            return case.problems()

    def unread(self) -> frozenset[str]:
        """The ids of documents that are kept and were not read."""
        return frozenset(one.document for one in self.problems() if one.severity == "skipped" and one.document)

    def searched(self) -> str:
        """What an answer was looked for in: the bounds beyond which nothing is known."""
        status = self.status()
        first, last = status.published or (None, None)
        days = f" published {day_words(first)} to {day_words(last)}" if first and last else ""
        held = f"{count_words(status.claims, 'claim')} and {count_words(status.events, 'event')} were read from them"
        unread = f"; {count_words(status.skipped, 'file')} could not be read" if status.skipped else ""
        rows = sum(status.records.values())
        kept = f"; {count_words(rows, 'row')} of public registers {'is' if rows == 1 else 'are'} kept" if rows else ""
        return f"This case holds {count_words(status.documents, 'document')}{days}; {held}{unread}{kept}."

    def events(self, asked: Asked) -> list[Event]:
        """The events that are wanted, in the order of their days, undated ones last."""
        with explore.open(self.folder) as case:
            found = case.events(kind=asked.kind, party=asked.party, grade=asked.grade)
        return sorted((event for event in found if asked.fits(event)), key=event_key)

    def event(self, name: str) -> Event:
        """The event with this id, or whose id begins so. Raises UsageError where there is none or several."""
        with explore.open(self.folder) as case:
            try:
                return case.event(name)
            except UsageError as error:
                message = "no event has this id, or several ids begin so. `events` and `search` give ids (evt-…)."
                raise UsageError(f"event: {message}") from error

    def view(self, event: Event) -> EventView:
        """An event in words."""
        return event_view(self.contents(), event)

    def views(self, events: list[Event]) -> dict[str, EventView]:
        """Events in words, by their ids."""
        return {view.id: view for view in event_views(self.contents(), events)}

    def document(self, name: str) -> Document:
        """The document with this id or file name. Raises UsageError where there is none."""
        held = self.contents().documents
        found = held.get(name) or next((one for one in held.values() if one.file == name), None)
        if found is None:
            raise UsageError("document: no document has this id or file name. Answers give ids (doc-…) with quotes.")
        return found

    def identities(self, name: str) -> tuple[Identity, ...]:
        """The parties with this id, or with this in one of their names; of a single one also why."""
        with explore.open(self.folder) as case:
            found = (case.identity(name),) if name.startswith("pty-") else case.identities(name)
            return (case.identity(found[0].id),) if len(found) == 1 else found

    def hits(self, words: str) -> tuple[Hit, ...]:
        """Claims, then documents, that hold all the words, best first; at most FARTHEST of each."""
        with closing(Look(CaseFolder(self.folder).ledger)) as look:
            return look.search(words, FARTHEST)

    def drafted(self, text: str, published: str | None) -> tuple[DraftView, tuple[Problem, ...]]:
        """A text beside the ledger, as `cuibono draft` reads it; nothing of it is kept."""
        self._loaded = self._loaded or self._reader()
        found = drafting.draft(self.folder, "-", self._loaded, published=published, stdin=text.encode)
        return draft_view(self.contents(), found), found.problems

    def _now(self) -> object:
        """What changes whenever the ledger or people's decisions do."""
        ledger = CaseFolder(self.folder).ledger
        files = (ledger, ledger.with_name(f"{ledger.name}-wal"), self.folder / lines.FILE)
        found = [file.stat() for file in files if file.exists()]
        return [(one.st_mtime_ns, one.st_size) for one in found if one.st_size]


def event_key(event: Event) -> tuple[str, str, str]:
    """Where an event stands among others: by its days, undated ones last."""
    period = event.period
    first = (period.first_known if period else None) or date.max
    last = (period.latest if period else None) or first
    return (first.isoformat(), last.isoformat(), event.id)
