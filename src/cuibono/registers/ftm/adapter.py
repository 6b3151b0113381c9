"""From lines of JSON to records, in three goes: an entity may stand before or after those that name it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from cuibono.model import PartyKind, Problem
from cuibono.model.records import Cover, Record
from cuibono.registers.ftm.entity import Entity, bounds, decode
from cuibono.registers.mapping.private import holds_address

_IN = {"amountEur": "EUR", "amountUsd": "USD"}  # amounts whose property names the currency
_MOST = Decimal(10) ** 15
_SURE = 0.5  # a file of which a smaller share of lines are entities is another


class _Dealing(msgspec.Struct, frozen=True):
    sort: str
    actor: str
    counterpart: str
    says: str


class _Tables(msgspec.Struct, frozen=True):
    dealing: dict[str, _Dealing]
    kind: dict[str, PartyKind]
    own: dict[str, tuple[str, ...]]


class _Party(msgspec.Struct, frozen=True):
    name: str
    kind: PartyKind | None


class _UnreadableError(Exception):
    """A dealing that cannot be read: the problem's code and what is wrong."""


def recognises(name: str, head: bytes) -> bool:  # noqa: ARG001 - as every adapter
    """Whether the first line is an entity: an object with an id, a schema, and lists as properties."""
    try:
        return bool(decode(head.splitlines()[0]).properties)
    except (msgspec.DecodeError, IndexError):
        return False


def records(path: Path) -> Iterator[Record | Cover | Problem]:
    """The dealings in the order of the file.

    Raises ValueError where most lines are no entities, and for what was exported from a ledger: its payments are what
    articles say, and would bear out the very articles that they come from.
    """
    asked, lines, bad = _asked(path)
    if not lines or bad > lines * _SURE:
        raise ValueError(f"{lines - bad} of {lines} lines are entities with an id, a schema and properties")
    parties = _parties(path, asked)
    seen: set[str] = set()
    for number, entity in _entities(path):
        if entity is None:
            yield _problem("bad_row", number, "it is no entity with an id, a schema and properties")
        elif entity.schema in _tables().dealing:
            if entity.id in seen:
                yield _problem("same_key", number, f"{entity.schema} {entity.id} stands in an earlier line too")
            else:
                seen.add(entity.id)
                yield from _dealing(number, entity, parties)


def _asked(path: Path) -> tuple[frozenset[str], int, int]:
    """The ids that dealings name, how many lines there are, and how many of them are no entities."""
    asked: set[str] = set()
    lines = bad = 0
    for _, entity in _entities(path):
        if entity and entity.cuibono is not None:
            raise ValueError("it was exported from a ledger, and holds what articles say rather than records")
        lines, bad = lines + 1, bad + (entity is None)
        dealing = _tables().dealing.get(entity.schema) if entity else None
        if entity and dealing:
            asked.update(*(entity.ends(end) for end in (dealing.actor, dealing.counterpart)))
    return frozenset(asked), lines, bad


def _parties(path: Path, asked: frozenset[str]) -> dict[str, _Party]:
    """The names of those that are asked for, of several the first."""
    found: dict[str, _Party] = {}
    for _, entity in _entities(path):
        names = entity.properties.get("name") if entity and entity.id in asked else None
        if entity and names and isinstance(names[0], str) and names[0].strip():
            found.setdefault(entity.id, _Party(names[0].strip(), _tables().kind.get(entity.schema)))
    return found


def _entities(path: Path) -> Iterator[tuple[int, Entity | None]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    yield number, decode(line)
                except msgspec.DecodeError:
                    yield number, None


def _dealing(number: int, entity: Entity, parties: dict[str, _Party]) -> list[Record | Problem]:
    """A record for each pair of the two sides; a sum takes the first of them."""
    table = _tables().dealing[entity.schema]
    try:
        sides = [_side(entity, end, parties) for end in (table.actor, table.counterpart)]
        pairs = [(actor, other) for actor in sides[0] for other in sides[1]]
        amount, currency = _amount(entity)
        earliest, latest = _days(entity)
    except _UnreadableError as error:
        code, what = error.args
        return [_problem(code, number, f"{entity.schema} {entity.id}: {what}")]
    own = {name: _joined(entity, name) for name in _tables().own["properties"]}
    return [
        Record(
            key=entity.id, sort=table.sort, part=part, actor=actor.name, actor_kind=actor.kind,
            counterpart=other.name, counterpart_kind=other.kind, amount=amount, currency=currency, earliest=earliest,
            latest=latest, text=_joined(entity, "summary") or None, url=entity.first("sourceUrl"),
            scope=entity.datasets[0] if entity.datasets else None, line=number,
            own={name: value for name, value in own.items() if value},
        )
        for part, (actor, other) in enumerate(pairs)
    ]  # fmt: skip


def _side(entity: Entity, end: str, parties: dict[str, _Party]) -> list[_Party]:
    named = entity.ends(end)
    if not named:
        raise _UnreadableError("one_sided", f"it names no {end}")
    lost = [one for one in named if one not in parties]
    if lost:
        raise _UnreadableError("unresolved", f"its {end} {', '.join(lost)} is not in the file, or has no name there")
    return [parties[one] for one in named]


def _amount(entity: Entity) -> tuple[Decimal | None, str | None]:
    """The amount in the currency in which it was paid, where that is said, else in that to which it was changed."""
    given = [(name, code) for name, code in (("amount", entity.first("currency")), *_IN.items()) if code]
    for name, code in given:
        values = entity.properties.get(name)
        if values:
            return _money(name, values), code
    if entity.properties.get("amount"):
        raise _UnreadableError("bad_amount", "it has an amount and no currency")
    return None, None


def _money(name: str, values: list[Any]) -> Decimal:
    try:
        found = {Decimal(str(value)) for value in values}
    except InvalidOperation as error:
        raise _UnreadableError("bad_amount", f"{name} is {values}, which is no number") from error
    if len(found) > 1:
        raise _UnreadableError("bad_amount", f"{name} has several values, {values}")
    value = found.pop()
    if not value.is_finite() or abs(value) > _MOST:
        raise _UnreadableError("bad_amount", f"{name} is {values}, which is no sum of money")
    return value.quantize(Decimal("0.01"))


def _days(entity: Entity) -> tuple[date | None, date | None]:
    """The first and last day: of `date` or, without one, from startDate to endDate."""
    days = [_bounds(value) for value in entity.properties.get("date", [])]
    if days:
        return min(first for first, _ in days), max(last for _, last in days)
    start, end = ([_bounds(value) for value in entity.properties.get(name, [])] for name in ("startDate", "endDate"))
    return min((first for first, _ in start), default=None), max((last for _, last in end), default=None)


def _bounds(value: object) -> tuple[date, date]:
    try:
        return bounds(value)
    except ValueError as error:
        raise _UnreadableError("bad_date", str(error)) from error


def _joined(entity: Entity, name: str) -> str:
    """The texts of a property, without those that name an address."""
    texts = (value for value in entity.properties.get(name, []) if isinstance(value, str))
    return "; ".join(value for value in texts if not holds_address(value))


def _problem(code: str, number: int, what: str) -> Problem:
    return Problem(code, f"line {number}: {what}; it was left out. Look at the line in the file")


@cache
def _tables() -> _Tables:
    raw = tomllib.loads((files(__package__) / "schemata.toml").read_text(encoding="utf-8"))
    return msgspec.convert(raw, _Tables)
