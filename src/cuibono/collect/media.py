"""What sort of file some bytes are: by the first ones where these tell, else by what is said of them, else by name."""

from __future__ import annotations

import re
from typing import Any

from cuibono.collect.enclosed import ALONE, Enclosed
from cuibono.tables import table

PDF, HTML, MAIL, JSON, LINES = "application/pdf", "text/html", "message/rfc822", "application/json", "application/jsonl"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP, WARC, TEXT = "application/zip", "application/warc", "text/plain"
CONTAINERS = frozenset({ZIP, WARC, LINES})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_SAID = {"application/xhtml+xml": HTML, "application/x-ndjson": LINES, "application/x-pdf": PDF}


def sort(file: str, start: bytes, enclosed: Enclosed = ALONE) -> str:
    """The media type of a file, without parameters: text/plain where nothing tells. `start`: its first bytes."""
    named = _named(file)
    if start.startswith(b"%PDF-") or (b"%PDF-" in start[:1024] and named == PDF):
        return PDF
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return DOCX if named == DOCX or enclosed.media.startswith(DOCX) or _is_word(start) else ZIP
    if start.startswith(b"WARC/") or (start.startswith(b"\x1f\x8b") and named == WARC):
        return WARC
    said = enclosed.media.partition(";")[0].strip().lower()
    said = _SAID.get(said, said)
    return said if said in (HTML, MAIL, JSON, LINES) else named or TEXT


def charset(enclosed: Enclosed) -> str:
    """The encoding that a media type declares; "" for none."""
    found = _CHARSET.search(enclosed.media)
    return found[1] if found else ""


def _named(file: str) -> str:
    ends: dict[str, Any] = table("formats")["named"]
    low = file.lower()
    return next((media for media, names in ends.items() if low.endswith(tuple(names))), "")


def _is_word(start: bytes) -> bool:
    """Whether a zip's first entries are those of a Word document."""
    return b"[Content_Types].xml" in start[:200] and b"word/" in start[:20_000]
