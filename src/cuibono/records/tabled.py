"""Rows of any shape as one Parquet file.

Takes: rows as plain values, the type of each column as DuckDB names it.
Gives: the bytes of the file, and the rows of such a file.
Knows nothing of: what a row says, cases, registers.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from cuibono.records.engine import connection, quoted


def parquet(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> bytes:
    """A Parquet file of these rows, in their order; the same rows give the same bytes.

    A value that a row does not have is null. Raises duckdb.Error where a value is not of its column's type.
    """
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    with tempfile.TemporaryDirectory(prefix="cuibono-") as folder, connection() as database:
        lines, target = Path(folder) / "rows.jsonl", Path(folder) / "rows.parquet"
        with lines.open("wb") as file:
            file.writelines(msgspec.json.encode(row) + b"\n" for row in rows)
        database.execute("SET threads = 1")  # several would cut the rows into pieces where each of them happens to end
        source = f"read_json(?, format = 'newline_delimited', columns = {{{types}}}, maximum_object_size = {_LONGEST})"
        database.execute(f"COPY (SELECT * FROM {source}) TO '{quoted(target)}' {_PARQUET}", [str(lines)])
        return target.read_bytes()


def rows(file: Path) -> list[dict[str, Any]]:
    """The rows of a Parquet file, in their order: lists and structs as lists and dicts, days as dates."""
    with connection() as database:
        found = database.execute(f"SELECT * FROM read_parquet('{quoted(file)}')")
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


_LONGEST = 1 << 28  # bytes of one row as JSON: an event with tens of thousands of reports
_PARQUET = "(FORMAT parquet, COMPRESSION zstd)"
