"""DuckDB: rows to Parquet, and questions to Parquet.

Takes: paths, SQL. Gives: a folder with rows-NNN.parquet, the rows, and names.parquet, the names in them; rows.
Knows nothing of: cases, registers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cuibono.errors import UsageError
from cuibono.records.columns import COLUMNS, comparable_sql

if TYPE_CHECKING:
    import duckdb


@contextmanager
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB of its own in memory, that reaches no network and loads no extension.

    Raises UsageError where a file cannot be read or written.
    """
    import duckdb

    made = opened()
    try:
        yield made
    except duckdb.IOException as error:
        what = str(error).partition("\n")[0]
        raise UsageError(f"{what}. See whether the disk is full, and who may read and write there.") from error
    finally:
        made.close()


def opened() -> duckdb.DuckDBPyConnection:
    """As `connection`; it is closed with its last user."""
    import duckdb

    return duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false", "threads": str(_threads())})


def _threads() -> int:
    import os

    return os.cpu_count() or 1


def from_lines(lines: Path, place: Path) -> None:
    """Put records that stand as JSON, one a line, into a folder as Parquet; omitted fields have their defaults."""
    columns = ", ".join(f"{name}: '{kind}'" for name, kind in COLUMNS.items())
    defaults = {"part": "coalesce(part, 0) AS part", "counts": "coalesce(counts, true) AS counts"}
    wanted = ", ".join(defaults.get(name, name) for name in COLUMNS)
    source = f"read_json(?, format = 'newline_delimited', columns = {{{columns}}})"
    with connection() as database:
        database.execute(
            f"COPY (SELECT {wanted} FROM {source}) TO '{quoted(rows_file(place, 0))}' {_PARQUET}", [str(lines)]
        )
    list_names(place)


def rows_file(place: Path, number: int) -> Path:
    """Where a folder has its rows: those of the first piece of a file in number 0, and so on."""
    return place / f"rows-{number:03d}.parquet"


def list_names(place: Path) -> None:
    """Put into a folder of rows the names in them, each once for a side, as written and as compared."""
    sides = " UNION ALL ".join(
        f"SELECT '{side}' AS side, {side} AS name, min({side}_kind) AS kind, count(*) AS rows FROM {_rows(place)} "
        f"WHERE {side} IS NOT NULL GROUP BY {side}"
        for side in ("actor", "counterpart")
    )
    compared = comparable_sql("name")
    with connection() as database:
        database.execute(
            f"COPY (SELECT *, {compared} AS compared FROM ({sides}) ORDER BY compared, side, name) "
            f"TO '{quoted(place / NAMES)}' {_PARQUET}"
        )


def count(place: Path) -> int:
    """How many rows of the register a folder has: parts of one row count once."""
    return int(ask(f"SELECT count(*) FROM {_rows(place)} WHERE part = 0")[0][0])


def readable(place: Path) -> int:
    """As `count`, with every value read. Raises UsageError where one, or a name, cannot be read."""
    import duckdb

    rows = f"SELECT count(*) FILTER (WHERE part = 0), max(hash(rows)) FROM {_rows(place)} AS rows"
    try:
        ask(f"SELECT max(hash(names)) FROM read_parquet('{quoted(place / NAMES)}') AS names")
        return int(ask(rows)[0][0])
    except duckdb.Error as error:
        raise UsageError(f"{error}".partition("\n")[0]) from error


def scopes(place: Path) -> dict[str, tuple[int, str | None, str | None]]:
    """For each scope the number of rows, and the first and last day on which one happened, as ISO 8601."""
    sql = f"""
        SELECT scope, count(*), CAST(min(earliest) AS VARCHAR), CAST(max(latest) AS VARCHAR)
        FROM {_rows(place)} WHERE part = 0 AND scope IS NOT NULL GROUP BY scope
    """
    return {scope: (rows, first, last) for scope, rows, first, last in ask(sql)}


def ask(sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """All rows that a question gives."""
    with connection() as database:
        return database.execute(sql, list(values)).fetchall()


NAMES = "names.parquet"
_PARQUET = "(FORMAT parquet, COMPRESSION zstd)"


def _rows(place: Path) -> str:
    return f"read_parquet('{quoted(place)}/rows-*.parquet')"


def quoted(path: Path) -> str:
    """A path as it stands in SQL between quotation marks."""
    return str(path).replace("'", "''")
