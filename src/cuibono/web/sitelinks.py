"""Where things stand among the files of a site: one folder a kind of page, names made of ids and numbers alone."""

from __future__ import annotations

import hashlib
from typing import Final

import msgspec

from cuibono.explore.event_view import EventView, TellingView
from cuibono.publish.report.page import anchor, passage
from cuibono.web.links import SCRIPTS

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'"
)
"""What a browser may do with a page of a site. From disk, Chromium takes 'self' to mean files."""
ALONE: Final = {
    "front": "index.html",
    "timeline": "timeline.html",
    "network": "network.html",
    "registers": "registers.html",
    "rivals": "rivals.html",
    "balance": "balance.html",
    "chance": "chance.html",
    "search": "search.html",
    "about": "about.html",
}
"""The file of each page that is one file."""
DATA: Final = {picture: f"data/{picture}.js" for picture in SCRIPTS}
"""The script that holds what a picture is drawn from."""
_CHOSEN: Final = {"balance": ("one", "other"), "chance": ("name",)}
"""What is chosen on a page of which there is a file for each choice."""
_BESIDE: Final = 3
"""Pages named by their numbers on either side of the one that is shown."""
_PLACEHOLDERS: Final = frozenset({"{id}", "{from}", "{to}"})
"""What the scripts of a picture put ids in place of."""


class Stretches(msgspec.Struct, frozen=True):
    """The pages of a list, of which `number` of `of` is shown; `addresses` are those that are named by number."""

    number: int
    of: int
    addresses: dict[int, str]

    @property
    def previous(self) -> str | None:
        """The page before."""
        return self.addresses.get(self.number - 1)

    @property
    def next(self) -> str | None:
        """The page after."""
        return self.addresses.get(self.number + 1)


class SiteLinks(msgspec.Struct, frozen=True):
    """Addresses relative to the file `here`, which is in a folder or not."""

    here: str
    live: bool = False

    def page(self, name: str, /, query: object = None, **changed: object) -> str:  # noqa: ARG002 - as on a server
        """A page without a key; of a list the one in which only one thing is chosen, such as a kind."""
        if changed and name in _CHOSEN:
            return self._to(chosen(name, **changed))
        return self._to(ALONE.get(name) or numbered(stem(name, **changed), 1))

    def one(self, name: str, key: str, /, query: object = None, **changed: object) -> str:  # noqa: ARG002
        """The page of one thing."""
        return self._to(one(name, key))

    def file(self, name: str) -> str:
        """A file of the pages' own."""
        return self._to(f"static/{name}")

    def scripts(self, picture: str) -> tuple[str, ...]:
        """The scripts that draw a picture, after the one that holds its data."""
        return (self._to(DATA[picture]), *(self.file(name) for name in SCRIPTS[picture]))

    def data(self, picture: str) -> str:  # noqa: ARG002
        """Nothing: the data is there before the picture is drawn."""
        return ""

    def query(self, query: object) -> str:  # noqa: ARG002
        """Nothing: there is no server to send it to."""
        return ""

    def event(self, key: str) -> str:
        """The page of the event with this id."""
        return self._to(one("event", key))

    def party(self, key: str) -> str:
        """The page of the party with this id."""
        return self._to(one("party", key))

    def article(self, key: str) -> str:
        """The page of the document with this id."""
        return self._to(one("article", key))

    def passage(self, event: EventView, telling: TellingView) -> str:
        """The passage in its article."""
        return f"{self.article(telling.report.document)}#{passage(event, telling)}"

    def between(self, actor: str, counterpart: str) -> str:
        """The events between two parties that the network shows."""
        return self._to(numbered(between(actor, counterpart), 1))

    def stretches(self, beginning: str, number: int, of: int) -> Stretches:
        """The pages of a list whose files begin so, as this one leads to them."""
        near = range(max(1, number - _BESIDE), min(of, number + _BESIDE) + 1)
        return Stretches(number, of, {n: self._to(numbered(beginning, n)) for n in sorted({1, *near, of})})

    def _to(self, file: str) -> str:
        return f"{'../' * self.here.count('/')}{file}"


def one(name: str, key: str) -> str:
    """The file of one thing."""
    return f"{name}/{_safe(key)}.html"


def chosen(name: str, /, **changed: object) -> str:
    """The file of a page on which this is chosen: names that people gave, which may be of any signs, in a hash."""
    told = "\n".join(str(changed[field]) for field in _CHOSEN[name])
    return f"{name}/{hashlib.sha256(told.encode()).hexdigest()[:16]}.html"


def of_party(key: str) -> str:
    """How the files of a party begin, the first of which is `one`."""
    return f"party/{_safe(key)}"


def between(actor: str, counterpart: str) -> str:
    """How the files of the events between two parties begin."""
    return f"events/{_safe(actor)}-{_safe(counterpart)}-"


def stem(name: str, /, **chosen: object) -> str:
    """How the files of a list begin: "events/", or "events/gift-" where something is chosen."""
    told = [key if value is True else str(value) for key, value in chosen.items() if value not in (None, "", False)]
    return f"{name}/{''.join(f'{_safe(one)}-' for one in told)}"


def numbered(beginning: str, number: int) -> str:
    """A file of a list. Those of a party carry no number on the first."""
    if beginning.endswith(("/", "-")):
        return f"{beginning}{number}.html"
    return f"{beginning}.html" if number == 1 else f"{beginning}-{number}.html"


def _safe(key: str) -> str:
    return key if key in _PLACEHOLDERS else anchor(key)
