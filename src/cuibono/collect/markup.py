"""Markup to blocks of text that know where in the source each piece of them stands.

A small reader of HTML and XML of its own: the parsers that there are give a tree, and no tree says at which character
of the source a word began. It never fails: what is not well formed is read as far as it goes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from itertools import islice
from typing import Any, NamedTuple

from cuibono.collect.runs import Piece
from cuibono.tables import table

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[(?P<data>.*?)(?:\]\]>|\Z)|<[!?][^>]*>?|"
    # A ">" in quotation marks ends no tag, unless one of them is never closed. Every count is bounded, so that a page
    # of opened tags takes no longer than any other.
    r"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]{0,100})"
    r"(?P<rest>(?:[^>\"']{1,20000}+|\"[^\"]{0,20000}+\"|'[^']{0,20000}+'){0,400}+(?=>)|[^>]*+)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s=/>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_CHUNK = re.compile(
    r"(?P<space>\s+)|(?P<reference>&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?)|"
    r".[^\s&]*(?: [^\s&]+)*"
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_MARKS = ("class", "id", "role", "aria-label", "itemprop", "data-component", "data-testid", "rel", "property")


class Element:
    """An open or closed element of block kind. `words` are those of its class, id, role and label, in small letters."""

    __slots__ = ("controls", "depth", "name", "parent", "words")

    def __init__(self, name: str, parent: Element | None, words: frozenset[str] = frozenset()) -> None:
        self.name, self.parent, self.words = name, parent, words
        self.depth: int = parent.depth + 1 if parent else 0
        self.controls = 0  # fields and buttons directly in it

    def lineage(self) -> Iterator[Element]:
        """It, and what it stands in, outwards."""
        at: Element | None = self
        while at:
            yield at
            at = at.parent


class Block(NamedTuple):
    """A stretch of text between two borders of blocks. `linked` of its characters are links; `stamps` its times."""

    element: Element
    pieces: tuple[Piece, ...]
    text: str
    linked: int
    words: frozenset[str]
    stamps: tuple[dict[str, str], ...]


class Markup(NamedTuple):
    """A page taken apart: blocks, and what its head states. `scripts` are those of JSON-LD, as they stand there."""

    blocks: list[Block]
    title: str
    metas: list[dict[str, str]]
    links: list[dict[str, str]]
    scripts: list[str]
    language: str
    elements: int
    nesting: int


class _Rules(NamedTuple):
    void: frozenset[str]
    inline: frozenset[str]
    unread: frozenset[str]
    ended: dict[str, frozenset[str]]
    bars: dict[str, frozenset[str]]


@cache
def _rules() -> _Rules:
    said: dict[str, Any] = table("pages")["elements"]
    ends: dict[str, set[str]] = {}
    for open_one, beginning in said["ended_by"].items():
        for name in beginning:
            ends.setdefault(name, set()).add(open_one)
    bars = {name: frozenset(names) for name, names in said["bars"].items()}
    void, inline, unread = (frozenset[str](said[name]) for name in ("void", "inline", "unread"))
    return _Rules(void, inline, unread, {name: frozenset(names) for name, names in ends.items()}, bars)


def attributes(rest: str) -> dict[str, str]:
    """The attributes of a tag, names in small letters; the first of two of one name holds, as in browsers."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(rest):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
    return found


def pieces(source: str, first: int, last: int) -> Iterator[Piece]:
    """Characters of the source as they read: references are what they stand for, white space is one blank."""
    for match in _CHUNK.finditer(source, first, last):
        start, end = match.span()
        if match["space"]:
            yield Piece(" ", start, end - start)
        elif match["reference"]:
            yield Piece(unescape(match[0]), start, end - start)
        else:
            yield Piece(match[0], start, end - start)


def read(source: str) -> Markup:
    """A page taken apart, until it has more elements or nesting than tables/formats.toml allows."""
    reading = _Reading(source)
    reading.run()
    return reading.markup()


