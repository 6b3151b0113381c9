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

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_KEPT = "id string, kept bigint, numbers array<bigint>, places array<bigint>"
_PAIRS = "first string, second string, job binary"


def shared(spark: SparkSession, texts: DataFrame, unread: frozenset[str]) -> tuple[Passage, ...]:
    """What `reuse.shared` gives for the documents that were read; `texts` has id, text and document (JSON)."""
    from pyspark.sql import functions

    read = texts.where(~functions.col("id").isin(sorted(unread))) if unread else texts
    kept = spark.createDataFrame(read.select("id", "text").rdd.mapPartitions(_shingled), _KEPT).persist()
    documents = [msgspec.json.decode(told, type=Document) for (told,) in read.select("document").toLocalIterator()]
    documents.sort(key=lambda document: document.id)
    pile = Pile(documents)
    number = {document.id: n for n, document in enumerate(documents)}
    counts = np.zeros(len(documents), dtype=np.int64)
    for key, count in kept.select("id", "kept").toLocalIterator():
        counts[number[key]] = count
    asked = list(jobs(_common(kept, number), pile, counts))
    pairs = spark.createDataFrame([_row(job, pile) for job in asked], _PAIRS)
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
    found = [(n, number[key], place) for key, n, place in _ordered(entries.join(often, "numbers"))]
    columns = list(zip(*found, strict=True)) or [(), (), ()]
    numbers, documents, places = (np.array(column, dtype=np.int64) for column in columns)
    return Shingles(numbers.view(np.uint64), documents, places)


def _ordered(entries: DataFrame) -> Iterator[tuple[str, int, int]]:
    for row in entries.select("id", "numbers", "places").toLocalIterator():
        yield row["id"], row["numbers"], row["places"]


def _row(job: Job, pile: Pile) -> tuple[str, str, bytes]:
    return pile.documents[job.first].id, pile.documents[job.second].id, pickle.dumps(job)


def _compared(pairs: DataFrame, read: DataFrame) -> Iterator[Pair]:
    """What each pair shares, where it shares anything."""
    one = read.selectExpr("id AS first", "text AS one")
    two = read.selectExpr("id AS second", "text AS two")
    both = pairs.join(one, "first").join(two, "second").select("job", "one", "two")
    found: Iterator[Pair] = both.rdd.map(_pair).filter(lambda pair: bool(pair.found)).toLocalIterator()
    return found


def _pair(row: Any) -> Pair:
    one, two = text_words([row["one"], row["two"]])
    return compared(pickle.loads(row["job"]), one, two)
