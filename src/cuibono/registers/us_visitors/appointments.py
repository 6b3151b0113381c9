"""Access records of the White House: appointments, with an arrival where one was recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers import delimited
from cuibono.registers.us_visitors.days import day, table

_NEEDED = {"last", "first", "start", "visitee_last", "cancelled"}
_NOT_KEY = {"released"}  # a row that was released a second time is the same row
_OWN = {
    "middle": "NAMEMID", "uin": "UIN", "access": "ACCESS_TYPE", "toa": "TOA", "tod": "TOD", "total": "TOTAL_PEOPLE",
    "made": "APPT_MADE_DATE", "end": "APPT_END_DATE", "cancelled": "APPT_CANCEL_DATE", "room": "MEETING_ROOM",
    "caller_last": "CALLER_NAME_LAST", "caller_first": "CALLER_NAME_FIRST",
}  # fmt: skip


def heads(header: list[str]) -> bool:
    """Whether a first row names the columns of access records."""
    return set(_places(header)) >= _NEEDED


def records(path: Path) -> Iterator[Record | Cover | Problem]:
    """A record for each row below the header, then a cover for each month, none of them whole."""
    rows = delimited.rows(path)
    _, header = next(rows)
    places = _places([delimited.plain(cell) for cell in header])
    months: dict[str, tuple[date, date]] = {}
    for line, cells in rows:
        values = {key: cells[place].strip() for key, place in places.items() if place < len(cells)}
        if not any(cells):
            continue
        if any(cell.strip() for cell in cells[len(header) :]):
            yield _shifted(line, len(cells), len(header))
            continue
        made = _record(line, values)
        if isinstance(made, Record) and made.scope and made.earliest:
            first, last = months.get(made.scope, (made.earliest, made.earliest))
            months[made.scope] = (min(first, made.earliest), max(last, made.earliest))
        yield made
    for month, (first, last) in sorted(months.items()):
        title = f"access records of the White House of {month[-7:]}, without those that were held back"
        yield Cover(scope=month, title=title, start=first, end=last)


def _record(line: int, values: dict[str, str]) -> Record | Problem:
    when, visitor = day(values.get("start", "")), _full(values, "first", "last")
    if when is None or not visitor:
        missing = f"APPT_START_DATE {values.get('start', '')!r} is no day" if when is None else "it names no visitor"
        code = "no_date" if when is None else "no_party"
        return Problem(code, f"line {line}: {missing}, so it was left out.", severity="skipped")
    sort, why = _sort(values)
    host = _full(values, "visitee_first", "visitee_last")
    return Record(
        key=delimited.content_key(*(values[name] for name in sorted(values) if name not in _NOT_KEY)),
        sort=sort, actor=visitor, actor_kind="person", counterpart=host or None,
        counterpart_kind="person" if host else None, earliest=when, latest=when, known=day(values.get("released", "")),
        counts=sort != "cancelled", why=why, text=values.get("description") or None,
        place=values.get("location") or None, scope=f"access records {when:%Y-%m}", line=line,
        own={name: values[key] for key, name in _OWN.items() if values.get(key)},
    )  # fmt: skip


def _sort(values: dict[str, str]) -> tuple[str, str | None]:
    """The sort of a row, and why it does not count where it does not."""
    if values.get("cancelled"):
        return "cancelled", f"the appointment was cancelled ({values['cancelled']})"
    if _people(values) >= table()["appointments"]["many"] or _for_tours(values):
        return "event", None
    return "visit" if values.get("toa") else "appointment", None


def _people(values: dict[str, str]) -> int:
    found = re.match(r"\d+", values.get("total", ""))
    return int(found[0]) if found else 0


def _for_tours(values: dict[str, str]) -> bool:
    return _full(values, "visitee_first", "visitee_last").casefold() in table()["appointments"]["tours"]


def _full(values: dict[str, str], first: str, last: str) -> str:
    return " ".join(f"{values.get(first, '')} {values.get(last, '')}".split())


def _places(header: list[str]) -> dict[str, int]:
    columns: dict[str, list[str]] = table()["columns"]
    names = [re.sub(r"[^a-z]", "", cell.casefold()) for cell in header]
    return {key: place for place, name in enumerate(names) for key, heads in columns.items() if name and name in heads}


def _shifted(line: int, found: int, wanted: int) -> Problem:
    message = f"line {line}: it has {found} cells and the header {wanted}, so no cell is sure and it was left out."
    return Problem("shifted", message, severity="skipped")
