"""From FollowTheMoney entities that a ledger was exported to back to values of the ledger.

Each value is taken from the ledger's own part of an entity. Where another program has dropped that part, the properties
are taken for what they say and no more: an `Event` whose `involved` does not tell its sides apart comes back without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final, get_args

import msgspec

from cuibono.explore.phrases import KINDS
from cuibono.model import Document, Event, Grade, Kind, Party, PartyKind, Problem, Stance
from cuibono.registers.ftm.entity import Entity, bounds, decode
from cuibono.values import Basis, Money, Period

_DOCUMENTS: Final = ("Article", "Document")
_PARTIES: Final[Mapping[str, PartyKind]] = {
    "Person": "person",
    "Organization": "organisation",
    "PublicBody": "public_body",
    "LegalEntity": "group",
}
_SIDES: Final = {"Payment": ("payer", "beneficiary"), "UnknownLink": ("subject", "object")}
_KINDS: Final = {words: kind for kind, (words, _) in KINDS.items()}
_NOT_AS_EXPORTED: Final = (KeyError, ValueError, InvalidOperation)


class Carried(msgspec.Struct, frozen=True):
    """What came back, in the order of the file.

    Documents have no text, events no tellings, reasons, origins and contradictions. `proof` leads from the id of an
    event to those of the documents that tell of it, `stances` to how they speak of it. What could not be understood is
    a problem.
    """

    documents: tuple[Document, ...]
    parties: tuple[Party, ...]
    events: tuple[Event, ...]
    proof: Mapping[str, tuple[str, ...]]
    stances: Mapping[str, Stance]
    problems: tuple[Problem, ...] = ()


def carried(text: str) -> Carried:
    """The values that a text of entities holds; ids are as they stand there."""
    problems: list[Problem] = []
    entities = list(_entities(text, problems))
    dealings = [(one, event) for one in entities if (event := _event(one, problems))]
    return Carried(
        tuple(_document(one) for one in entities if one.schema in _DOCUMENTS),
        tuple(_party(one) for one in entities if one.schema in _PARTIES),
        tuple(event for _, event in dealings),
        {event.id: tuple(one.ends("proof")) for one, event in dealings},
        {event.id: _one_of(Stance, _own(one).get("stance"), "asserted") for one, event in dealings},
        tuple(problems),
    )


def _entities(text: str, problems: list[Problem]) -> Iterator[Entity]:
    for number, line in enumerate(text.splitlines(), 1):
        try:
            yield decode(line.encode())
        except msgspec.DecodeError:
            problems.append(Problem("bad_row", f"line {number}: it is no entity; it was left out. Look at the line"))


def _document(one: Entity) -> Document:
    own = _own(one)
    published = _period(own.get("published"), own) or _period_of(one.properties.get("publishedAt", ()), "published")
    return Document(
        id=one.id,
        file=one.first("fileName") or one.id,
        text="",
        sha256=str(own.get("sha256", "")),
        title=one.first("title"),
        publisher=one.first("publisher"),
        published=published,
        url=one.first("sourceUrl"),
        language=own.get("language"),
    )


def _party(one: Entity) -> Party:
    kind = _one_of(PartyKind, _own(one).get("kind"), _PARTIES[one.schema])
    return Party(one.id, one.first("name") or one.id, kind, (), tuple(one.properties.get("alias", ())))


def _event(one: Entity, problems: list[Problem]) -> Event | None:
    if one.schema not in ("Event", *_SIDES):
        return None
    try:
        return _as_exported(one) if _own(one) else _as_told(one, problems)
    except _NOT_AS_EXPORTED as error:
        problems.append(Problem("bad_row", f"{one.schema} {one.id}: it cannot be read ({error}); it was left out"))
        return None


def _as_exported(one: Entity) -> Event:
    own = _own(one)
    return Event(
        id=one.id,
        kind=_known(Kind, own["kind"]),
        claims=tuple(own.get("claims", ())),
        tellings=(),
        actors=tuple(own.get("actors", ())),
        counterparts=tuple(own.get("counterparts", ())),
        topic=own.get("topic"),
        amount=Money.parse(own["amount"]) if "amount" in own else None,
        period=_period(own.get("date"), own),
        place=own.get("place"),
        grade=_known(Grade, own["grade"]),
        grade_rule=own.get("grade_rule", ""),
    )


def _as_told(one: Entity, problems: list[Problem]) -> Event:
    """An event by its properties alone."""
    words = one.first("role") or one.first("purpose") or (one.first("name") or "").partition(" · ")[0]
    actors, counterparts = (one.ends(end) for end in _SIDES.get(one.schema, ("actors", "counterparts")))
    if one.ends("involved"):
        what = f"Event {one.id}: its properties do not say which of those involved acted"
        problems.append(Problem("no_sides", f"{what}; it has no sides. Export the ledger anew to have them"))
    return Event(
        id=one.id,
        kind=_KINDS[words],
        claims=(),
        tellings=(),
        actors=tuple(actors),
        counterparts=tuple(counterparts),
        amount=_amount(one),
        period=_period_of(one.properties.get("date", ()), "text"),
        place=one.first("location"),
    )


def _own(one: Entity) -> dict[str, Any]:
    return one.cuibono or {}


def _amount(one: Entity) -> Money | None:
    value = one.first("amount")
    return Money.of(Decimal(value), one.first("currency")) if value else None


def _period(edtf: str | None, own: Mapping[str, Any]) -> Period | None:
    return Period.from_edtf(edtf, _one_of(Basis, own.get("basis"), "text")) if edtf else None


def _period_of(values: Iterable[object], basis: Basis) -> Period | None:
    for value in values:
        return Period(*bounds(value), basis)
    return None


def _known(choices: Any, value: Any) -> Any:
    if value not in get_args(choices):
        raise ValueError(f"{value!r} is none of {', '.join(get_args(choices))}")
    return value


def _one_of(choices: Any, value: Any, otherwise: str) -> Any:
    return value if value in get_args(choices) else otherwise
