"""What of a fetch is there already: kept beside the pages, so that a broken run goes on and a new one asks for news.

Takes: a folder. Gives: the pages that are there, with what was said of each.
Knows nothing of: the network, what pages hold.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from cuibono import disk
from cuibono.errors import UsageError

# A run that broke off earlier is begun anew, for rows may have moved from page to page; so is one that a clock which
# was wrong says has yet to begin.
_FRESH = timedelta(days=1)


class Seen(msgspec.Struct, frozen=True):
    """One page that was fetched: by which address (without a key), its file, and what the publisher said of it."""

    address: str
    file: str
    sha256: str
    retrieved: str
    etag: str = ""
    last_modified: str = ""


class State(msgspec.Struct, frozen=True):
    """One fetch: when it began, the pages of it that are there, those of the run before, whether it came to its end."""

    begun: str
    pages: tuple[Seen, ...] = ()
    before: tuple[Seen, ...] = ()
    done: bool = False


class Pages:
    """The folder of one fetch."""

    def __init__(self, folder: Path, now: str) -> None:
        """What an unfinished run left goes on; a finished or old one only tells what to ask news of."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        found = self._load()
        if found is None:
            found = State(now)
        elif found.done or abs(datetime.fromisoformat(now) - datetime.fromisoformat(found.begun)) > _FRESH:
            found = State(now, before=found.pages or found.before)
        self._state = found

    @property
    def pages(self) -> tuple[Seen, ...]:
        """The pages that are there, in order."""
        return self._state.pages

    def held(self, number: int, address: str) -> Seen | None:
        """A page of this run that is there, and whole."""
        if number < len(self.pages) and self.pages[number].address == address and self._is_whole(self.pages[number]):
            return self.pages[number]
        return None

    def earlier(self, address: str) -> Seen | None:
        """The page of the run before, where its file is still there."""
        return next((one for one in self._state.before if one.address == address and self._is_whole(one)), None)

    def put(self, number: int, page: Seen) -> None:
        """Write down that a page is there; what came after it is asked for again."""
        pages = (*self.pages[:number], page)
        self._save(msgspec.structs.replace(self._state, pages=pages))

    def finish(self) -> None:
        """Write down that all is there, and remove pages that no longer are."""
        self._save(msgspec.structs.replace(self._state, before=(), done=True))
        kept = {page.file for page in self.pages}
        for path in self.folder.glob("page-*"):
            if path.name not in kept:
                path.unlink()

    def _is_whole(self, page: Seen) -> bool:
        path = self.folder / page.file
        return path.is_file() and sha256(path) == page.sha256

    def _load(self) -> State | None:
        path = self.folder / "state.json"
        try:
            return msgspec.json.decode(path.read_bytes(), type=State)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError) as error:
            raise UsageError(f"{path}: it cannot be read: {error}. Remove the folder, and fetch anew.") from error

    def _save(self, state: State) -> None:
        disk.write(self.folder / "state.json", msgspec.json.format(msgspec.json.encode(state), indent=1))
        self._state = state


def sha256(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
