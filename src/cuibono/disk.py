"""Disk: what is written is whole or not there at all, and lasts through a power cut.

Takes: paths, bytes. Gives: files and folders that are on the disk when a call returns.
Knows nothing of: what the files hold.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Final

PARTIAL: Final = ".partial-"
"""How the names of files begin that are not whole yet; one that a stopped program left is of no use to anybody."""
_UNABLE = (errno.EINVAL, errno.ENOTSUP)  # what systems say whose folders need no fsync, or know none


def write(path: Path, content: bytes) -> None:
    """Write a file, in place of one that stands there; its folder is made where it does not exist."""
    folder(path.parent)
    partial = path.with_name(PARTIAL + path.name)
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    sync(path.parent)


def publish(fresh: Path, place: Path) -> None:
    """Put a file or folder that is ready into its place, with all that it holds; no folder may stand there."""
    for path in (*fresh.rglob("*"), fresh):
        sync(path)
    fresh.replace(place)
    sync(place.parent)


def folder(path: Path) -> None:
    """Make a folder, with those above it, where they do not exist."""
    missing = [one for one in (path, *path.parents) if not one.exists()]
    path.mkdir(parents=True, exist_ok=True)
    for one in reversed(missing):
        sync(one.parent)


def sync(path: Path) -> None:
    """Bring a file, or which files a folder holds, to the disk, where the system offers that."""
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
    finally:
        os.close(handle)


def whole(data: bytes) -> int:
    """How much of a file of lines is whole: without a last line that a stopped program, or a power cut, left undone.

    A power cut may leave a file long and the end of it zeros, which no line that was written holds.
    """
    end = data.rfind(b"\n") + 1
    while end and b"\0" in data[(start := data.rfind(b"\n", 0, end - 1) + 1) : end]:
        end = start
    return end
