"""What a line of a docket says: its sort, who filed it, whom it is against, what names a caption holds."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_SIDES = re.compile(r" vs?\.? ", re.IGNORECASE)
_REST = re.compile(r",? et al\.?$", re.IGNORECASE)
_FILED_BY = re.compile(r"\bfiled by (?P<names>.+?)(?:\.\s|\.\.|\s\(|\sre\s|\.?$)")
# Who an entry is by where it does not say "filed by": trusted only for parties that the docket lists.
_FOR = re.compile(r"\bon behalf of (?P<names>.+?)(?:\.\s|\.\.|\s\(|\sre\s|\.?$)", re.IGNORECASE)
_BY = re.compile(r"\bby (?P<names>.+?)(?:\.\s|\.\.|\s\(|\sre\s|\.?$)")
_ALL = re.compile(r"\b(?:by|on behalf of) all (?P<side>plaintiffs|defendants)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\bagainst (?P<names>.+?)(?:\sfiled by|\s-\s|\.\s|\s\(|\.?$)")
_ENTERED = re.compile(r" ?\(Entered: [\d/]+\)$")


def sort_of(description: str) -> str:
    """ "complaint", "order" or "filing", by what an entry begins with."""
    said = _begins(description)
    fits = [(len(word), sort) for sort, words in table()["entries"].items() for word in words if _starts(said, word)]
    return max(fits, default=(0, "filing"))[1]


def is_withdrawn(description: str) -> bool:
    """Whether the clerk marked an entry as one that should not be there."""
    said = " ".join(description.split()).casefold()
    return said.startswith(tuple(table()["error"]["marks"]))


def sides(caption: str) -> tuple[str | None, str | None]:
    """Who stands before and behind the "v." of a case's name, without "et al"; (None, None) where there is none."""
    found = _SIDES.split(" ".join(caption.split()))
    if len(found) != 2:
        return None, None
    return _REST.sub("", found[0]), _REST.sub("", found[1])


def filers(description: str, parties: list[str]) -> list[str]:
    """Who filed an entry, as it says; of the parties where they are known."""
    found = _named(_FILED_BY, description, parties)
    if found or not parties:
        return found
    return _named(_FOR, description, parties) or _named(_BY, description, parties)


def all_of(description: str) -> str:
    """ "asks" or "answers" where an entry is by all plaintiffs or all defendants, else ""."""
    found = _ALL.search(description)
    return "" if not found else "asks" if found["side"].casefold() == "plaintiffs" else "answers"


def targets(description: str, parties: list[str]) -> list[str]:
    """Whom an entry is against, as it says; of the parties where they are known."""
    return _named(_AGAINST, description, parties)


def plain_text(description: str) -> str:
    """An entry without the note on when it was entered."""
    return _ENTERED.sub("", " ".join(description.split()))


def side_of(role: str) -> str:
    """ "asks", "answers" or "" by a party's role."""
    said = role.casefold().strip()
    return next((side for side, roles in table()["roles"].items() if said in roles), "")


def _named(pattern: re.Pattern[str], description: str, parties: list[str]) -> list[str]:
    found = pattern.search(" ".join(description.split()) + " ")
    if not found:
        return []
    said = found["names"].strip(" .,")
    known = [party for party in parties if _stands(party, said)]
    # A name that is part of a longer one that is there too is not named itself.
    known = [one for one in known if not any(one != other and _stands(one, other) for other in known)]
    return known or ([said] if said and not parties else [])


def _stands(name: str, text: str) -> bool:
    """Whether a name stands in a text as whole words, in whatever case; its last full stop may be missing."""
    words = re.escape(" ".join(name.split()).rstrip("."))
    return bool(re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE))


def _begins(description: str) -> str:
    return re.sub(r"^[\s*\[(]*(?:sealed )?", "", " ".join(description.split()).casefold())


def _starts(said: str, word: str) -> bool:
    return said.startswith(word) and not said[len(word) : len(word) + 1].isalnum()


@cache
def table() -> dict[str, Any]:
    """What words.toml says."""
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))
