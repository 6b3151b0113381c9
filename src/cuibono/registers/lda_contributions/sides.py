"""To whom a contribution went: the payee, or who was honoured where the payee only stands between.

Takes: names as filers write them. Gives: the names of the other side, the first of which stands for the row.
Knows nothing of: files, reports.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What words.toml holds."""

    own: frozenset[str]
    nobody: frozenset[str]
    inaugural: tuple[str, ...]
    legal_forms: frozenset[str]
    titles: tuple[str, ...]
    types: dict[str, str]


@cache
def words() -> Words:
    """The words that filers use."""
    text = (files(__package__) / "words.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Words)


def plain(name: str) -> str:
    """A name in small letters with single spaces and nothing around them."""
    return " ".join(name.casefold().split())


def others(giver: str, payee: str, honouree: str) -> tuple[str, ...]:
    """The other side: the payee, then each party in whose honour it was and who is not the payee.

    The payee is left out where he only stands between: a supplier of an inaugural committee that is named as the one
    honoured, or the giver himself.
    """
    named = tuple(_apart(honouree))
    if named and not _is_inaugural(payee) and (_is_inaugural(honouree) or _stem(payee) == _stem(giver)):
        return named
    if _is_inaugural(payee) and _is_inaugural(honouree):
        return (payee.strip(),)  # one committee in two spellings
    further = (name for name in named if _bare(name) != _bare(payee))
    return tuple(name for name in (payee.strip(), *further) if plain(name) not in words().nobody)


def is_titled(name: str) -> bool:
    """Whether a name begins with the title of a person, and names nobody besides."""
    return bool(_title().match(name)) and " and " not in name


def _apart(honouree: str) -> Iterator[str]:
    """The parties named in one field. It is cut before a title alone: a comma may belong to a name."""
    for name in re.split(rf"\s*(?:[,;&]|\band\b)\s+(?={_title().pattern})", honouree.strip()):
        if plain(name) not in words().nobody:
            yield name.strip(" ,;")


def _is_inaugural(name: str) -> bool:
    return any(word in plain(name) for word in words().inaugural)


def _bare(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def _stem(name: str) -> str:
    """A company's name without its legal form."""
    found = re.findall(r"\w+", name.casefold())
    while len(found) > 1 and found[-1] in words().legal_forms:
        found.pop()
    return " ".join(found)


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, words().titles))})\b\.?\s")
