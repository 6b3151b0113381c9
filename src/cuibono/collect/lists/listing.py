"""What a feed, a sitemap or a plain list names.

Takes: bytes, the address at which they were. Gives: Listing. Knows nothing of: XML, the network.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

import msgspec

from cuibono.collect.fetch.addresses import canonical, is_address
from cuibono.collect.lists import markup
from cuibono.collect.lists.markup import Element, Entry
from cuibono.model import Problem
from cuibono.tables import table

_ROOTS = {"rss": "item", "RDF": "item", "feed": "entry", "urlset": "url", "sitemapindex": "sitemap"}
_BEGIN = re.compile(
    rb"\s*(?:<\?xml|<!--|<!DOCTYPE (?!html)|<(?:\w+:)?(?:rss|RDF|feed|urlset|sitemapindex)\b)", re.IGNORECASE
)
_PAGE = re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|RDF|feed|urlset|sitemapindex)\b")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]+")
_LONGEST = 500  # characters of a title


class Listed(msgspec.Struct, frozen=True, omit_defaults=True):
    """An address that a list names, in its one form.

    `published` and `changed` are a day or a time, in the list's own zone, as ISO 8601; "" where it does not say.
    """

    address: str
    title: str = ""
    published: str = ""
    changed: str = ""


class Listing(msgspec.Struct, frozen=True):
    """What a list names: pages, and further lists (of a sitemap index)."""

    pages: tuple[Listed, ...] = ()
    lists: tuple[Listed, ...] = ()
    problems: tuple[Problem, ...] = ()


def is_list(data: bytes, kind: str = "") -> bool:
    """Whether bytes from the network are a feed or a sitemap: by how they begin, or by the media type of their answer.

    A page of XHTML is none, whatever its type.
    """
    if data.startswith(b"\x1f\x8b"):
        return True
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:3000]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = data[:6000].decode("utf-16", errors="replace").encode()
    if _PAGE.match(start):
        return False
    return kind in table("fetching")["list"] or bool(_BEGIN.match(start) and _ROOT.search(start))


def listing(data: bytes, address: str) -> Listing:
    """What a feed or sitemap names that was at this address. What cannot be used of it is a problem, filed under it."""
    try:
        found = markup.found(markup.unpacked(data))
    except markup.UnsafeError as error:
        return Listing(problems=(_broken(address, f"{error}; nothing of it was used"),))
    if found.root not in _ROOTS:
        return Listing(problems=(_broken(address, "it is no feed and no sitemap; check the address"),))
    entries = [entry for name, entry in found.entries if name == _ROOTS[found.root]]
    unusable = 0
    named: dict[str, Listed] = {}
    for entry in entries:
        one = _listed(entry, address)
        unusable += one is None
        if one:
            named.setdefault(one.address, one)
    problems = tuple(_problems(found, address, unusable))
    if found.root == "sitemapindex":
        return Listing(lists=tuple(named.values()), problems=problems)
    return Listing(pages=tuple(named.values()), problems=problems)


def plain(text: str, file: str) -> Listing:
    """What a list with one address on a line names; empty lines and those that begin with # are left out."""
    named: dict[str, Listed] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        try:
            if not is_address(words[0]):
                raise ValueError("it is no address of a page, which begins with http:// or https://")
            address = canonical(words[0])
            named.setdefault(address, Listed(address))
        except ValueError as error:
            message = f"line {number}: {error}; correct the line"
            problems.append(Problem("bad_address", message, file, severity="skipped"))
    return Listing(pages=tuple(named.values()), problems=tuple(problems))


def _listed(entry: Entry, base: str) -> Listed | None:
    """What one entry names; None where that is no address."""
    try:
        address = canonical(link.replace("&amp;", "&"), base) if (link := _link(entry)) else ""
    except ValueError:
        return None
    if not address:
        return None
    published = _time(_first(entry, "pubDate", "published", "news:publication_date", "dc:date", "issued"))
    changed = _time(_first(entry, "updated", "lastmod", "modified", "atom:updated", "dcterms:modified"))
    return Listed(address, _title(_first(entry, "title", "news:title")), published, changed)


def _link(entry: Entry) -> str:
    """The address of the page itself: not of its comments, its pictures or its copy elsewhere."""
    for element in entry.get("link", ()):
        if element.get("rel", "alternate") == "alternate":
            found = element.get("href") or element.get("")
            if found:
                return found
    guid = next(iter(entry.get("guid", ())), Element())
    is_link = guid.get("isPermaLink", "true").lower() != "false" and is_address(guid.get("", ""))
    return _first(entry, "loc") or (guid.get("", "") if is_link else "")


def _first(entry: Entry, *names: str) -> str:
    return next((text for name in names for one in entry.get(name, ()) if (text := one.get("", ""))), "")


def _title(text: str) -> str:
    plain_text = re.sub(r"<[^<>]{0,200}>", " ", html.unescape(text))
    return _line(plain_text)[:_LONGEST]


def _line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def _time(text: str) -> str:
    """A day or time in one form, "" where none can be told."""
    with suppress(ValueError):
        return date.fromisoformat(text).isoformat()
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        with suppress(ValueError, TypeError, OverflowError, IndexError):
            found = parse(text)
            return found.replace(tzinfo=found.tzinfo or UTC).isoformat(timespec="seconds")
    return ""


def _problems(found: markup.Found, address: str, unusable: int) -> Iterator[Problem]:
    if found.broken:
        yield _broken(address, f"it is damaged ({found.broken}); the {len(found.entries)} entries before that are used")
    if found.more:
        message = f"it has more than {markup.MOST} entries; the first are used"
        yield Problem("list_limit", message, address, severity="skipped")
    if unusable:
        yield _broken(address, f"{unusable} of its entries name no address of a page; the others are used")


def _broken(address: str, message: str) -> Problem:
    return Problem("list_broken", message, address, severity="skipped")
