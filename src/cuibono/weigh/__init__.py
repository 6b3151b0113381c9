"""Weigh: how well an event stands.

Takes: events with their tellings, origins and contradictions, and the claims behind them.
Gives: events with a grade and the rule that gave it (tables/relate/grades.toml).
Knows nothing of: how events were found, how any of it is stored or shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import msgspec
from msgspec.structs import replace

from cuibono.model import Claim, Event, Grade, Kind, Origin
from cuibono.model.records import Finding
from cuibono.tables import table
from cuibono.weigh.standing import TESTS, Standing


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule of the table: the grade it gives, the test that must hold, the sentence that is printed."""

    grade: Grade
    test: str
    says: str


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in the order in which they are tried."""
    return msgspec.convert(table("relate/grades")["rule"], tuple[Rule, ...])


def graded(events: Iterable[Event], claims: Mapping[str, Claim], origins: Mapping[str, Origin]) -> tuple[Event, ...]:
    """The events with `grade` and `grade_rule` filled in by the first rule that holds. `claims`, `origins` by id."""
    return tuple(_graded(Standing(event, claims, origins)) for event in events)


def recorded(kind: Kind, findings: Iterable[Finding]) -> str | None:
    """The sentence by which an event is on record, where a finding about it rests on rows that show such a dealing.

    Of some kinds no register shows the dealing itself: a report that a firm lobbied is none of who said what.
    """
    rule = table("relate/grades")["recorded"]
    for finding in findings:
        if finding.verdict == "supports" and finding.rows and kind in rule["kinds"]:
            return str(rule["says"]).format(reason=finding.reason)
    return None


def _graded(standing: Standing) -> Event:
    for rule in rules():
        who = TESTS[rule.test](standing)
        if who is not None:
            sentence = rule.says.format(k=len(standing.origins), who=who)
            return replace(standing.event, grade=rule.grade, grade_rule=sentence)
    return standing.event
