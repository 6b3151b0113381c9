"""Joins view, pictures and templates into one page.

Takes: a ReportView.
Gives: HTML in which every text is escaped, and which the browser is told to load nothing for.
Knows nothing of: cases, files.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import msgspec

from cuibono import signs
from cuibono.explore.event_view import EventView, TellingView
from cuibono.explore.pages.families import FAMILIES
from cuibono.explore.phrases import GRADES, STANCES, month_words
from cuibono.explore.report_view import PartyView, ReportView
from cuibono.publish.report.highlight import blocks
from cuibono.publish.report.timeline import Lane, Picture, event_line, picture

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_NOT_IN_ANCHOR: Final = re.compile(r"[^A-Za-z0-9_-]")
_OPEN_UP_TO: Final = 150
"""Events up to which everything is unfolded."""
_BUSY: Final = 10
"""Parties that get a lane in the picture by party."""


def page(view: ReportView) -> str:
    """The whole page."""
    style, script = _asset("style.css"), _asset("filter.js")
    in_order = _in_order(view)
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            view=view,
            in_order=in_order,
            open_ended=any(event.dated and not (event.earliest and event.latest) for event in in_order),
            head=view.head,
            pictures=_pictures(view),
            party_pictures=_party_pictures(view),
            many=[party for party in view.parties if len(party.events) > 1],
            once=[party for party in view.parties if len(party.events) == 1],
            unfolded=view.head.events <= _OPEN_UP_TO,
            articles={article.number: article for article in view.articles},
            to=Anchors(frozenset(article.id for article in view.articles)),
            style=_raw(style),
            script=_raw(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


def styled(template: str, **values: object) -> str:
    """Another page in the report's style, without script."""
    style = _asset("style.css")
    return environment().get_template(template).render(**values, style=_raw(style), style_hash=_hash(style))


def shown(text: object) -> Markup:
    """Text escaped for a page: what could reorder or break what is around it is named, what only hides left out."""
    from markupsafe import Markup, escape

    return Markup(signs.STEERING.sub(_named, signs.HIDDEN.sub("", str(escape(text)))))


def plain(text: object) -> str:
    """Text for an attribute: characters that could reorder or break it become a replacement sign."""
    return signs.STEERING.sub("\ufffd", signs.HIDDEN.sub("", str(text)))


def anchor(identifier: str) -> str:
    """An id that can stand in a link as it is."""
    return _NOT_IN_ANCHOR.sub("-", identifier)


def _named(found: re.Match[str]) -> str:
    code = f"U+{ord(found.group()):04X}"
    return f'<span class="unseen" title="Control character {code}">{code}</span>'


def passage(event: EventView, telling: TellingView) -> str:
    """The anchor of a passage in its article; one that is no claim's may tell of several events."""
    return anchor(f"at-{telling.place}" if telling.claim else f"at-{event.id}-{telling.place}")


class Anchors(msgspec.Struct, frozen=True):
    """Where things stand that a page links to, here in the page itself; `articles` are the documents that it shows."""

    articles: frozenset[str]

    def event(self, key: str) -> str:
        """The entry of the event with this id."""
        return f"#{anchor(key)}"

    def party(self, key: str) -> str:
        """The entry of the party with this id."""
        return f"#{anchor(key)}"

    def passage(self, event: EventView, telling: TellingView) -> str:
        """The passage in its article, "" where the page does not show that."""
        return f"#{passage(event, telling)}" if telling.report.document in self.articles else ""


def _in_order(view: ReportView) -> list[EventView]:
    """Every event, oldest first, undated ones last."""
    return sorted((event for kind in view.kinds for event in kind.events), key=lambda event: event.number)


def _pictures(view: ReportView) -> list[Picture]:
    lanes = [Lane(kind.name, f"kind-{kind.kind}", kind.events) for kind in view.kinds]
    return _both_widths(lanes, view)


def _party_pictures(view: ReportView) -> list[Picture]:
    busy = [party for party in view.parties if len(party.events) > 1][:_BUSY]
    return _both_widths([_party_lane(party) for party in busy], view)


def _party_lane(party: PartyView) -> Lane:
    return Lane(party.name, anchor(party.id), party.events)


def _both_widths(lanes: list[Lane], view: ReportView) -> list[Picture]:
    """The picture for wide windows and the one for phones."""
    drawn = (picture(lanes, view.articles, 1120, 196), picture(lanes, view.articles, 380, 0))
    return [found for found in drawn if found]


@cache
def environment(*packages: str) -> Environment:
    """Templates of this package, and of others whose names are given, which find theirs first."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, "cuibono.publish.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(shown=shown, plain=plain, anchor=anchor, line=event_line, month=month_words)
    environment.filters.update(family=lambda kind: FAMILIES[kind], number=lambda value: f"{value:.1f}")
    environment.filters.update(passage=passage)
    environment.globals.update(blocks=blocks, grades=GRADES, stances=STANCES)
    return environment


@cache
def _asset(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text("utf-8")


def _raw(text: str) -> Markup:
    """A file of this package, fit to stand in the page as it is."""
    from markupsafe import Markup

    return Markup(text)


def _hash(text: str) -> str:
    """What a content security policy calls this text."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
