"""Scale: the stages over documents in Parquet, spread over the processes of a Spark cluster.

Takes: a Spark session, a table of originals, the stages as functions.
Gives: tables of documents, claims, shared text, parties, events, origins, edges, findings, the same as a ledger's.
Knows nothing of: what the stages do, ledgers.

The table of originals has the columns `file` and `text` (or `data`, bytes), and may have `published`, `publisher`,
`title`, `url` as a metadata table has them. docs/scaling.md says what is done where, and what it takes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from os import environ
from typing import TYPE_CHECKING, Any, Protocol

from cuibono.check import Subject
from cuibono.collect.archive import Entry
from cuibono.errors import UsageError
from cuibono.ledger.checked import Checked
from cuibono.ledger.related import Related
from cuibono.model import Document, Event, Problem, Reading
from cuibono.reconcile.reuse import Passage
from cuibono.resolve.recorded import Holder
from cuibono.scale.held import Found, InMemory, on_record
from cuibono.scale.rows import Table, brought, spread

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["Stages", "run", "session"]

Answer = tuple[Any, Any]
"""What the records say of one subject, as the stages pass it on."""


class Came(Protocol):
    """What came of one original: its document, or None, and what was read in it."""

    @property
    def document(self) -> Document | None: ...

    @property
    def reading(self) -> Reading: ...


class Stages(Protocol):
    """The stages as functions that pickle can copy."""

    def read(self, originals: Iterable[tuple[bytes, Entry]]) -> Iterator[Came]:
        """What comes of each original, given with what was said of it."""

    def duplicate(self, file: str, other: str) -> Problem:
        """That a file holds the same bytes as another, and is not read."""

    def related(self, held: InMemory, passages: Iterable[Passage]) -> Related:
        """What all that was read comes to; `passages` are what the documents share."""

    def asked(self, held: InMemory, found: Found) -> tuple[tuple[Subject, ...], Mapping[str, tuple[Holder, ...]]]:
        """What registers are asked about, and who is said to hold a post where."""

    def answered(self, subjects: Iterable[Subject], holders: Mapping[str, tuple[Holder, ...]]) -> Iterator[Answer]:
        """What the records say of each subject."""

    def checked(self, answers: Iterable[Answer], events: Iterable[Event]) -> Checked:
        """All answers together."""


_MEMORY = "4g"
"""What Java may take beside this process, where neither Spark's settings nor the environment say it: 1g is too little
for a hundred thousand articles."""


def session(master: str | None = None) -> SparkSession:
    """A Spark session, the one that is there or a new one; `master` as Spark has it, None for what Spark is set to.

    Raises UsageError where pyspark or Java is not to be had.
    """
    try:
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as error:
        raise UsageError("pyspark is not installed. Install it with: pip install 'cuibono[spark]'.") from error
    environ.setdefault("PYSPARK_PYTHON", sys.executable)
    environ.setdefault("SPARK_DRIVER_MEMORY", _MEMORY)
    builder = (
        SparkSession.builder.appName("cuibono")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
    )
    builder = builder.config("spark.driver.maxResultSize", "0")  # what is compared here comes to this process
    try:
        spark = (builder.master(master) if master else builder).getOrCreate()
    except Exception as error:
        message = f"Spark cannot be started: {error}. It needs Java 17 or newer (Debian: default-jre-headless)."
        raise UsageError(message) from error
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def run(spark: SparkSession, source: str, into: str, stages: Stages, when: str) -> dict[str, int]:
    """Everything from the originals in `source` to tables under `into`; the number of rows of each.

    `when` is the time of collecting, in UTC, as ISO 8601. `into` must not have the tables yet. Raises UsageError where
    it has, the source is not there, or it has not the columns that are needed.
    """
    from pyspark.errors import AnalysisException

    try:
        return _run(spark, source, into, stages, when)
    except AnalysisException as error:
        told = str(error).splitlines()[0]
        raise UsageError(f"{source} to {into}: {told} Name a table that is there, and a new folder.") from error


def _run(spark: SparkSession, source: str, into: str, stages: Stages, when: str) -> dict[str, int]:
    from cuibono.scale import reading, sharing

    table = reading.originals(spark, source)
    readings = reading.read(spark, table, f"{into}/readings", stages, when)
    held = InMemory(reading.documents(readings), reading.held(readings))
    passages = sharing.shared(spark, reading.texts(readings), held.unread)
    related = stages.related(held, passages)
    found = Found(related)
    subjects, holders = stages.asked(held, found)
    checked = stages.checked(_answers(spark, subjects, holders, stages), found.events())
    aside = [*reading.duplicates(table, stages), *held.problems()]
    tables = {
        "documents": held.documents(),
        "claims": held.claims(),
        "shared": passages,
        "parties": related.parties,
        "namings": related.namings,
        "links": related.links,
        "events": on_record(found.events(), checked.recorded),
        "origins": related.origins,
        "edges": related.edges,
        "findings": checked.findings,
        "leads": checked.leads,
        "problems": (*aside, *related.problems, *checked.problems),
    }
    for name, values in tables.items():
        Table.of(name).write(spark, values, f"{into}/{name}")
    return {name: len(values) for name, values in tables.items()}


def _answers(
    spark: SparkSession, subjects: tuple[Subject, ...], holders: Mapping[str, tuple[Holder, ...]], stages: Stages
) -> Iterator[Answer]:
    """What the records say of each subject, in their order."""
    context = spark.sparkContext
    told = context.broadcast(holders)

    def answered(some: Iterable[Subject]) -> Iterator[Answer]:
        return stages.answered(some, told.value)

    answers: Iterator[Answer] = brought(spread(spark, subjects).mapPartitions(answered))
    return answers
