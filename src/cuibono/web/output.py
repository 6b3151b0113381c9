"""A folder that a site is written to: what was written before is brought up to date, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from cuibono.errors import UsageError

MANIFEST: Final = "cuibono-site.json"
"""The list of the files that were written, in the folder itself."""


class _Manifest(msgspec.Struct, frozen=True):
    """The names of the files, within the folder."""

    files: tuple[str, ...]


class Output:
    """The folder, and the files that are going to stand in it.

    Raises UsageError, and changes nothing, where the folder holds things that no site put there: it is then not the
    place for one. Only files that the manifest names are ever replaced or removed.
    """

    def __init__(self, folder: Path, planned: Collection[str]) -> None:
        self.folder = folder
        self._planned = frozenset(planned)
        self._before = _before(folder)
        self._check()
        with _explained(folder):
            for parent in sorted({folder / name for name in map(_parent, self._planned)}):
                parent.mkdir(parents=True, exist_ok=True)
            self._list(self._planned | self._before)  # before the files, so that a stopped run can go on

    def put(self, name: str, content: bytes) -> bool:
        """Write a file that was planned; whether it was not there so."""
        if name not in self._planned:
            raise ValueError(f"{name} was not planned")
        path = self.folder / name
        with _explained(path):
            if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
                return False
            path.write_bytes(content)
        return True

    def finish(self) -> int:
        """Take out the files of an earlier site that this one does not have; how many they were."""
        gone = sorted(self._before - self._planned)
        for name in gone:
            path = self.folder / name
            with _explained(path):
                path.unlink(missing_ok=True)
        for parent in sorted({_parent(name) for name in gone} - {_parent(name) for name in self._planned} - {"."}):
            if not any((self.folder / parent).iterdir()):
                (self.folder / parent).rmdir()
        self._list(self._planned)
        return len(gone)

    def _check(self) -> None:
        for parent in {_parent(name) for name in self._planned | self._before} | {"."}:
            if (self.folder / parent).is_symlink():
                raise UsageError(f"{self.folder / parent}: this is a link to elsewhere. Choose another place.")
        for name in sorted(self._planned | {MANIFEST}):
            path = self.folder / name
            if path.is_symlink() or (path.exists() and (name not in self._before | {MANIFEST} or path.is_dir())):
                raise UsageError(f"{path}: `cuibono site` did not write this and leaves it alone. Move it elsewhere.")

    def _list(self, names: Collection[str]) -> None:
        told = msgspec.json.format(msgspec.json.encode(_Manifest(tuple(sorted(names)))), indent=1)
        (self.folder / MANIFEST).write_bytes(told + b"\n")


def _before(folder: Path) -> frozenset[str]:
    """The files of an earlier site; none where the folder is new or empty."""
    if not folder.exists():
        return frozenset()
    manifest = folder / MANIFEST
    if not folder.is_dir() or (not manifest.is_file() and any(folder.iterdir())):
        raise UsageError(f"{folder}: there are things here that are no site. Give a new or an empty folder.")
    if not manifest.is_file():
        return frozenset()
    try:
        found = msgspec.json.decode(manifest.read_bytes(), type=_Manifest).files
    except (msgspec.MsgspecError, OSError) as error:
        raise UsageError(f"{manifest}: it cannot be read: {error}. Give a new folder.") from error
    if wrong := [name for name in found if not _within(name)]:
        raise UsageError(f"{manifest}: it names {wrong[0]!r}, which no site holds. Give a new folder.")
    return frozenset(found)


def _within(name: str) -> bool:
    path = PurePosixPath(name)
    return name != MANIFEST and str(path) == name and not path.is_absolute() and not {"..", "."} & set(path.parts)


def _parent(name: str) -> str:
    return str(PurePosixPath(name).parent)


class _explained:  # noqa: N801 - used as a statement
    """Turns what the disk refuses into an error that says what to do."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise UsageError(f"{self._path}: it cannot be written: {error.strerror}. Choose another place.") from error
