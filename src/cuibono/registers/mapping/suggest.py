"""A draft of a mapping for a file that nobody has mapped: what its headers and values speak for.

Takes: a path.
Gives: the layout of the file, what each column may be and why, a draft as TOML in which the open questions are empty.
Knows nothing of: cases, what is kept.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

import msgspec

from cuibono.errors import UsageError
from cuibono.model import PartyKind, Problem
from cuibono.registers.mapping import table, tree, values
from cuibono.registers.mapping.form import DAYS, Format, Layout
from cuibono.registers.mapping.private import holds_address, is_home, is_private, plain, stands_in, words
from cuibono.registers.mapping.table import Cell, Row

_ROWS = 5000  # rows that are looked at
_MOST = 0.95  # the share of a column's values that must be of a sort
_FEW = 20  # a column that says what the actor is has at most so many different values
_VALUE = re.compile(r"[-+(]?[$€£]?\d[\d.,/:-]*\)?")  # what stands in no header: a number, an amount, a date
_ENDINGS: dict[str, Format] = {".xlsx": "xlsx", ".xlsm": "xlsx", ".json": "json", ".jsonl": "jsonl", ".ijson": "jsonl"}


class Choice(msgspec.Struct, frozen=True):
    """The form of a column's dates: the one that is suggested, "" where nothing decides, and what speaks for each."""

    form: str
    why: str


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column: its header, up to three different values, and whether it is never kept, or of organisations alone."""

    name: str
    samples: tuple[str, ...] = ()
    private: bool = False
    home: bool = False


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """What a file speaks for.

    `null` are words in it that mean nothing is there, `currency` is what the header of the amounts names, "" for none.
    `fields` gives for a field of Record a column, `dates` the form for each column with dates. `kinds` gives for the
    column `kind` what each of its values is. `decimal` is "" where nothing decides. `shows` is the kind of dealing that
    the headers speak of, "" for none.
    """

    layout: Layout
    columns: tuple[Column, ...]
    fields: dict[str, str]
    dates: dict[str, Choice]
    kind: str = ""
    kinds: dict[str, PartyKind] = {}
    decimal: str = "."
    shows: str = ""
    currency: str = ""
    null: tuple[str, ...] = ()


def suggestion(path: Path) -> Suggestion:
    """What a file speaks for. Raises UsageError where no rows are found in it."""
    try:
        layout = layout_of(path)
        columns = table.header(path, layout)
        found = list(islice(table.rows(path, layout), _ROWS))
    except (ValueError, OSError) as error:
        raise UsageError(f"{path}: no table can be found in it: {error}. Give a CSV, XLSX or JSON file.") from error
    rows = [row.cells for row in found if isinstance(row, Row)]
    if not rows:
        told = next((f" that can be read: {one.message}" for one in found if isinstance(one, Problem)), "")
        raise UsageError(f"{path}: it has no row under its header{told}. Give a file with rows.")
    if layout.header:
        layout = msgspec.structs.replace(layout, head=columns)
    listed = {name: [row.get(name) for row in rows] for name in columns}
    return _suggested(layout, listed)


def layout_of(path: Path) -> Layout:
    """How a file is laid out, by its ending and its first lines. Raises ValueError where it is no table."""
    ending = _ENDINGS.get(path.suffix.lower())
    if ending == "json":
        places = tree.lists(path.read_bytes())
        if not places:
            raise ValueError("there is no list of objects in it")
        rows = max(places, key=lambda place: (places[place], -len(place)))
        return Layout(format="json", rows="" if rows == "[]" else rows)
    if ending:
        return Layout(format=ending)
    with path.open(encoding=table.encoding(path)[0], errors="replace", newline="") as file:
        head = file.read(65536)
    mark = _delimiter(head)
    first = next((fields for fields in csv.reader(head.splitlines(), delimiter=mark) if any(fields)), [])
    if any(_VALUE.fullmatch(field.strip()) for field in first):
        return Layout(delimiter=mark, header=0, names=tuple(f"column {at}" for at in range(1, len(first) + 1)))
    return Layout(delimiter=mark)


def _delimiter(head: str) -> str:
    """The mark that parts the first lines into the most fields, the same number in each."""
    best, most = ",", 1
    for mark in ",\t;|":
        counts = [len(fields) for fields in islice(csv.reader(head.splitlines()[:-1] or [head], delimiter=mark), 50)]
        usual = max(set(counts), key=counts.count, default=1)
        if usual > most and counts.count(usual) >= len(counts) * 0.8:
            best, most = mark, usual
    return best


def _suggested(layout: Layout, listed: dict[str, list[Cell]]) -> Suggestion:
    nothing = words()["nothing"]["words"]
    null = tuple(word for word in nothing if any(word in cells for cells in listed.values()))
    listed = {name: [None if cell in null else cell for cell in cells] for name, cells in listed.items()}
    told = {name: [text for text in map(values.text, cells) if text] for name, cells in listed.items()}
    columns = tuple(_column(name, told[name]) for name in listed)
    free = {one.name: listed[one.name] for one in columns if not one.private and not one.home and told[one.name]}
    fields = _fields(free, told)
    dates = {fields[name]: dates_of(free[fields[name]]) for name in DAYS if name in fields}
    kind, kinds = _kind([name for name in free if name not in fields.values()], told)
    headers = " ".join(map(plain, listed))
    showing = {what: stands_in(headers, entries) for what, entries in words()["shows"].items()}
    shows = max(showing, key=lambda what: showing[what])
    return Suggestion(
        layout=layout, columns=columns, fields=fields, dates=dates, kind=kind, kinds=kinds,
        decimal=_decimal(told[fields["amount"]]) if "amount" in fields else ".",
        shows=shows if showing[shows] else "", currency=_currency(fields.get("amount", "")), null=null,
    )  # fmt: skip


def _currency(header: str) -> str:
    """The currency that a header names: "DonationEUR", "amount_usd"."""
    named = {code for code in words()["currency"]["codes"] if stands_in(header, (code.casefold(),))}
    return named.pop() if len(named) == 1 else ""


def _column(name: str, told: Sequence[str]) -> Column:
    private = is_private(name) or sum(map(holds_address, told)) > len(told) / 4
    shown = (one for one in dict.fromkeys(told) if not holds_address(one))
    samples = () if private or is_home(name) else tuple(islice(shown, 3))
    return Column(name=name, samples=samples, private=private, home=is_home(name))


def _fields(free: dict[str, list[Cell]], told: dict[str, list[str]]) -> dict[str, str]:
    """A column for each field that a header names and whose values are of its sort."""
    found: dict[str, str] = {}
    for field, entries in words()["field"].items():
        scores = {name: stands_in(name, entries) for name in free if name not in found.values()}
        fitting = [name for name, score in scores.items() if score and _fits(field, free[name], told[name])]
        if fitting:
            found[field] = max(fitting, key=lambda name: (scores[name] == len(plain(name)), scores[name]))
    return found


def _fits(field: str, cells: Sequence[Cell], told: Sequence[str]) -> bool:
    if field == "key":
        return len(set(told)) == len(told) == len(cells)
    if field in DAYS:
        return bool(dates_of(cells).why)
    if field == "amount":
        return max(_share(told, mark) for mark in ".,") >= _MOST
    if field in ("actor", "counterpart"):
        return sum(any(char.isalpha() for char in one) for one in told) >= len(told) * _MOST
    return True


def dates_of(cells: Sequence[Cell]) -> Choice:
    """The form of a column's dates. Where day and month may change places and no value decides, no form is chosen."""
    told = [values.text(cell) for cell in cells if not isinstance(cell, date) and values.text(cell)]
    if not told:
        return (
            Choice("%Y-%m-%d", "cells with dates") if any(isinstance(cell, date) for cell in cells) else Choice("", "")
        )
    fit = {form: sum(values.parsed(one, form) is not None for one in told) for form in words()["date"]["forms"]}
    most = max(fit.values())
    if most < len(told) * _MOST:
        return Choice("", _mixed(fit, len(told)))
    best = next(form for form, count in fit.items() if count == most)
    other = re.sub("%[dm]", lambda one: "%m" if one[0] == "%d" else "%d", best)
    against = _against(told, best, other) if other in fit and other != best and not best.startswith("%Y") else []
    said = f"{best} fits {fit[best]} of {len(told)} values"
    if other not in fit or other == best or best.startswith("%Y"):
        return Choice(best, said)
    said += f", {other} {fit[other]}"
    if fit[other] == most or against:
        return Choice("", f"{said}: the file does not decide which of the two is meant")
    return Choice(best, said)


