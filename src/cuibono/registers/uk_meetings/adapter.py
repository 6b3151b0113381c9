"""From a department's quarterly CSV of ministers' meetings to records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers import delimited, several
from cuibono.registers.uk_meetings.periods import Named, Period, dated, named, whole_months, years
from cuibono.registers.uk_meetings.words import word_list, words

_FIRST_ROWS = 12  # a header stands within these; above it there may be a title


class _Row(msgspec.Struct):
    line: int
    minister: str
    date: str
    organisation: str
    purpose: str

    @property
    def adds(self) -> bool:
        """Whether it does no more than name another organisation of the meeting above it."""
        return bool(self.organisation) and not (self.date or self.purpose)

    @property
    def is_nil(self) -> bool:
        cells = (self.date, self.organisation, self.purpose)
        return any(delimited.plain(cell) in word_list("rows", "nil") for cell in cells)


class _File(msgspec.Struct):
    """What is known of a file once it was read through: its period and year, its ministers and their nil returns."""

    name: Named
    office: str
    stem: str
    year: int | None
    period: Period | None
    span: Period | None
    ministers: list[str]

    @property
    def scope(self) -> str:
        """The office and the months, or the file's name where these are not known."""
        when = _months(self.period) if self.period else self.stem
        return when if self.office == when else f"{self.office}, {when}"


def recognises(_name: str, head: bytes) -> bool:
    """Whether the first row heads the columns of ministers' meetings."""
    return set(_places(delimited.header(head))) == set(words()["columns"])


def records(path: Path) -> Iterator[Record | Cover | Problem]:
    """A record for each organisation of each meeting; a cover for the file and for each nil return."""
    about = _about(path)
    yield Cover(
        scope=about.scope, title=_title(about), whole=about.period is not None,
        start=about.period[0] if about.period else None, end=about.period[1] if about.period else None,
    )  # fmt: skip
    keys = delimited.Keys()
    for row, others in _meetings(_rows(path)):
        if row.is_nil:
            yield _nil(row, about)
        elif row.adds or not row.organisation:
            yield _no_meeting(row)
        else:
            yield from _records(row, others, about, keys)


def _about(path: Path) -> _File:
    """A first reading of the file, for what single rows do not say."""
    said: set[int] = set()
    ministers: dict[str, None] = {}
    periods: list[Period] = []
    for row in _rows(path):
        ministers.setdefault(row.minister)
        if found := dated(row.date, None):
            periods.append(found)
            said |= {years(row.date) or 0}
    name = named(path)
    year = _year(name.year, said)
    period = whole_months(name.months, year) if name.months and year else None
    span = (min(first for first, _ in periods), max(last for _, last in periods)) if periods else None
    office = words()["offices"].get(name.office, name.office or path.stem)
    return _File(name, office, path.stem, year, period, period or span, list(ministers))


def _year(in_name: int | None, in_rows: set[int]) -> int | None:
    """The year of rows that name none: that of the file's name, else the one that the other rows name."""
    if in_name is None:
        return next(iter(in_rows)) if len(in_rows) == 1 else None
    return in_name if not in_rows or in_name in in_rows else None


def _meetings(rows: Iterable[_Row]) -> Iterator[tuple[_Row, list[_Row]]]:
    """Each row with those below it that add to it."""
    held: _Row | None = None
    others: list[_Row] = []
    for row in rows:
        if held and row.adds and row.minister == held.minister and not held.is_nil:
            others.append(row)
            continue
        if held:
            yield held, others
        held, others = row, []
    if held:
        yield held, others


def _records(row: _Row, others: list[_Row], about: _File, keys: delimited.Keys) -> Iterator[Record | Problem]:
    period = dated(row.date, about.year)
    if period is None:
        yield _no_date(row, about)
        period = about.period
    cells = [one.organisation for one in (row, *others)]
    key = keys.of(row.minister, _when(period, row, about), row.organisation, row.purpose)
    parties = _parties(cells)
    whole_cell = {"Name of Organisation": "\n".join(cells)} if len(parties) > 1 or parties[0] != cells[0] else {}
    for part, party in enumerate(parties):
        yield Record(
            key=key, sort="meeting", part=part, actor=party, counterpart=row.minister, counterpart_kind="person",
            earliest=period[0] if period else None, latest=period[1] if period else None, text=row.purpose or None,
            scope=about.scope, line=row.line, own={"Date": row.date, **whole_cell} if row.date else whole_cell,
        )  # fmt: skip


