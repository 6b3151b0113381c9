"""From the rows of a mapped file to records.

Takes: a mapping, a path.
Gives: records, covers, a problem for each row that cannot be read; as the adapter of a register does.
Knows nothing of: how a file is laid out, how a cell is read.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import msgspec

from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers.mapping import values
from cuibono.registers.mapping.form import DAYS, TEXTS, Mapping, When, asked, columns, is_made
from cuibono.registers.mapping.private import holds_address
from cuibono.registers.mapping.table import Row, header, rows

_NAMES = ("actor", "counterpart")


class _BadRowError(Exception):
    """A row that cannot be read: the problem's code and what is wrong."""


class Mapped:
    """What reads the files of a mapped register."""

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self._like = [re.compile(rule.like, re.IGNORECASE) for rule in mapping.when]
        self._words = [_any_word(rule.words) for rule in mapping.when]
        self._hide = _any_word(mapping.hide)

    def recognises(self, name: str, head: bytes) -> bool:  # noqa: ARG002 - as every adapter
        """False: a file is told by its columns, which needs more than its first bytes."""
        return False

    def records(self, path: Path) -> Iterator[Record | Cover | Problem]:
        """The rows of a file in its order. Raises ValueError where it has not the columns that the mapping asks for."""
        layout = self._mapping.file
        if layout.format in ("json", "jsonl"):
            there = header(path, layout)
            missing = [one for one in asked(self._mapping) if one not in there]
            if missing:
                raise ValueError(f"its rows have no field {', '.join(missing)}")
        yield from self._mapping.covers
        keys: Counter[str] = Counter()
        hidden: list[int] = []
        for row in rows(path, layout):
            if isinstance(row, Problem):
                yield row
            elif self._is_wanted(row):
                yield from self._row(row, keys, hidden)
        if hidden:
            yield Problem("hidden", _hidden(hidden))

    def _is_wanted(self, row: Row) -> bool:
        return all(self._text(row, column) in taken for column, taken in self._mapping.only.items())

    def _row(self, row: Row, keys: Counter[str], hidden: list[int]) -> Iterable[Record | Problem]:
        try:
            fields = self._fields(row, hidden)
            fields["key"] = self._key(row, keys)
            parties = [self._parties(name, fields.get(name)) for name in _NAMES]
            return [
                msgspec.convert({**fields, "part": part, "actor": actor, "counterpart": other}, Record)
                for part, (actor, other) in enumerate(product(*parties))
            ]
        except _BadRowError as error:
            code, what = error.args
            return [Problem(code, f"line {row.line}: {what}; the row was left out. Look at the line in the file")]

    def _fields(self, row: Row, hidden: list[int]) -> dict[str, Any]:
        mapping = self._mapping
        found: dict[str, Any] = {"line": row.line, **{k: v for k, v in mapping.constants.items() if k != "day"}}
        if "day" in mapping.constants:
            found["earliest"] = found["latest"] = mapping.constants["day"]
        for name, spec in mapping.fields.items():
            if name in TEXTS and name != "key":
                found[name] = self._made(row, spec) or found.get(name)
        found.update(self._days(row))
        found["amount"] = self._amount(row, found.get("currency"))
        said, own = self._rules(row, found["amount"])
        if said.pop("sign", None) and found["amount"] is not None:
            found["amount"] = -abs(found["amount"])
        found.update(said)
        if found.get("sort") not in mapping.source.sorts:
            raise _BadRowError("unknown_sort", f"{found.get('sort')!r} is none of the sorts of the mapping")
        kept = {column: self._text(row, column) for column in dict.fromkeys((*mapping.own, *own))}
        found["own"] = {column: value for column, value in kept.items() if value and not self._is_private(value)}
        if found.get("text") and self._is_private(found["text"]):
            found["text"] = None
            hidden.append(row.line)
        elif any(value and column not in found["own"] for column, value in kept.items()):
            hidden.append(row.line)
        return {name: value for name, value in found.items() if value is not None}

    def _is_private(self, value: str) -> bool:
        return holds_address(value) or bool(self._hide and self._hide.search(value))

    def _days(self, row: Row) -> Iterator[tuple[str, date]]:
        for name in (name for name in DAYS if name in self._mapping.fields):
            spec = self._mapping.fields[name]
            forms = self._mapping.dates.get(spec, ())
            cell = row.cells.get(spec)
            try:
                days = values.days(
                    cell if isinstance(cell, date) else self._text(row, spec),
                    [forms] if isinstance(forms, str) else forms,
                )
            except ValueError as error:
                raise _BadRowError("bad_date", f"{spec}: {error}") from error
            if days:
                yield from _bounds(name, days)

    def _amount(self, row: Row, currency: str | None) -> Any:
        spec = self._mapping.fields.get("amount")
        if spec is None:
            return None
        cell = row.cells.get(spec)
        try:
            given = self._text(row, spec) if isinstance(cell, str) else cell
            if isinstance(given, date):
                raise ValueError(f"{given} is a date")
            return values.amount(given, self._mapping.decimal, currency)
        except ValueError as error:
            raise _BadRowError("bad_amount", f"{spec}: {error}") from error

    def _rules(self, row: Row, amount: Any) -> tuple[dict[str, Any], list[str]]:
        """What the rules that fire say, of two for one thing the first; and the columns that they keep."""
        said: dict[str, Any] = {}
        own: list[str] = []
        for at, rule in enumerate(self._mapping.when):
            if self._fires(at, rule, row, amount):
                for name in ("sort", "actor_kind", "counterpart_kind", "counts", "why", "sign"):
                    if getattr(rule, name) is not None:
                        said.setdefault(name, getattr(rule, name))
                own += rule.own
        if said.get("counts") is not False:
            said.pop("why", None)
        return said, own

    def _fires(self, at: int, rule: When, row: Row, amount: Any) -> bool:
        if rule.negative:
            return amount is not None and amount < 0
        value, found = self._text(row, rule.column), self._words[at]
        return bool(
            value in rule.values or (found and found.search(value)) or (rule.like and self._like[at].fullmatch(value))
        )

    def _key(self, row: Row, keys: Counter[str]) -> str:
        spec = self._mapping.fields["key"]
        if not is_made(spec):
            key = self._text(row, spec)
            if not key:
                raise _BadRowError("no_key", f"{spec} is empty, and a row without a key cannot be told from another")
            keys[key] += 1
            if keys[key] > 1:
                raise _BadRowError("same_key", f"{spec} is {key}, as in an earlier row")
            return key
        told = "\x1f".join(self._text(row, column) for column in columns(spec))
        if not told.strip("\x1f"):
            raise _BadRowError("no_key", f"{', '.join(columns(spec))} are all empty")
        key = base64.b32encode(hashlib.sha256(told.encode()).digest()).decode().lower()[:12]
        keys[key] += 1
        return key if keys[key] == 1 else f"{key}-{keys[key]}"

    def _parties(self, name: str, value: str | None) -> Sequence[str | None]:
        mark = self._mapping.split.get(name)  # type: ignore[call-overload]
        if not mark or not value:
            return (value,)
        return tuple(dict.fromkeys(one.strip() for one in value.split(mark) if one.strip())) or (None,)

    def _made(self, row: Row, spec: str) -> str:
        """A field's text: of one column, or of several as the mapping sets them together."""
        if not is_made(spec):
            return self._text(row, spec)
        made = re.sub(r"\{([^{}]+)\}", lambda found: self._text(row, found[1]), spec)
        return " ".join(made.split())

    def _text(self, row: Row, column: str) -> str:
        return values.text(row.cells.get(column), self._mapping.null)


def _bounds(name: str, days: tuple[date, date]) -> Iterator[tuple[str, date]]:
    if name == "day":
        yield from (("earliest", days[0]), ("latest", days[1]))
    else:
        # What is filed or known in a month is there at its end at the latest.
        yield name, days[0] if name == "earliest" else days[1]


def _any_word(found: Sequence[str]) -> re.Pattern[str] | None:
    """A pattern for any of these as whole words, capitals or not; None where there are none."""
    listed = "|".join(re.escape(one) for one in found)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE) if listed else None


def _hidden(lines: list[int]) -> str:
    some = ", ".join(str(line) for line in lines[:5]) + (", …" if len(lines) > 5 else "")
    count = f"{len(lines)} rows (lines" if len(lines) > 1 else "1 row (line"
    return f"{count} {some}): texts that name an address, or a word under hide, were not kept; the rows are there"
