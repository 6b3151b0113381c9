"""The shelf: where a case keeps its registers' files, and what it says of each.

Takes: a case folder, bytes. Gives: files under records/REGISTER, each with its lines in manifest.toml.
Knows nothing of: what the files hold.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import msgspec

from cuibono.errors import UsageError
from cuibono.model.records import Cover
from cuibono.registers.toml import toml
from cuibono.settings import CaseFolder

_HEAD = "# What is kept here, in the order in which it came. Only ever added to.\n"
_PROBLEMS = "problems.json"


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kept file: its own name, what it is and holds, when it was retrieved and from where.

    Of rows: `slot` says which file takes the place of which, `covers` how far they go, `problems` how many were bad,
    `mapping` by which mapping they were read (the first letters of its hash), "" for a register of the package.
    """

    file: str
    sha256: str
    rows: int
    retrieved: str
    coverage: str
    source: str
    licence: str
    slot: str = ""
    covers: tuple[Cover, ...] = ()
    problems: int = 0
    mapping: str = ""

    @property
    def place(self) -> str:
        """What it shares with the files whose place it takes: its slot or, where it has none, its name."""
        return self.slot or self.file


class _Manifest(msgspec.Struct, frozen=True):
    kept: tuple[Kept, ...] = ()


def registers(folder: CaseFolder) -> tuple[str, ...]:
    """The names of the registers of which the case keeps files, in order."""
    return tuple(sorted(path.parent.name for path in _records(folder).glob("*/manifest.toml")))


def kept(folder: CaseFolder, register: str) -> tuple[Kept, ...]:
    """What the manifest says, in the order in which the files came; () where there is none."""
    path = _records(folder) / register / "manifest.toml"
    try:
        return msgspec.toml.decode(path.read_bytes(), type=_Manifest).kept
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(
            f"{path}: this manifest cannot be read: {error}. Restore it, or keep the lists anew."
        ) from error


def current(folder: CaseFolder, register: str) -> tuple[Kept, ...]:
    """The files that count: of each slot (of each name, where files have none) the last that came."""
    return tuple({one.place: one for one in kept(folder, register)}.values())


def put(folder: CaseFolder, register: str, data: bytes, new: Kept) -> Kept:
    """Write a file and its lines in the manifest; the file first, so that the manifest never names a missing one."""
    path = _path(folder, register, new)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, data)
    return _list(folder, register, new)


def put_rows(folder: CaseFolder, register: str, made: Path, new: Kept, problems: bytes) -> Kept:
    """As `put`, for rows that were written elsewhere, into a folder of their own; `problems` are those that they had.

    The folder that was made is moved into the case, and takes the place of one from the same bytes.
    """
    path = rows_path(folder, register, new)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh, before = path.with_name(path.name + ".new"), path.with_name(path.name + ".old")
    for left in (fresh, before):
        shutil.rmtree(left, ignore_errors=True)
    shutil.move(made, fresh)
    if new.problems:
        _write(fresh / _PROBLEMS, problems)
    if path.exists():
        path.rename(before)
    fresh.rename(path)
    shutil.rmtree(before, ignore_errors=True)
    return _list(folder, register, new)


def problems(folder: CaseFolder, register: str, one: Kept) -> bytes:
    """The problems of a kept file's rows, as JSON. Raises FileNotFoundError where there were none."""
    return (rows_path(folder, register, one) / _PROBLEMS).read_bytes()


def rows_path(folder: CaseFolder, register: str, one: Kept) -> Path:
    """The folder in which the rows of a kept file lie."""
    return _records(folder) / register / one.sha256[:12]


def _list(folder: CaseFolder, register: str, new: Kept) -> Kept:
    path = _records(folder) / register
    listed = "\n".join(_lines(one) for one in (*kept(folder, register), new))
    _write(path / "manifest.toml", (_HEAD + "\n" + listed).encode())
    return new


def data(folder: CaseFolder, register: str, one: Kept) -> bytes:
    """The bytes of a kept file. Raises UsageError where they are gone or not what was kept."""
    path = _path(folder, register, one)
    try:
        found = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: a kept list cannot be read: {error}. Restore it, or keep it anew.") from error
    if hashlib.sha256(found).hexdigest() != one.sha256:
        raise UsageError(f"{path}: this is not the file that was kept. Restore it, or keep the list anew.")
    return found


def _records(folder: CaseFolder) -> Path:
    return folder.path / "records"


def _path(folder: CaseFolder, register: str, one: Kept) -> Path:
    """Where a file lies: its own name after the first letters of its hash, so that no file takes another's place."""
    return _records(folder) / register / f"{one.sha256[:12]}-{Path(one.file).name}"


def _write(path: Path, content: bytes) -> None:
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(content)
    fresh.replace(path)


def _lines(one: Kept) -> str:
    covers = "".join("[[kept.covers]]\n" + _pairs(cover) for cover in one.covers)
    return "[[kept]]\n" + _pairs(msgspec.structs.replace(one, covers=())) + covers


def _pairs(one: Kept | Cover) -> str:
    """The fields of one table, without those that are read as they are where they are left out."""
    told = ((known, getattr(one, known.name)) for known in msgspec.structs.fields(one))
    chosen = ((known.name, value) for known, value in told if value != known.default or known.name == "rows")
    return "".join(f"{name} = {toml(value)}\n" for name, value in chosen)
