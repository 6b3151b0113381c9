"""Bytes to text, saying so wherever a byte could not be taken at its word."""

from __future__ import annotations

import codecs
import re

from cuibono import signs
from cuibono.model import Problem

_MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_FORMATS = [
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "a SQLite database"),
    (b"{\\rtf", "an RTF document"),
]
# What Python calls encodings too: of bytes that are no page's, or of which a page could make anything.
_NOT_FOR_PAGES = ("utf-", "unicode_escape", "raw_unicode_escape", "punycode", "idna", "undefined", "mbcs", "oem")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


def decode(data: bytes, file: str, charset: str = "") -> tuple[str | None, tuple[Problem, ...]]:
    """The text with line ends as LF and no byte-order mark, or None where there is none; and what was wrong.

    `charset` is the encoding that what the bytes came in declares for them, "" for none.
    """
    refusal = _refusal(data, file)
    if refusal:
        return None, (refusal,)
    encoding, problems = _encoded(data, file, charset)
    whole = not any(problem.code == "truncated" for problem in problems)
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(data[_mark(data) :], final=whole)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return None, (_empty(file),)
    if len(_CONTROLS.findall(text)) > len(text) // 50:
        return None, (_binary(file, "not a text"),)
    return signs.whole(text).replace("\x00", "\ufffd"), problems


def offsets(data: bytes, charset: str = "") -> list[int]:
    """For each character of the text that `decode` gives, the byte at which it begins; then where the last ends."""
    encoding, problems = _encoded(data, "", charset)
    whole = not any(problem.code == "truncated" for problem in problems)
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    starts: list[int] = []
    begun, after_return = _mark(data), False
    for at in range(begun, len(data) + 1):
        found = decoder.decode(data[at : at + 1], final=whole and at == len(data))
        for character in found:
            skipped = (character == "\n" and after_return) or (character == "\ufeff" and not starts)
            if not skipped:
                starts.append(begun)
            after_return = character == "\r"
        if found:
            begun = min(at + 1, len(data))
    return [*starts, begun]


def _mark(data: bytes) -> int:
    """The length of the byte-order mark."""
    return next((len(mark) for mark, _ in _MARKS if data.startswith(mark)), 0)


def _encoded(data: bytes, file: str, charset: str) -> tuple[str, tuple[Problem, ...]]:
    """The encoding to decode by, and what is wrong with that."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return encoding, (_damaged(file, text, encoding) if "\ufffd" in text else ())
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return "utf-8", (_truncated(file, len(data) - error.start),)
        return _not_utf8(data, file, charset)
    stateful = _known(charset)
    return (stateful if stateful and stateful.startswith(("iso2022", "hz")) else "utf-8"), ()


def _refusal(data: bytes, file: str) -> Problem | None:
    if not data.strip():
        return _empty(file)
    for start, name in _FORMATS:
        if data.startswith(start):
            return _binary(file, name)
    marked = any(data.startswith(mark) for mark, _ in _MARKS)
    if not marked and b"\x00" in data[:65536]:
        return _binary(file, "not a text")
    return None


def _not_utf8(data: bytes, file: str, charset: str) -> tuple[str, tuple[Problem, ...]]:
    """As declared, by what it came in or in a web page's head, else UTF-8 with a few bad bytes, else Windows-1252."""
    declared = _known(charset) or _declared(data)
    if declared:
        return declared, (_encoding(file, declared, "as is declared with it" if charset else "as the page declares"),)
    repaired = data.decode("utf-8", errors="replace")
    bad, good = repaired.count("\ufffd"), sum(1 for c in repaired if ord(c) > 127 and c != "\ufffd")
    if good > bad:
        return "utf-8", _damaged(file, repaired, "utf-8")
    return "cp1252", (_encoding(file, "cp1252", "the usual encoding of older Western texts"),)


def _declared(data: bytes) -> str | None:
    """The encoding named in the first kilobyte of a web page, where Python knows it and it is not UTF-8."""
    found = _DECLARED.search(data[:1024]) if b"<" in data[:1024] else None
    return _known(found[1].decode("ascii", errors="replace")) if found else None


def _known(charset: str) -> str | None:
    """The encoding of this name, where Python knows it, it gives text, and it is not UTF-8."""
    try:
        name = codecs.lookup(charset).name
        b"".decode(name)
    except (LookupError, ValueError):
        return None
    return None if name.startswith(_NOT_FOR_PAGES) else name


def _empty(file: str) -> Problem:
    return Problem("empty", "there is no text in it; nothing to read", file=file, severity="skipped")


def _binary(file: str, what: str) -> Problem:
    message = f"it is {what}, which cannot be read; save its text as .txt, .md or .html and read that"
    return Problem("binary", message, file=file, severity="skipped")


def _truncated(file: str, count: int) -> Problem:
    message = f"it breaks off inside a character; the last {count} byte(s) were left out, the rest is read"
    return Problem("truncated", message, file=file)


def _encoding(file: str, encoding: str, why: str) -> Problem:
    return Problem("encoding", f"it is not UTF-8; read as {encoding}, {why}", file=file)


def _damaged(file: str, text: str, encoding: str) -> tuple[Problem, ...]:
    count = text.count("\ufffd")
    message = f"{count} place(s) are no valid {encoding}; each is shown as \ufffd, the rest is read"
    return (Problem("damaged", message, file=file),)
