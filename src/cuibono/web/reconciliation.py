"""What is said in the Reconciliation Service API, version 0.2 (W3C Entity Reconciliation Community Group).

Takes: the address of a server, questions as their JSON. Gives: answers as JSON has them.
Knows nothing of: requests, how candidates are found.

The names of fields are those of https://reconciliation-api.github.io/specs/0.2/.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Annotated, Final, TypeVar

import msgspec
from msgspec import Meta

from cuibono.errors import UsageError
from cuibono.explore.pages.extending import COLUMNS, Other, Value
from cuibono.explore.pages.reconciling import MOST, WISHES, Asked, Candidate
from cuibono.explore.phrases import PARTIES
from cuibono.model import PartyKind

BATCH: Final = 50
"""Queries that are answered at once."""
IDS: Final = 1000
"""Parties whose columns are given at once."""
SUGGESTED: Final = 20
"""Suggestions that are given at once."""
_SIZE: Final = (430, 240)
"""Width and height of a preview, in pixels."""

_Form = TypeVar("_Form")
Key = Annotated[str, Meta(max_length=100)]


class Thing(msgspec.Struct, frozen=True):
    """A type or a property."""

    id: str
    name: str


class Described(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something suggested. `notable` are types, of parties alone."""

    id: str
    name: str
    description: str
    notable: tuple[str, ...] = ()


class Suggestions(msgspec.Struct, frozen=True):
    """What begins as somebody typed."""

    result: tuple[Described, ...]


class Service(msgspec.Struct, frozen=True):
    """Where a service stands: both together are its address."""

    service_url: str
    service_path: str


class Suggest(msgspec.Struct, frozen=True):
    """Where suggestions are to be had."""

    entity: Service
    type: Service
    property: Service


class View(msgspec.Struct, frozen=True):
    """An address with {{id}} for a party's id."""

    url: str


class Preview(msgspec.Struct, frozen=True):
    """The address of a small page about a party, and its size in pixels."""

    url: str
    width: int
    height: int


class Extend(msgspec.Struct, frozen=True):
    """Where it is told which columns there are."""

    propose_properties: Service


class Manifest(msgspec.Struct, frozen=True, rename="camel"):
    """What the service is and can do."""

    versions: tuple[str, ...]
    name: str
    identifier_space: str
    schema_space: str
    service_version: str
    default_types: tuple[Thing, ...]
    batch_size: int
    view: View
    preview: Preview
    suggest: Suggest
    extend: Extend


class Feature(msgspec.Struct, frozen=True):
    """One of the things that a score comes from."""

    id: str
    value: bool | float


class Proposed(msgspec.Struct, frozen=True):
    """A candidate."""

    id: str
    name: str
    description: str
    type: tuple[Thing, ...]
    score: float
    match: bool
    features: tuple[Feature, ...]


class Result(msgspec.Struct, frozen=True):
    """The candidates for one query, the likeliest first."""

    result: tuple[Proposed, ...]


class Proposal(msgspec.Struct, frozen=True):
    """Columns that a table can be extended by."""

    type: str
    properties: tuple[Thing, ...]


class Head(msgspec.Struct, frozen=True, omit_defaults=True):
    """A column; `type` only where its values are parties."""

    id: str
    name: str
    type: Thing | None = None


class Extension(msgspec.Struct, frozen=True):
    """Values by party and column, each as {"str": …}, {"int": …} or a party's id and name."""

    meta: tuple[Head, ...]
    rows: dict[str, dict[str, tuple[dict[str, str | int], ...]]]


class Entity(msgspec.Struct, frozen=True):
    """A party that a value stands for."""

    id: Key


Told = str | int | float | bool | Entity


class Wished(msgspec.Struct, frozen=True):
    """A property that is asked for, with the value or values of which one will do."""

    pid: Key
    v: Told | list[Told] | None = None


class Query(msgspec.Struct, frozen=True):
    """One question. Types and properties that are not known do not narrow."""

    query: str | None = None
    type: Key | Sequence[Key] | None = None
    limit: int | float | None = None
    properties: Annotated[list[Wished], Meta(max_length=20)] = []


class Wanted(msgspec.Struct, frozen=True):
    """A column that is asked for."""

    id: Key


class ExtendQuery(msgspec.Struct, frozen=True):
    """Which columns of which parties are asked for."""

    ids: Annotated[list[Key], Meta(max_length=IDS)]
    properties: Annotated[list[Wanted], Meta(max_length=50)]


