"""Weigh: how well an event stands.

Takes: events with their tellings, origins and contradictions, and the claims behind them.
Gives: events with a grade and the rule that gave it.
Knows nothing of: how events were found, how any of it is stored or shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cuibono.model import Claim, Event, Origin


def graded(events: Iterable[Event], claims: Mapping[str, Claim], origins: Mapping[str, Origin]) -> tuple[Event, ...]:
    """The events with `grade` and `grade_rule` filled in. `claims` and `origins` by id."""
    return tuple(events)
