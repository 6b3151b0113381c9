"""Which files a list of paths means, and the bytes in each."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from cuibono import signs
from cuibono.collect import containers, jsonlines, media
from cuibono.collect.enclosed import ALONE, Enclosed, Part, Refusal
from cuibono.model import Problem
from cuibono.settings import CaseFolder
from cuibono.tables import table

_START = 20_000  # bytes by which a file is known for what it is

_NOT_ARTICLES = re.compile(
    r"\.(?:csv|tsv|json|toml|ya?ml|ini|log|py|sqlite|db)$|^(?:readme|licen[cs]e|copying|notice)\b", re.IGNORECASE
)


class Found(msgspec.Struct, frozen=True):
    """One file. `file` is the name it goes by in the case; `source` tells two files of one name apart.

    `enclosed` is what the file that it came in says of it.
    """

    file: str
    source: str
    data: bytes
    enclosed: Enclosed = ALONE


def find(paths: Iterable[str], case: Path, stdin: Callable[[], bytes]) -> Iterator[Found | Problem]:
    """Every file that the paths mean, in order, or the problem in its place.

    A folder means all articles in it and below, by name: hidden files, tables, README or LICENSE files and cases are
    left out. "-" means standard input. A file goes by its own name, one in a folder by its path from there, a document
    in a container by the container's name and its own there ("pile.zip/a.html", "crawl.warc.gz/3").
    """
    for path in paths:
        if path == "-":
            data = stdin()
            yield from _spread(Found(f"stdin-{hashlib.sha256(data).hexdigest()[:8]}", "-", data))
        elif Path(path).is_dir():
            yield from _folder(Path(path), case)
        else:
            yield from _file(Path(path), Path(path).name, case)


def _folder(folder: Path, case: Path) -> Iterator[Found | Problem]:
    count = 0
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _is_case(Path(root, f), case))
        for name in sorted(names):
            place = Path(root, name)
            if not name.startswith(".") and not _NOT_ARTICLES.search(name) and not _is_list(place):
                count += 1
                yield from _file(place, place.relative_to(folder).as_posix(), case)
    if not count:
        yield Problem("nothing", "there is no article in this folder", file=_printable(str(folder)), severity="skipped")


def _is_list(path: Path) -> bool:
    """Whether a file is lines of JSON that hold no texts: a list of something else, as a table is."""
    if not path.name.lower().endswith((".jsonl", ".ndjson")):
        return False
    with suppress(OSError), path.open("rb") as file:
        return not jsonlines.holds_texts(file.read(_START))
    return False


def _is_case(folder: Path, case: Path) -> bool:
    """Whether a folder is this case or another: what lies there was collected, and is no news."""
    return CaseFolder(folder).manifest.exists() or (case.exists() and folder.samefile(case))


def _file(path: Path, name: str, case: Path) -> Iterator[Found | Problem]:
    name = _printable(name)
    try:
        refused = _refused(path, name)
        if refused:
            yield refused
            return
        source = _printable(os.path.relpath(path, case))
        with path.open("rb") as file:
            start = file.read(_START)
        if containers.is_container(name, start):
            yield from _enclosed(containers.opened(path, name), name, source)
        elif path.stat().st_size > (most := table("formats")["limits"]["file"]):
            message = f"it is larger than {most // 2**20} MB, no article; split it into articles"
            yield Problem("too_long", message, name, severity="skipped")
        else:
            yield from _spread(Found(name, source, path.read_bytes()))
    except OSError as error:
        yield Problem("unreadable", f"it cannot be read: {error.strerror}", name, severity="skipped")
    except ValueError as error:  # a NUL in the path; on Windows, a path on another drive
        yield Problem("unreadable", f"it cannot be read: {error}", name, severity="skipped")


def _refused(path: Path, name: str) -> Problem | None:
    if not path.exists():
        message = "there is no such file or folder; check the path"
        return Problem("missing", message, _printable(str(path)), severity="skipped")
    if not path.is_file():
        return Problem("unreadable", "it is no ordinary file", name, severity="skipped")
    if path.stat().st_size > (most := table("formats")["limits"]["container"]):
        return Problem("too_long", f"it is larger than {most // 2**30} GB; split it", name, severity="skipped")
    return None


def _spread(found: Found) -> Iterator[Found | Problem]:
    """A file at hand, or what is in it; behind a mail what is attached to it."""
    kind = media.sort(found.file, found.data)
    if kind not in media.CONTAINERS:
        yield found
    if kind in media.CONTAINERS or kind == media.MAIL:
        inside = containers.unfolded(found.data, found.file)
        yield from _enclosed(inside, found.file, found.source, some=kind != media.MAIL)


def _enclosed(parts: Iterable[Part | Refusal], name: str, source: str, some: bool = True) -> Iterator[Found | Problem]:
    """The documents of a container; tables, lists and hidden files are left out as they are of a folder."""
    count = 0
    for part in parts:
        last = part.name.rpartition("/")[2]
        if isinstance(part, Refusal):
            count += 1
            yield Problem(part.code, part.message, f"{name}/{part.name}".rstrip("/"), severity="skipped")
        elif not (last.startswith(".") or part.name.startswith("__MACOSX/") or _NOT_ARTICLES.search(last)):
            count += 1
            yield Found(f"{name}/{part.name}", f"{source}/{part.name}", part.data, part.enclosed)
    if some and not count:
        yield Problem("nothing", "there is no article in it", name, severity="skipped")


def _printable(name: str) -> str:
    """A file name without what is no valid text, and without what hides or steers."""
    return signs.one_line(os.fsencode(name).decode("utf-8", errors="replace")) or "unnamed"
