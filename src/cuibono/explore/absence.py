"""What would be left if an origin were not there: what else stands on it, and how that would stand without it.

Takes: Contents, an event, an origin.
Gives: Absence: the event and all others behind which the same origin stands, before and after.
Knows nothing of: how anything is shown.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from cuibono import weigh
from cuibono.errors import UsageError
from cuibono.explore.behind import roots, under
from cuibono.explore.contents import Contents
from cuibono.explore.event_view import EventView, event_view, reports_of
from cuibono.explore.phrases import GRADES, standing_words
from cuibono.model import Contradiction, Event, Origin, Variant


class Change(msgspec.Struct, frozen=True):
    """An event as it stands, and how it would stand.

    `standing` and `grade` are those without the origin, in words; where nothing at all would be left, `standing` says
    so and `grade` is None.
    """

    event: EventView
    standing: str
    grade: str | None
    rule: str
    origins_left: int

    @property
    def is_changed(self) -> bool:
        """Whether no origin would be left, or the grade would be another."""
        return not self.origins_left or self.grade != self.event.grade_words


class Absence(msgspec.Struct, frozen=True):
    """What changes without an origin: `event` is the one asked about, `others` are all others that change."""

    origin: Origin
    event: Change
    others: tuple[Change, ...]


def absence(held: Contents, event: Event, origin: str) -> Absence:
    """What changes in the whole ledger without this origin, an id or part of a name of one behind the event.

    Raises UsageError where no independent origin of the event, or more than one, goes by that.
    """
    found = _origin(held, event, origin)
    resting = [other for other in held.events if found.id in other.origins and other.id != event.id]
    changes = [_change(held, other, found.id) for other in resting]
    return Absence(found, _change(held, event, found.id), tuple(change for change in changes if change.is_changed))


def without(event: Event, origin: str) -> Event | None:
    """The event as it would be told without an origin, not graded anew; None where nobody would tell of it.

    The reports that go back to this origin and to nothing else are left out, with their claims and values.
    """
    elsewhere = {t for root in roots(event) if root != origin for rung in under(event, root) for t in rung.tellings}
    gone = {t for rung in under(event, origin) for t in rung.tellings} - elsewhere
    left = tuple(telling for telling in event.tellings if telling not in gone)
    lost = {telling.claim for telling in gone}
    documents = {telling.document for telling in left}
    if not left:
        return None
    return replace(
        event,
        tellings=left,
        claims=tuple(claim for claim in event.claims if claim not in lost),
        origins=tuple(other for other in event.origins if other != origin),
        contradictions=tuple(c for found in event.contradictions if (c := _without(found, documents))),
    )


def _without(found: Contradiction, documents: set[str]) -> Contradiction | None:
    """A contradiction among the documents that are left; a lone value that a list speaks against stands by itself."""
    kept = [(v, tuple(d for d in v.documents if d in documents)) for v in found.variants]
    variants = tuple(Variant(v.value, held, v.spans) for v, held in kept if held)
    return replace(found, variants=variants) if len(variants) >= min(2, len(found.variants)) else None


def _change(held: Contents, event: Event, origin: str) -> Change:
    left, view = without(event, origin), event_view(held, event)
    if left is None:
        return Change(view, "no report", None, "Nobody else tells of it.", 0)
    (graded,) = weigh.graded([left], held.claims, held.origins)
    supporting, denying, hinting = reports_of(graded)
    standing = standing_words(supporting, len(graded.origins), denying, hinting)
    word, meaning = GRADES[graded.grade]
    return Change(view, standing, word, graded.grade_rule or meaning, len(graded.origins))


def _origin(held: Contents, event: Event, name: str) -> Origin:
    known = [found for key in event.origins if (found := held.origins.get(key))]
    fitting = [o for o in known if o.id == name] or [o for o in known if _fits(o, name)]
    if len(fitting) == 1:
        return fitting[0]
    what = f"{len(fitting)} origins of {event.id} go by that" if fitting else f"no origin of {event.id} goes by that"
    raise UsageError(f"{name}: {what}. They are: {_listed(known)}.")


def _fits(origin: Origin, name: str) -> bool:
    return origin.id.startswith(name) or name.casefold() in origin.name.casefold()


def _listed(origins: Iterable[Origin]) -> str:
    return ", ".join(f"{origin.name} ({origin.id})" for origin in origins) or "none"
