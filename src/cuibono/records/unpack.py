"""Files of lines as DuckDB can read them: out of their zip, in UTF-8.

Takes: the path of a text or zip. Gives: the path of a text in UTF-8, for as long as it is needed.
Knows nothing of: what the lines hold.
"""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_CHUNK = 1 << 22  # bytes


@contextmanager
def unpacked(path: Path, member: str = "") -> Iterator[Path]:
    """The path of a text in UTF-8: the file itself where it is one, else a copy that goes when it is done with.

    `member` names the text in a zip, "" where the file is no zip. Lines that are not UTF-8 are read as ISO 8859-1.
    Raises ValueError where the zip is damaged.
    """
    if not member and _is_utf8(path):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="cuibono-") as place:
        target = Path(place) / "lines.txt"
        try:
            with _opened(path, member) as source, target.open("wb") as file:
                for lines in _chunks(source):
                    file.write(_utf8(lines))
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError) as error:
            raise ValueError(f"the zip is damaged or cut off ({error})") from error
        yield target


def _is_utf8(path: Path) -> bool:
    with path.open("rb") as source:
        return all(_utf8(lines) is lines for lines in _chunks(source))


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
    """The lines in UTF-8, with a line feed alone at their ends; the same object where they are so already."""
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
