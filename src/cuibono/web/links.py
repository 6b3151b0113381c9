"""Where things stand that a page links to: on a server, or among the files of a site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import urlencode

import msgspec

from cuibono.explore.event_view import EventView, TellingView
from cuibono.publish.report.page import passage

_RENAMED = {"first": "from", "last": "to"}
SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "timeline": (
        "pictures.js",
        "timeline-scale.js",
        "timeline-layout.js",
        "timeline-marks.js",
        "timeline-axis.js",
        "timeline-choice.js",
        "timeline-hands.js",
        "timeline-frame.js",
        "timeline.js",
        "timeline-window.js",
    ),
    "network": (
        "vendor/cytoscape/cytoscape.min.js",
        "pictures.js",
        "network-layout.js",
        "network-frame.js",
        "network-look.js",
        "network-hands.js",
        "network.js",
    ),
}
"""The scripts of each picture, in the order in which they are loaded."""


class Links(Protocol):
    """Addresses for templates. `live` is whether a server answers, so that something can be chosen and sent."""

    @property
    def live(self) -> bool:
        """Whether a server answers."""

    def page(self, name: str, /, query: object = None, **changed: object) -> str:
        """A page without a key, with what was chosen on it, some of that changed."""

    def one(self, name: str, key: str, /, query: object = None, **changed: object) -> str:
        """The page of one thing."""

    def file(self, name: str) -> str:
        """A file of the pages' own, such as web.css."""

    def scripts(self, picture: str) -> tuple[str, ...]:
        """The scripts that draw a picture."""

    def data(self, picture: str) -> str:
        """What a picture is drawn from."""

    def query(self, query: object) -> str:
        """What was chosen, as the scripts of a picture send it on."""

    def event(self, key: str) -> str:
        """The page of the event with this id."""

    def party(self, key: str) -> str:
        """The page of the party with this id."""

    def article(self, key: str) -> str:
        """The page of the document with this id."""

    def passage(self, event: EventView, telling: TellingView) -> str:
        """The passage in its article."""

    def between(self, actor: str, counterpart: str) -> str:
        """The events between two parties, "" where no page lists them."""


class ServerLinks(msgspec.Struct, frozen=True):
    """Addresses on a server; `here` is the page's own, without an ending."""

    here: str = "/"
    live: bool = True

    @property
    def json(self) -> str:
        """The same page for programs."""
        path, _, query = self.here.partition("?")
        return f"{'/front' if path == '/' else path}.json{f'?{query}' if query else ''}"

    def page(self, name: str, /, query: object = None, **changed: object) -> str:
        """A page without a key."""
        return f"/{'' if name == 'front' else name}{chosen(query, changed)}"

    def one(self, name: str, key: str, /, query: object = None, **changed: object) -> str:
        """The page of one thing."""
        return f"/{name}/{key}{chosen(query, changed)}"

    def file(self, name: str) -> str:
        """A file of the pages' own."""
        return f"/static/{name}"

    def scripts(self, picture: str) -> tuple[str, ...]:
        """The scripts that draw a picture."""
        return tuple(self.file(name) for name in SCRIPTS[picture])

    def data(self, picture: str) -> str:
        """What a picture is drawn from."""
        return f"/{picture}.json"

    def query(self, query: object) -> str:
        """What was chosen, as the scripts of a picture send it on."""
        return chosen(query, {}).removeprefix("?")

    def event(self, key: str) -> str:
        """The page of the event with this id."""
        return f"/event/{key}"

    def party(self, key: str) -> str:
        """The page of the party with this id."""
        return f"/party/{key}"

    def article(self, key: str) -> str:
        """The page of the document with this id."""
        return f"/article/{key}"

    def passage(self, event: EventView, telling: TellingView) -> str:
        """The passage in its article."""
        return f"{self.article(telling.report.document)}#{passage(event, telling)}"

    def between(self, actor: str, counterpart: str) -> str:
        """The events between two parties."""
        return f"/events?party={actor}&other={counterpart}"


def chosen(query: object, changed: Mapping[str, object]) -> str:
    """What was chosen, as an address has it: "?kind=gift"; "" where nothing was. What is changed to None is left out.

    Where anything but the place in a list is changed, the list begins anew.
    """
    held: dict[str, Any] = msgspec.to_builtins(query) if query is not None else {}
    if changed and "after" not in changed:
        held.pop("after", None)
    held |= {_RENAMED.get(name, name): value for name, value in changed.items()}
    given = {name: _told(value) for name, value in held.items() if value not in (None, "", False)}
    return f"?{urlencode(given)}" if given else ""


def _told(value: object) -> str:
    return "true" if value is True else str(value)
