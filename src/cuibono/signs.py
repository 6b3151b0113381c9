"""Signs of Unicode that cannot be seen or that steer what shows them, and cells that a spreadsheet would run.

Takes: text from anywhere.
Gives: the same text fit to be shown, printed, compared or put into a cell.
Knows nothing of: documents, forms, terminals.
"""

from __future__ import annotations

import re
from typing import Final

# Written as escapes, so that this file has none of them.
# C0, DEL and C1 without tab and line feed; line and paragraph separators; marks, embeddings, overrides and isolates
# of UAX 9; surrogates, noncharacters and annotations, which UTF-8, XML or both cannot hold.
_STEERS: Final = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
)
# Default_Ignorable_Code_Point of Unicode 15.1 without what is above and without joiners and variation selectors.
_HIDES: Final = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_JOINS: Final = "\u200c\u200d"
_JOINED: Final = "\u0600-\u10ff\u1700-\u1cff\ua840-\uabff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
"""Scripts that cannot be written without joiners (Arabic to Georgian, Khmer to Vedic), and pictographs."""

STEERING: Final = re.compile(f"[{_STEERS}]")
HIDDEN: Final = re.compile(f"[{_HIDES}]|(?<![{_JOINED}])[{_JOINS}]")
_IGNORED: Final = re.compile(f"[{_STEERS}{_HIDES}{_JOINS}\ufe00-\ufe0f]")
_EITHER: Final = re.compile(f"[{_STEERS}{_HIDES}]")
_BREAKS: Final = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_RUN: Final = re.compile("['=+@\t\r\n＝＋－＠-]")  # what OWASP lists for CSV injection, and the sign that guards
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_LONGEST: Final = 500


def visible(text: str) -> str:
    """The text without signs that hide or steer; a break of whatever sort is a line feed or a tab, or else a blank."""
    if text.isascii() and text.isprintable():
        return text
    return HIDDEN.sub("", STEERING.sub("", _BREAKS.sub(_break, text)))


def one_line(text: str) -> str:
    """As `visible`, on one line."""
    return " ".join(visible(text).split())


def label(text: str | None) -> str | None:
    """A name, title or publisher on one line of at most 500 characters and […]; None where nothing is to be seen."""
    line = one_line(text or "")
    return (line if len(line) <= _LONGEST else f"{line[:_LONGEST]} […]") or None


def compared(text: str) -> str:
    """The text without any sign that is not seen, joiners and variation selectors among them, for comparing names."""
    return text if text.isascii() and text.isprintable() else _IGNORED.sub("", _BREAKS.sub(" ", text))


def whole(text: str) -> str:
    """The text of the same length with U+FFFD for each lone surrogate, which no file can hold."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def written_out(text: str) -> str:
    r"""The text with signs that hide or steer as \u202e: what JSON reads back as it was, and a terminal only shows."""
    return text if text.isascii() and text.isprintable() else _EITHER.sub(_escape, text)


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: ' before =, +, -, @, tab, line end, their wide forms, and '."""
    return f"'{text}" if _RUN.match(text) else text


def unguarded(text: str) -> str:
    """What was given to `guarded`."""
    return text[1:] if text.startswith("'") and _RUN.match(text[1:]) else text


def _break(found: re.Match[str]) -> str:
    return "\n" if "\n" in found[0] else "\t" if found[0] == "\t" else " "


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
