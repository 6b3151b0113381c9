"""Files of millions of rows to Parquet, without Python seeing each row.

Takes: a Bulk, a folder. Gives: Parquet in that folder; what was wrong with rows.
Knows nothing of: cases, registers.

A file is taken in pieces that DuckDB can sort in memory. Each piece is written in order of actor, so that a question
to some names reads a small part of every piece; the lines are read a second time only where one is at fault.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cuibono.model import Problem
from cuibono.records import engine
from cuibono.records.columns import COLUMNS
from cuibono.records.unpack import Piece, pieces
from cuibono.registers.reading import Bulk

if TYPE_CHECKING:
    import duckdb


def bulk(found: Bulk, place: Path) -> tuple[Problem, ...]:
    """Put what a SELECT gives into a folder as Parquet; the rows that could not be read come back as problems.

    Of each sort of problem the first hundred come back as rows, and one row for the others with their number. Lines
    that are empty are no lines. Raises ValueError where a zip is damaged.
    """
    told: dict[str, _Faults] = {}
    before = number = 0
    with closing(pieces(found.path, found.member)) as cut:
        for number, piece in enumerate(cut, 1):
            with engine.connection() as database, _bounded(database):
                for code, many, first in _put(database, found, piece, before, engine.rows_file(place, number - 1)):
                    _, known, shown = told.get(code, (code, 0, []))
                    told[code] = (code, known + many, [*shown, *first][:_SHOWN])
            before += piece.lines
    if number:
        engine.list_names(place)
    return tuple(_problems(told.values()))


def _put(
    database: duckdb.DuckDBPyConnection, found: Bulk, piece: Piece, before: int, target: Path
) -> Iterator[_Faults]:
    """Write the rows of a piece, before which the file has so many lines; its faults come back."""
    number = f"{before} + row_number() OVER ()"
    database.execute(_view(found, piece.path, number, "store_rejects = true, rejects_limit = 0"))
    given = {row[0] for row in database.execute(f"DESCRIBE {found.select}").fetchall()}
    _copy(database, found, given, target)
    refused = database.execute(_REFUSED).fetchall()
    good = [line - nth for nth, (line, _) in enumerate(refused, 1)]
    yield from _refusals([(before + line, kind) for line, kind in refused], len(found.columns))
    database.execute(_view(found, piece.path, _line(before, good), "ignore_errors = true"))
    if refused and "line" in given:
        _copy(database, found, given, target)
    if _is_any_faulty(database, found, piece.lines - len(refused), target):
        # Lines are numbered one by one, which takes long: it is done where there is something to tell.
        yield from database.execute(_faults(found)).fetchall()


def _copy(database: duckdb.DuckDBPyConnection, found: Bulk, given: set[str], target: Path) -> None:
    fields = ", ".join(_filled(name, kind, name in given) for name, kind in COLUMNS.items())
    select = f"SELECT {fields} FROM ({found.select})"
    database.execute(f"COPY ({select}) TO '{engine.quoted(target)}' {_PARQUET}")


_PARQUET = "(FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 20480)"
"""Compressed as DuckDB does it by default; a name's rows are in few groups, and a group of this size is soon read."""


def _is_any_faulty(database: duckdb.DuckDBPyConnection, found: Bulk, lines: int, target: Path) -> bool:
    """Whether fewer rows were written than there were lines, or one of them shows a fault."""
    shown = " OR ".join(f"({fault.shown})" for fault in found.faults if fault.shown) or "false"
    sql = f"SELECT count(*), coalesce(bool_or({shown}), false) FROM read_parquet('{engine.quoted(target)}')"
    rows, is_shown = database.execute(sql).fetchall()[0]
    return bool(rows < lines or is_shown)


@contextmanager
def _bounded(database: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Memory bounded whatever the rows: what goes beyond lies on disk until the end."""
    with tempfile.TemporaryDirectory(prefix="cuibono-") as place:
        database.execute(f"SET temp_directory = '{place}'")
        database.execute(f"SET memory_limit = '{_MEMORY}'")
        # How many lines a text has is not known: of a join, DuckDB would keep all of them in memory, not the few codes.
        database.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
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
            '{engine.quoted(lines)}', delim = '{found.delimiter}', header = false, quote = '', escape = '',
            auto_detect = false, columns = {{{columns}}}, {further}
        ) ORDER BY {found.order}
    """


def _line(before: int, good: list[int]) -> str:
    """SQL for the number of a line of a piece, where so many good ones stand before each of those that were refused."""
    if len(good) > _LINES:
        return "0"
    number = "row_number() OVER ()"
    refused = f"len(list_filter({good}::BIGINT[], lambda one: one < {number}))" if good else "0"
    return f"{before} + {number} + {refused}"


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
