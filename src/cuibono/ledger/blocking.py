"""Blocking: which pairs out of very many are worth weighing, found by a join on their keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

from cuibono.ledger.connection import query


def pairs(rows: Iterable[tuple[str, str]], most: int) -> Iterator[tuple[str, str]]:
    """Pairs of ids that share a key, from rows of (key, id): the lesser id first, each pair once, in order.

    A key that more than `most` ids share tells nothing apart and makes no pair. The rows lie in a database of their
    own that SQLite moves from memory to a temporary file when it grows, and that is gone at the end.
    """
    with closing(sqlite3.connect("")) as db:
        db.execute(query("block_keys"))
        db.executemany("INSERT OR IGNORE INTO block_keys VALUES (?, ?)", rows)
        yield from db.execute(query("block_pairs"), {"most": most})
