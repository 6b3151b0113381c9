"""Delimited files as publishers give them: in one of several encodings, maybe inside a zip, maybe without keys.

Takes: a path. Gives: rows with the line on which each begins; a key for a row that has none of its own.
Knows nothing of: what the columns mean.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_ENCODINGS = ("utf-8-sig", "cp1252")
_CHUNK = 1 << 20


def rows(path: Path, encodings: Sequence[str] = _ENCODINGS) -> Iterator[tuple[int, list[str]]]:
    """Each row with its first line, counted from 1; of a zip, those of the one .csv in it.

    The encoding is the first of `encodings` in which the whole file can be read. Raises ValueError where it is in none
    of them, where a zip is cut off, and where a row cannot be told from the next.
    """
    encoding = _encoding(path, encodings)
    with _opened(path) as data:
        reader = csv.reader(io.TextIOWrapper(data, encoding=encoding, newline=""))
        before = 0
        try:
            for row in reader:
                yield before + 1, row
                before = reader.line_num
        except csv.Error as error:
            raise ValueError(f"line {before + 1}: {error}") from error


def header(head: bytes) -> list[str]:
    """The first row of a file by its first bytes, its cells in small letters without what is around them."""
    line = head.removeprefix(codecs.BOM_UTF8).decode("latin-1").lstrip("\r\n").splitlines()[:1]
    return [plain(cell) for row in csv.reader(line) for cell in row]


def plain(cell: str) -> str:
    """A cell of a header in small letters: without no-break spaces, note marks and full stops around it."""
    return " ".join(cell.replace("\xa0", " ").split()).casefold().strip(" .:*²³¹�")


class Keys:
    """Keys for rows that have none: a hash of what a row says, and a running number where rows say the same."""

    def __init__(self) -> None:
        self._seen: Counter[bytes] = Counter()

    def of(self, *fields: str) -> str:
        """The key of the next row that says this: 16 hexadecimal digits; "-2" and so on for a second one."""
        digest = content_key(*fields)
        mark = bytes.fromhex(digest)
        self._seen[mark] += 1
        return digest if self._seen[mark] == 1 else f"{digest}-{self._seen[mark]}"


def content_key(*fields: str) -> str:
    """16 hexadecimal digits of the SHA-256 of these fields, spaces made single; the same for the same fields."""
    said = "\x1f".join(" ".join(field.split()) for field in fields)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            if file.read(2) == b"PK":
                raise ValueError("it is a zip that is cut off")
            file.seek(0)
            yield file
        return
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_member(archive)) as member:
            yield member
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise ValueError(f"it is a zip that cannot be read: {error}") from error


def _member(archive: zipfile.ZipFile) -> str:
    found = [name for name in archive.namelist() if name.casefold().endswith(".csv") and "__MACOSX" not in name]
    if len(found) != 1:
        raise ValueError(f"it is a zip with {len(found)} .csv files in place of one")
    return found[0]


def _encoding(path: Path, encodings: Sequence[str]) -> str:
    for encoding in encodings:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with _opened(path) as data:
                while chunk := data.read(_CHUNK):
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise ValueError(f"its text is in none of {', '.join(encodings)}")
