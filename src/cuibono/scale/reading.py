"""Reading: originals to documents and readings, each by itself, in whatever process its row lies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from cuibono.collect.archive import Entry
from cuibono.collect.metadata import Given
from cuibono.errors import UsageError
from cuibono.model import Document, Problem, Reading

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from cuibono.scale import Stages

_SAID = ("published", "publisher", "title", "url")
_SCHEMA = "file string, id string, text string, document string, reading string"
_SIZE = 64  # originals of one partition, at most on average: a part that has to be done again costs a minute


def originals(spark: SparkSession, source: str) -> DataFrame:
    """The originals of a table: file, sha256, data, what is said of each, and as `first` the first file of its bytes.

    Raises UsageError where the table has not the columns that are needed.
    """
    from pyspark.sql import functions

    table = spark.read.parquet(source)
    _check(source, table.columns)
    data = functions.col("data") if "data" in table.columns else functions.encode("text", "utf-8")
    said = [c if c in table.columns else functions.lit(None).cast("string").alias(c) for c in _SAID]
    held = table.select("file", functions.sha2(data, 256).alias("sha256"), data.alias("data"), *said)
    return held.join(held.groupBy("sha256").agg(functions.min("file").alias("first")), "sha256")


def read(spark: SparkSession, table: DataFrame, into: str, stages: Stages, when: str) -> DataFrame:
    """A row for each original: its file, and the id and text, document and reading (as JSON) that came of it.

    Of originals with the same bytes the one whose file comes first is taken. The rows are written to `into` and read
    from there, so that no document is read twice.
    """
    once = table.where("file = first").select("file", "data", *_SAID)
    parts = max(once.count() // _SIZE, spark.sparkContext.defaultParallelism)
    rows = once.repartition(parts, "file").rdd.mapPartitions(lambda some: _read(some, stages, when))
    spark.createDataFrame(rows, _SCHEMA).write.parquet(into)
    return spark.read.parquet(into)


def duplicates(table: DataFrame, stages: Stages) -> list[Problem]:
    """The files that are not read because an earlier one holds the same bytes."""
    found = table.where("file <> first").select("file", "first").toLocalIterator()
    return sorted((stages.duplicate(file, first) for file, first in found), key=lambda problem: problem.file or "")


def documents(readings: DataFrame) -> Iterator[Document]:
    """The documents, their texts and all."""
    for text, document in readings.where("id IS NOT NULL").select("text", "document").toLocalIterator():
        yield msgspec.structs.replace(msgspec.json.decode(document, type=Document), text=text)


def held(readings: DataFrame) -> tuple[dict[str, Reading], tuple[Problem, ...]]:
    """What was read, by the documents' ids; the problems of originals that are no documents."""
    found: dict[str, Reading] = {}
    of_none: list[Problem] = []
    for key, told in readings.select("id", "reading").toLocalIterator():
        reading = msgspec.json.decode(told, type=Reading)
        if key is None:
            of_none += reading.problems
        else:
            found[key] = reading
    return found, tuple(sorted(of_none, key=lambda p: p.file or ""))


def texts(readings: DataFrame) -> DataFrame:
    """The documents by id, with their texts, and all else that is said of them as JSON."""
    return readings.where("id IS NOT NULL").select("id", "text", "document")


def _check(source: str, columns: Iterable[str]) -> None:
    if "file" not in columns or not {"text", "data"} & set(columns):
        raise UsageError(f"{source}: it has not the columns `file` and `text` (or `data`); docs/scaling.md shows how.")


def _read(rows: Iterable[Any], stages: Stages, when: str) -> Iterator[tuple[str | None, ...]]:
    given = ((bytes(row["data"]), _entry(row, when)) for row in rows)
    entries: list[Entry] = []

    def noted() -> Iterator[tuple[bytes, Entry]]:
        for data, entry in given:
            entries.append(entry)
            yield data, entry

    for came in stages.read(noted()):
        entry, document = entries.pop(), came.document
        reading = msgspec.json.encode(came.reading).decode()
        if document is None:
            yield entry.file, None, None, None, reading
        else:
            told = msgspec.json.encode(msgspec.structs.replace(document, text="")).decode()
            yield entry.file, document.id, document.text, told, reading


def _entry(row: Any, when: str) -> Entry:
    data = bytes(row["data"])
    said = Given(**{name: row[name] or None for name in _SAID})
    return Entry(row["file"], when, hashlib.sha256(data).hexdigest(), given=said)