class _Reading:
    """One pass over a page."""

    def __init__(self, source: str) -> None:
        self._source, self._rules = source, _rules()
        self._root = self._at = Element("", None)
        self._open: Counter[str] = Counter()
        self._blocks: list[Block] = []
        self._metas: list[dict[str, str]] = []
        self._links: list[dict[str, str]] = []
        self._scripts: list[str] = []
        self._title = self._language = ""
        self._elements = self._deepest = 0
        self._begin()

    def markup(self) -> Markup:
        """What was found."""
        head = (" ".join(unescape(self._title).split()), self._metas, self._links, self._scripts, self._language)
        return Markup(self._blocks, *head, self._elements, self._deepest)

    def run(self) -> None:
        """Go through the page once, from its first character to its last."""
        at, source = 0, self._source
        last, limits = source.rfind(">") + 1, table("formats")["limits"]
        while match := _TOKEN.search(source, at, last):
            if self._elements > limits["elements"] or self._deepest > limits["nesting"]:
                return
            self._text(at, match.start())
            at = match.end()
            if match["data"] is not None:
                self._text(*match.span("data"))
            elif match["name"]:
                self._elements += 1
                at = self._tag(match["name"].lower(), bool(match["end"]), match["rest"], at)
        self._text(at, len(source))
        self._close_block()

    def _tag(self, name: str, ending: bool, rest: str, at: int) -> int:
        """Take note of a tag; where to go on comes back."""
        if ending:
            self._end(name)
            return at
        if name in self._rules.unread or name == "title":
            return self._unread(name, rest, at)
        found = attributes(rest)
        if name == "meta":
            self._metas.append(found)
        elif name == "link":
            self._links.append(found)
        elif name == "html":
            self._language = found.get("lang", "")
        if name in ("input", "button", "option"):
            self._at.controls += 1
        if name in self._rules.inline:
            self._inline(name, found)
        elif name in ("br", "hr") or name not in self._rules.void:
            self._start(name, found, rest)
        return at

    def _inline(self, name: str, found: dict[str, str]) -> None:
        if name == "a":
            self._in_link = True
        if name == "time" or found.get("itemprop", "").lower() == "datepublished":
            self._stamps.append({**found, "": name, "at": str(len(self._pieces))})
        self._words |= _marks(found)

    def _start(self, name: str, found: dict[str, str], rest: str) -> None:
        self._close_block()
        if name in self._rules.void:
            return
        for other in self._rules.ended.get(name, ()):
            self._imply_end(other)
        if rest.endswith("/") and "-" not in name:
            return  # <div/> is taken as closed: on pages that are XML it is
        self._at = Element(name, self._at, _marks(found))
        if found.get("itemprop", "").lower() == "datepublished":
            self._stamps.append({**found, "": name, "at": "0"})
        self._open[name] += 1
        self._deepest = max(self._deepest, self._at.depth)

    def _imply_end(self, name: str) -> None:
        """End an element that is open, unless something stands between that bars it."""
        if not self._open[name]:
            return
        bars = self._rules.bars.get(name, frozenset())
        for element in self._at.lineage():
            if element.name == name:
                self._end(name)
                return
            if element.name in bars:
                return

    def _end(self, name: str) -> None:
        if name == "a":
            self._in_link = False
        if name in self._rules.inline or not self._open[name]:
            return
        self._close_block()
        while self._at.parent:
            ended, self._at = self._at, self._at.parent
            self._open[ended.name] -= 1
            if ended.name == name:
                return

    def _unread(self, name: str, rest: str, at: int) -> int:
        """Pass over an element whose content is no text of the page."""
        end = re.compile(rf"</{re.escape(name)}[\s>/]|\Z", re.IGNORECASE).search(self._source, at)
        assert end
        if rest.endswith("/") and name in ("svg", "math", "object", "iframe"):
            return at
        content = self._source[at : end.start()]
        if name == "title" and not self._title:
            self._title = content
        elif name == "script" and "ld+json" in rest.lower():
            self._scripts.append(content)
        elif name in ("textarea", "select"):
            self._at.controls += 1
        return end.start()

    def _begin(self) -> None:
        self._pieces: list[Piece] = []
        self._linked = 0
        self._in_link = False
        self._words: frozenset[str] = frozenset()
        self._stamps: list[dict[str, str]] = []

    def _text(self, first: int, last: int) -> None:
        if first >= last or self._at.name == "head":
            return
        most = table("formats")["limits"]["elements"] + 1 - self._elements
        found = list(islice(pieces(self._source, first, last), max(0, most)))
        self._pieces += found
        self._elements += len(found)
        if self._in_link:
            self._linked += sum(len(piece.text) for piece in found)

    def _close_block(self) -> None:
        own = _tidy(self._pieces)
        if own or self._stamps:
            text = "".join(piece.text for piece in own)
            stamps = tuple(self._stamps)
            self._blocks.append(Block(self._at, tuple(own), text, min(self._linked, len(text)), self._words, stamps))
        in_link = self._in_link
        self._begin()
        self._in_link = in_link


def _tidy(given: list[Piece]) -> list[Piece]:
    """Without blanks at both ends, and with no two of them side by side."""
    found: list[Piece] = []
    for piece in given:
        if piece.text != " " or (found and not found[-1].text.endswith(" ")):
            found.append(piece)
    while found and found[-1].text == " ":
        found.pop()
    return found


def _marks(found: dict[str, str]) -> frozenset[str]:
    said = " ".join(found[name] for name in _MARKS if name in found)
    return frozenset(word.lower() for word in _WORD.findall(said[:500])) if said else frozenset()
