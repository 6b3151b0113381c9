"""Rows: values as rows of Parquet and back, nothing lost.

A column for each field, under its name: text, days, numbers and truth values as they are, everything else as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, get_args, get_type_hints

import msgspec

from cuibono.model import Claim, Document, Edge, Event, Link, Naming, Origin, Party, Problem
from cuibono.model.records import Finding, Lead
from cuibono.reconcile.reuse import Passage

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import DataFrame, SparkSession

TYPES: Final[dict[str, type[msgspec.Struct]]] = {
    "documents": Document,
    "claims": Claim,
    "shared": Passage,
    "parties": Party,
    "namings": Naming,
    "links": Link,
    "events": Event,
    "origins": Origin,
    "edges": Edge,
    "findings": Finding,
    "leads": Lead,
    "problems": Problem,
}
"""What the rows of each table are."""

_PART: Final = 5_000
"""Values of one part that the driver hands out: each part goes to a process as one message."""
_PLAIN: Final = {bool: "boolean", int: "bigint", float: "double", str: "string", date: "string"}


class Table:
    """The rows of one type of value."""

    def __init__(self, of: type[msgspec.Struct]) -> None:
        self._type = of
        hints = get_type_hints(of)
        self._columns = {name: _plain(hints[name]) for name in of.__struct_fields__}

    @classmethod
    def of(cls, name: str) -> Table:
        """The table with a name of TYPES."""
        return cls(TYPES[name])

    @property
    def schema(self) -> str:
        """The columns, as Spark reads them."""
        return ", ".join(f"`{name}` {kind or 'string'}" for name, kind in self._columns.items())

    def row(self, value: msgspec.Struct) -> tuple[Any, ...]:
        """The row of a value; null where a field has its default and is not written, or is None."""
        built = msgspec.to_builtins(value)
        names = zip(self._type.__struct_encode_fields__, self._columns.values(), strict=True)
        return tuple(_cell(built.get(name), kind) for name, kind in names)

    def value(self, row: Iterable[Any]) -> Any:
        """The value of a row."""
        told = zip(self._type.__struct_encode_fields__, self._columns.values(), row, strict=True)
        built = {name: cell if kind else msgspec.json.decode(cell) for name, kind, cell in told if cell is not None}
        missing = {f.encode_name: None for f in msgspec.structs.fields(self._type) if f.required}
        return msgspec.convert(missing | built, self._type)

    def write(self, spark: SparkSession, values: Iterable[msgspec.Struct], place: str) -> None:
        """Write values, in their order, as one table."""
        rows = spread(spark, [self.row(value) for value in values])
        spark.createDataFrame(rows, self.schema).write.parquet(place)

    def values(self, frame: DataFrame) -> list[Any]:
        """The values of a table's rows, in no order."""
        return [self.value(row) for row in frame.toLocalIterator()]


def spread(spark: SparkSession, values: Sequence[Any]) -> RDD[Any]:
    """The values, in their order, in parts small enough that Java can hold each while it hands it out."""
    return spark.sparkContext.parallelize(values, len(values) // _PART + 1)


def brought(rows: RDD[Any]) -> Iterator[Any]:
    """The rows, in their order, made by all processes at once and kept on disk until they are taken.

    Spark's own `toLocalIterator` makes one part after another, each only when it is asked for.
    """
    from pyspark import StorageLevel

    kept = rows.persist(StorageLevel.DISK_ONLY)
    kept.count()
    yield from kept.toLocalIterator()
    kept.unpersist()


def _plain(hint: Any) -> str | None:
    """The type of a column that holds a field as it is; None where it holds JSON."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    kinds = {_plain(part) for part in get_args(hint) if part is not type(None)}
    if kinds and all(isinstance(part, str) for part in get_args(hint)):  # one of several words
        return "string"
    return kinds.pop() if len(kinds) == 1 and "|" in str(hint) else None


def _cell(cell: Any, kind: str | None) -> Any:
    return cell if kind or cell is None else msgspec.json.encode(cell).decode()
