"""A Word document to its text.

The document is markup in a zip. It is read here, and not by a library, because the way back to the bytes of each word
is wanted, and because nothing of it needs more: no entity is ever resolved, nothing outside the text is opened.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html import unescape
from typing import Any

from cuibono.collect.decode import decode
from cuibono.collect.extract import Extract
from cuibono.collect.markup import pieces
from cuibono.collect.runs import Piece, Weaver
from cuibono.tables import table

_BODY, _STATED = "word/document.xml", "docProps/core.xml"
_TOKEN = re.compile(r"<(?P<end>/?)w:(?P<name>t|p|tab|br|cr|tc|tr|noBreakHyphen)(?:\s[^>]{0,2000})?(?P<closed>/?)>")
_FIELD = re.compile(r"<(?P<name>dc:title|dc:creator)(?:\s[^>]{0,500})?>([^<]{1,1000})</(?P=name)>")
_ENCRYPTED = b"\xd0\xcf\x11\xe0"
_SAID = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def extract(data: bytes) -> Extract:
    """The paragraphs of the document, one below the other; cells of a table's row with a tab between them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body, stated = _member(archive, _BODY), _member(archive, _STATED)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        what = f"the document is damaged or cut off ({error}); save its text as .txt and read that"
        return Extract("", trouble=(("damaged", what),))
    if body is None:
        return Extract("", trouble=(("damaged", "it is no Word document; save its text as .txt and read that"),))
    source, _ = decode(body, _BODY)
    weaver = _woven(source or "")
    fields = _fields(stated)
    authors = tuple(filter(None, [fields.get("dc:creator")]))
    return Extract(weaver.text, title=fields.get("dc:title"), authors=authors, runs=tuple(weaver.runs), parts=(_BODY,))


def member(data: bytes) -> bytes:
    """The bytes of the document's markup, in which its runs count."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _member(archive, _BODY) or b""


def _member(archive: zipfile.ZipFile, name: str) -> bytes | None:
    limits: dict[str, Any] = table("formats")["limits"]
    if name not in archive.namelist():
        return None
    with archive.open(name) as file:
        found = file.read(limits["file"] + 1)
    if len(found) > limits["file"] or len(found) > limits["ratio"] * max(archive.getinfo(name).compress_size, 2**20):
        raise ValueError(f"{name} is larger than {limits['file'] // 2**20} MB, as no article is")
    return found


def _fields(stated: bytes | None) -> dict[str, str]:
    text = (stated or b"").decode("utf-8", errors="replace")
    return {match["name"]: " ".join(unescape(match[2]).split()) for match in _FIELD.finditer(text)}


def _woven(source: str) -> Weaver:
    """The text. Only what stands in a text element is text: what a revision took out stands in another one."""
    weaver, at, border = Weaver(), 0, ""
    while token := _TOKEN.search(source, at):
        at, name = token.end(), token["name"]
        if name in ("p", "tr", "tc") and token["end"]:
            border = {"tc": "\t"}.get(name, "\n\n") if not (border == "\t" and name == "p") else border
            border = "\n\n" if name == "tr" else border
        elif name in _SAID and not token["end"]:
            border, _ = _set(weaver, border, [Piece(_SAID[name], token.start(), at - token.start())])
        elif name == "t" and not token["end"] and not token["closed"]:
            end = source.find("</w:t>", at)
            end = len(source) if end < 0 else end
            border, at = _set(weaver, border, list(_spaced(source, at, end)))[0], end
    return weaver


def _set(weaver: Weaver, border: str, found: list[Piece]) -> tuple[str, int]:
    """Put pieces in, behind the border that is due before them; no border is due after."""
    if border and weaver.length:
        weaver.say(border)
    weaver.add(found)
    return "", weaver.length


def _spaced(source: str, first: int, last: int) -> list[Piece]:
    """As `pieces`, and every blank as it is."""
    found = []
    for piece in pieces(source, first, last):
        blank = piece.text == " " and piece.start is not None
        found.append(piece._replace(text=source[piece.start : piece.start + piece.size]) if blank else piece)  # type: ignore[operator]
    return found
