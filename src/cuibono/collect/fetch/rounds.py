"""Page after page until there is no more, and one file made of them.

Takes: how a register is fetched, fields, a folder. Gives: a file, and what to know of it.
Knows nothing of: how a single answer comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

import msgspec

from cuibono.collect.fetch import asking
from cuibono.collect.fetch.answers import Answer, answer, joined
from cuibono.collect.fetch.door import Door, Got, Manners, RefusedError
from cuibono.collect.fetch.state import Pages, Seen, sha256
from cuibono.errors import UsageError
from cuibono.model import Problem
from cuibono.registers.sources import Fetch

Progress = Callable[[int, int, str], None]


class Fetched(msgspec.Struct, frozen=True):
    """What one fetch gave: a file, the address it is from (without a key), when its first part was retrieved.

    `rows` is how many rows it has, None for a file whose rows are not known here; `unchanged` says that the publisher
    had nothing new; `asked` is how many answers came, those that were there already left out.
    """

    path: Path
    address: str
    retrieved: str
    rows: int | None
    unchanged: bool
    asked: int
    problems: tuple[Problem, ...] = ()


def fetch(
    way: Fetch, given: Mapping[str, str], folder: Path, manners: Manners, now: datetime, progress: Progress
) -> Fetched:
    """Everything that a way of fetching gives for these fields, as one file in the folder.

    What an earlier run that broke off had fetched is not fetched again; of what a whole one had, only what changed.
    `progress` is told how many rows of how many (0 where that is not known) are there. Raises UsageError where it
    cannot be had; what came by then is kept.
    """
    address = asking.address(way, given)
    name = asking.file_name(way, given, address)
    pages = Pages(folder / f"{name}.{asking.mark(address)}", now.isoformat(timespec="seconds"))
    with Door(way, manners) as door:
        run = _Run(way, name, door, pages, now, progress)
        return run.file(address) if way.paging == "none" else run.rounds(address)


class _Run:
    def __init__(self, way: Fetch, name: str, door: Door, pages: Pages, now: datetime, progress: Progress) -> None:
        self._way, self._name, self._door, self._pages = way, name, door, pages
        self._now, self._progress = now, progress
        self._asked = self._news = self._rows = 0
        self._problems: list[Problem] = []

    def file(self, address: str) -> Fetched:
        """A single file."""
        seen = self._page(0, address, self._name)
        self._pages.finish()
        return self._fetched(self._pages.folder / seen.file, None)

    def rounds(self, address: str) -> Fetched:
        """All pages, joined."""
        number, asking_for, last = 0, address, None
        while asking_for:
            found = self._answer(number, asking_for)
            if found is None:
                break
            self._rows += found.rows
            last = found if last is None or found.count is not None else last
            if not number:
                self._problems += self._capped(found)
            self._progress(self._rows, found.count or 0, self._name)
            number += 1
            asking_for = self._following(found, address, asking_for, number)
        self._problems += self._all_there(last)
        self._pages.finish()
        target = self._pages.folder / self._name
        joined((self._pages.folder / page.file for page in self._pages.pages), self._way, target)
        return self._fetched(target, self._rows)

    def _answer(self, number: int, address: str) -> Answer | None:
        """A page; None where the publisher says that there is none after those before."""
        try:
            seen = self._page(number, address, f"page-{asking.mark(address)}.json")
        except RefusedError as error:
            if number and error.status == 404 and self._way.paging == "pages":
                return None
            if not number:
                raise
            raise UsageError(
                f"{error} {self._rows} rows came before that; it may give no more at once: ask for less at a time."
            ) from None
        path = self._pages.folder / seen.file
        try:
            found = answer(path.read_bytes(), self._way)
        except ValueError as error:
            path.unlink()
            raise UsageError(f"{self._door.told(address)}: {error}. Nothing of this page was kept.") from error
        if found.rows and any(seen.sha256 == one.sha256 for one in self._pages.pages[:number]):
            raise UsageError(
                f"{self._door.told(address)}: the publisher gave a page a second time in place of the next. "
                "It may not know the parameter for pages; nothing was added."
            )
        return found

    def _page(self, number: int, address: str, name: str) -> Seen:
        """A page from an earlier try, from the run before where nothing changed, or from the publisher."""
        if held := self._pages.held(number, address):
            return held
        earlier = self._pages.earlier(address)
        before = Got(False, earlier.etag, earlier.last_modified) if earlier else None
        path = self._pages.folder / name
        got = self._door.get(address, path, before)
        self._asked += 1
        if got.unchanged:
            if earlier is None:
                raise UsageError(f"{self._door.told(address)}: the publisher says it is unchanged and never gave it.")
            seen = earlier
        else:
            self._news += 1
            when = self._now.isoformat(timespec="seconds")
            seen = Seen(address, name, sha256(path), when, got.etag, got.last_modified)
        self._pages.put(number, seen)
        return seen

    def _following(self, found: Answer, first: str, last: str, number: int) -> str:
        """The address of the next page; "" where this was the last."""
        way = self._way
        if way.paging == "next_link":
            named = found.next if isinstance(found.next, str) else ""
            following = named and self._door.allowed(urljoin(last, named))
            if following and any(page.address == following for page in self._pages.pages[:number]):
                raise UsageError(f"{self._door.told(following)}: the publisher points back to a page that came before.")
            return following
        if not found.rows:
            return ""
        if way.paging == "pages":
            if found.count is not None and self._rows >= found.count:
                return ""
            return asking.with_parameters(first, {way.page_parameter or "page": str(number + 1)})
        if not found.next:
            return ""
        marks = found.next if isinstance(found.next, dict) else {way.page_parameter or "cursor": found.next}
        return asking.with_parameters(first, marks)

    def _capped(self, found: Answer) -> Iterator[Problem]:
        size = self._way.page_size
        more = found.next if self._way.next else found.count is None or found.rows < found.count
        if size and found.rows and found.rows < size and more:
            yield Problem(
                "page_cap",
                f"{size} rows a page were asked for and {found.rows} came; all pages are asked for",
                self._name,
            )

    def _all_there(self, last: Answer | None) -> Iterator[Problem]:
        count = last.count if last else None
        if count is not None and count != self._rows:
            yield Problem(
                "rows_missing",
                f"the publisher says that there are {count} rows, and {self._rows} came; rows may have been added or "
                "removed meanwhile, or it gives no more: fetch again, or ask for less at a time",
                self._name,
            )

    def _fetched(self, path: Path, rows: int | None) -> Fetched:
        first = self._pages.pages[0]
        return Fetched(
            path, self._door.told(first.address), min(page.retrieved for page in self._pages.pages), rows,
            unchanged=not self._news, asked=self._asked, problems=tuple(self._problems),
        )  # fmt: skip
