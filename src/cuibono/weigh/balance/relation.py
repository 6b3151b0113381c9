"""Relation: support, criticism, threats and meetings by months or quarters, each count with its uncertainty."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from cuibono.model import Event
from cuibono.values import Period
from cuibono.weigh.balance.account import Cell, Entry, Row
from cuibono.weigh.balance.rules import Does, limit

_QUARTER = 3


def relation(entries: Iterable[Entry], events: Mapping[str, Event]) -> tuple[Row, ...]:
    """A row for each month in which something may lie, or each quarter of a long relation; what has no day last.

    An event whose days all lie in one row counts there; one that spans several counts in each as none to one.
    """
    told = [entry for entry in entries if entry.counts and entry.direct and _is_told(entry, events)]
    dated = [entry for entry in told if _period(entry, events)]
    periods = [period for entry in dated if (period := _period(entry, events))]
    rows = [_row(stretch, dated, events) for stretch in _stretches(periods)]
    undated = [entry for entry in told if not _period(entry, events)]
    rows += [Row(None, None, _cells([(entry, True) for entry in undated]))] if undated else []
    return tuple(row for row in rows if row.cells)


def _is_told(entry: Entry, events: Mapping[str, Event]) -> bool:
    return entry.does in ("met", "supported", "criticised") or events[entry.event].kind == "threat"


def _period(entry: Entry, events: Mapping[str, Event]) -> Period | None:
    period = events[entry.event].period
    return period if period and period.first_known else None


def _stretches(periods: Sequence[Period]) -> Iterator[Period]:
    """Whole months from the first day to the last, or whole quarters where those are many."""
    days = [day for period in periods for day in (period.earliest, period.latest) if day]
    if not days:
        return
    first, last = _month(min(days)), _month(max(days))
    step = _QUARTER if last - first >= limit("quarters_above") else 1
    for number in range(first - first % step, last + 1, step):
        end = number + step - 1
        yield Period(_day(number, 1), _day(end, monthrange(end // 12, end % 12 + 1)[1]))


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day(month: int, day: int) -> date:
    return date(month // 12, month % 12 + 1, day)


def _row(stretch: Period, dated: Iterable[Entry], events: Mapping[str, Event]) -> Row:
    within = [(e, stretch.contains(p)) for e in dated if (p := _period(e, events)) and stretch.overlaps(p)]
    return Row(stretch.earliest, stretch.latest, _cells(within))


def _cells(within: Iterable[tuple[Entry, bool]]) -> tuple[Cell, ...]:
    groups: dict[tuple[Does, int | None], list[tuple[Entry, bool]]] = {}
    for entry, surely in within:
        groups.setdefault((entry.does, entry.by), []).append((entry, surely))
    return tuple(
        Cell(does, group[0][0].by, sum(surely for _, surely in group), len(group), tuple(e.event for e, _ in group))
        for (does, _), group in groups.items()
    )
