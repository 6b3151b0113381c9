"""Events a stretch at a time: by their days, those without one at the end whichever way the list runs."""

from __future__ import annotations

from typing import Final

from cuibono.explore.case import Case
from cuibono.explore.pages.choice import STRETCH, address, place
from cuibono.ledger.browse import Wanted

UNDATED: Final = "9999-12-31"
"""The first day, as the ledger sorts it, of an event of which none is known."""


def stretch(case: Case, wanted: Wanted, after: str | None, newest: bool) -> tuple[list[str], str | None]:
    """Ids of events, and where the list goes on (None at its end)."""
    begin = place(after, 2)
    if not newest:
        return _cut(list(case.browse.lines(wanted, STRETCH + 1, begin)))
    found: list[tuple[str, str]] = []
    if not begin or begin[0] != UNDATED:
        found += case.browse.lines(wanted, STRETCH + 1, begin or (UNDATED, ""), newest=True)
        begin = ()
    if len(found) <= STRETCH:
        found += case.browse.lines(wanted, STRETCH + 1 - len(found), begin or (UNDATED, "-"))
    return _cut(found)


def _cut(found: list[tuple[str, str]]) -> tuple[list[str], str | None]:
    shown = found[:STRETCH]
    more = address(shown[-1][1], shown[-1][0]) if len(found) > STRETCH else None
    return [event for event, _ in shown], more
