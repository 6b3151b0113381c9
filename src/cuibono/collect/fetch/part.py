"""A file that is being fetched: beside the finished one, so that the latter is whole or not there.

Takes: where the file will lie, the address, headers, bytes.
Gives: the file; what to ask for where the last try broke off. Knows nothing of: the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO

import msgspec


class _Told(msgspec.Struct, frozen=True):
    """What has to be the same for the rest of a file to fit what came of it."""

    address: str
    validator: str


class Part:
    """What came of a file."""

    def __init__(self, target: Path, address: str, validator: str) -> None:
        self._target, self._address, self._validator = target, address, validator
        self._path = target.with_name(target.name + ".part")
        self._note = target.with_name(target.name + ".part.json")
        self._file: IO[bytes] | None = None

    @classmethod
    def of(cls, target: Path, address: str) -> Part:
        """What an earlier try left, where it is of this address and the rest can be asked for."""
        part = cls(target, address, "")
        try:
            told = msgspec.json.decode(part._note.read_bytes(), type=_Told)
        except (FileNotFoundError, msgspec.DecodeError):
            told = _Told("", "")
        if told.address == address and part._path.is_file() and part.size():
            part._validator = told.validator
        else:
            part.drop()
        return part

    def headers(self) -> dict[str, str]:
        """What asks for the rest; nothing where there is no part."""
        return {"Range": f"bytes={self.size()}-", "If-Range": self._validator} if self._validator else {}

    def fits(self, content_range: str) -> bool:
        """Whether a rest begins where the part ends."""
        found = re.match(r"bytes (\d+)-", content_range)
        return bool(self._validator) and found is not None and int(found[1]) == self.size()

    def begin(self, headers: Mapping[str, str], *, append: bool, may_go_on: bool) -> None:
        """Open the file to be written; note how to go on, should it break off."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if not append:
            self.drop()
            etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
            # Only a strong tag says that the bytes are the same (RFC 9110, 13.1.5).
            self._validator = modified if etag.startswith("W/") or not etag else etag
            if may_go_on and self._validator and headers.get("accept-ranges", "") == "bytes":
                self._note.write_bytes(msgspec.json.encode(_Told(self._address, self._validator)))
        self._file = self._path.open("ab" if append else "wb")

    def write(self, chunks: Iterable[bytes]) -> None:
        """Write what comes."""
        assert self._file
        for chunk in chunks:
            self._file.write(chunk)

    def close(self) -> None:
        """Close the file."""
        if self._file:
            self._file.close()
            self._file = None

    def size(self) -> int:
        """How many bytes came."""
        return self._path.stat().st_size if self._path.exists() else 0

    def head(self) -> bytes:
        """The first bytes."""
        with self._path.open("rb") as file:
            return file.read(512)

    def settle(self) -> None:
        """Put the whole file in its place."""
        self._note.unlink(missing_ok=True)
        self._path.replace(self._target)

    def drop(self) -> None:
        """Forget what came."""
        self._validator = ""
        self._path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)
