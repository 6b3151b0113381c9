"""Texts of articles made fit to stand in a file of another program: nothing in them that steers or hides."""

from __future__ import annotations

import re
from typing import Final

from cuibono import signs

_KEY: Final = re.compile(r"[^A-Za-z0-9.-]+")


def plain(text: str) -> str:
    """Text on one line, without characters that cannot be seen."""
    return signs.one_line(text)


def key(text: str) -> str:
    """An id that may stand in any of the forms; those of a ledger come back as they are."""
    return _KEY.sub("-", text).strip("-.") or "0"


def address(url: str | None) -> str | None:
    """An address on the web, None for what is no such address."""
    return plain(url) if url and url.startswith(("https://", "http://")) else None