def _parties(cells: list[str]) -> list[str]:
    """The parties of a meeting; a cell that only says what the rows below it are a list of is none."""
    parts = cells[1:] if len(cells) > 1 and cells[0].endswith(":") else cells
    found = dict.fromkeys(name for cell in parts for name in several.listed(cell, word_list("rows", "introducing")))
    return list(found) or [cells[0]]


def _when(period: Period | None, row: _Row, about: _File) -> str:
    """What tells a row of a key's words from the same words in another year."""
    return f"{period[0]}/{period[1]}" if period else f"{row.date} in {about.stem}"


def _rows(path: Path) -> Iterator[_Row]:
    """The rows below the header, the minister filled down; without empty ones and notes."""
    places: dict[str, int] = {}
    minister = ""
    for number, (line, cells) in enumerate(delimited.rows(path)):
        if not places:
            places = _header(cells, number)
            continue
        values = {key: _cell(cells, place) for key, place in places.items()}
        if not any(values.values()) or _is_note(values):
            continue
        minister = values["minister"] or minister
        yield _Row(line, minister, values["date"], values["organisation"], values["purpose"])
    if not places:
        raise ValueError("it has no row that heads minister, date, organisation and purpose")


def _header(cells: list[str], number: int) -> dict[str, int]:
    places = _places([delimited.plain(cell) for cell in cells])
    if set(places) == set(words()["columns"]):
        return places
    if number >= _FIRST_ROWS:
        raise ValueError(f"none of its first {_FIRST_ROWS} rows heads minister, date, organisation and purpose")
    return {}


def _places(header: list[str]) -> dict[str, int]:
    columns: dict[str, list[str]] = words()["columns"]
    return {key: place for place, cell in enumerate(header) for key, heads in columns.items() if cell in heads}


def _cell(cells: list[str], place: int) -> str:
    return " ".join(cells[place].split()) if place < len(cells) else ""


def _is_note(values: dict[str, str]) -> bool:
    if values["date"] or values["organisation"] or values["purpose"]:
        return False
    said = delimited.plain(values["minister"])
    notes = word_list("rows", "notes")
    return said in notes or any(said.removeprefix("note").lstrip(" :").startswith(note) for note in notes)


def _nil(row: _Row, about: _File) -> Cover:
    start, end = about.span or (None, None)
    when = _months(about.span) if about.span else about.stem
    return Cover(
        scope=f"{about.office}, {row.minister}, {when}", title=f"nil return of {row.minister}, {when}",
        start=start, end=end, whole=start is not None,
    )  # fmt: skip


def _no_meeting(row: _Row) -> Problem:
    if row.organisation:
        message = f"line {row.line}: it adds {row.organisation!r} to no meeting above it. Look at the file."
    else:
        message = (
            f"line {row.line}: it names {row.minister!r} and no organisation, so nothing was read. Look at the file."
        )
    return Problem("no_meeting", message, severity="skipped")


def _no_date(row: _Row, about: _File) -> Problem:
    said = f"line {row.line}: {row.date!r} is no date" if row.date else f"line {row.line}: it has no date"
    if about.period:
        return Problem("no_date", f"{said}; it was given the months of its file, {_months(about.period)}.")
    if not row.date:
        return Problem("no_date", f"{said}, and the file's name tells no months; keep it under its publisher's name.")
    message = f"{said} with a year, and neither the file's name nor its other rows tell the year. "
    return Problem("no_year", message + "It has no date; keep the file under a name with months and year.")


def _title(about: _File) -> str:
    return (
        f"meetings of ministers with outside organisations, {about.scope}: {'; '.join(filter(None, about.ministers))}"
    )


def _months(period: Period) -> str:
    return f"{period[0]:%Y-%m} to {period[1]:%Y-%m}"
