"""Texts of articles made fit to stand in a file of another program: nothing in them that steers or hides."""

from __future__ import annotations

import re
from typing import Final

_BLANK: Final = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
    f"|[{''.join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))}]"
)
"""Control and format characters, those that turn the direction of writing, and what XML or UTF-8 cannot hold.

Joiners (U+200C, U+200D) are kept: some scripts cannot be written without them.
"""
_KEY: Final = re.compile(r"[^A-Za-z0-9.-]+")


def plain(text: str) -> str:
    """Text on one line, without characters that cannot be seen."""
    return " ".join(_UNSEEN.sub("", _BLANK.sub(" ", text)).split())


def key(text: str) -> str:
    """An id that may stand in any of the forms; those of a ledger come back as they are."""
    return _KEY.sub("-", text).strip("-.") or "0"


def address(url: str | None) -> str | None:
    """An address on the web, None for what is no such address."""
    return plain(url) if url and url.startswith(("https://", "http://")) else None
