"""Rules: tables/balance.toml as it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

import msgspec

from cuibono.model import Kind
from cuibono.tables import table

Does = Literal["gave", "asked", "promised", "changed", "acted", "against", "met", "supported", "criticised"]
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a dealing of a kind is for the side that acts.

    `alone`: also where it names no other party. `money`: its amount passes or is promised. `words`: what is done is
    told by its words. `opinion`: a view of somebody counts.
    """

    does: Does
    alone: bool = False
    money: bool = False
    words: bool = False
    opinion: bool = False


@cache
def rule(kind: Kind) -> Rule:
    """The rule for a kind."""
    return msgspec.convert(table("balance")["kind"][kind], Rule)


def limit(name: str) -> float:
    """A number of the table."""
    return float(table("balance")[name])


def is_broad(matter: str) -> bool:
    """Whether a matter alone says little."""
    return matter in table("balance")["words"]["broad"]


def disclaimer() -> str:
    """The sentence that stands once beside every account."""
    return str(table("balance")["says"])


def apart(reason: str) -> str | None:
    """Why a dealing of this stance or grade is told apart; None where it counts."""
    found: str | None = table("balance")["apart"].get(reason)
    return found


def kinds(rule_of: str, kind: Kind) -> tuple[Kind, ...]:
    """The kinds that a table of pairs names for one: `answers`, `shows`, `closes`, `read_from`."""
    return tuple(table("balance")[rule_of].get(kind, ()))


def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, in order."""
    return tuple(found.casefold() for found in _WORD.findall(text))


def has_word(text: str, name: str) -> bool:
    """Whether a text has a word of a list."""
    return not set(words(text)).isdisjoint(table("balance")["words"][name])


def tells_end(texts: Sequence[str]) -> bool:
    """Whether half of the texts or more tell that a suit ended, in words that leave no other reading."""
    ended = [has_word(t, "ends") and not has_word(t, "goes_on") and "n't" not in t and "n’t" not in t for t in texts]
    return any(ended) and sum(ended) * 2 >= len(ended)


def mostly(texts: Sequence[str], name: str) -> bool:
    """Whether in half of the texts or more a word begins as an entry of a list does."""
    entries = table("balance")["words"][name]
    whole, begins = set(entries), tuple(entry for entry in entries if len(entry) >= limit("least_letters"))
    having = sum(any(word in whole or word.startswith(begins) for word in words(text)) for text in texts)
    return having > 0 and having * 2 >= len(texts)


@cache
def _matters() -> dict[str, str]:
    return {word: matter for matter, listed in table("balance")["matter"].items() for word in listed}


@cache
def _empty() -> frozenset[str]:
    return frozenset(table("balance")["words"]["empty"])


def matter_words(texts: Iterable[str], names: frozenset[str]) -> dict[str, str]:
    """What texts are about: for each word or matter the word as it stands, names and empty words left out."""
    found: dict[str, str] = {}
    for word in (word for text in texts for word in words(text.replace("’s", "").replace("'s", ""))):
        matter = _matters().get(word)
        if word not in names and (matter or (word not in _empty() and len(word) >= limit("least_letters"))):
            found.setdefault(matter or _stem(word), word)
    return found


def _stem(word: str) -> str:
    """A word without the s of its plural."""
    return word.removesuffix("s") if not word.endswith("ss") else word
