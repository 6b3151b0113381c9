"""What a document of the Federal Register is, who signed it, which other acts it names."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

OFFICE = "President of the United States"
_NUMBER = re.compile(r"\d{5}")
_NEW_NUMBER = re.compile(r"20(?:1[6-9]|[2-9]\d)-\d+")


def sort_of(kind: str | None, subtype: str | None) -> str:
    """The sort of a document by its subtype, else its type; "other" where neither is known."""
    known: dict[str, str] = table()["sorts"]
    said = ((subtype or "").casefold(), (kind or "").casefold())
    return next((known[one] for one in said if one in known), "other")


def is_presidential(sort: str) -> bool:
    """Whether a president signs documents of a sort."""
    return sort in table()["presidential"]["sorts"]


def signer(number: int | None, signed: date | None) -> tuple[str, str]:
    """The president by the number of an executive order, else by the day; the second word says by which.

    The office, and "", where neither tells: the day is one on which one president follows another, or is not known.
    """
    presidents = table()["presidents"]
    if number is not None and number >= presidents[0]["first"]:
        return [one["name"] for one in presidents if one["first"] <= number][-1], "executive_order_number"
    if signed is None or signed < presidents[0]["start"] or any(one["start"] == signed for one in presidents):
        return OFFICE, ""
    return [one["name"] for one in presidents if one["start"] < signed][-1], "signing_date"


def order_number(value: str | int | None) -> int | None:
    """The number of an executive order, which comes as a number or as text; None for none."""
    found = _NUMBER.fullmatch(str(value or "").strip())
    return int(found[0]) if found else None


def other_acts(notes: str | None) -> dict[str, str]:
    """What disposition notes say, verb by verb: {"Revokes": "EO 13495, January 30, 2009"}."""
    said = " ".join((notes or "").split())
    verbs = list(_verb().finditer(said))
    ends = [*(one.start() for one in verbs), len(said)][1:]
    found: dict[str, str] = {}
    for verb, end in zip(verbs, ends, strict=True):
        name, acts = verb["verb"].capitalize(), said[verb.end() : end].strip(" ;")
        found[name] = f"{found[name]}; {acts}" if name in found else acts
    return {name: acts for name, acts in found.items() if acts}


@cache
def _verb() -> re.Pattern[str]:
    verbs = "|".join(sorted(table()["notes"]["verbs"], key=len, reverse=True))
    return re.compile(rf"(?<![a-z])(?P<verb>{verbs})\s?(?:\s?in part)?\s?:", re.IGNORECASE)


def key(document_number: str, published: date | None) -> str:
    """The document number; with the day of publication for those before 2016, which were given out more than once."""
    if _NEW_NUMBER.fullmatch(document_number) or published is None:
        return document_number
    return f"{document_number} of {published}"


@cache
def table() -> dict[str, Any]:
    """What kinds.toml says."""
    return tomllib.loads((files(__package__) / "kinds.toml").read_text(encoding="utf-8"))
