"""Offices: namings that give a title and no name.

Takes: a name as written, titles of roles. Gives: the title in one form and whose office it is.
Knows nothing of: who held it when.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from cuibono.model import PartyKind
from cuibono.resolve.spelling import listed, words
from cuibono.tables import table

_PARTS = re.compile(r"[^\W_]+(?:[.'’&-]+[^\W_]+)*\.?")


class Office(msgspec.Struct, frozen=True):
    """A title in one form, and of whom. `single`: one person holds it at a time and may be looked for."""

    title: str
    of: str = ""
    single: bool = False
    speaks: bool = False
    detail: int = 0

    @property
    def comparable(self) -> str:
        """One string; equal for the same office."""
        return f"{self.title} of {self.of}"


def office(name: str, kind: PartyKind) -> Office | None:
    """The office that a naming without a name gives ("Commerce Secretary", "Norland leader"), or None."""
    if kind in ("group", "place"):
        return None
    written = [part for part in _PARTS.findall(name) if part.lower() not in ("the", "a", "an")]
    plain = [_plain(part) for part in written]
    turned = _turned(written, plain)
    if turned:
        written, plain = turned
    at = _title_from(plain)
    if at is None or (kind != "person" and plain[-1] not in listed("resolve_titles", "sure")):
        return None
    owner, words_of_title = written[:at], plain[at:]
    while owner and owner[-1].islower():
        words_of_title.insert(0, _plain(owner.pop()))
    title = titled(" ".join(words_of_title))
    return Office(title, " ".join(owner), _is_single(title, bool(owner)), _speaks(plain[-1]))


def _plain(word: str) -> str:
    return " ".join(words(word)) or word.lower()


def _turned(written: list[str], plain: list[str]) -> tuple[list[str], list[str]] | None:
    """ "Secretary of Commerce" as "Commerce Secretary", "President of Norland" as "Norland President"."""
    if "of" not in plain[1:-1]:
        return None
    at = plain.index("of")
    if _title_from(plain[:at]) != 0:
        return None
    return written[at + 1 :] + written[:at], plain[at + 1 :] + plain[:at]


def _title_from(plain: list[str]) -> int | None:
    """Where the title at the end begins; None where there is none."""
    heads = listed("resolve_titles", "single") | listed("resolve_titles", "plural")
    if not plain or (plain[-1] not in heads and " ".join(plain[-2:]) not in ("vice president", "prime minister")):
        return None
    at = len(plain) - 1
    while at > 0 and plain[at - 1] in _before():
        at -= 1
    return at


@cache
def _before() -> frozenset[str]:
    names = ("parts", "lapsed", "single", "plural")
    return frozenset().union(*(listed("resolve_titles", name) for name in names))


def titled(title: str) -> str:
    """A title in one form: "CEO" and "chief executive officer" give "chief executive"."""
    plain = " ".join(words(title))
    plain = _rotated(plain)
    return str(table("resolve_titles")["same"].get(plain, plain))


def _rotated(title: str) -> str:
    head, of, field = title.partition(" of ")
    return f"{field} {head}" if of and head in listed("resolve_titles", "fields") else title


def _is_single(title: str, owned: bool) -> bool:
    parts = title.split()
    if set(parts) & listed("resolve_titles", "lapsed") or parts[-1] not in listed("resolve_titles", "single"):
        return False
    if title in listed("resolve_titles", "bare"):
        return True
    return owned or (len(parts) > 1 and parts[-1] in listed("resolve_titles", "fields"))


def _speaks(head: str) -> bool:
    return head in listed("resolve_titles", "speaks")


def lapsed(title: str, status: str | None) -> bool:
    """Whether a role says that its holder does not hold the office now: "former", "president-elect"."""
    parts = {*title.replace("-", " ").split(), *(status or "").split()}
    return bool(parts & listed("resolve_titles", "lapsed"))


def covers(title: str) -> tuple[str, ...]:
    """The titles that a title may stand for: "leader" for "president" and others; itself first."""
    return (title, *table("resolve_titles")["stands_for"].get(title, ()))
