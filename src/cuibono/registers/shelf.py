"""The shelf: where a case keeps its registers' files, and what it says of each.

Takes: a case folder, bytes. Gives: files under records/REGISTER, each with its lines in manifest.toml.
Knows nothing of: what the files hold.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import msgspec

from cuibono.errors import UsageError
from cuibono.settings import CaseFolder

_HEAD = "# What is kept here, in the order in which it came. Only ever added to.\n"


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kept file: its own name, what it is and holds, when it was retrieved and from where."""

    file: str
    sha256: str
    rows: int
    retrieved: str
    coverage: str
    source: str
    licence: str


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
    """Of the files with one name, the last that came."""
    return tuple({one.file: one for one in kept(folder, register)}.values())


def put(folder: CaseFolder, register: str, data: bytes, new: Kept) -> Kept:
    """Write a file and its lines in the manifest; the file first, so that the manifest never names a missing one."""
    path = _path(folder, register, new)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, data)
    listed = "\n".join(_lines(one) for one in (*kept(folder, register), new))
    _write(path.with_name("manifest.toml"), (_HEAD + "\n" + listed).encode())
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
    # A JSON string that keeps its letters is a TOML string too.
    pairs = msgspec.structs.asdict(one).items()
    return "[[kept]]\n" + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in pairs)
