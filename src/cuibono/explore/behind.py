"""What stands behind an event: from each origin outwards to every report that rests on it.

Takes: an event with its tellings.
Gives: for each origin the reports under it, as a tree written out line by line; the tellings under none.
Knows nothing of: how a telling was found to rest on something, grades, how any of it is shown.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable

import msgspec

from cuibono.model import Event, Telling


class Rung(msgspec.Struct, frozen=True):
    """One report under an origin: `above` is the id of what it rests on, the origin's own or another report's.

    `depth` is 0 for a report that rests on the origin itself. `tellings` are all those of the report that go back to
    the origin.
    """

    document: str
    above: str
    depth: int
    tellings: tuple[Telling, ...]


def roots(event: Event) -> tuple[str, ...]:
    """Everything that tellings go back to: the event's independent origins first, then whatever else they name."""
    told = set(event.documents)
    named = [t.rests for t in event.tellings if t.rests is not None and t.rests not in told]
    return tuple(dict.fromkeys([*event.origins, *named]))


def under(event: Event, origin: str) -> tuple[Rung, ...]:
    """The reports under an origin, each once; a report stands right after the one it rests on, and its sisters.

    A report is under an origin where a telling of it rests on the origin, or on a report that is under it. Reports
    that rest on one another in a ring, with nothing behind, are under none.
    """
    children = _children(event, origin)
    above = {child: parent for parent, found in children.items() for child in found}
    of = _by_document(event.tellings)
    waiting = [(child, 0) for child in reversed(children[origin])]
    rungs = []
    while waiting:
        document, depth = waiting.pop()
        tellings = tuple(t for t in of[document] if t.rests == origin or t.rests in above)
        rungs.append(Rung(document, above[document], depth, tellings))
        waiting += [(child, depth + 1) for child in reversed(children[document])]
    return tuple(rungs)


def loose(event: Event) -> tuple[Telling, ...]:
    """The tellings that go back to nothing known: they add nothing of their own, or rest only on one another."""
    held = {telling for root in roots(event) for rung in under(event, root) for telling in rung.tellings}
    return tuple(telling for telling in event.tellings if telling not in held)


def _children(event: Event, origin: str) -> dict[str, list[str]]:
    """For the origin and every report under it, the reports that rest on it; each stands as near as it can."""
    resting: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for telling in event.tellings:
        if telling.rests is not None:
            resting[telling.rests][telling.document] = None
    children: dict[str, list[str]] = {}
    seen, waiting = {origin}, deque([origin])
    while waiting:
        here = waiting.popleft()
        children[here] = [document for document in resting[here] if document not in seen]
        seen.update(children[here])
        waiting.extend(children[here])
    return children


def _by_document(tellings: Iterable[Telling]) -> dict[str, list[Telling]]:
    found: dict[str, list[Telling]] = {}
    for telling in tellings:
        found.setdefault(telling.document, []).append(telling)
    return found
