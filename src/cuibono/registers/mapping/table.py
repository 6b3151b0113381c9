"""Rows of a file under the names of their columns: parted fields, workbooks, JSON.

Takes: a path and how the file is laid out.
Gives: rows one by one, a problem for each that cannot be read; ValueError where it is another file.
Knows nothing of: what a column means.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

import msgspec

from cuibono.model import Problem
from cuibono.registers.mapping import tree
from cuibono.registers.mapping.form import Layout

Cell = str | int | float | bool | Decimal | date | None
_CHUNK = 1 << 20
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class Row(msgspec.Struct, frozen=True):
    """A row: where it stands in the file, from 1, and what stands in each column."""

    line: int
    cells: dict[str, Cell]


def header(path: Path, layout: Layout) -> tuple[str, ...]:
    """The columns that a file has; of JSON those of its first 200 rows. Raises ValueError where there are none."""
    if layout.format in ("json", "jsonl"):
        first = (row for row in rows(path, layout) if isinstance(row, Row))
        found = tuple(dict.fromkeys(name for row in islice(first, 200) for name in row.cells))
    else:
        with closing(_lines(path, layout)) as lines:
            found = _header(lines, layout)
    if not any(found):
        raise ValueError("it has no columns")
    return found


def rows(path: Path, layout: Layout) -> Iterator[Row | Problem]:
    """The rows in their order. Raises ValueError where the file is another than `layout` says."""
    if layout.format == "json":
        yield from (_row(*one) for one in tree.rows(path.read_bytes(), layout.rows))
    elif layout.format == "jsonl":
        yield from _json_lines(path)
    else:
        if layout.format == "table" and not layout.encoding:
            name, problems = encoding(path)
            yield from problems
            layout = msgspec.structs.replace(layout, encoding=name)
        with closing(_lines(path, layout)) as lines:
            yield from _table(lines, layout)


def encoding(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """In which encoding a text file is: by its mark, else UTF-8 where all of it is, else Windows-1252, with a note."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        head = file.read(_CHUNK)
        for mark, name in _MARKS.items():
            if head.startswith(mark):
                return name, ()
        try:
            while head:
                decoder.decode(head)
                head = file.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            told = "it is not UTF-8; read as cp1252, the usual encoding of older tables. Look at names with accents"
            return "cp1252", (Problem("encoding", told),)
    return "utf-8", ()


Line = tuple[int, Sequence[Cell] | None]  # None for a line that cannot be parted into fields


def _lines(path: Path, layout: Layout) -> Generator[Line, None, None]:
    return _sheet(path, layout) if layout.format == "xlsx" else _parted(path, layout)


def _parted(path: Path, layout: Layout) -> Generator[Line, None, None]:
    with path.open(encoding=layout.encoding or encoding(path)[0], errors="replace", newline="") as file:
        yield from _fields(file, layout.delimiter)


def _fields(file: TextIO, delimiter: str) -> Iterator[Line]:
    reader = csv.reader(file, delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, None
            continue
        if fields:
            yield line, fields


def _sheet(path: Path, layout: Layout) -> Generator[Line, None, None]:
    import zlib
    from zipfile import BadZipFile

    import openpyxl

    try:
        # By a handle, for a path would be judged by its ending.
        with path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            sheet = book[layout.sheet] if layout.sheet else book.worksheets[0]
            sheet.reset_dimensions()
            for line, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                if any(cell is not None for cell in cells):
                    yield line, cells
    except (BadZipFile, KeyError, IndexError, EOFError, SyntaxError, zlib.error) as error:
        raise ValueError(f"it is no workbook with the sheet {layout.sheet or '1'}: {error}") from error


def _header(lines: Iterator[Line], layout: Layout) -> tuple[str, ...]:
    """The columns, and the lines up to them taken; a column without a name is "column 4", a second "a" is "a (2)"."""
    if not layout.header:
        return layout.names
    found = next((cells for line, cells in lines if line >= layout.header), None)
    if found is None:
        return ()
    names: list[str] = []
    for at, cell in enumerate(found, 1):
        name = str(cell if cell is not None else "").strip() or f"column {at}"
        names.append(name if name not in names else f"{name} ({names.count(name) + 1})")
    return tuple(names)


def _table(lines: Iterator[Line], layout: Layout) -> Iterator[Row | Problem]:
    names = _header(lines, layout)
    missing = [name for name in layout.head if name not in names]
    if missing or not names:
        raise ValueError(f"it has no column {', '.join(missing) or 'at all'}")
    for line, cells in lines:
        if cells is not None and not any(cell is not None and str(cell).strip() for cell in cells):
            continue
        if cells is None:
            yield _bad(line, "it cannot be parted into fields, as where a quotation mark is not closed")
            continue
        short = layout.format == "table" and len(cells) < len(names)
        if short or any(cell not in (None, "") for cell in cells[len(names) :]):
            yield _bad(line, f"it has {len(cells)} fields in place of {len(names)}")
            continue
        yield Row(line, dict(zip(names, (*cells, *[None] * (len(names) - len(cells))), strict=False)))


def _json_lines(path: Path) -> Iterator[Row | Problem]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _json_line(number, line)


def _json_line(number: int, line: bytes) -> Row | Problem:
    try:
        ((_, found),) = tree.rows(b"[" + line + b"]", "")
    except ValueError as error:
        return _bad(number, str(error))
    return _row(number, found)


def _row(number: int, found: dict[str, Any] | None) -> Row | Problem:
    return (
        _bad(number, "it is no object with named fields, or has no list where the mapping says")
        if found is None
        else Row(number, found)
    )


def _bad(line: int, what: str) -> Problem:
    return Problem("bad_row", f"line {line}: {what}; the row was left out. Look at the line in the file")
