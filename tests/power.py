"""A power cut, played: every state in which it may leave the files below a folder.

While a `Recorder` is on, each fsync, rename, removal and new folder is looked at from both sides. What a power cut then
may leave is reckoned by these rules, which hold for the journalling file systems in common use:

- a file that was synced has the bytes it had then, and of what was written since any beginning, nothing, or zeros;
- what happened to the names in one folder comes to the disk in its order, up to some point no earlier than the last
  time that the folder was synced; two folders do not wait for each other;
- of its own files SQLite is trusted to sync what has to be: they have what was written last.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

Names = dict[str, int]  # names in a folder, each with the number of its file or folder
_LEDGER = "ledger.sqlite"
_WATCHED = ("rename", "replace", "unlink", "remove", "mkdir", "rmdir")


class Recorder:
    """Watches a folder; `states` are those in which a power cut may leave it, and whether all was done by then."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._root, self._patch = root, monkeypatch
        self._folders: dict[int, list[Names]] = {}
        self._files: dict[int, bytes] = {}
        self._synced: dict[int, bytes] = {}
        self._trusted: set[int] = set()
        self._after = False
        self.states: dict[int, tuple[dict[str, bytes], bool]] = {}

    def __enter__(self) -> Recorder:
        self._look()
        self._folders = {number: versions[-1:] for number, versions in self._folders.items()}
        self._synced = dict(self._files)
        for name in _WATCHED:
            self._patch.setattr(os, name, self._around(getattr(os, name)))
        self._patch.setattr(os, "fsync", self._fsync(os.fsync))
        return self

    def __exit__(self, *_: object) -> None:
        self._patch.undo()
        self._after = True
        self._look()
        self._cut()

    def _around(self, done: Callable[..., Any]) -> Callable[..., Any]:
        def act(*given: Any, **more: Any) -> Any:
            self._look()
            self._cut()
            found = done(*given, **more)
            self._look()
            self._cut()
            return found

        return act

    def _fsync(self, done: Callable[[int], None]) -> Callable[[int], None]:
        def act(handle: int) -> None:
            self._look()
            self._cut()
            done(handle)
            number = os.fstat(handle).st_ino
            if number in self._folders:
                self._folders[number] = self._folders[number][-1:]
            elif number in self._files:
                self._synced[number] = self._files[number]

        return act

    def _look(self) -> None:
        """See what is there now."""
        there: set[int] = set()
        for folder in (self._root, *(path for path in self._root.rglob("*") if path.is_dir())):
            names = {}
            for path in folder.iterdir():
                found = path.lstat()
                names[path.name] = found.st_ino
                there.add(found.st_ino)
                if stat.S_ISREG(found.st_mode):
                    data, new = path.read_bytes(), found.st_ino not in self._files
                    if self._files.get(found.st_ino) != data:  # else the one that is there, whose hash is known
                        self._files[found.st_ino] = data
                    if path.name.startswith(_LEDGER) and (new or self._synced.get(found.st_ino) == data):
                        self._trusted.add(found.st_ino)
            versions = self._folders.setdefault(folder.stat().st_ino, [{}])
            if versions[-1] != names:
                versions.append(names)
        for number in self._synced.keys() - there:  # the system may give its number to another file
            del self._synced[number]

    def _cut(self) -> None:
        """Add the states in which a power cut would now leave the folder."""
        for choice, torn in product(self._choices(), _TORN):
            files = dict(self._laid(self._root.stat().st_ino, choice, torn, ""))
            told = hash(frozenset(files.items()))
            known = self.states.get(told)
            self.states[told] = (files, self._after or bool(known and known[1]))

    def _choices(self) -> Iterator[dict[int, Names]]:
        """For each folder one of its states: all the newest, all the oldest, and each of one with the others so."""
        for rest in (-1, 0):
            others = {number: versions[rest] for number, versions in self._folders.items()}
            yield others
            for number, versions in self._folders.items():
                for names in versions if len(versions) > 1 else ():
                    yield {**others, number: names}

    def _laid(
        self, number: int, choice: dict[int, Names], torn: Callable[[bytes, bytes], bytes], place: str
    ) -> Iterator[tuple[str, bytes]]:
        names, newest = choice[number], self._folders[number][-1]
        if names.get(_LEDGER) and names.get(_LEDGER) == newest.get(_LEDGER):
            names = names | {name: held for name, held in newest.items() if name.startswith(_LEDGER)}
        for name, held in names.items():
            if held in choice:
                yield f"{place}{name}/", b""
                yield from self._laid(held, choice, torn, f"{place}{name}/")
            elif held in self._trusted or self._synced.get(held) == self._files[held]:
                yield place + name, self._files[held]
            else:
                yield place + name, torn(self._synced.get(held, b""), self._files[held])


def _half(before: bytes, now: bytes) -> bytes:
    kept = len(before) if now.startswith(before) else 0
    return now[: kept + (len(now) - kept) // 2]


_TORN: tuple[Callable[[bytes, bytes], bytes], ...] = (
    lambda before, now: now,
    lambda before, now: before,
    _half,
    lambda before, now: before + bytes(max(0, len(now) - len(before))),
)


def laid(files: dict[str, bytes], folder: Path) -> Path:
    """Lay such a state out in a folder."""
    folder.mkdir(parents=True)
    for place, data in files.items():
        if place.endswith("/"):
            (folder / place).mkdir(exist_ok=True)
        else:
            (folder / place).write_bytes(data)
    return folder