def _against(told: Iterable[str], best: str, other: str) -> list[str]:
    """Values that can be read in the other form alone."""
    return [one for one in told if not values.parsed(one, best) and values.parsed(one, other)]


def _mixed(fit: dict[str, int], count: int) -> str:
    """What speaks for a column of dates in several forms; "" for a column that holds none."""
    some = sorted((form for form in fit if fit[form]), key=lambda form: -fit[form])[:4]
    if not some or sum(fit[form] for form in some) < count * _MOST:
        return ""
    return "; ".join(f"{form} fits {fit[form]} of {count} values" for form in some)


def _share(told: Sequence[str], mark: str) -> float:
    return sum(_is_amount(one, mark) for one in told) / max(len(told), 1)


def _is_amount(value: str, mark: str) -> bool:
    try:
        values.amount(value, mark, _named(value))
    except ValueError:
        return False
    return True


def _named(value: str) -> str | None:
    """The currency that an amount names itself."""
    code = re.search(r"[A-Z]{3}", value)
    return code[0] if code else next((code for sign, code in words()["sign"].items() if sign in value and code), None)


def _decimal(told: Sequence[str]) -> str:
    """The decimal mark of a column's amounts, "" where both would do and mean different things."""
    marked = [one for one in told if re.search(r"[.,]", one)]
    dot, comma = (sum(_is_amount(one, mark) for one in marked) for mark in ".,")
    if marked and dot == comma:
        return ""
    return "." if dot >= comma else ","


def _kind(free: Iterable[str], told: dict[str, list[str]]) -> tuple[str, dict[str, PartyKind]]:
    """The column that says what the actor is, and what each of its values means; "" and {} where there is none."""
    lists = words()["kind"]
    for name in free:
        different = dict.fromkeys(told[name])
        known = {one: _meant(one, lists["values"]) for one in different}
        if len(different) <= _FEW and sum(bool(known[one]) for one in told[name]) >= len(told[name]) / 2:
            return name, {one: kind for one, kind in known.items() if kind}
    return "", {}


def _meant(value: str, lists: dict[PartyKind, list[str]]) -> PartyKind | None:
    return next((kind for kind, entries in lists.items() if plain(value) in entries), None)
