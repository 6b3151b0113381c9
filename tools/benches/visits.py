"""What people and programs ask of a case: addresses of every page, as common and as hard as they come.

Takes: a case with a ledger. Gives: for each page so many addresses, the same ones each time.
Knows nothing of: servers, what an answer costs.

Lists are asked for with all sorts of filters, at their beginning and far on; parties are the busiest ones and any, and
pairs of them; events those with most reports and any; words the commonest and any, names, beginnings and words side by
side; windows of the timeline from a week to all years.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from cuibono.ledger import connection
from cuibono.settings import CaseFolder
from cuibono.web.table import PAGES
from tools.benches import dealings
from tools.benches.retold import letters

ASKED = 40  # of each page
LEFT_OUT = ("about", "registers", "register", "balance", "chance", "rivals", "matrix")
"""Pages that are not asked for: one says the same of every case, five are of files beside the ledger, and an account
of two sides reads the case as a whole, as the command does."""
COMMON = ("over", "million", "said", "met", "minister", "granted", "sources", "motors", "over million", "said minister")


class Visit(NamedTuple):
    """One address: of which page, and its path with key and query, without an ending."""

    page: str
    key: str | None
    query: dict[str, str]

    def address(self, as_json: bool) -> str:
        """The address on a server."""
        path = f"/{self.page}" + (f"/{self.key}" if self.key else "")
        return f"{path}{'.json' if as_json else ''}{f'?{urlencode(self.query)}' if self.query else ''}"


def visits(case: Path, asked: int = ASKED) -> list[Visit]:
    """So many addresses of each page."""
    asking = _Asking(case)
    making: dict[str, Callable[[], Visit]] = {
        page.name: asking.one(page.name) if page.keyed else asking.several(page.name)
        for page in PAGES
        if page.name not in LEFT_OUT
    }
    return [make() for make in making.values() for _ in range(asked)]


class _Asking:
    """Makes addresses out of what a ledger holds."""

    def __init__(self, case: Path) -> None:
        self._db = connection.to_look(CaseFolder(case).ledger)
        self._chance = random.Random(2029)
        self._busy = self._column("SELECT party FROM party_sums ORDER BY events DESC LIMIT 8")
        self._told = self._column("SELECT event FROM lines ORDER BY reports DESC, event LIMIT 12")
        self._kinds = self._column("SELECT DISTINCT kind FROM lines")
        self._grades = self._column("SELECT DISTINCT grade FROM lines")
        self._codes = self._column("SELECT DISTINCT code FROM problems")

    def one(self, page: str) -> Callable[[], Visit]:
        """Pages of one thing: of the busiest every third time."""
        busy = iter({"party": self._busy, "event": self._told}.get(page, []))
        table, prefix = {"party": ("parties", "pty"), "event": ("events", "evt"), "article": ("documents", "doc")}[page]

        def make() -> Visit:
            key = next(busy, "") if self._chance.random() < 0.34 else ""
            return Visit(page, key or self._any(table, prefix), {})

        return make

    def several(self, page: str) -> Callable[[], Visit]:
        """Pages of several things."""
        making = iter(getattr(self, f"_{page}")())
        return lambda: Visit(page, None, next(making))

    def _front(self) -> Iterator[dict[str, str]]:
        while True:
            yield {"since": f"{self._day()}T12:00:00Z"} if self._chance.random() < 0.5 else {}

    def _events(self) -> Iterator[dict[str, str]]:
        first, second, *_ = self._busy
        yield from ({}, {"order": "oldest"}, {"party": first, "other": second}, {"party": first, "differing": "true"})
        while True:
            asked = self._filters()
            if self._chance.random() < 0.4:
                asked |= {"after": f"{self._day()}~evt-{letters(str(self._chance.random()))}"}
            if "party" in asked and self._chance.random() < 0.5:
                asked |= {"other": self._party()}
            yield asked

    def _timeline(self) -> Iterator[dict[str, str]]:
        yield from ({}, {"lanes": "party"}, {"party": self._busy[0]}, {"differing": "true"})
        while True:
            start, days = self._chance.randrange(dealings.DAYS), self._chance.choice((7, 20, 31, 48, 180, 365, 730))
            first = dealings.START + timedelta(start)
            window = {"from": str(first), "to": str(first + timedelta(days))}
            yield self._filters(0.3) | window | ({"lanes": "party"} if self._chance.random() < 0.25 else {})

    def _parties(self) -> Iterator[dict[str, str]]:
        yield from ({}, {"order": "name"})
        while True:
            name = self._name()
            yield self._chance.choice(({"name": name}, {"name": name.split()[-1]}, {"name": f"{name[:3]}*"}))
            yield {"after": f"{self._chance.randrange(1, 30)}~{name.lower()}~pty-222222222222"}
            yield {"order": "name", "after": f"{name.lower()}~pty-222222222222"}

    def _network(self) -> Iterator[dict[str, str]]:
        yield from ({}, {"most": "30"}, {"party": self._busy[0], "most": "30"})
        while True:
            yield self._filters() | {"most": self._chance.choice(("10", "20", "30"))}

    def _articles(self) -> Iterator[dict[str, str]]:
        yield from ({}, {"after": "undated~-"})
        while True:
            publisher = self._column("SELECT publisher FROM documents WHERE id = ?", self._any("documents", "doc"))
            yield {"publisher": publisher[0]}
            yield {"after": f"{self._day()}~doc-{letters(str(self._chance.random()))}"}

    def _search(self) -> Iterator[dict[str, str]]:
        yield from ({"words": words} for words in COMMON)
        while True:
            topic = self._column("SELECT topic FROM claims WHERE id >= ? LIMIT 1", self._any("claims", "clm"))[0]
            words = topic.split()
            yield {"words": words[0]}
            yield {"words": self._name()}
            yield {"words": f'"{words[0]} {words[1]}"'}
            yield {"words": f"{words[2][:4]}*"}
            yield {"words": f"over {words[3]}"}
            yield {"words": self._chance.choice(COMMON)} | self._filters(0.7, parties=False)

    def _review(self) -> Iterator[dict[str, str]]:
        while True:
            yield from ({"tab": tab} for tab in ("claims", "parties", "events", "splits"))
            yield {"tab": "claims", "kind": self._chance.choice(self._kinds)}
            yield {"tab": "claims", "grade": self._chance.choice(self._grades)}

    def _history(self) -> Iterator[dict[str, str]]:
        while True:
            yield {}

    def _problems(self) -> Iterator[dict[str, str]]:
        yield {}
        while True:
            yield {"code": self._chance.choice(self._codes)}
            yield {"after": str(self._chance.randrange(10**12))}

    def _filters(self, each: float = 0.35, *, parties: bool = True) -> dict[str, str]:
        """Filters of events, each given with such a chance."""
        day = dealings.START + timedelta(self._chance.randrange(dealings.DAYS))
        found = {
            "kind": self._chance.choice(self._kinds),
            "grade": self._chance.choice(self._grades),
            "from": str(day),
            "party": self._party(),
            "differing": "true",
        }
        kept = {name: value for name, value in found.items() if self._chance.random() < each}
        return kept if parties else {name: value for name, value in kept.items() if name in ("kind", "grade", "from")}

    def _party(self) -> str:
        return self._chance.choice(self._busy) if self._chance.random() < 0.5 else self._any("parties", "pty")

    def _name(self) -> str:
        return self._column("SELECT name FROM parties WHERE id = ?", self._any("parties", "pty"))[0]

    def _any(self, table: str, prefix: str) -> str:
        """The id of one of them, by chance."""
        start = f"{prefix}-{letters(str(self._chance.random()))}"
        found = self._column(f"SELECT id FROM {table} WHERE id >= ? ORDER BY id LIMIT 1", start)
        return found[0] if found else self._column(f"SELECT max(id) FROM {table}")[0]

    def _day(self) -> date:
        return dealings.START + timedelta(self._chance.randrange(dealings.DAYS))

    def _column(self, query: str, *values: str) -> list[str]:
        return [row[0] for row in self._db.execute(query, values)]
