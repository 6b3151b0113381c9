"""A zip to the files in it, none of them trusted to be as large as it says."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

from cuibono.collect.enclosed import Enclosed, Part, Refusal
from cuibono.tables import table

_FAILS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, LookupError)


def parts(stream: IO[bytes]) -> Iterator[Part | Refusal]:
    """The files of a zip in its own order, by their path in it."""
    try:
        archive = zipfile.ZipFile(stream)
    except _FAILS as error:
        yield Refusal("", "damaged", f"the zip is damaged or cut off ({error}); get another copy")
        return
    with archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield _part(archive, info)


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Part | Refusal:
    name = tidy(info.filename)
    limits: dict[str, Any] = table("formats")["limits"]
    if info.flag_bits & 1:
        return Refusal(name, "encrypted", "it is locked with a password; unpack the zip, and read what was in it")
    most = min(limits["file"], limits["ratio"] * max(info.compress_size, 2**20))
    try:
        with archive.open(info) as file:
            data = file.read(most + 1)
    except _FAILS as error:
        return Refusal(name, "damaged", f"it cannot be unpacked ({error}); get another copy of the zip")
    if len(data) > most:
        message = f"unpacked it is larger than {most // 2**20} MB, as no article is; it was left out"
        return Refusal(name, "too_long", message)
    return Part(name, data, Enclosed(place=f"entry {name}"))


def tidy(name: str) -> str:
    """A path in a container as a name: no root, no step upwards, nothing that is not printed."""
    steps = [step for step in name.replace("\\", "/").split("/") if step not in ("", ".", "..")]
    shown = "/".join("".join(c if c.isprintable() else "\ufffd" for c in step) for step in steps)
    return shown[:500] or "unnamed"
