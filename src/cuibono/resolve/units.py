"""Namings with equal names gathered into units, so that only distinct names need weighing.

Takes: namings. Gives: units, each with the parts of its name and its namings in order.
Knows nothing of: weights, judgements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Literal

import msgspec
from msgspec.structs import replace

from cuibono.model import Naming, PartyKind
from cuibono.resolve import bodies, people
from cuibono.resolve.bodies import Body, body
from cuibono.resolve.offices import Office, office
from cuibono.resolve.people import Person, person
from cuibono.resolve.spelling import listed, words
from cuibono.tables import table

Sort = Literal["person", "body", "office", "group", "unnamed"]


class Plain(msgspec.Struct, frozen=True):
    """A name that is only ever equal or not: a group's, or words that name nobody."""

    comparable: str
    detail: int = 0


Shape = Person | Body | Office | Plain


class Unit(msgspec.Struct, frozen=True):
    """Namings that share one name.

    `id` is that of the first; `row` says that it is a row of a public list, which may give several names (`shapes`).
    """

    id: str
    sort: Sort
    shapes: tuple[Shape, ...]
    namings: tuple[Naming, ...]
    row: bool = False

    @property
    def shape(self) -> Shape:
        """The name's parts; of a list's row, those of its first name."""
        return self.shapes[0]

    @property
    def short(self) -> bool:
        """Whether it is a person's name without a given name, which each document may use of somebody else."""
        return isinstance(self.shape, Person) and not self.shape.given

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the namings that have one, in order."""
        return tuple(naming.day for naming in self.namings if naming.day)


def order(naming: Naming) -> tuple[date, str, str, str]:
    """Earliest first, those without a day last; the same for any order of the input."""
    return (naming.day or date.max, naming.document, naming.name, naming.id)


def is_row(naming: Naming) -> bool:
    """Whether a naming is a row of a public list ("us-legislators:C000127") and not of a document."""
    return ":" in naming.document


def units(namings: Iterable[Naming], alone: frozenset[str] = frozenset()) -> list[Unit]:
    """Units in the order of their first namings; the namings with an id in `alone` are units by themselves."""
    together: dict[tuple[str, ...], list[Naming]] = defaultdict(list)
    shapes: dict[tuple[str, ...], tuple[Sort, Shape]] = {}
    turns: dict[tuple[str, ...], int] = defaultdict(int)
    for naming in sorted(namings, key=order):
        sort, shape = read(naming)
        single = naming.id in alone or is_row(naming) or _is_own(sort, shape)
        key = (sort, naming.id) if single else (sort, shape.comparable, str(_is_acronym(shape)))
        if not single and recurring(shape):
            turns[key] += _anew(together[(*key, str(turns[key]))], naming)
            key = (*key, str(turns[key]))
        together[key].append(naming)
        shapes.setdefault(key, (sort, shape))
    made = [_unit(shapes[key], found) for key, found in together.items()]
    return sorted(made, key=lambda unit: order(unit.namings[0]))


def _unit(shaped: tuple[Sort, Shape], found: list[Naming]) -> Unit:
    first = found[0]
    sort, shape = shaped
    others = [read(replace(first, name=alias))[1] for alias in first.aliases] if is_row(first) else []
    return Unit(first.id, sort, (shape, *others), tuple(found), is_row(first))


def _anew(before: list[Naming], naming: Naming) -> int:
    """1 where years lie between a naming and those of the body that bore the name before, else 0."""
    last = before[-1].day if before else None
    return int(bool(last and naming.day and (naming.day - last).days > table("resolve")["recurring_days"]))


def read(naming: Naming) -> tuple[Sort, Shape]:
    """What a naming's name is, and its parts."""
    return _read(naming.name, naming.kind, is_row(naming))


@lru_cache(maxsize=100_000)
def _read(name: str, kind: PartyKind, row: bool) -> tuple[Sort, Shape]:
    if kind == "group":
        return "group", Plain(" ".join(words(name)))
    if not row:
        held = office(name, kind)
        if held:
            return "office", held
        if name.islower():
            return "unnamed", Plain(" ".join(words(name)))
    if kind == "person":
        return "person", person(name)
    return "body", body(name)


def _is_own(sort: Sort, shape: Shape) -> bool:
    """Words that name nobody, and offices, may mean another in each document; who speaks for whom is told."""
    return sort == "unnamed" or (isinstance(shape, Office) and not (shape.speaks and shape.of))


def _is_acronym(shape: Shape) -> bool:
    return isinstance(shape, Body) and shape.acronym


def recurring(shape: Shape) -> bool:
    """Whether it is the name of a body that is formed anew every few years."""
    return isinstance(shape, Body) and bool(set(shape.words) & listed("resolve", "recurring"))


def keys(unit: Unit) -> tuple[str, ...]:
    """Keys of which two units share one wherever their names may be of one party."""
    return tuple(sorted({key for shape in unit.shapes for key in _keys(shape)}))


def _keys(shape: Shape) -> tuple[str, ...]:
    if isinstance(shape, Person):
        return people.keys(shape)
    return bodies.keys(shape) if isinstance(shape, Body) else ()


def name_features(one: Shape, two: Shape) -> tuple[str, ...]:
    """What two names say for and against their being of one party; () where nothing."""
    if isinstance(one, Person) and isinstance(two, Person):
        return people.features(one, two)
    if isinstance(one, Body) and isinstance(two, Body):
        return bodies.features(one, two)
    return ()


def listed_keys(unit: Unit) -> frozenset[str]:
    """Keys of which a document's name and a list's share one wherever a row may be of the name's party."""
    return frozenset(key for shape in unit.shapes for key in _listed_keys(shape))


def _listed_keys(shape: Shape) -> frozenset[str]:
    if isinstance(shape, Person):
        return frozenset({f"p1:{shape.family.split()[-1]}"})
    return frozenset({f"b:{shape.comparable}"}) if isinstance(shape, Body) else frozenset()
