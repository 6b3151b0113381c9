"""Questions to the rows that a case keeps.

Takes: a case folder, a register; names, scopes, days.
Gives: rows, the names that occur, what is covered.
Knows nothing of: why anyone asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from cuibono.errors import UsageError
from cuibono.model.records import Cover, Record, Stored
from cuibono.records import engine
from cuibono.records.columns import COLUMNS, comparable, comparable_sql
from cuibono.registers import shelf
from cuibono.registers.shelf import Kept
from cuibono.settings import CaseFolder

if TYPE_CHECKING:
    import duckdb

Side = Literal["actor", "counterpart"]
_FIELDS = ", ".join(f'rows."{name}"' for name in COLUMNS)


class Name(msgspec.Struct, frozen=True, order=True):
    """A name as a register writes it, on one side of its rows, with the number of rows."""

    name: str
    kind: str | None
    side: Side
    rows: int


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which rows are asked for; what is empty or None does not narrow.

    `actors` and `counterparts` are names as the register writes them. `since` and `until` are days that a row's period
    must touch; rows without a period are given too. `replaced` asks for rows as well that a later filing replaced.
    """

    actors: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    replaced: bool = False


class Search:
    """The rows of one register in a case, open for questions."""

    def __init__(self, folder: CaseFolder, register: str) -> None:
        self._register = register
        self._kept = shelf.current(folder, register)
        self._folders = [_folder(folder, register, kept) for kept in self._kept]
        self._at = {str(path): at for at, one in enumerate(self._folders) for path in _files(one)}
        self._paths = list(self._at)

    @property
    def is_empty(self) -> bool:
        """Whether the case keeps no row of the register."""
        return not self._paths

    def names(self, words: Iterable[str]) -> tuple[Name, ...]:
        """The names, on either side, in which one of these stands as whole words, in order."""
        asked = sorted({comparable(word) for word in words} - {""})
        if self.is_empty or not asked:
            return ()
        return tuple(sorted(name for side in _SIDES for name in self._names(side, asked)))

    def _names(self, side: Side, asked: list[str]) -> list[Name]:
        whole = "compared = ? OR starts_with(compared, ?) OR ends_with(compared, ?) OR contains(compared, ?)"
        one = f"(contains(compared, ?) AND ({whole}))"  # few names get as far as the second half
        sql = f"""
            SELECT name, min(kind), CAST(sum(rows) AS BIGINT) FROM read_parquet(?)
            WHERE side = ? AND ({" OR ".join([one] * len(asked))}) GROUP BY name
        """
        lists = [str(place / engine.NAMES) for place in self._folders]
        values = [form for word in asked for form in (word, word, f"{word} ", f" {word}", f" {word} ")]
        return [Name(name, kind, side, rows) for name, kind, rows in self._ask(sql, [lists, side, *values])]

    def rows(self, wanted: Wanted) -> tuple[Stored, ...]:
        """The rows that are wanted, in order of day and key.

        Of a row that came twice, the one with the greater version; of one version, the one that came last.
        """
        if self.is_empty:
            return ()
        conditions, values = _conditions(wanted)
        sql = f"""
            WITH versions AS (
                SELECT chain, max(version) AS last FROM {_SOURCE} WHERE chain IS NOT NULL GROUP BY chain
            )
            SELECT {_FIELDS}, rows.filename, coalesce(rows.version < versions.last, false) AS replaced
            FROM {_SOURCE} AS rows LEFT JOIN versions USING (chain)
            {"WHERE " + " AND ".join(conditions) if conditions else ""}
        """
        found = self._latest(self._ask(sql, [self._paths, self._paths, *values]))
        chosen = [one for one in found if wanted.replaced or not one.replaced]
        return tuple(sorted(chosen, key=_order))

    def stretch(self, words: str, most: int, after: tuple[str, int] | None = None) -> tuple[Stored, ...]:
        """Rows in the order of their keys after one of them; with words that stand in a name or in the row's text.

        Each row once, as `rows` chooses among versions; rows that a later filing replaced are given too.
        """
        if self.is_empty:
            return ()
        conditions, values = [], []
        if after:
            conditions.append('(rows."key", rows.part) > (?, ?)')
            values += list(after)
        for word in comparable(words).split():
            told = " || ' ' || ".join(f"coalesce(rows.{name}, '')" for name in ("actor", "counterpart", "text"))
            conditions.append(f"contains({comparable_sql(told)}, ?)")
            values.append(word)
        sql = f"""
            SELECT {_FIELDS}, rows.filename, false AS replaced FROM {_SOURCE} AS rows
            {"WHERE " + " AND ".join(conditions) if conditions else ""}
            ORDER BY rows."key", rows.part LIMIT ?
        """
        copies = len(self._kept)
        found = list(self._latest(self._ask(sql, [self._paths, *values, most * copies])))
        return tuple(sorted(found, key=lambda one: (one.record.key, one.record.part))[:most])

    def _latest(self, rows: Iterable[tuple[Any, ...]]) -> Iterable[Stored]:
        version = list(COLUMNS).index("version")
        found: dict[tuple[str, int], tuple[tuple[str, int], tuple[Any, ...]]] = {}
        for row in rows:
            key, rank = (row[0], row[1]), (row[version] or "", self._at[row[-2]])
            if key not in found or found[key][0] <= rank:
                found[key] = (rank, row)
        for (_, at), row in found.values():
            yield Stored(self._register, _record(row), bool(row[-1]), self._kept[at].sha256)

    @cached_property
    def _database(self) -> duckdb.DuckDBPyConnection:
        """One for all questions; it closes itself when nobody has the search any more."""
        return engine.opened()

    def _ask(self, sql: str, values: list[object]) -> list[tuple[Any, ...]]:
        return self._database.cursor().execute(sql, values).fetchall()


