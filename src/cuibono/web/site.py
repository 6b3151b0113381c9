"""A case as a folder of files: the pages that a server would show, fit to be opened from disk.

Takes: a case, a folder.
Gives: HTML files, made by the views and the templates of the server, with what they need beside them.
Knows nothing of: requests.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Final

import msgspec

from cuibono import explore
from cuibono.errors import MissingError, UsageError
from cuibono.explore.case import Case
from cuibono.explore.pages.lists import article_line, party_line
from cuibono.explore.pages.selected import views
from cuibono.web import searchable
from cuibono.web.output import Output
from cuibono.web.owned import owned
from cuibono.web.plan import Plan, plan, stretches
from cuibono.web.rendering import rendered
from cuibono.web.sitelinks import ALONE, DATA, POLICY, SiteLinks, chosen, numbered, of_party, one
from cuibono.web.table import NAMED

_TOGETHER: Final = 200
"""Events that are asked of the ledger together."""

File = tuple[str, bytes]
"""The name of a file, and what stands in it."""


class Made(msgspec.Struct, frozen=True):
    """What became of a site: how many files it has, how many of them were written anew, how many were taken out."""

    files: int
    written: int
    removed: int


def site(case: Path, folder: Path) -> Made:
    """Make a site of a case in a folder, or bring the one that is there up to date; the same case gives the same bytes.

    Raises UsageError, and touches nothing, where the folder holds what no site put there; and where the case changes
    meanwhile.
    """
    own = {f"static/{name}": content for name, content in owned()}
    with explore.open(case) as held:
        maker = _Maker(held, plan(held))
        files = frozenset((*maker.plan.files(), *own))
        output = Output(folder, files)
        try:
            written = sum(output.put(*file) for file in chain(own.items(), maker.files()))
        except MissingError as error:
            raise _moved(held) from error
    return Made(len(files), written, output.finish())


def _moved(case: Case) -> UsageError:
    return UsageError(f"{case.folder}: the case changed while the site was made. Make it again.")


class _Maker:
    """Makes files from an open case, whose events it keeps in words: each stands on several pages."""

    def __init__(self, case: Case, found: Plan) -> None:
        self.case, self.plan = case, found
        case.kept = {}
        self._context: dict[str, object] = {
            "name": found.shares.name,
            "since": None,
            "may_judge": False,
            "policy": POLICY,
            "shares": found.shares,
            "accounts": [query for name, query in found.chosen if name == "balance"],
        }

    def files(self) -> Iterator[File]:
        """Every file that is made from the case."""
        for start in range(0, len(self.plan.events), _TOGETHER):
            views(self.case, self.plan.events[start : start + _TOGETHER])
        yield from self._alone()
        yield from self._search()
        for one_list in self.plan.listings:
            yield from self._stretches(one_list.page, None, one_list.query, one_list.beginning, one_list.files)
        for party in self.plan.parties:
            yield from self._stretches("party", party.party, None, of_party(party.party), stretches(party.events))
        yield from (self._one("article", article.id) for article in self.plan.articles)
        yield from (self._one("event", key) for key in self.plan.events)
        yield from (self._one("matrix", key) for key in self.plan.rivals)
        yield from (self._chosen(*page) for page in self.plan.chosen)

    def _alone(self) -> Iterator[File]:
        """Pages that are one file, with the data that pictures are drawn from."""
        for name in ALONE.keys() - {"search"}:
            view = self._asked(name, None, NAMED[name].query())
            yield ALONE[name], self._page(name, ALONE[name], view, None, NAMED[name].query())
            if name in DATA:
                yield DATA[name], searchable.given(f"cuibono{name.capitalize()}", view)

    def _search(self) -> Iterator[File]:
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
        yield from map(searchable.of_event, views(self.case, self.plan.events[: searchable.MOST]))
        yield from (searchable.of_article(article_line(found)) for found in self.plan.articles[: searchable.MOST])

    def _one(self, name: str, key: str) -> File:
        query, file = NAMED[name].query(), one(NAMED[name].first, key)
        return file, self._page(name, file, self._asked(name, key, query), key, query)

    def _chosen(self, name: str, query: msgspec.Struct) -> File:
        file = chosen(name, **msgspec.structs.asdict(query))
        return file, self._page(name, file, self._asked(name, None, query), None, query)

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
