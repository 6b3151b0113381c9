"""The shelf: where a case keeps its registers' files, and what it says of each.

Takes: a case folder, bytes. Gives: files under records/REGISTER, each with its lines in manifest.toml.
Knows nothing of: what the files hold.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import msgspec

from cuibono import disk
from cuibono.errors import UsageError
from cuibono.model.records import Cover
from cuibono.registers.toml import toml
from cuibono.settings import CaseFolder

_HEAD = "# What is kept here, in the order in which it came. Only ever added to.\n"
_PROBLEMS = "problems.json"


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kept file: its own name, what it is and holds, when it was retrieved and from where.

    Of rows: `slot` says which file takes the place of which, `covers` how far they go, `problems` how many were bad,
    `mapping` by which mapping they were read (the first letters of its hash), "" for a register of the package;
    `content` is the hash of what was made of them, as `content` gives it, "" where that was not written down.
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
    content: str = ""

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
    disk.write(_path(folder, register, new), data)
    return _list(folder, register, new)


def put_rows(folder: CaseFolder, register: str, made: Path, new: Kept, problems: bytes) -> Kept:
    """As `put`, for rows that were written elsewhere in the case, into a folder of their own; `problems` they had.

    The folder that was made is moved to its place. What stands there is what a stopped program did not come to list.
    """
    if new.problems:
        (made / _PROBLEMS).write_bytes(problems)
    listed = msgspec.structs.replace(new, content=content(made))
    place = rows_path(folder, register, listed)
    disk.folder(place.parent)
    shutil.rmtree(place, ignore_errors=True)
    disk.publish(made, place)
    return _list(folder, register, listed)


def content(place: Path) -> str:
    """A hash of the names and bytes of all files in a folder of rows, in hexadecimal."""
    told = hashlib.sha256()
    for path in sorted(place.iterdir()):
        with path.open("rb") as file:
            told.update(f"{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return told.hexdigest()


def problems(folder: CaseFolder, register: str, one: Kept) -> bytes:
    """The problems of a kept file's rows, as JSON. Raises FileNotFoundError where there were none."""
    return (rows_path(folder, register, one) / _PROBLEMS).read_bytes()


def rows_path(folder: CaseFolder, register: str, one: Kept) -> Path:
    """The folder in which the rows of a kept file lie; those that another mapping made of it lie in another.

    Where `content` was not written down, all of them lay in one.
    """
    by = f"-{one.mapping}" if one.mapping and one.content else ""
    return _records(folder) / register / f"{one.sha256[:12]}{by}"


def _list(folder: CaseFolder, register: str, new: Kept) -> Kept:
    path = _records(folder) / register
    listed = "\n".join(_lines(one) for one in dict.fromkeys((*kept(folder, register), new)))
    disk.write(path / "manifest.toml", (_HEAD + "\n" + listed).encode())
    return new


def is_there(folder: CaseFolder, register: str, one: Kept) -> bool:
    """Whether a kept file is there, with the bytes that were kept."""
    try:
        return bool(data(folder, register, one))
    except UsageError:
        return False


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


def _lines(one: Kept) -> str:
    covers = "".join("[[kept.covers]]\n" + _pairs(cover) for cover in one.covers)
    return "[[kept]]\n" + _pairs(msgspec.structs.replace(one, covers=())) + covers


def _pairs(one: Kept | Cover) -> str:
    """The fields of one table, without those that are read as they are where they are left out."""
    told = ((known, getattr(one, known.name)) for known in msgspec.structs.fields(one))
    chosen = ((known.name, value) for known, value in told if value != known.default or known.name == "rows")
    return "".join(f"{name} = {toml(value)}\n" for name, value in chosen)
