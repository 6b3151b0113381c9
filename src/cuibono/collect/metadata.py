"""The table that says of each file when, by whom and where it was published."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import msgspec

from cuibono import signs
from cuibono.collect.decode import decode
from cuibono.errors import UsageError
from cuibono.model import Problem


class Given(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a table says of one file, as it stands there; None where the cell is empty."""

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None


def load(path: Path) -> tuple[dict[str, Given], tuple[Problem, ...]]:
    """What a CSV table says of each file it names (columns file, published, publisher, title, url; others ignored).

    Raises UsageError where the table cannot be read or has no column `file`.
    """
    rows = _rows(path)
    found: dict[str, Given] = {}
    problems = []
    for number, row in enumerate(rows, start=2):
        file = signs.one_line(signs.unguarded(row.get("file") or ""))
        if not file:
            message = f"row {number} of {path.name} names no file; fill its column `file`"
            problems.append(Problem("metadata_row", message, file=path.name, severity="skipped"))
            continue
        if file in found:
            message = f"row {number} of {path.name} is a second row for this file; the later row is used"
            problems.append(Problem("metadata_row", message, file=file))
        found[file] = Given(**{name: _cell(row.get(name)) for name in Given.__struct_fields__})
    return found, tuple(problems)


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        text, _ = decode(path.read_bytes(), path.name)
    except OSError as error:
        raise UsageError(f"{path}: the metadata table cannot be read ({error.strerror}). Check the path.") from error
    lines = (text or "").splitlines(keepends=True)
    header = lines[0] if lines else ""
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO("".join(lines)), delimiter=delimiter, restkey="_rest")
    if "file" not in {(name or "").strip().lower() for name in reader.fieldnames or ()}:
        raise UsageError(f"{path}: the metadata table has no column `file`. Its first line must name the columns.")
    try:
        return [{str(k).strip().lower(): v for k, v in row.items() if isinstance(v, str)} for row in reader]
    except csv.Error as error:
        raise UsageError(f"{path}: line {reader.line_num} of the metadata table cannot be read: {error}.") from error


def _cell(value: str | None) -> str | None:
    return " ".join(signs.unguarded(value).split()) or None if value else None
