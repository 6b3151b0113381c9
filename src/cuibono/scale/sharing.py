"""Sharing: text that documents share, each step where its rows lie.

Words are cut into shingles document by document; those that two documents have in common are found by a grouping; who
is to be compared with whom is settled in one process, from those shingles alone; pairs are compared where their texts
lie; what sites print again and again is left out in one process, from what the pairs share.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from cuibono.model import Document
from cuibono.reconcile.reuse import Passage
from cuibono.reconcile.reuse.passages import Job, Pair, Pile, compared, jobs, left, text_words
from cuibono.reconcile.reuse.shingles import Shingles, shingles
from cuibono.reconcile.reuse.words import words
from cuibono.scale.rows import brought, spread

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_KEPT = "id string, kept bigint, numbers array<bigint>, places array<bigint>"
_NONE = Shingles(np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.int64))
_PAIRS = "first string, second string, job binary"


def shared(spark: SparkSession, texts: DataFrame, unread: frozenset[str]) -> tuple[Passage, ...]:
    """What `reuse.shared` gives for the documents that were read; `texts` has id, text and document (JSON)."""
    from pyspark.sql import functions

    read = texts.where(~functions.col("id").isin(sorted(unread))) if unread else texts
    kept = spark.createDataFrame(read.select("id", "text").rdd.mapPartitions(_shingled), _KEPT).persist()
    kept.count()  # all parts at once; asked for row by row they would be made one after another
    documents = [msgspec.json.decode(told, type=Document) for (told,) in read.select("document").toLocalIterator()]
    documents.sort(key=lambda document: document.id)
    pile = Pile(documents)
    number = {document.id: n for n, document in enumerate(documents)}
    counts = np.zeros(len(documents), dtype=np.int64)
    for key, count in kept.select("id", "kept").toLocalIterator():
        counts[number[key]] = count
    asked = [_row(job, pile) for job in jobs(_common(kept, number), pile, counts)]
    pairs = spark.createDataFrame(spread(spark, asked), _PAIRS)
    passages = left(sorted(_compared(pairs, read)), pile)
    kept.unpersist()
    return passages


def _shingled(rows: Iterable[Any]) -> Iterator[tuple[str, int, list[int], list[int]]]:
    """Of each document its kept shingles, each at its first place, and how many there are with their repetitions."""
    for row in rows:
        found = shingles(words([row["text"]]))
        numbers, first = np.unique(found.numbers, return_index=True)
        yield row["id"], len(found.numbers), numbers.view(np.int64).tolist(), found.places[first].tolist()


def _common(kept: DataFrame, number: dict[str, int]) -> Shingles:
    """The shingles that more than one document has."""
    from pyspark.sql import functions

    entries = kept.select("id", functions.explode(functions.arrays_zip("numbers", "places")).alias("at"))
    entries = entries.select("id", "at.numbers", "at.places")
    often = entries.groupBy("numbers").count().where("count > 1").select("numbers")
    lists = (functions.collect_list(name).alias(name) for name in ("numbers", "places"))
    found = [
        _shingles(row, number) for row in entries.join(often, "numbers").groupBy("id").agg(*lists).toLocalIterator()
    ]
    return Shingles(*(np.concatenate(parts) for parts in zip(_NONE, *found, strict=True)))


def _shingles(row: Any, number: dict[str, int]) -> Shingles:
    numbers, places = (np.array(row[name], dtype=np.int64) for name in ("numbers", "places"))
    return Shingles(numbers.view(np.uint64), np.full(len(numbers), number[row["id"]], dtype=np.int64), places)


def _row(job: Job, pile: Pile) -> tuple[str, str, bytes]:
    return pile.documents[job.first].id, pile.documents[job.second].id, pickle.dumps(job)


def _compared(pairs: DataFrame, read: DataFrame) -> Iterator[Pair]:
    """What each pair shares, where it shares anything."""
    one = read.selectExpr("id AS first", "text AS one")
    two = read.selectExpr("id AS second", "text AS two")
    both = pairs.join(one, "first").join(two, "second").select("job", "one", "two")
    found: Iterator[Pair] = brought(both.rdd.map(_pair).filter(lambda pair: bool(pair.found)))
    return found


def _pair(row: Any) -> Pair:
    one, two = text_words([row["one"], row["two"]])
    return compared(pickle.loads(row["job"]), one, two)
