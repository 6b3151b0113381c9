"""What was asked for over the network: kept so that a broken run goes on, and a later one asks for what is new alone.

May be lost: the next run then asks for everything again, and finds that it is there.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from cuibono import disk
from cuibono.collect.fetch.visit import Mark
from cuibono.collect.lists import Listed

_MOST_FAILURES = 5  # runs in which a page that a list names may fail before it is given up
_SLACK = 1000  # lines that a later one has replaced, before the file is written anew


class Seen(msgspec.Struct, frozen=True, omit_defaults=True):
    """The last visit to one address.

    `file` is the name under which what it gave is kept, "" where nothing is. `changed` is what a list said of it.
    `failures` counts the runs in a row that had no answer. Of a list, `pages` are those it named that were not known.
    """

    address: str
    when: str
    file: str = ""
    mark: Mark = Mark()
    changed: str = ""
    failures: int = 0
    is_list: bool = False
    pages: tuple[Listed, ...] = ()


class Log:
    """The visits of a case, by address."""

    def __init__(self, path: Path) -> None:
        """Lines that cannot be read are left out: what they told of is asked for again."""
        self._path = path
        self._seen, lines = _load(path)
        if lines > 2 * len(self._seen) + _SLACK:
            self._rewrite()

    def of(self, address: str) -> Seen | None:
        """The last visit to an address."""
        return self._seen.get(address)

    def put(self, seen: Seen) -> None:
        """Write a visit down, unless it says what the last one said."""
        known = self._seen.get(seen.address)
        if known and msgspec.structs.replace(known, when=seen.when) == seen:
            return
        self._seen[seen.address] = seen
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            if file.tell() and not _ends_whole(self._path):
                file.write(b"\n")
            file.write(msgspec.json.encode(seen) + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def wants(self, page: Listed) -> bool:
        """Whether a page that a list names should be asked for: it is not known, failed, or changed on another day."""
        known = self._seen.get(page.address)
        if known is None or 0 < known.failures < _MOST_FAILURES:
            return True
        return bool(page.changed) and page.changed[:10] != known.changed[:10]

    def waiting(self, address: str) -> tuple[Listed, ...]:
        """The pages that a list named and that are still to be asked for."""
        known = self._seen.get(address)
        return tuple(page for page in known.pages if self.wants(page)) if known else ()

    def _rewrite(self) -> None:
        disk.write(self._path, b"".join(msgspec.json.encode(seen) + b"\n" for seen in self._seen.values()))


def _load(path: Path) -> tuple[dict[str, Seen], int]:
    seen: dict[str, Seen] = {}
    lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    decoder = msgspec.json.Decoder(Seen)
    for line in lines:
        try:
            one = decoder.decode(line)
        except msgspec.DecodeError:
            continue
        seen[one.address] = one
    return seen, len(lines)


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
