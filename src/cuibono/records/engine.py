"""DuckDB: files to Parquet, and questions to Parquet.

Takes: paths, SQL. Gives: Parquet files, rows.
Knows nothing of: cases, registers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cuibono.model import Problem
from cuibono.records.columns import COLUMNS, COMPARED, comparable_sql
from cuibono.registers.reading import Bulk

if TYPE_CHECKING:
    import duckdb


@contextmanager
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB of its own in memory, that reaches no network and loads no extension."""
    import duckdb

    made = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false", "threads": str(_threads())})
    try:
        yield made
    finally:
        made.close()


def _threads() -> int:
    import os

    return os.cpu_count() or 1


def from_lines(lines: Path, target: Path) -> None:
    """A Parquet file of records that stand as JSON, one a line; omitted fields have their defaults."""
    columns = ", ".join(f"{name}: '{kind}'" for name, kind in COLUMNS.items())
    defaults = {"part": "coalesce(part, 0) AS part", "counts": "coalesce(counts, true) AS counts"}
    wanted = ", ".join(defaults.get(name, name) for name in COLUMNS)
    source = f"read_json(?, format = 'newline_delimited', columns = {{{columns}}})"
    with connection() as database:
        database.execute(
            f"COPY (SELECT {wanted}, {_compared()} FROM {source}) TO '{_quoted(target)}' {_PARQUET}", [str(lines)]
        )


def bulk(found: Bulk, target: Path) -> tuple[Problem, ...]:
    """A Parquet file of what a SELECT gives; the rows that could not be read come back as problems."""
    raise NotImplementedError


def count(parquet: Path) -> int:
    """How many rows of the register there are: parts of one row count once."""
    return int(ask("SELECT count(*) FROM read_parquet(?) WHERE part = 0", [str(parquet)])[0][0])


def scopes(parquet: Path) -> dict[str, tuple[int, str | None, str | None]]:
    """For each scope the number of rows, and the first and last day on which one happened, as ISO 8601."""
    sql = """
        SELECT scope, count(*), CAST(min(earliest) AS VARCHAR), CAST(max(latest) AS VARCHAR)
        FROM read_parquet(?) WHERE part = 0 AND scope IS NOT NULL GROUP BY scope
    """
    return {scope: (rows, first, last) for scope, rows, first, last in ask(sql, [str(parquet)])}


def ask(sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """All rows that a question gives."""
    with connection() as database:
        return database.execute(sql, list(values)).fetchall()


_PARQUET = "(FORMAT parquet, COMPRESSION zstd)"


def _compared() -> str:
    return ", ".join(f"{comparable_sql(column)} AS {name}" for name, column in COMPARED.items())


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
