"""Names in public records: whether a row names a party of the ledger.

Takes: the names of a party, a name as a register writes it.
Gives: how the two go together, and the reason; words to look for in a register.
Knows nothing of: registers, rows, what follows from a match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

import msgspec

from cuibono.model import PartyKind
from cuibono.resolve import bodies, people
from cuibono.resolve.bodies import body
from cuibono.resolve.people import person
from cuibono.resolve.spelling import listed, words
from cuibono.resolve.weighing import threshold, weight
from cuibono.tables import table

How = Literal["same", "namesake"]
_NAME_WORD = re.compile(r"[^\s,;/]+")


class Match(msgspec.Struct, frozen=True):
    """How a row's name goes with a party: "same", or "namesake" where a person has the same name and no more is known.

    `reason` is a clause that says by what.
    """

    how: How
    reason: str


class Holder(msgspec.Struct, frozen=True):
    """A person who is said to hold a post in a party: names, and the post."""

    names: tuple[str, ...]
    title: str


def sought(names: Iterable[str], kind: PartyKind) -> tuple[str, ...]:
    """The words to look for in a register for a party of these names, in order: family names, names without forms."""
    found = {form for name in names for form in _sought(name, kind)}
    return tuple(sorted(form for form in found if len(form) > 1))


def _sought(name: str, kind: PartyKind) -> Iterable[str]:
    if kind == "person":
        family = person(name).family
        return (family,) if family else ()
    main = _unformed(name)
    files_as = [_unformed(entry["files_as"]) for entry in _trade_names() if _equal(entry["known"], name)]
    return (main, *files_as)


def recorded(names: Iterable[str], kind: PartyKind, row: str, row_kind: PartyKind | None) -> Match | None:
    """How a name in a register goes with a party of these names; None where it is somebody else's.

    A person is never matched with an organisation.
    """
    if (kind == "person") != (row_kind == "person"):
        return None
    if kind == "person":
        return next((found for name in names if (found := _person(name, row))), None)
    return next((found for name in names if (found := _body(name, row))), None)


def tied(holders: Iterable[Holder], row: str, row_kind: PartyKind | None) -> str | None:
    """Why a person's row is tied to an organisation without being its own: the post that the person holds there."""
    if row_kind != "person":
        return None
    for holder in holders:
        if any(_person(name, row) for name in holder.names if person(name).given):
            return f"{row} is the name of {holder.names[0]}, {holder.title} of it: a person, not the organisation"
    return None


def longer(names: Iterable[str], row: str, row_kind: PartyKind | None) -> str | None:
    """Why an organisation's row is shown beside another of these names: its name begins the same and goes on."""
    if row_kind == "person":
        return None
    for name in sorted(names, key=len):
        if _begins(body(row).words, body(name).words):
            told = f"{row} begins with the name {_unformed(name)}"
            return f"{told}; whether it is a company of its group is not known here"
    return None


def _begins(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    return len(short) < len(long) and long[: len(short)] == short


def _person(name: str, row: str) -> Match | None:
    for form in _person_forms(row):
        found = people.features(person(name), person(form))
        if found and "family_only" not in found and sum(map(weight, found)) >= threshold():
            return Match("namesake", f"{row} is a form of the name {name}")
    return None


@lru_cache(maxsize=100_000)
def _person_forms(row: str) -> tuple[str, ...]:
    """A person's name as a row writes it, and without office and honours: "Prime Minister, The Rt Hon Jane Doe MP"."""
    honours = "|".join(rf"\b{re.escape(word)}\b" for word in table("resolve_people")["honours"])
    pieces = (re.sub(honours, " ", piece, flags=re.IGNORECASE).strip() for piece in row.split(","))
    return tuple(dict.fromkeys((row, *(piece for piece in pieces if " " in piece))))


@lru_cache(maxsize=100_000)
def _body(name: str, row: str) -> Match | None:
    for form in forms(row):
        if _equal(name, form) or _is_same(name, form):
            told = "the same name" if form == row else f"the same as {form} in it"
            return Match("same", f"{row}: {told}, legal forms aside")
    for entry in _trade_names():
        if _equal(entry["known"], name) and any(_equal(entry["files_as"], form) for form in forms(row)):
            return Match("same", f"{row} is the name under which {entry['known']} files ({entry['source']})")
    return None


def _equal(name: str, form: str) -> bool:
    return body(name).words == body(form).words


def _is_same(name: str, form: str) -> bool:
    spellings = [(name, form)] + ([(name.title(), form.title())] if form.isupper() else [])
    # A register in capitals does not tell an acronym from a name: "META" is both until a longer name decides.
    features = (bodies.features(body(one), body(other)) for one, other in spellings)
    return any(found and "spelling" not in found and sum(map(weight, found)) >= threshold() for found in features)


@lru_cache(maxsize=100_000)
def forms(row: str) -> tuple[str, ...]:
    """The names that one name in a register holds: what it files as, what it trades as, what it was, an acronym."""
    text, inside = _without_brackets(row)
    pieces = re.split(_joints(), text, flags=re.IGNORECASE)
    cut = [re.split(_endings(), piece, maxsplit=1, flags=re.IGNORECASE)[0].strip(" ,;&-") for piece in pieces]
    found = dict.fromkeys(piece for piece in (*cut, *inside) if piece)
    return tuple(found) or (row,)


def _without_brackets(row: str) -> tuple[str, list[str]]:
    inside = [found.strip() for found in re.findall(r"\(([^()]*)\)", row)]
    told = [re.sub(_joints(), "", f" {one}", flags=re.IGNORECASE).strip() for one in inside]
    return re.sub(r"\([^()]*\)?", " ", row), [one for one in told if one]


@cache
def _joints() -> str:
    """Words between two names of one filer."""
    return "|".join(rf"(?:^|[\s,]){re.escape(joint)}(?=[\s:])" for joint in table("orgforms")["joints"])


@cache
def _endings() -> str:
    """Words from which a name goes on to what the filer owns."""
    return "|".join(rf"[\s,]+{re.escape(ending)}\b" for ending in table("orgforms")["endings"])


@cache
def _trade_names() -> tuple[dict[str, str], ...]:
    return tuple(table("trade_names")["name"])


def _unformed(name: str) -> str:
    """A name as it is written, without the legal forms at its end."""
    found = _NAME_WORD.findall(name.replace("’s", "").replace("'s", ""))
    while len(found) > 1 and "".join(words(found[-1])) in listed("orgforms", "legal"):
        found = found[:-1]
    if len(found) > 1 and found[0].casefold() == "the":
        found = found[1:]
    return " ".join(found)


def owner(name: str) -> str:
    """A key for an organisation in which people hold posts: equal for names that are the same, legal forms aside."""
    return body(name).comparable
