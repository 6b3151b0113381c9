"""What is never kept: addresses and other private matter, told by a column's header or by the text itself.

Takes: a header, a text. Gives: whether it is private.
Knows nothing of: files, mappings.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SHORT = 3  # no address has so few letters, and most cells have no more
_APART = re.compile(r"[^\w]+|_+")


@cache
def words() -> dict[str, Any]:
    """The word lists of words.toml."""
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))


def plain(header: str) -> str:
    """A header in small letters, with a blank between words: "DonorName", "donor_name" are "donor name"."""
    return _APART.sub(" ", _CAMEL.sub(" ", header)).strip().casefold()


def stands_in(header: str, entries: Iterable[str]) -> int:
    """The length of the longest entry that stands in a header as whole words; 0 where none does."""
    whole = f" {plain(header)} "
    return max((len(entry) for entry in entries if f" {entry} " in whole), default=0)


def is_private(header: str) -> bool:
    """Whether a column is of those that are never kept."""
    lists = words()["private"]
    return bool(stands_in(header, lists["never"])) and not stands_in(header, lists["besides"])


def is_home(header: str) -> bool:
    """Whether a column says where a party is at home, which is kept of organisations alone."""
    return bool(stands_in(header, words()["private"]["home"]))


def holds_address(text: str) -> bool:
    """Whether a text names a street with a number, or says where somebody lives, as far as words.toml knows."""
    return len(text) > _SHORT and bool(_address().search(text))


@cache
def _address() -> re.Pattern[str]:
    lists = words()["private"]
    streets = "|".join(re.escape(one) for one in lists["street"])
    endings = "|".join(re.escape(one) for one in lists["street_ending"])
    phrases = "|".join(re.escape(one) for one in lists["phrases"])
    before = rf"\b\d{{1,6}}\w{{0,2}},?\s+(?:[\w.'’-]+\s+){{0,4}}(?:{streets})\b"
    after = rf"\b\w*(?:{endings})\s+\d{{1,5}}\b"
    return re.compile(rf"{before}|{after}|(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE)
