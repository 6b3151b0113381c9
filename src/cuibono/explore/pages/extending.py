"""What a case knows of parties, as columns that somebody adds to a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from cuibono.errors import UsageError
from cuibono.explore.case import Case
from cuibono.explore.claim_view import roles_words
from cuibono.explore.pages import keys
from cuibono.explore.pages.reconciling import described, party_line
from cuibono.explore.phrases import PARTIES
from cuibono.ledger.browse import Wanted
from cuibono.model import Party

_PARTNERS: Final = 20
"""Other parties that are given for one, those it deals with most."""
_LAST_DAY: Final = "9999-12-30"
"""The last day of the ledger that is no sign for a day that is not known."""


class Other(msgspec.Struct, frozen=True):
    """Another party of the case."""

    id: str
    name: str


Value = str | int | Other


class Column(msgspec.Struct, frozen=True):
    """What can be known of a party: its words, what they mean, the values."""

    name: str
    about: str
    values: Callable[[Case, Party], tuple[Value, ...]]
    of_parties: bool = False


class Preview(msgspec.Struct, frozen=True):
    """A party in short. `first` and `last` are the days of its first and last event (EDTF), "" where none has one."""

    id: str
    name: str
    about: str
    aliases: tuple[str, ...]
    first: str
    last: str
    partners: tuple[str, ...]


def _kind(case: Case, party: Party) -> tuple[Value, ...]:  # noqa: ARG001 - every column is asked so
    return (PARTIES[party.kind],)


def _aliases(case: Case, party: Party) -> tuple[Value, ...]:  # noqa: ARG001
    return tuple(alias for alias in party.aliases if alias != party.name)


def _roles(case: Case, party: Party) -> tuple[Value, ...]:  # noqa: ARG001
    return roles_words(party.tenures)


def _events(case: Case, party: Party) -> tuple[Value, ...]:
    return (case.browse.sum_of(party.id),)


def _side(side: str) -> Callable[[Case, Party], tuple[Value, ...]]:
    def counted(case: Case, party: Party) -> tuple[Value, ...]:
        return (sum(tally.events for tally in case.browse.tallies(party.id) if tally.side == side),)

    return counted


def _day(newest: bool) -> Callable[[Case, Party], tuple[Value, ...]]:
    def found(case: Case, party: Party) -> tuple[Value, ...]:
        lines = case.browse.lines(Wanted(party=party.id, last=_LAST_DAY), 1, newest=newest)
        events = case.browse.whole_events([event for event, _ in lines])
        return tuple(event.period.edtf for event in events if event.period)

    return found


def _partners(case: Case, party: Party) -> tuple[Value, ...]:
    keys = [other for other, _, _ in case.browse.partners(party.id, Wanted(), _PARTNERS)]
    known = {one.id: one for one in case.browse.whole_parties(keys)}
    return tuple(Other(key, known[key].name) for key in keys if key in known)


COLUMNS: Final[dict[str, Column]] = {
    "kind": Column("kind", "Person, organisation, public body, place or group.", _kind),
    "aliases": Column("other names", "Every other name under which the case knows it.", _aliases),
    "roles": Column("roles", "What it is said to be, and of whom.", _roles),
    "events": Column("events", "In how many events it stands.", _events),
    "acted": Column("events in which it acts", "In how many events it is an actor.", _side("actor")),
    "faced": Column("events in which it is the other side", "In how many it is a counterpart.", _side("counterpart")),
    "first": Column("first day", "When the first of its events took place that has a day (EDTF).", _day(False)),
    "last": Column("last day", "When the last of its events took place that has a day (EDTF).", _day(True)),
    "partners": Column("deals with", "The parties it deals with most.", _partners, of_parties=True),
}
"""Every column, by its key."""


def extended(case: Case, ids: Iterable[str], columns: Iterable[str]) -> dict[str, dict[str, tuple[Value, ...]]]:
    """For each id the values of each column; none where the case has no such party.

    Raises UsageError, naming it, where a column is not known.
    """
    wanted = {key: _column(key) for key in columns}
    found = {}
    for name in dict.fromkeys(ids):
        key = case.browse.party_key(name)
        party = case.party(key) if key else None
        found[name] = {key: column.values(case, party) if party else () for key, column in wanted.items()}
    return found


def preview(case: Case, name: str) -> Preview:
    """A party in short. Raises MissingError where there is none."""
    party = case.party(keys.party_key(case, name))
    told = {key: tuple(map(str, COLUMNS[key].values(case, party))) for key in ("aliases", "first", "last")}
    partners = tuple(one.name for one in _partners(case, party) if isinstance(one, Other))[:3]
    about = described(party, party_line(case, party).events)
    return Preview(
        party.id, party.name, about, told["aliases"], "".join(told["first"]), "".join(told["last"]), partners
    )


def _column(key: str) -> Column:
    if key not in COLUMNS:
        raise UsageError(f"{key}: there is no such property. These are: {', '.join(COLUMNS)}.")
    return COLUMNS[key]
