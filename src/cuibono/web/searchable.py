"""What a site can be searched for without a server: names, titles and events in lines, as scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from cuibono.explore.event_view import EventView
from cuibono.explore.pages.lists import ArticleLine, PartyLine
from cuibono.explore.phrases import count_words
from cuibono.publish.report.page import plain
from cuibono.publish.report.timeline import event_line

MOST: Final = 20_000
"""Parties, events and articles that are searched, of each: some 10 MB, which a browser reads from disk in a second."""
TOGETHER: Final = 5_000
"""Entries of one script."""
_LONGEST: Final = 300
"""Characters of a passage."""

Entry = tuple[str, str, str, str]
"""What it is ("party", "event" or "article"), its id, how it is called, what is said of it."""


def of_party(party: PartyLine) -> Entry:
    """A party with its kind and number of events."""
    return _entry("party", party.id, party.name, f"{party.words}, {count_words(party.events, 'event')}")


def of_event(event: EventView) -> Entry:
    """An event in one line, with a passage that tells of it."""
    quote = event.quote.quote
    cut = f"{quote[:_LONGEST].rstrip()}…" if len(quote) > _LONGEST else quote
    return _entry("event", event.id, event_line(event).partition(". ")[2], f"“{cut}” {event.quote.report.outlet}")


def of_article(article: ArticleLine) -> Entry:
    """An article by its title, with outlet and day."""
    about = ", ".join(part for part in (article.publisher, article.published) if part)
    return _entry("article", article.id, article.title, about)


def _entry(sort: str, key: str, title: str, about: str) -> Entry:
    return sort, key, plain(title), plain(about)


def scripts(entries: list[Entry]) -> Iterator[bytes]:
    """Scripts that each add some of the entries to those that are searched; at least one."""
    for start in range(0, max(len(entries), 1), TOGETHER):
        told = b",\n".join(map(literal, entries[start : start + TOGETHER]))
        yield b"(globalThis.cuibonoSearch ??= []).push(\n" + told + b"\n);\n"


def given(name: str, value: object) -> bytes:
    """A script that gives a value to the scripts after it by a name."""
    return f"globalThis.{name} = ".encode() + literal(value) + b";\n"


def literal(value: Any) -> bytes:
    """A value as a script has it: JSON, without the two signs that once ended a line of a script and without "<"."""
    told = msgspec.json.encode(value)
    return told.replace("\u2028".encode(), b"\\u2028").replace("\u2029".encode(), b"\\u2029").replace(b"<", b"\\u003c")
