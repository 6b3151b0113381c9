"""From YAML to namings, one person at a time."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from cuibono.model import Naming, Tenure, naming_id

_PERSON = re.compile(rb"^- ", re.MULTILINE)
_TITLES = {"sen": "senator", "rep": "representative", "prez": "president", "viceprez": "vice president"}
_NEXT = timedelta(days=31)  # between the end of a term and the beginning of the next of the same office


class _Name(msgspec.Struct):
    first: str
    last: str
    middle: str = ""
    suffix: str = ""
    nickname: str = ""
    official_full: str = ""


class _Id(msgspec.Struct):
    bioguide: str = ""
    govtrack: int = 0


class _Term(msgspec.Struct):
    type: Literal["sen", "rep", "prez", "viceprez"]
    start: date
    end: date
    state: str = ""


class _Person(msgspec.Struct):
    id: _Id
    name: _Name
    terms: list[_Term]


# What is nested too deeply ends the program inside libyaml, so it is not let through: an entry of the list is never
# indented this far, has no list directly in a list, and hardly any brackets.
_FLOWS = 50
_DEEP = re.compile(rb"^(?: {40}|\s*[-?]\s+(?:[!&]\S*\s+)*[-?](?:\s|$))", re.MULTILINE)


def namings(data: bytes) -> Iterator[Naming]:
    """One naming for each person of the file, in its order; ValueError where it is no such file."""
    starts = [found.start() for found in _PERSON.finditer(data)]
    if not starts:
        raise ValueError("it is no list of people in YAML")
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        yield _naming(_person(data[start:end]))


def _person(text: bytes) -> _Person:
    import yaml

    if text.count(b"[") + text.count(b"{") > _FLOWS or _DEEP.search(text):
        raise ValueError(f"an entry is nested deeper than any of this list: {text[:60]!r}")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        found: Any = yaml.load(text, Loader=loader)
        return msgspec.convert(found[0], _Person, strict=False)
    except (yaml.YAMLError, msgspec.ValidationError, IndexError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"{' '.join(str(error).split())} in the entry that begins {text[:60]!r}") from error


def _naming(person: _Person) -> Naming:
    document = f"us-legislators:{person.id.bioguide or person.id.govtrack}"
    name = person.name
    last = f"{name.last} {name.suffix}".strip()
    full = " ".join(part for part in (name.first, name.middle, last) if part)
    usual = name.official_full or full
    forms = dict.fromkeys(
        (usual, full, f"{name.first} {last}", *([f"{name.nickname} {last}"] if name.nickname else []))
    )
    aliases = tuple(form for form in forms if form != usual)
    tenures = tuple(_tenures(person.terms, document))
    return Naming(naming_id(document, usual, "person"), document, usual, "person", tenures=tenures, aliases=aliases)


def _tenures(terms: list[_Term], source: str) -> Iterator[Tenure]:
    """Terms of one office that follow on each other are one tenure."""
    held: Tenure | None = None
    for term in terms:
        of = _states().get(term.state, term.state) if term.type in ("sen", "rep") else "United States"
        new = Tenure(_TITLES[term.type], of, term.start, term.end, source)
        if held and (held.title, held.of) == (new.title, new.of) and term.start - (held.end or term.start) <= _NEXT:
            held = msgspec.structs.replace(held, end=term.end)
            continue
        if held:
            yield held
        held = new
    if held:
        yield held


@cache
def _states() -> dict[str, str]:
    return tomllib.loads((files(__package__) / "states.toml").read_text(encoding="utf-8"))
