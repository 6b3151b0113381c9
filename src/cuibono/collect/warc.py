"""A web archive (WARC, ISO 28500) to the documents in it.

Read here and not by a library: a record is a few lines and a length, and every size in it is somebody else's word.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

from cuibono.collect.enclosed import Enclosed, Part, Refusal
from cuibono.tables import table

_FIELD = re.compile(rb"([!-9;-~]+):[ \t]*([^\r\n]*)")
_LINES = 500  # of a head
_LINE = 65_536  # bytes of one line of a head
_CHUNK = 1 << 20
_DOCUMENT = re.compile(
    r"text/(?:html|plain)|application/(?:xhtml\+xml|pdf|vnd\.openxmlformats-officedocument\.word\S*)", re.IGNORECASE
)
Fields = dict[str, str]


class _Broken(Exception):  # noqa: N818 - ends the reading of one file, and is told as a Refusal
    """The archive cannot be gone on with; the message says why."""


def parts(stream: IO[bytes]) -> Iterator[Part | Refusal]:
    """The pages and files of an archive, by the number of their record from 1; whatever is no document is passed over.

    Taken are answers with status 200 and records of resources and conversions whose media type is a document's.
    """
    records = _Records(stream)
    try:
        for number, (fields, begun, block) in enumerate(records, start=1):
            yield from _part(number, fields, begun, block)
    except (OSError, EOFError, zlib.error, _Broken) as error:
        message = f"the archive is damaged or cut off after record {records.whole} ({error}); what came before is read"
        yield Refusal("", "damaged", message)


class _Records:
    """The records of an archive, one after the other."""

    def __init__(self, stream: IO[bytes]) -> None:
        packed = stream.read(2) == b"\x1f\x8b"
        stream.seek(0)
        self._stream: Any = gzip.GzipFile(fileobj=stream) if packed else stream
        self._at, self.whole = 0, 0

    def __iter__(self) -> Iterator[tuple[Fields, int, bytes | None]]:
        """Head, where it begins, and block: None where it is larger than a document may be."""
        while True:
            line, begun = self._line(), self._at
            while line in (b"\r\n", b"\n"):
                begun, line = self._at, self._line()
            if not line:
                return
            if not line.startswith(b"WARC/"):
                raise _Broken(f"at byte {begun} no record begins")
            fields = self._head()
            block = self._block(fields.get("content-length", ""))
            self.whole += 1
            yield fields, begun, block

    def _line(self) -> bytes:
        line: bytes = self._stream.readline(_LINE)
        self._at += len(line)
        return line

    def _head(self) -> Fields:
        found: Fields = {}
        for _ in range(_LINES):
            line = self._line()
            if line.strip() == b"":
                return found
            if match := _FIELD.match(line):
                found.setdefault(match[1].decode("ascii").lower(), match[2].decode("utf-8", errors="replace").strip())
        raise _Broken("a head has no end")

    def _block(self, length: str) -> bytes | None:
        if not length.isdigit():
            raise _Broken("a record has no length")
        size, most = int(length), table("formats")["limits"]["file"] * 2
        block = self._taken(min(size, most))
        left = size - len(block)
        while left > 0:
            left -= len(self._taken(min(left, _CHUNK)))
        return block if size <= most else None

    def _taken(self, size: int) -> bytes:
        data: bytes = self._stream.read(size)
        self._at += len(data)
        if len(data) < size:
            raise EOFError("the last record has no end")
        return data


def _part(number: int, fields: Fields, begun: int, block: bytes | None) -> Iterator[Part | Refusal]:
    sort = fields.get("warc-type", "")
    if sort not in ("response", "resource", "conversion"):
        return
    name, url = str(number), fields.get("warc-target-uri", "").strip("<>")
    if block is None:
        yield Refusal(name, "too_long", f"the record of {url} is larger than a document may be, and was left out")
        return
    media, data = fields.get("content-type", ""), block
    if sort == "response":
        answer = _answer(block)
        if answer.status != 200:
            return
        media, data = answer.media, answer.body
        if answer.failed:
            yield Refusal(
                name, "damaged", f"the answer of {url} cannot be unpacked ({answer.failed}), and was left out"
            )
            return
    if _DOCUMENT.match(media) and data.strip():
        yield Part(name, data, Enclosed(place=f"record {number} at byte {begun}", media=media, url=url))


class _Answer(NamedTuple):
    status: int
    media: str
    body: bytes
    failed: str = ""


def _answer(block: bytes) -> _Answer:
    """An HTTP answer with its body unpacked."""
    head, _, body = block.partition(b"\r\n\r\n")
    words = head[:100].split(None, 2)
    status = int(words[1]) if len(words) > 1 and words[0].startswith(b"HTTP/") and words[1].isdigit() else 0
    fields = {m[1].decode("ascii").lower(): m[2].decode("latin-1").strip() for m in _FIELD.finditer(head)}
    media = fields.get("content-type", "")
    try:
        if "chunked" in fields.get("transfer-encoding", "").lower():
            body = _joined(body)
        return _Answer(status, media, _unpacked(body, fields.get("content-encoding", "").lower()))
    except (zlib.error, ValueError) as error:
        return _Answer(status, media, b"", str(error))


def _joined(body: bytes) -> bytes:
    """A body that was sent in chunks; as it stands where it is not, for some archives keep it joined."""
    found: list[bytes] = []
    at = 0
    while (end := body.find(b"\r\n", at)) >= 0:
        size = re.match(rb"\s*([\da-fA-F]{1,8})\s*(?:;.*)?$", body[at:end])
        if not size:
            return body
        length = int(size[1], 16)
        if not length:
            return b"".join(found)
        found.append(body[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
    return b"".join(found) if found else body


def _unpacked(body: bytes, encoding: str) -> bytes:
    if encoding in ("", "identity", "none"):
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise ValueError(f"it is packed as {encoding}, which is not known here")
    if encoding.endswith("gzip") and not body.startswith(b"\x1f\x8b"):
        return body  # archives that unpack what they keep leave the head as it was
    most = table("formats")["limits"]["file"]
    raw = encoding == "deflate" and (body[:1] and body[0] & 0x0F != 8)
    unpacker = zlib.decompressobj(-15 if raw else 47)
    found = unpacker.decompress(body, most + 1)
    if len(found) > most:
        raise ValueError(f"it is larger than {most // 2**20} MB unpacked")
    return found
