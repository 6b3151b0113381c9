"""The lines of one filing: what its head says, and its rows as columns by their names.

Takes: a stream of bytes. Gives: a Head, then rows.
Knows nothing of: what rows show.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

import msgspec

_HEADER_LINES = 100  # of the form with "/* Header" at most
_FIRST_YEAR = 1975  # in which the Commission began
_DAY = re.compile(
    r"(?P<year1>[0-9]{4})(?P<month1>[0-9]{2})(?P<day1>[0-9]{2})|(?P<month2>[0-9]{1,2})/(?P<day2>[0-9]{1,2})/(?P<year2>[0-9]{4})"
)
_NUMBER = re.compile(r"(?:FEC-)?(\d+)", re.IGNORECASE)
_NAMED = (re.compile(r"(?:FEC-)?(?<!\d)(\d+)\.fec", re.IGNORECASE), re.compile(r"(\d{5,7})\D.*\.fec", re.IGNORECASE))


class Head(msgspec.Struct, frozen=True):
    """The head of a filing: version, form and its columns; of an amendment the number of the first filing.

    `number` is the filing's own, "" where the name of the file does not say it; `amends` is that of the filing which
    it replaces, "" for none; `order` counts amendments; `bad` is a reference that is no number.
    """

    version: str
    form: str
    columns: dict[str, str]
    number: str
    amends: str
    order: int
    bad: str
    received: date | None


class Row(msgspec.Struct, frozen=True):
    """One row: its line from 1, its type in capitals, its columns; how many filled fields it has beyond those."""

    line: int
    type: str
    columns: dict[str, str]
    beyond: int = 0


class Unknown(msgspec.Struct, frozen=True):
    """A row of a type that the version of the filing does not have."""

    line: int
    type: str


class Filing:
    """A filing that is being read. Raises ValueError where the bytes are none."""

    def __init__(self, lines: Iterable[bytes], name: str) -> None:
        self._lines = enumerate(map(_text, lines), 1)
        header = self._header()
        self.head = self._head(header, name)

    def rows(self) -> Iterator[Row | Unknown]:
        """The rows after the first, without free text between [BEGINTEXT] and [ENDTEXT]."""
        is_text = False
        for number, line in self._lines:
            mark = line.strip().upper().replace(" ", "")
            if mark in ("[BEGINTEXT]", "[ENDTEXT]"):
                is_text = mark == "[BEGINTEXT]"
            elif mark and not is_text:
                yield self._row(number, line)

    def _row(self, number: int, line: str) -> Row | Unknown:
        from fecfile.cache import FecParserMissingMappingError, getMapping
        from fecfile.fecparser import COLUMN_SEPARATOR, fields_from_line, mappings

        is_plain = self._is_separated and '"' not in line  # fecfile looks at each field twice for quotes
        try:
            fields = (
                line.split(COLUMN_SEPARATOR) if is_plain else fields_from_line(line, use_ascii_28=self._is_separated)
            )
        except csv.Error:  # a carriage return within a field that is not quoted
            return Unknown(number, line[:8].strip())
        kind = fields[0].strip().strip('"').upper()
        try:
            names = getMapping(mappings, kind.replace("/", ""), self._version)
        except FecParserMissingMappingError:
            return Unknown(number, kind)
        columns = {name: value.strip() for name, value in zip(names, fields, strict=False) if name and value}
        return Row(number, kind.replace("/", ""), columns, sum(bool(field.strip()) for field in fields[len(names) :]))

    def _header(self) -> dict[str, str]:
        from fecfile.cache import FecParserMissingMappingError
        from fecfile.fecparser import parse_header

        lines: list[str] = []
        for _, line in self._lines:
            lines.append(line.removeprefix("\ufeff"))
            try:
                header, version, _ = parse_header(lines)
            except (FecParserMissingMappingError, IndexError, ValueError, TypeError, csv.Error) as error:
                raise ValueError(f"its first line is no header of an FEC filing ({lines[0][:40]!r})") from error
            if header is not None:
                self._version = version.strip().upper()
                self._is_separated = not self._version.startswith(("1", "2", "3", "5"))
                return {key: str(value).strip() for key, value in header.items()}
            if not lines[0].startswith("/*"):
                raise ValueError(f"its first line is no header of an FEC filing ({lines[0][:40]!r})")
            if len(lines) > _HEADER_LINES:
                break
        raise ValueError("it has no header, or one that does not end")

    def _head(self, header: dict[str, str], name: str) -> Head:
        first = next((one for one in self.rows()), None)
        if not isinstance(first, Row):
            raise ValueError(f"after the header comes no form of version {self._version}")
        reference = header.get("report_id", "")
        found = _NUMBER.fullmatch(reference)
        order = header.get("report_number", "")
        return Head(
            version=self._version,
            form=first.type,
            columns=first.columns,
            number=next((match[1] for shape in _NAMED if (match := shape.fullmatch(name))), ""),
            amends=found[1] if found else "",
            order=int(order) if order.isdigit() else 0,
            bad="" if found else reference,
            received=day(header.get("received_date", "")),
        )


@lru_cache(maxsize=4096)
def day(text: str) -> date | None:
    """A day as filings write it, YYYYMMDD or M/D/YYYY; None where it is none. Years before 1975 are none."""
    found = _DAY.fullmatch(text)
    if not found:
        return None
    year, month, of_month = (int(found[f"{name}1"] or found[f"{name}2"]) for name in ("year", "month", "day"))
    try:
        return date(year, month, of_month) if year >= _FIRST_YEAR else None
    except ValueError:
        return None


def _text(line: bytes) -> str:
    """A line as text: UTF-8, or ISO 8859-1 where it is not that."""
    try:
        return line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        return line.decode("iso-8859-1").rstrip("\r\n")
