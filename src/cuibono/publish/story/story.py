"""What every form is made from: the contents of a ledger, and its events in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from cuibono.explore.contents import Contents
from cuibono.explore.event_view import EventView, Report, event_views
from cuibono.explore.phrases import count_words
from cuibono.model import Document, Event
from cuibono.values import Period


class Story(msgspec.Struct, frozen=True):
    """A ledger to be written down: `views` are its events in the order of the dealings, `events` the same by id.

    `author` is who answers for what is published, None where nobody was named.
    """

    held: Contents
    views: tuple[EventView, ...]
    events: Mapping[str, Event]
    author: str | None = None

    @property
    def summary(self) -> str:
        """How much it holds: "5 documents, 2 events"."""
        documents = count_words(len(self.held.documents), "document")
        return f"{documents}, {count_words(len(self.views), 'event')}"


def story(held: Contents, author: str | None = None) -> Story:
    """The story that a ledger tells."""
    return Story(held, event_views(held), {event.id: event for event in held.events}, author)


def when_words(view: EventView) -> str:
    """The days of an event and what they rest on: "2 May 2024 (dated by the text)"."""
    if not view.when:
        return "no date given"
    return f"{view.when} ({view.when_basis})" if view.when_basis else view.when


def report_words(report: Report) -> str:
    """A report by outlet and day: "Harbour Wire, 3 May 2024"."""
    return f"{report.outlet}, {report.published}" if report.published else report.outlet


def known_day(period: Period | None) -> str | None:
    """What all days of a period have in common, as a year, a month or a day in ISO 8601; None for nothing.

    A period says between which days something took place. Forms that know one date alone get no more of it than is
    certain, and nothing of a day that is only that of publication.
    """
    if period is None or period.earliest is None or period.latest is None or period.basis == "published":
        return None
    return shared_day(period.earliest, period.latest)


def shared_day(first: date, last: date) -> str | None:
    """The year, month or day in which both days lie, in ISO 8601."""
    if first.year != last.year:
        return None
    if first.month != last.month:
        return f"{first.year:04}"
    return first.isoformat() if first == last else first.isoformat()[:7]


def published_day(document: Document) -> str | None:
    """When a document was published, as a year, a month or a day in ISO 8601."""
    period = document.published
    return shared_day(period.earliest, period.latest) if period and period.earliest and period.latest else None