def manifest(base: str, name: str) -> Manifest:
    """The manifest of the case of this name on the server at this address (without a slash at the end)."""
    own = f"{base}/reconcile"
    width, height = _SIZE
    return Manifest(
        versions=("0.2",),
        name=f"Cui Bono: {name}",
        identifier_space=f"{base}/party/",
        schema_space=f"{own}/suggest/type",
        service_version=version("cuibono"),
        default_types=types(),
        batch_size=BATCH,
        view=View(f"{base}/party/{{{{id}}}}"),
        preview=Preview(f"{own}/preview/{{{{id}}}}", width, height),
        suggest=Suggest(*(Service(own, f"/suggest/{kind}") for kind in ("entity", "type", "property"))),
        extend=Extend(Service(own, "/properties")),
    )


def types() -> tuple[Thing, ...]:
    """Kinds of party as types."""
    return tuple(Thing(kind, words) for kind, words in PARTIES.items())


def queries(text: str) -> dict[str, Asked]:
    """A batch of queries. Raises UsageError where it cannot be understood or holds too many."""
    found = _decoded("queries", text, dict[str, Query])
    if len(found) > BATCH:
        raise UsageError(f"queries: {len(found)} at once. Send {BATCH} at most.")
    return {key: _asked(query) for key, query in found.items()}


def extend_query(text: str) -> ExtendQuery:
    """A question for columns. Raises UsageError where it cannot be understood."""
    return _decoded("extend", text, ExtendQuery)


def _decoded(name: str, text: str, form: type[_Form]) -> _Form:
    try:
        return msgspec.json.decode(text.encode("utf-8", "replace"), type=form)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise UsageError(f"{name}: this is not as the Reconciliation Service API 0.2 has it: {error}") from error


def _asked(query: Query) -> Asked:
    wanted = [query.type] if isinstance(query.type, str) else query.type or ()
    kinds: tuple[PartyKind, ...] = tuple(kind for kind in PARTIES if kind in wanted)
    wishes: dict[str, tuple[str, ...]] = {}
    for one in query.properties:
        told = one.v if isinstance(one.v, list) else [one.v]
        values = tuple(_words(value) for value in told if value not in (None, ""))
        wishes |= {wish: values for wish in WISHES if wish == one.pid and values}
    most = MOST if query.limit is None else int(min(max(query.limit, 1), MOST))
    return Asked(name=query.query or "", kinds=kinds, wishes=wishes, most=most)


def _words(value: Told | None) -> str:
    if isinstance(value, Entity):
        return value.id
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def result(found: Sequence[Candidate]) -> Result:
    """Candidates as the protocol has them."""
    return Result(tuple(_proposed(one) for one in found))


def _proposed(one: Candidate) -> Proposed:
    kind = (Thing(one.party.kind, one.party.words),)
    features = tuple(Feature(key, value) for key, value in one.features.items())
    return Proposed(one.party.id, one.party.name, one.about, kind, one.score, one.match, features)


def proposal(kind: str, most: int | None) -> Proposal:
    """The columns for parties of a kind, which are the same for every one; all, or this many."""
    return Proposal(kind, tuple(Thing(key, column.name) for key, column in COLUMNS.items())[:most])


def extension(asked: ExtendQuery, found: Mapping[str, Mapping[str, Sequence[Value]]]) -> Extension:
    """Columns as the protocol has them."""
    heads = tuple(_head(key) for key in dict.fromkeys(wanted.id for wanted in asked.properties))
    rows = {key: {name: tuple(map(_cell, values)) for name, values in row.items()} for key, row in found.items()}
    return Extension(heads, rows)


def _head(key: str) -> Head:
    column = COLUMNS[key]
    return Head(key, column.name, Thing("party", "party") if column.of_parties else None)


def _cell(value: Value) -> dict[str, str | int]:
    if isinstance(value, Other):
        return {"id": value.id, "name": value.name}
    return {"int": value} if isinstance(value, int) else {"str": value}


def suggestions(beginning: str, skipped: int, of: Mapping[str, tuple[str, str]]) -> Suggestions:
    """Those of a few things whose id or name has a word that begins so."""
    begun = beginning.casefold().strip()
    fitting = [
        Described(key, name, about)
        for key, (name, about) in of.items()
        if key.startswith(begun) or any(word.startswith(begun) for word in name.casefold().split()) or not begun
    ]
    return Suggestions(tuple(fitting[skipped : skipped + SUGGESTED]))


def asked_types() -> dict[str, tuple[str, str]]:
    """Types that can be asked for, each with its name and what it is."""
    return {kind: (words, "") for kind, words in PARTIES.items()}


def asked_properties() -> dict[str, tuple[str, str]]:
    """Properties that can be asked for beside a name, and columns, each with its name and what it is."""
    return {**WISHES, **{key: (column.name, column.about) for key, column in COLUMNS.items()}}
