"""What is wrong with a folder of HTML pages: links that lead nowhere, and anything that is loaded from elsewhere.

Takes: a folder. Gives: a line for each trouble, with the page.
Knows nothing of: how the pages were made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

# Which attribute of an element makes a browser load something by itself; `link` is told by its rel.
_LOADS = {
    "script": ("src",), "img": ("src", "srcset"), "iframe": ("src",), "source": ("src", "srcset"), "video": ("src",),
    "audio": ("src",), "embed": ("src",), "object": ("data",), "form": ("action",), "use": ("href", "xlink:href"),
}  # fmt: skip
_IDLE = {"canonical", "prev", "next", "alternate", "license", "author"}  # a browser loads nothing for these
_STYLED = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_NOT_FOUND = "404.html"  # shown for any address, so its links hold at the root of a server alone


class Found(msgspec.Struct, frozen=True):
    """What a page holds: its anchors, what a reader may follow, what the browser loads."""

    anchors: frozenset[str]
    followed: tuple[str, ...]
    loaded: tuple[str, ...]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.followed: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if given.get(name)}
        if tag == "a" and "href" in given:
            self.followed.append(given["href"])
        elif tag == "link":
            (self.followed if set(given.get("rel", "").split()) & _IDLE else self.loaded).append(given.get("href", ""))
        for name in _LOADS.get(tag, ()):
            self.loaded += [part.split()[0] for part in given.get(name, "").split(",") if part.strip()]
        self.loaded += _styles(given.get("style", ""))

    def handle_data(self, data: str) -> None:
        if self.get_starttag_text() == "<style>":
            self.loaded += _styles(data)


def found(html: str) -> Found:
    """What stands in a page."""
    page = _Page()
    page.feed(html)
    return Found(frozenset(page.anchors), tuple(page.followed), tuple(page.loaded))


def troubles(folder: Path) -> list[str]:
    """Every trouble of the pages and style sheets of a folder, in order; none where they are good."""
    there = {path.resolve(): found(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}
    told = [
        f"{path.relative_to(folder.resolve())}: {trouble}"
        for path, page in there.items()
        if path.name != _NOT_FOUND
        for trouble in _of_page(path, page, there)
    ]
    for path in sorted(folder.rglob("*.css")):
        loaded = _styles(path.read_text(encoding="utf-8"))
        told += [f"{path.relative_to(folder)}: loads {one} from elsewhere" for one in loaded if _elsewhere(one)]
    return told or ([] if there else [f"{folder}: there is no page in it"])


def _of_page(path: Path, page: Found, there: dict[Path, Found]) -> Iterator[str]:
    for one in page.loaded:
        if _elsewhere(one):
            yield f"loads {one} from elsewhere"
    for one in dict.fromkeys((*page.followed, *page.loaded)):
        if not urlsplit(one).scheme and not _elsewhere(one) and (trouble := _nowhere(path, one, there)):
            yield trouble


def _nowhere(path: Path, link: str, there: dict[Path, Found]) -> str:
    parts = urlsplit(link)
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    target = target / "index.html" if target.is_dir() else target
    if not target.exists():
        return f"{link} leads nowhere"
    anchor = unquote(parts.fragment)
    known = not anchor or target not in there or anchor in there[target].anchors
    return "" if known else f"{link} leads to no heading of {target.name}"


def _elsewhere(link: str) -> bool:
    return link.startswith("//") or urlsplit(link).scheme in ("http", "https", "ws", "wss", "ftp")


def _styles(text: str) -> list[str]:
    return [one or other for one, other in _STYLED.findall(text)]
