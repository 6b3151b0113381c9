"""DuckDB: files to Parquet, and questions to Parquet.

Takes: paths, SQL. Gives: Parquet files, rows.
Knows nothing of: cases, registers.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cuibono.model import Problem
from cuibono.records.columns import COLUMNS, COMPARED, comparable_sql
from cuibono.records.unpack import unpacked
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
    """A Parquet file of what a SELECT gives; the rows that could not be read come back as problems.

    Of each sort of problem the first hundred come back as rows, and one row for the others with their number. Lines
    that are empty are no lines. Raises ValueError where a zip is damaged.
    """
    with unpacked(found.path, found.member) as lines, connection() as database, _bounded(database):
        database.execute(_view(found, lines, "row_number() OVER ()", "store_rejects = true, rejects_limit = 0"))
        (faulty,) = database.execute(f"SELECT count(*) FROM lines WHERE {_is_faulty(found)}").fetchall()[0]
        refused = database.execute(_REFUSED).fetchall()
        before = [line - number for number, (line, _) in enumerate(refused, 1)]
        database.execute(_view(found, lines, _line(before), "ignore_errors = true"))
        # Lines are numbered one by one, which takes long: it is done where there is something to tell.
        faults = database.execute(_faults(found)).fetchall() if faulty else []
        given = {row[0] for row in database.execute(f"DESCRIBE {found.select}").fetchall()}
        wanted = ", ".join(_filled(name, kind, name in given) for name, kind in COLUMNS.items())
        _copy(database, f"SELECT {wanted}, {_compared()}", found.select, target)
    return tuple(_problems([*_refusals(refused, len(found.columns)), *faults]))


def _copy(database: duckdb.DuckDBPyConnection, fields: str, select: str, target: Path) -> None:
    """Rows in order of actor, so that a question to some names reads few of them; as they come where they are too many.

    Sorting wants room for all rows at once, and where there is not enough of it a slower question is the lesser harm.
    """
    import duckdb

    into = f"TO '{_quoted(target)}' {_BULK}"
    try:
        database.execute(f"COPY ({fields} FROM (SELECT * FROM ({select}) ORDER BY actor)) {into}")
    except duckdb.OutOfMemoryException:
        database.execute(f"COPY ({fields} FROM ({select})) {into}")


@contextmanager
def _bounded(database: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Memory bounded whatever the size of the file: what goes beyond lies on disk until the end."""
    with tempfile.TemporaryDirectory(prefix="cuibono-") as place:
        database.execute(f"SET temp_directory = '{place}'")
        database.execute(f"SET memory_limit = '{_MEMORY}'")
        yield


_MEMORY = "50%"
_SHOWN = 100  # problems of one sort that are told one by one
_LINES = 200  # refused lines up to which the numbers of the others are worked out; 0 stands for "not known" beyond

_REFUSED = """
    SELECT line, any_value(error_type ORDER BY error_type) FROM reject_errors
    WHERE scan_id = (SELECT max(scan_id) FROM reject_errors) GROUP BY line ORDER BY line
"""
_Faults = tuple[str, int, list[dict[str, Any]]]


def _view(found: Bulk, lines: Path, line: str, further: str) -> str:
    """SQL for a view of a file's lines with their numbers; no quoting, for a name may hold a quotation mark."""
    columns = ", ".join(f"'{column}': 'VARCHAR'" for column in found.columns)
    return f"""
        CREATE OR REPLACE TEMP VIEW lines AS SELECT *, {line} AS line FROM read_csv(
            '{_quoted(lines)}', delim = '{found.delimiter}', header = false, quote = '', escape = '',
            auto_detect = false, columns = {{{columns}}}, {further}
        )
    """


def _line(before: list[int]) -> str:
    """SQL for the number of a line, where so many good ones stand before each of those that were refused."""
    if len(before) > _LINES:
        return "0"
    number = "row_number() OVER ()"
    return f"{number} + len(list_filter({before}::BIGINT[], lambda good: good < {number}))" if before else number


def _is_faulty(found: Bulk) -> str:
    return " OR ".join(f"({fault.condition})" for fault in found.faults) or "false"


def _faults(found: Bulk) -> str:
    """SQL for the number of each fault, with the first ones as lines and words."""
    each = ", ".join(
        f"CASE WHEN {fault.condition} THEN {{'code': '{fault.code}', 'words': {fault.words}}} END"
        for fault in found.faults
    )
    return f"""
        SELECT fault.code, count(*), min_by({{'line': line, 'words': fault.words}}, line, {_SHOWN}) FROM (
            SELECT line, unnest([{each}]) AS fault FROM lines
            WHERE {_is_faulty(found)}
        ) WHERE fault IS NOT NULL GROUP BY fault.code ORDER BY min(line)
    """


def _refusals(refused: list[tuple[int, str]], columns: int) -> Iterator[_Faults]:
    """The lines that DuckDB refused, by why it did."""
    for code, words in _WHY.values():
        told = [line for line, kind in refused if _WHY.get(kind, _OTHERWISE)[0] == code]
        if told:
            yield code, len(told), [{"line": line, "words": words.format(columns)} for line in told[:_SHOWN]]


_OTHERWISE = ("unreadable_row", "it could not be read, and was left out")
_WHY = {
    "MISSING COLUMNS": ("short_row", "it has fewer fields than the {} of its register, and was left out"),
    "TOO MANY COLUMNS": ("long_row", "it has more fields than the {} of its register, and was left out"),
    "": _OTHERWISE,
}


def _problems(faults: Iterable[_Faults]) -> Iterator[Problem]:
    for code, number, told in faults:
        for one in told:
            yield Problem(code, f"line {one['line']}: {one['words']}. Look at that line, or get the file anew.")
        if number > len(told):
            yield Problem(
                code, f"{number - len(told):,} more rows of the file have the same trouble ({number:,} in all)."
            )


def _filled(name: str, kind: str, given: bool) -> str:
    default = {"part": "0", "counts": "true", "line": "0"}.get(name, "NULL")
    value = name if given else default
    return f"{value} AS {name}" if name == "own" and given else f"CAST({value} AS {kind}) AS {name}"


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
_BULK = "(FORMAT parquet, COMPRESSION lz4_raw)"  # a fifth less work than zstd, for a third more room


def _compared() -> str:
    return ", ".join(f"{comparable_sql(column)} AS {name}" for name, column in COMPARED.items())


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
