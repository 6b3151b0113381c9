"""Files that hold several documents: a zip, a web archive, lines of JSON, a mail with what is attached to it."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from msgspec.structs import replace

from cuibono.collect import isolated, jsonlines, warc, zipped
from cuibono.collect.enclosed import ALONE, Enclosed, Part, Refusal
from cuibono.collect.media import LINES, MAIL, WARC, ZIP, sort
from cuibono.tables import table

Opened = Iterator[Part | Refusal]


def is_container(file: str, start: bytes, enclosed: Enclosed = ALONE) -> bool:
    """Whether a file holds several documents and is none itself. `start`: its first bytes, or all of it."""
    return sort(file, start, enclosed) in (ZIP, WARC, LINES)


def opened(path: Path, name: str) -> Opened:
    """Every document in a file, as deep as tables/formats.toml allows, with the sha256 of the file."""
    with path.open("rb") as stream:
        container = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        yield from _within(stream, name, container)


def unfolded(data: bytes, name: str) -> Opened:
    """As `opened`, of bytes at hand: the documents of a container; what is attached, of a mail."""
    yield from _within(io.BytesIO(data), name, hashlib.sha256(data).hexdigest())


class _Taken:
    """How much came out of one file."""

    def __init__(self) -> None:
        self.bytes = self.entries = 0

    def too_much(self, data: bytes) -> str:
        """What is too much with these bytes more; "" where nothing is."""
        limits: dict[str, Any] = table("formats")["limits"]
        self.bytes, self.entries = self.bytes + len(data), self.entries + 1
        if self.bytes > limits["unpacked"]:
            return f"more than {limits['unpacked'] // 2**20} MB unpacked"
        return f"more than {limits['entries']} documents" if self.entries > limits["entries"] else ""


def _within(stream: IO[bytes], name: str, container: str) -> Opened:
    taken = _Taken()
    start = stream.read(20_000)
    stream.seek(0)
    for found in _deeper(_parts(stream, sort(name, start)), taken, 1):
        yield (
            replace(found, enclosed=replace(found.enclosed, container=container)) if isinstance(found, Part) else found
        )


def _deeper(parts: Opened, taken: _Taken, depth: int) -> Opened:
    """The parts, containers among them opened in their turn, until it is too much."""
    for found in parts:
        if isinstance(found, Refusal):
            yield found
            continue
        if much := taken.too_much(found.data):
            yield Refusal("", "too_long", f"it holds {much}; the rest was left out: split it, and read the pieces")
            return
        yield from _one(found, taken, depth)


def _one(found: Part, taken: _Taken, depth: int) -> Opened:
    kind = sort(found.name, found.data[:20_000], found.enclosed)
    inside = kind in (ZIP, WARC, LINES)
    if not inside:
        yield found
    if inside or kind == MAIL:
        if depth >= table("formats")["limits"]["depth"]:
            message = f"it lies {depth} containers deep, and was not opened; unpack what it lies in, and read that"
            yield from [Refusal(found.name, "too_deep", message)] if inside else []
            return
        inner = _parts(io.BytesIO(found.data), kind)
        for one in _deeper(inner, taken, depth + 1):
            yield _inside(one, found)


def _inside(one: Part | Refusal, outer: Part) -> Part | Refusal:
    name = f"{outer.name}/{one.name}".rstrip("/")
    if isinstance(one, Refusal):
        return replace(one, name=name)
    place = ", ".join(filter(None, (outer.enclosed.place, one.enclosed.place)))
    return replace(one, name=name, enclosed=replace(one.enclosed, place=place))


def _parts(stream: IO[bytes], kind: str) -> Opened:
    ways: dict[str, Callable[[IO[bytes]], Opened]] = {
        ZIP: zipped.parts,
        WARC: warc.parts,
        LINES: _lines,
        MAIL: _attached,
    }
    return ways[kind](stream) if kind in ways else iter(())


def _lines(stream: IO[bytes]) -> Opened:
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    try:
        yield from jsonlines.parts(gzip.GzipFile(fileobj=stream) if packed else stream)  # type: ignore[arg-type]
    except (OSError, EOFError, zlib.error) as error:
        yield Refusal("", "damaged", f"the file is damaged or cut off ({error}); what came before is read")


def _attached(stream: IO[bytes]) -> Opened:
    for part in isolated.attachments(stream.read()):
        yield replace(part, name=zipped.tidy(part.name))
