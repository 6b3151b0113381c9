"""What was told of watched parties and kinds, as an Atom feed (RFC 4287) for any reader of feeds."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from cuibono.explore.news import Item, News
from cuibono.explore.phrases import KINDS
from cuibono.publish.listing import dealing, said_by
from cuibono.publish.story.plain import address, plain
from cuibono.told import Told

MOST: Final = 500
"""Entries of the feed; readers of feeds keep what they have seen."""
_ATOM: Final = "http://www.w3.org/2005/Atom"
_CLAIMS: Final = UUID("5c1f3a64-0f3e-5d53-9f5c-7d0b9f1f2c10")
"""The space of the ids that entries have: made once, by chance, and never changed."""


def feed(found: News, title: str) -> bytes | None:
    """The feed of those items that were told, the last told first; None where nothing was.

    The id of the feed is made from the first claim that was ever told in the case, that of an entry from the id that
    its claim had when it was told: they stay. The same news give the same bytes.
    """
    entries: dict[str, tuple[Told, Item]] = {}
    for item in found.items:
        if item.told and (item.told.claim not in entries or item.claim.id == item.told.claim):
            entries[item.told.claim] = (item.told, item)
    if not entries or not found.first:
        return None
    ordered = sorted(entries.values(), key=lambda one: (one[0].when, one[0].claim), reverse=True)[:MOST]
    ET.register_namespace("", _ATOM)
    root = ET.Element(_name("feed"))
    _add(root, "id", f"urn:uuid:{uuid5(_CLAIMS, f'{found.first.claim} {found.first.when}')}")
    _add(root, "title", f"Cui Bono: {title}")
    _add(root, "updated", ordered[0][0].when)
    _add(_add(root, "author", ""), "name", "Cui Bono")
    for line, item in ordered:
        _entry(root, line, item)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _entry(root: ET.Element, line: Told, item: Item) -> None:
    entry = _add(root, "entry", "")
    _add(entry, "id", uuid5(_CLAIMS, line.claim).urn)
    _add(entry, "title", dealing(item.claim, "date"))
    _add(entry, "updated", line.when)
    if link := address(item.document.url):
        _add(entry, "link", "").set("href", link)
    for term in (KINDS[item.claim.kind][0], *item.watches):
        _add(entry, "category", "").set("term", plain(term))
    _add(entry, "content", "\n".join(_told(item)), as_lines=True).set("type", "text")


def _told(item: Item) -> list[str]:
    """The passage, who says so, what stands behind it, where it is in the ledger."""
    told = [f"“{item.claim.quote}”", said_by(item.claim, item.document)]
    told += [f"[{item.mark.line}]"] if item.mark else []
    return [*told, item.standing, f"{item.claim.id}, {item.event.id}"]


def _add(parent: ET.Element, name: str, text: str, *, as_lines: bool = False) -> ET.Element:
    found = ET.SubElement(parent, _name(name))
    shown = "\n".join(plain(line) for line in text.split("\n")) if as_lines else plain(text)
    found.text = shown or None
    return found


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"