_SIDES: tuple[Side, Side] = ("actor", "counterpart")
_SOURCE = "read_parquet(?, union_by_name = true, filename = true)"


def covers(folder: CaseFolder, register: str) -> tuple[Cover, ...]:
    """How far each scope of a register goes, by the files whose rows count, in order of scope."""
    found: dict[str, Cover] = {}
    for kept in shelf.current(folder, register):
        for cover in kept.covers:
            found[cover.scope] = _wider(found.get(cover.scope), cover)
    return tuple(found[scope] for scope in sorted(found))


def _wider(before: Cover | None, cover: Cover) -> Cover:
    """Two covers of one scope as one; it is whole only where files with the whole of it, with no gap, were kept."""
    if before is None:
        return cover
    if before.whole and cover.whole and _joined(before, cover):
        return msgspec.structs.replace(_united(before, cover), whole=True)
    if cover.whole:
        return cover
    if before.whole:
        return before
    return _united(before, cover)


def _united(before: Cover, cover: Cover) -> Cover:
    days = [day for day in (before.start, cover.start, before.end, cover.end) if day]
    bounds = (min(days), max(days)) if days else (None, None)
    return msgspec.structs.replace(cover, start=bounds[0], end=bounds[1], rows=before.rows + cover.rows)


def _joined(before: Cover, cover: Cover) -> bool:
    """Whether the two leave no day out between them: a report begins on the day after the one before it ends."""
    if not (before.start and before.end and cover.start and cover.end):
        return False
    return max(before.start, cover.start) <= min(before.end, cover.end) + timedelta(days=1)


def _conditions(wanted: Wanted) -> tuple[list[str], list[object]]:
    conditions: list[str] = []
    values: list[object] = []
    for column, chosen in (
        ("actor", wanted.actors), ("counterpart", wanted.counterparts), ("key", wanted.keys),
        ("sort", wanted.sorts), ("scope", wanted.scopes),
    ):  # fmt: skip
        if chosen:
            # Values one by one, so that DuckDB leaves out the parts of a file in which none of them can be.
            conditions.append(f'rows."{column}" IN ({", ".join("?" * len(chosen))})')
            values.extend(chosen)
    if wanted.since:
        conditions.append("coalesce(rows.latest >= ?, true)")
        values.append(wanted.since)
    if wanted.until:
        conditions.append("coalesce(rows.earliest <= ?, true)")
        values.append(wanted.until)
    return conditions, values


def _record(row: Sequence[Any]) -> Record:
    given = zip(COLUMNS, row[: len(COLUMNS)], strict=True)
    fields = {name: value for name, value in given if value is not None}
    fields["own"] = {name: value for name, value in fields.get("own", {}).items() if value}
    return Record(**fields)


def _order(stored: Stored) -> tuple[date, str, int]:
    record = stored.record
    return (record.earliest or record.latest or date.max, record.key, record.part)


def parquet(folder: CaseFolder, register: str) -> tuple[Path, ...]:
    """The Parquet files whose rows count, for whoever reads them by other means."""
    return tuple(path for kept in shelf.current(folder, register) for path in _files(_folder(folder, register, kept)))


def _folder(folder: CaseFolder, register: str, kept: Kept) -> Path:
    place = shelf.rows_path(folder, register, kept)
    if not (place / engine.NAMES).exists():
        raise UsageError(f"{place}: the rows of {kept.file} are not there. Restore them, or keep the file anew.")
    return place


def _files(place: Path) -> list[Path]:
    return sorted(place.glob("rows-*.parquet"))
