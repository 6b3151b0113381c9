"""Which files a list of paths means, and the bytes in each."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from cuibono import signs
from cuibono.model import Problem
from cuibono.settings import CaseFolder

LARGEST = 64 * 1024 * 1024  # bytes; far above any article, far below what would fill the memory
_NOT_ARTICLES = re.compile(
    r"\.(?:csv|tsv|jsonl?|toml|ya?ml|ini|log|py|sqlite|db)$|^(?:readme|licen[cs]e|copying|notice)\b", re.IGNORECASE
)


class Found(msgspec.Struct, frozen=True):
    """One file. `file` is the name it goes by in the case; `source` tells two files of one name apart."""

    file: str
    source: str
    data: bytes


def find(paths: Iterable[str], case: Path, stdin: Callable[[], bytes]) -> Iterator[Found | Problem]:
    """Every file that the paths mean, in order, or the problem in its place.

    A folder means all articles in it and below, by name: hidden files, tables, README or LICENSE files and cases are
    left out. "-" means standard input. A file goes by its own name, one in a folder by its path from there.
    """
    for path in paths:
        if path == "-":
            data = stdin()
            yield Found(f"stdin-{hashlib.sha256(data).hexdigest()[:8]}", "-", data)
        elif Path(path).is_dir():
            yield from _folder(Path(path), case)
        else:
            yield _file(Path(path), Path(path).name, case)


def _folder(folder: Path, case: Path) -> Iterator[Found | Problem]:
    count = 0
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _is_case(Path(root, f), case))
        for name in sorted(names):
            if not name.startswith(".") and not _NOT_ARTICLES.search(name):
                count += 1
                place = Path(root, name)
                yield _file(place, place.relative_to(folder).as_posix(), case)
    if not count:
        yield Problem("nothing", "there is no article in this folder", file=_printable(str(folder)), severity="skipped")


def _is_case(folder: Path, case: Path) -> bool:
    """Whether a folder is this case or another: what lies there was collected, and is no news."""
    return CaseFolder(folder).manifest.exists() or (case.exists() and folder.samefile(case))


def _file(path: Path, name: str, case: Path) -> Found | Problem:
    name = _printable(name)
    try:
        if not path.exists():
            return Problem(
                "missing", "there is no such file or folder; check the path", _printable(str(path)), severity="skipped"
            )
        if not path.is_file():
            return Problem("unreadable", "it is no ordinary file", name, severity="skipped")
        if path.stat().st_size > LARGEST:
            message = f"it is larger than {LARGEST // 2**20} MB, no article; split it into articles"
            return Problem("too_long", message, name, severity="skipped")
        return Found(name, _printable(os.path.relpath(path, case)), path.read_bytes())
    except OSError as error:
        return Problem("unreadable", f"it cannot be read: {error.strerror}", name, severity="skipped")
    except ValueError as error:  # a NUL in the path; on Windows, a path on another drive
        return Problem("unreadable", f"it cannot be read: {error}", name, severity="skipped")


def _printable(name: str) -> str:
    """A file name without what is no valid text, and without what hides or steers."""
    return signs.one_line(os.fsencode(name).decode("utf-8", errors="replace")) or "unnamed"
