"""What a language model answered, kept in the case: a file for each request, named by its hash.

Takes: hashes, replies. Gives: replies that are there. Knows nothing of: what they mean.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from cuibono import disk
from cuibono.collect.fetch.endpoint import Reply


class Kept(msgspec.Struct, frozen=True):
    """One answer as it lies there: the request's hash, the model that was asked, when it came."""

    request: str
    model: str
    when: str
    reply: Reply


class Record:
    """The answers of one case."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, key: str) -> Path:
        """Where the answer to a request lies, or would."""
        return self._folder / f"{key}.json"

    def get(self, key: str) -> Reply | None:
        """The answer to a request; None where there is none, or the file is not whole."""
        try:
            found = msgspec.json.decode(self.path(key).read_bytes(), type=Kept)
        except (OSError, msgspec.DecodeError, UnicodeError):
            return None
        return found.reply if found.request == key else None

    def put(self, key: str, model: str, when: str, reply: Reply) -> None:
        """Keep an answer, whole or not at all."""
        disk.write(self.path(key), msgspec.json.format(msgspec.json.encode(Kept(key, model, when, reply)), indent=1))
