"""From lists of meetings of Members of the European Parliament to records."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers import delimited, several

_NEEDED = {"date", "mep", "mep_id", "lobbyists", "title"}
_DAY = re.compile(r"(?P<day>\d{2})-(?P<month>\d{2})-(?P<year>\d{4})|(?P<iso>\d{4}-\d{2}-\d{2})")
_NUMBER = re.compile(r"\d{6,12}-\d{2}(?!\d)")
_SCOPE = "meetings that MEPs published"
_OWN = ("mep_id", "role", "group", "country", "committees", "dossier")


def recognises(_name: str, head: bytes) -> bool:
    """Whether the first row heads the columns of either list."""
    return set(_places(delimited.header(head))) >= _NEEDED


def records(path: Path) -> Iterator[Record | Cover | Problem]:
    """A record for each lobbyist of each meeting, then a cover that spans their days."""
    rows = delimited.rows(path, ("utf-8-sig",))
    _, first = next(rows, (0, []))
    places = _places([delimited.plain(cell) for cell in first])
    if not set(places) >= _NEEDED:
        raise ValueError(f"its first row lacks {', '.join(sorted(_NEEDED - set(places)))}")
    keys = delimited.Keys()
    days: list[date] = []
    for line, cells in rows:
        values = {key: cells[place].strip() for key, place in places.items() if place < len(cells)}
        day = _day(values.get("date", ""))
        if day is None or not values.get("mep") or not _is_said(values.get("lobbyists", "")):
            yield _bad(line, values)
            continue
        days = [min([day, *days]), max([day, *days])]
        yield from _records(line, values, day, keys)
    span = (days[0], days[-1]) if days else (None, None)
    yield Cover(
        scope=_SCOPE, title="meetings that Members of the European Parliament published", start=span[0], end=span[1]
    )


def _records(line: int, values: dict[str, str], day: date, keys: delimited.Keys) -> Iterator[Record]:
    key = keys.of(*(values.get(name, "") for name in ("mep_id", "date", "lobbyists", "title", "role", "dossier")))
    own = {name: values[name] for name in _OWN if values.get(name) not in (None, "", "[]")}
    parties = _parties(values)
    if len(parties) > 1 or parties[0][0] != values["lobbyists"]:
        own["lobbyists"] = values["lobbyists"]
    for part, (name, number) in enumerate(parties):
        yield Record(
            key=key, sort="meeting", part=part, actor=name, counterpart=values["mep"], counterpart_kind="person",
            earliest=day, latest=day, text=_said(values), place=values.get("location") or None, scope=_SCOPE, line=line,
            own={**own, "transparency_register": number} if number else own,
        )  # fmt: skip


def _said(values: dict[str, str]) -> str | None:
    """The subject of a meeting, and the file that it was about where that says more."""
    said = dict.fromkeys(filter(None, (values.get("title"), values.get("dossier"))))
    return "; ".join(said) or None


def _parties(values: dict[str, str]) -> list[tuple[str, str]]:
    """Who was met, each with its number in the Transparency Register, "" where none stands there."""
    if "ids" in values:
        return _barred(values["lobbyists"], values["ids"])
    found: list[tuple[str, str]] = []
    for piece in several.names(values["lobbyists"]):
        name, number = _without_number(piece)
        if name or not found:
            found.append((name or piece, number))
        elif number:
            found[-1] = (found[-1][0], ", ".join(filter(None, (found[-1][1], number))))
    return found or [(values["lobbyists"], "")]


def _barred(attendees: str, numbers: str) -> list[tuple[str, str]]:
    """Of lists with bars: names with numbers where there are as many of one as of the other."""
    names = [name.strip() for name in attendees.split("|") if name.strip()]
    given = [number.strip() for number in numbers.split("|")]
    if len(given) == len(names):
        return list(zip(names, given, strict=True))
    return [(names[0], ", ".join(filter(None, given))), *((name, "") for name in names[1:])]


def _without_number(piece: str) -> tuple[str, str]:
    found = _NUMBER.findall(piece)
    if not found:
        return piece, ""
    left = re.sub(r"\s+", " ", _number_and_words().sub(" ", piece))
    left = re.sub(r"\(\s*\)", "", left).strip(" ,;:/|-–")
    if left.count("(") != left.count(")"):
        left = left.rstrip("( ")
    return left, ", ".join(dict.fromkeys(found))


@cache
def _number_and_words() -> re.Pattern[str]:
    before = "|".join(re.escape(word) for word in _table()["numbers"]["before"])
    return re.compile(rf"[(/]?\s*(?:(?:\b(?:{before})\b)[\s.:\-]*)*{_NUMBER.pattern}\s*\)?", re.IGNORECASE)


def _bad(line: int, values: dict[str, str]) -> Problem:
    for name in ("lobbyists", "mep"):
        if not _is_said(values.get(name, "")):
            return Problem(
                "no_party", f"line {line}: it names no one under {name}, so it was left out.", severity="skipped"
            )
    message = f"line {line}: {values.get('date', '')!r} is no day as DD-MM-YYYY or YYYY-MM-DD, so it was left out."
    return Problem("no_date", message, severity="skipped")


def _is_said(cell: str) -> bool:
    return any(char.isalnum() for char in cell)


def _day(cell: str) -> date | None:
    found = _DAY.fullmatch(cell)
    if not found:
        return None
    try:
        return date.fromisoformat(found["iso"] or f"{found['year']}-{found['month']}-{found['day']}")
    except ValueError:
        return None


def _places(header: list[str]) -> dict[str, int]:
    columns: dict[str, list[str]] = _table()["columns"]
    return {key: place for place, cell in enumerate(header) for key, heads in columns.items() if cell in heads}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "columns.toml").read_text(encoding="utf-8"))
