"""A case as a folder of files: the pages that a server would show, fit to be opened from disk.

Takes: a case, a folder.
Gives: HTML files, made by the views and the templates of the server, with what they need beside them.
Knows nothing of: requests.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from os import cpu_count
from pathlib import Path
from typing import Any, Final

import msgspec

from cuibono import explore
from cuibono.errors import MissingError, UsageError
from cuibono.explore.case import Case
from cuibono.explore.pages.lists import ArticleLine, article_line, party_line
from cuibono.explore.pages.selected import views
from cuibono.web import searchable
from cuibono.web.output import Output
from cuibono.web.owned import owned
from cuibono.web.plan import ALL, Listing, Plan, plan, stretches
from cuibono.web.rendering import rendered
from cuibono.web.sitelinks import ALONE, DATA, POLICY, SiteLinks, numbered, of_party, one
from cuibono.web.table import NAMED

_TOGETHER: Final = 200
"""Things that are asked for, and put into files, together."""
_WORTH: Final = 1_000
"""Articles from which a second process is worth its start."""

File = tuple[str, bytes]
Task = tuple[str, Any]
"""What is to be made, by the name of a method of `_Maker`, and of what."""


class Made(msgspec.Struct, frozen=True):
    """What became of a site: how many files it has, how many of them were written anew, how many were taken out."""

    files: int
    written: int
    removed: int


def site(case: Path, folder: Path, processes: int | None = None) -> Made:
    """Make a site of a case in a folder, or bring the one that is there up to date; the same case gives the same bytes.

    Raises UsageError, and touches nothing, where the folder holds what no site put there; and where the case changes
    meanwhile.
    """
    own = {f"static/{name}": content for name, content in owned()}
    with explore.open(case) as held:
        maker = _Maker(held, plan(held))
        files = frozenset((*maker.plan.files(), *own))
        output = Output(folder, files)
        written = sum(output.put(name, content) for name, content in own.items())
        written += _run(maker, output, processes if processes is not None else _processes(maker.plan))
    return Made(len(files), written, output.finish())


def _processes(found: Plan) -> int:
    """One, or one a core where there is much to do and processes can share what was read."""
    forks = "fork" in multiprocessing.get_all_start_methods()
    return min(cpu_count() or 1, 8) if forks and len(found.articles) >= _WORTH else 1


_shared: tuple[_Maker, Output] | None = None


def _run(maker: _Maker, output: Output, processes: int) -> int:
    """Make everything; how many files were written."""
    global _shared  # noqa: PLW0603 - what forked processes find in place
    for some in _slices(maker.plan.events):
        views(maker.case, some)
    if processes == 1:
        return sum(_put(maker, output, task) for task in maker.tasks())
    _shared = (maker, output)
    try:
        with ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), maker.reopen) as pool:
            return sum(pool.map(_put_shared, maker.tasks()))
    finally:
        _shared = None


def _put_shared(task: Task) -> int:
    if _shared is None:
        raise RuntimeError("this process was not forked from the one that shares")
    return _put(*_shared, task)


def _put(maker: _Maker, output: Output, task: Task) -> int:
    name, about = task
    make: Callable[[Any], Iterable[File]] = getattr(maker, name)
    try:
        return sum(output.put(*file) for file in make(about))
    except MissingError as error:
        raise _moved(maker.case) from error


def _moved(case: Case) -> UsageError:
    return UsageError(f"{case.folder}: the case changed while the site was made. Make it again.")


class _Maker:
    """Makes files from an open case, which it opens anew in a process of its own."""

    def __init__(self, case: Case, found: Plan) -> None:
        self.case, self.plan = case, found
        case.kept = {}
        self._context: dict[str, object] = {
            "name": found.shares.name,
            "since": None,
            "may_judge": False,
            "policy": POLICY,
            "shares": found.shares,
        }

    def reopen(self) -> None:
        """Open the ledger again: one that another process opened must not be used."""
        kept, self.case = self.case.kept, explore.open(self.case.folder)
        self.case.kept = kept

    def tasks(self) -> Iterator[Task]:
        """All that is to be made, what takes longest first."""
        yield from (("listing", listing) for listing in self.plan.listings if listing.files > 1)
        yield "pictures", None
        yield "index", None
        yield from (("parties", some) for some in _slices(self.plan.parties))
        yield from (("articles", some) for some in _slices(self.plan.articles))
        yield from (("events", some) for some in _slices(self.plan.events))
        yield from (("listing", listing) for listing in self.plan.listings if listing.files == 1)

    def listing(self, listing: Listing) -> Iterator[File]:
        """Every page of a list."""
        return self._stretches(listing.page, None, listing.query, listing.beginning, listing.files)

    def events(self, keys: Iterable[str]) -> Iterator[File]:
        """Pages of events."""
        return (self._one("event", key) for key in keys)

    def articles(self, keys: Iterable[str]) -> Iterator[File]:
        """Pages of articles."""
        return (self._one("article", key) for key in keys)

    def parties(self, found: Iterable[Any]) -> Iterator[File]:
        """Pages of parties, those with many events on several."""
        for party in found:
            yield from self._stretches("party", party.party, None, of_party(party.party), stretches(party.events))

    def pictures(self, _: None) -> Iterator[File]:
        """Pages that are one file, with the data that the pictures are drawn from."""
        for name in ("front", "about", "timeline", "network"):
            view = self._asked(name, None, NAMED[name].query())
            yield ALONE[name], self._page(name, ALONE[name], view, None, NAMED[name].query())
            if name in DATA:
                yield DATA[name], searchable.given(f"cuibono{name.capitalize()}", view)

    def index(self, _: None) -> Iterator[File]:
        """The page of the search, and what it searches."""
        names = self.plan.index()
        yield from zip(names, searchable.scripts(list(self._entries())), strict=True)
        over = max(map(len, (self.plan.events, self.plan.parties, self.plan.articles))) > searchable.MOST
        more = {"index": names, "most": searchable.MOST if over else None}
        file = ALONE["search"]
        html = rendered("site_search.html.j2", SiteLinks(file), page=NAMED["search"], **more, **self._context)
        yield file, html.encode("utf-8", "replace")

    def _entries(self) -> Iterator[searchable.Entry]:
        yield from (searchable.of_party(party_line(found)) for found in self.plan.parties[: searchable.MOST])
        for some in _slices(self.plan.events[: searchable.MOST]):
            yield from map(searchable.of_event, views(self.case, some))
        for line in self._article_lines():
            yield searchable.of_article(line)

    def _article_lines(self) -> Iterator[ArticleLine]:
        browse = self.case.browse
        found = (*browse.article_list(ALL), *browse.article_list(ALL, dated=False))
        return map(article_line, found[: searchable.MOST])

    def _one(self, name: str, key: str) -> File:
        query = NAMED[name].query()
        return one(name, key), self._page(name, one(name, key), self._asked(name, key, query), key, query)

    def _stretches(self, name: str, key: str | None, query: Any, beginning: str, files: int) -> Iterator[File]:
        """The pages of a list, each from where the one before it ended."""
        query = query or NAMED[name].query()
        for number in range(1, files + 1):
            file = numbered(beginning, number)
            view = self._asked(name, key, query)
            if (view.next is None) != (number == files):
                raise _moved(self.case)
            there = SiteLinks(file).stretches(beginning, number, files)
            yield file, self._page(name, file, view, key, query, stretches=there)
            query = msgspec.structs.replace(query, after=view.next)

    def _asked(self, name: str, key: str | None, query: Any) -> Any:
        page = NAMED[name]
        return page.ask(self.case, key, query) if page.keyed else page.ask(self.case, query)

    def _page(self, name: str, file: str, view: Any, key: str | None, query: Any, **more: object) -> bytes:
        page = NAMED[name]
        values = {"page": page, "view": view, "key": key, "query": query, **more}
        return rendered(page.template, SiteLinks(file), **values, **self._context).encode("utf-8", "replace")


def _slices(found: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    return (found[start : start + _TOGETHER] for start in range(0, len(found), _TOGETHER))
