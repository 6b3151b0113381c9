"""Calendars and logbooks of offices of the Executive Office of the President, without a header (ProPublica, 2017).

The columns are: sort, agency, day, host, attendees, their affiliation, subject, and five that are empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from cuibono.model import PartyKind, Problem
from cuibono.model.records import Cover, Record
from cuibono.registers import delimited
from cuibono.registers.us_visitors.days import day, table

_NAMES = ("sort", "agency", "day", "host", "attendees", "affiliation", "subject")
# "Tim", "Ryan C", "Lindy Y. EOP/OSTP": what stands behind the comma of "Winkler, Ryan C".
_GIVEN = re.compile(r"[A-Z][\w'’-]*\.?(?: [A-Z]\.?)*(?: EOP/\w+)?(?: \(\w+\))?")


class _Party(msgspec.Struct, frozen=True):
    name: str
    kind: PartyKind


def begins(row: list[str]) -> bool:
    """Whether a first row is one of a calendar or logbook."""
    known = {name.casefold() for name in table()["calendars"]["sorts"]}
    return len(row) >= len(_NAMES) and row[0] in known and bool(row[1]) and (not row[2] or day(row[2]) is not None)


def records(path: Path) -> Iterator[Record | Cover | Problem]:
    """For each row a record of each attendee and of the attendees' organisation; then a cover for each office."""
    keys = delimited.Keys()
    spans: dict[str, tuple[date, date]] = {}
    for line, cells in delimited.rows(path):
        values = dict(zip(_NAMES, (cell.strip() for cell in cells), strict=False))
        sort = table()["calendars"]["sorts"].get(values.get("sort"))
        if not sort or len(values) < len(_NAMES):
            yield _other(line, values)
            continue
        when = day(values["day"])
        if when is None:
            yield _no_date(line, values["day"])
        else:
            first, last = spans.get(_scope(values), (when, when))
            spans[_scope(values)] = (min(first, when), max(last, when))
        yield from _records(line, values, sort, when, keys)
    for scope, (first, last) in sorted(spans.items()):
        yield Cover(scope=scope, title=f"{scope}, as released on request", start=first, end=last)


def _records(line: int, values: dict[str, str], sort: str, when: date | None, keys: delimited.Keys) -> Iterator[Record]:
    key = keys.of(*(values[name] for name in _NAMES))
    host = values["host"] if not _is_unread(values["host"]) else ""
    own = {name: values[name] for name in ("agency", "host", "attendees", "affiliation") if values[name]}
    for part, party in enumerate(_parties(values) or [None]):
        yield Record(
            key=key, sort=sort, part=part, actor=party.name if party else None,
            actor_kind=party.kind if party else None, counterpart=host or values["agency"],
            counterpart_kind="person" if host else "public_body",
            earliest=when, latest=when, text=values["subject"] or None, place=values["agency"],
            scope=_scope(values), line=line, own=own,
        )  # fmt: skip


def _parties(values: dict[str, str]) -> list[_Party]:
    """The attendees that can be read, and the organisation that is given for them."""
    people = [_Party(name, "person") for name in attendees(values["attendees"])]
    organisation = values["affiliation"]
    if organisation and not _is_unread(organisation) and organisation.casefold() not in _no_organisation():
        people.append(_Party(organisation, "organisation"))
    return people


def attendees(cell: str) -> list[str]:
    """The names in a cell that are joined by commas, "Winkler, Ryan C" as one; what cannot be read is none."""
    found: list[str] = []
    pieces = [" ".join(piece.split()) for piece in re.split(r"[,;\n]", cell)]
    while pieces:
        piece = pieces.pop(0)
        if pieces and piece and " " not in piece and not _is_unread(piece) and _GIVEN.fullmatch(pieces[0]):
            piece = f"{piece}, {pieces.pop(0)}"
        if piece and not _is_unread(piece):
            found.append(piece)
    return list(dict.fromkeys(found))


def _is_unread(cell: str) -> bool:
    return cell.casefold() in table()["calendars"]["unread"]


def _no_organisation() -> list[str]:
    named: list[str] = table()["calendars"]["no_organisation"]
    return named


def _scope(values: dict[str, str]) -> str:
    return f"{values['sort'].casefold()} of the {values['agency']}"


def _no_date(line: int, cell: str) -> Problem:
    said = f"{cell!r} is no day" if cell else "it has no day"
    return Problem("no_date", f"line {line}: {said}; the row was kept without one.")


def _other(line: int, values: dict[str, str]) -> Problem:
    message = f"line {line}: it is no row of a calendar or logbook ({values.get('sort', '')!r}), so it was left out."
    return Problem("other_row", message, severity="skipped")
