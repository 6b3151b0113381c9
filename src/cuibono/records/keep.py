"""From a register's file to Parquet in the case, with a line in the manifest.

Takes: a case folder, a register, the path of a file as its publisher gives it.
Gives: what the manifest says of it, and what was wrong with its rows.
Knows nothing of: how rows are searched.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import date
from io import BufferedReader
from pathlib import Path

import msgspec

from cuibono import disk, registers
from cuibono.errors import UsageError
from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.records import engine
from cuibono.records.bulk import bulk
from cuibono.registers import mapping, shelf
from cuibono.registers.mapping.adapter import Mapped
from cuibono.registers.mapping.known import fingerprint
from cuibono.registers.reading import Adapter, Bulk, adapter
from cuibono.registers.shelf import Kept
from cuibono.registers.sources import Source
from cuibono.settings import CaseFolder

_PAGE = (b"<!doctype html", b"<html")
_FEWER = 0.9  # a file with fewer rows than this share of the one whose place it would take is no newer copy of it


class Added(msgspec.Struct, frozen=True):
    """What keeping one file did: what the manifest says, problems of its rows, and whether it was there already."""

    kept: Kept
    problems: tuple[Problem, ...] = ()
    known: bool = False


def add(folder: CaseFolder, register: str, path: Path, when: str, url: str = "", *, replace: bool = False) -> Added:
    """Keep the rows of a file in the case. The same bytes given twice change nothing.

    `when` says when the file was retrieved, as ISO 8601; `url` from where, where it is known better than the register
    does. Good rows are kept, each bad one is a problem. Raises UsageError, and keeps nothing, where the file is not of
    this register, holds no row, or (unless `replace`) has far fewer rows than the file whose place it would take.
    """
    content = mapping.text(folder, register)
    about, reads = _known(folder, register)
    by = fingerprint(content) if content else ""
    # The hash of a long file takes long: it is waited for where there is one to compare it with, or else at the end.
    with ThreadPoolExecutor(1) as beside, _workplace(folder) as place:
        sha256 = beside.submit(_sha256, path, register).result
        before = (kept for kept in shelf.kept(folder, register) if kept.mapping == by and kept.sha256 == sha256())
        known = next((kept for kept in before if _is_there(folder, register, kept)), None)
        if known:
            return Added(known, _problems(folder, register, known), known=True)
        _not_a_page(path, about, reads)
        fresh = place / "rows"
        fresh.mkdir()
        written = _write(about, reads, path, fresh)
        if not written.rows and (written.problems or not any(cover.whole for cover in written.covers)):
            why = f" ({written.problems[0].message})" if written.problems else ""
            raise UsageError(f"{path}: it holds no row of the register {register}{why}. Get it from {about.url}.")
        slot = written.slot or path.name
        if not replace:
            _not_worse(folder, register, path, slot, written.rows)
        kept = Kept(
            path.name, sha256(), written.rows, when, about.coverage, url or about.url, about.licence,
            slot=slot, covers=written.covers, problems=len(written.problems),
            mapping=by,
        )  # fmt: skip
        if content and register not in mapping.saved(folder):
            mapping.save(folder, content, register)
        problems = tuple(msgspec.structs.replace(one, file=path.name) for one in written.problems)
        kept = shelf.put_rows(folder, register, fresh, kept, msgspec.json.encode(problems))
    return Added(kept, problems)


def _is_there(folder: CaseFolder, register: str, kept: Kept) -> bool:
    """Whether the rows of a kept file are there, and as they were."""
    place = shelf.rows_path(folder, register, kept)
    return place.is_dir() and kept.content in ("", shelf.content(place))


@contextmanager
def _workplace(folder: CaseFolder) -> Iterator[Path]:
    """A folder in the case, on the disk where the rows will lie; which is gone afterwards."""
    around = folder.path / "records"
    disk.folder(around)
    try:
        with tempfile.TemporaryDirectory(prefix=disk.PARTIAL, dir=around) as place:
            yield Path(place)
    finally:
        with suppress(OSError):
            around.rmdir()


class _Written(msgspec.Struct):
    rows: int
    covers: tuple[Cover, ...]
    problems: tuple[Problem, ...]
    slot: str = ""


def _known(folder: CaseFolder, register: str) -> tuple[Source, Adapter]:
    """What is said of a register and what reads its files: a mapping, where the case or the package has one."""
    mapped = mapping.chosen(folder, register)
    if mapped:
        return mapping.decided(mapped), Mapped(mapped)
    return registers.source(register), adapter(register)


def _write(about: Source, reads: Adapter, path: Path, target: Path) -> _Written:
    try:
        found = reads.records(path)
        if isinstance(found, Bulk):
            problems = bulk(found, target)
            covers, slot = found.covers, found.slot
        else:
            covers, problems = _streamed(found, target)
            slot = ""
    except ValueError as error:
        raise UsageError(
            f"{path}: this is no file of the register {about.name}: {error}. Get it from {about.url}."
        ) from error
    rows = engine.count(target) if any(target.iterdir()) else 0
    return _Written(rows, tuple(_counted(covers, engine.scopes(target) if rows else {})), problems, slot)


def _streamed(found: Iterable[Record | Cover | Problem], target: Path) -> tuple[tuple[Cover, ...], tuple[Problem, ...]]:
    """Rows to Parquet by way of lines of JSON, so that memory does not grow with the file."""
    encoder, lines = msgspec.json.Encoder(decimal_format="string"), target.with_name("rows.jsonl")
    covers: list[Cover] = []
    problems: list[Problem] = []
    with lines.open("wb") as file:
        for one in found:
            if isinstance(one, Record):
                file.write(encoder.encode(one) + b"\n")
            elif isinstance(one, Cover):
                covers.append(one)
            else:
                problems.append(one)
    if lines.stat().st_size or any(cover.whole for cover in covers):
        engine.from_lines(lines, target)
    return tuple(covers), tuple(problems)


def _counted(covers: Iterable[Cover], found: dict[str, tuple[int, str | None, str | None]]) -> Iterator[Cover]:
    """Covers with the rows that there are; a scope for which the file states no bounds covers what its rows span."""
    stated = {cover.scope: cover for cover in covers}
    for scope in sorted({*stated, *found}):
        rows, first, last = found.get(scope, (0, None, None))
        cover = stated.get(scope) or Cover(scope=scope, title=scope)
        if cover.start is None and cover.end is None:
            spanned = {"start": first and date.fromisoformat(first), "end": last and date.fromisoformat(last)}
            cover = msgspec.structs.replace(cover, **spanned)
        yield msgspec.structs.replace(cover, rows=rows)


def _not_worse(folder: CaseFolder, register: str, path: Path, slot: str, rows: int) -> None:
    before = next((one for one in shelf.current(folder, register) if one.place == slot), None)
    if before and rows < before.rows * _FEWER:
        raise UsageError(
            f"{path}: it has {rows} rows, and the copy of {before.retrieved[:10]} that it would replace has "
            f"{before.rows}. Nothing was changed. If it is right nonetheless, say --replace."
        )


def _not_a_page(path: Path, about: Source, reads: Adapter) -> None:
    with _opened(path, about.name) as file:
        head = file.read(512).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_PAGE) and not reads.recognises(path.name, head):
        raise UsageError(
            f"{path}: this is a web page, such as a server gives in place of a file. "
            f"Look at it, and get the file from {about.url}."
        )


def _sha256(path: Path, register: str) -> str:
    with _opened(path, register) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _opened(path: Path, register: str) -> BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise UsageError(f"{path}: it cannot be read: {error.strerror}. Give a file of {register}.") from error


def problems(folder: CaseFolder) -> tuple[Problem, ...]:
    """The problems of all files of rows that a case keeps and that count, in order of register and of coming."""
    kept = ((name, one) for name in shelf.registers(folder) for one in shelf.current(folder, name) if one.problems)
    return tuple(problem for name, one in kept for problem in _problems(folder, name, one))


def _problems(folder: CaseFolder, register: str, kept: Kept) -> tuple[Problem, ...]:
    with suppress(FileNotFoundError):
        return msgspec.json.decode(shelf.problems(folder, register, kept), type=tuple[Problem, ...])
    return ()
