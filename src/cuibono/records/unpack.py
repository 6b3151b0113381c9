"""Files of lines as DuckDB can read them: out of their zip, in UTF-8, in pieces.

Takes: the path of a text or zip. Gives: texts in UTF-8, one after the other, each for as long as it is needed.
Knows nothing of: what the lines hold.
"""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO

import msgspec

_CHUNK = 1 << 22  # bytes
_PIECE = 1 << 27  # bytes: some 700,000 rows, that DuckDB sorts within a gigabyte


class Piece(msgspec.Struct, frozen=True):
    """Some whole lines of a text: where they are, and how many; lines that are empty do not count."""

    path: Path
    lines: int


def pieces(path: Path, member: str = "") -> Generator[Piece]:
    """The lines of a text in UTF-8, some at a time; each piece goes when the next is asked for, which is made by then.

    `member` names the text in a zip, "" where the file is no zip. Lines that are not UTF-8 are read as ISO 8859-1.
    Raises ValueError where the zip is damaged.
    """
    with tempfile.TemporaryDirectory(prefix="cuibono-") as place, ThreadPoolExecutor(1) as ahead:
        cut = _cut(path, member, Path(place))
        coming = ahead.submit(next, cut, None)
        while piece := coming.result():
            coming = ahead.submit(next, cut, None)
            yield piece
            piece.path.unlink()


def _cut(path: Path, member: str, place: Path) -> Iterator[Piece]:
    try:
        with _opened(path, member) as source:
            chunks = map(_utf8, _chunks(source))
            for number in count():
                # The first piece is small, so that DuckDB begins soon.
                piece = _written(chunks, place / f"{number}.txt", _PIECE if number else _PIECE // 4)
                if piece.path.stat().st_size == 0:
                    return
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError) as error:
        raise ValueError(f"the zip is damaged or cut off ({error})") from error


def _written(chunks: Iterator[bytes], target: Path, size: int) -> Piece:
    lines = 0
    with target.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
            lines += _number(chunk)
            if file.tell() >= size:
                break
    return Piece(target, lines)


def _number(lines: bytes) -> int:
    if b"\n\n" in lines or lines.startswith(b"\n"):
        return sum(map(bool, lines.split(b"\n")))
    return lines.count(b"\n") + (not lines.endswith(b"\n"))


@contextmanager
def _opened(path: Path, member: str) -> Iterator[IO[bytes]]:
    if not member:
        with path.open("rb") as source:
            yield source
        return
    with zipfile.ZipFile(path) as archive, archive.open(member) as source:
        yield source


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    """Whole lines, some megabytes at a time."""
    while chunk := source.read(_CHUNK):
        yield chunk if chunk.endswith(b"\n") else chunk + source.readline()


def _utf8(lines: bytes) -> bytes:
    """The lines in UTF-8, with a line feed alone at their ends."""
    if b"\r" in lines:
        lines = lines.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    if lines.isascii() or _decodes(lines):
        return lines
    return b"\n".join(
        line if _decodes(line) else line.decode("iso-8859-1").encode("utf-8") for line in lines.split(b"\n")
    )


def _decodes(lines: bytes) -> bool:
    try:
        lines.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
