"""What a page states of itself: headline, authors, publisher, address, the day of publication and how it is told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple

from cuibono.collect.choosing import Choice, entries_of, squeezed
from cuibono.collect.extract import Told
from cuibono.collect.markup import Block, Markup
from cuibono.collect.published import given, span_of_date
from cuibono.tables import table
from cuibono.values import Period

_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]00:?00)$")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?(?=[/_.-]|$)")
_BY = re.compile(r"^(?:by|words by|story by|written by)\s+", re.IGNORECASE)
_SIGNED = re.compile(r"\b(?:[Bb]y|BY)\s+((?:[^\W\d_][\w.'’-]*(?:,?\s+|$)){1,12})")
_AND = re.compile(r"[,;&]|\band\b")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[\w.'’-]+){0,4}$")
_LONGEST_LINE = 120  # characters of a line of authors
_LONGEST_SHOWN = 200  # characters of a line in which a day of publication is looked for
_MOST = 2_000  # nodes of JSON-LD that are looked at
_AROUND = 6  # blocks before the headline in which a day may stand

Node = dict[str, Any]


class Particulars(NamedTuple):
    """What a page states. `told` has one entry for each way in which a day of publication is told, surest first."""

    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    url: str | None
    told: tuple[Told, ...]


def title(page: Markup) -> str:
    """The headline that the page states, without the outlet's name behind it; "" where it states none."""
    articles = _articles(page)
    said = next((_one(node.get("headline")) for node in articles if node.get("headline")), None)
    said = said or _meta(page, "title")
    if said:
        return said
    heads = [block.text for block in page.blocks if block.element.name == "h1"]
    if len(set(heads)) == 1 and squeezed(heads[0]):
        return heads[0]
    return re.split(r"\s+[|–—«»-]\s+", page.title)[0] if page.title else ""


def particulars(page: Markup, choice: Choice) -> Particulars:
    """What the page states, of the article that was chosen from it."""
    articles = _articles(page)
    headline = page.blocks[choice.headline].text if choice.headline is not None else title(page)
    publisher = next((name for node in articles for name in _names(node.get("publisher"))), None)
    address = _address(page, articles)
    told = _told(page, articles, choice, address)
    return Particulars(
        headline or None, _authors(page, articles, choice), publisher or _meta(page, "publisher"), address, tuple(told)
    )


# The day.


def _told(page: Markup, articles: Sequence[Node], choice: Choice, address: str | None) -> Iterator[Told]:
    seen = _seen(page, choice)
    stated = {
        "json-ld": _stated(articles),
        "meta": _metas(page, "published"),
        "microdata": [s.get("content") or s.get("datetime") or "" for s in _stamps(page, choice, "microdata")],
        "time": [s.get("datetime", "") for s in _stamps(page, choice, "time")],
    }
    for way, values in stated.items():
        for value in values:
            if period := given(value.strip()[:40]):
                yield Told(way, _as_seen(value, period, seen))
                break
    if seen:
        yield Told("visible", seen)
    in_address = _IN_ADDRESS.search(address or "")
    if in_address:
        year, month, day = in_address.groups()
        if period := given(f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")):
            yield Told("address", period)


def _as_seen(value: str, period: Period, seen: Period | None) -> Period:
    """The day that readers are shown, where a stamp in UTC is of the day after or before it."""
    if seen and period.earliest and seen.earliest and _STAMP.match(value.strip()):
        return seen if abs(period.earliest - seen.earliest) == timedelta(days=1) else period
    return period


def _stated(articles: Sequence[Node]) -> list[str]:
    return [_one(node["datePublished"]) or "" for node in articles if node.get("datePublished")]


def _head_blocks(page: Markup, choice: Choice) -> list[Block]:
    """Where author and day are shown: all between headline and text, and a few blocks before beside the headline."""
    begin = choice.headline if choice.headline is not None else (choice.head or choice.text or (0,))[0]
    first = next((n for n in choice.text if n > begin and n not in choice.notices), begin)
    beside = page.blocks[begin].element.parent or page.blocks[begin].element
    before = page.blocks[max(0, begin - _AROUND) : begin]
    return [*page.blocks[begin:first], *(block for block in before if beside in block.element.lineage())]


def _stamps(page: Markup, choice: Choice, sort: str) -> Iterator[dict[str, str]]:
    later = entries_of("later")
    for block in _head_blocks(page, choice):
        for stamp in block.stamps:
            micro = stamp.get("itemprop", "").lower()
            before = "".join(piece.text for piece in block.pieces[: int(stamp["at"])]).lower()
            changed = "modified" in micro or bool(later & set(re.findall(r"[a-z]+", before)[-3:]))
            if not changed and (sort == "microdata") == ("datepublished" in micro):
                yield stamp


def _seen(page: Markup, choice: Choice) -> Period | None:
    """The first full day that is shown around the headline, unless it is said to be that of a change."""
    later = entries_of("later")
    for block in _head_blocks(page, choice):
        if len(block.text) < _LONGEST_SHOWN and (period := _not_later(block.text, later)):
            return period
    return None


def _not_later(text: str, later: frozenset[str]) -> Period | None:
    at = 0
    while found := span_of_date(text[at:]):
        (start, end), period = found
        if not later & set(re.findall(r"[a-z]+", text[at : at + start].lower())[-4:]):
            return period
        at += end
    return None


# Names and addresses.


def _authors(page: Markup, articles: Sequence[Node], choice: Choice) -> tuple[str, ...]:
    stated = [name for node in articles for name in _names(node.get("author") or node.get("creator"))]
    stated = stated or [
        name for value in _metas(page, "authors") for name in map(str.strip, _AND.split(_BY.sub("", value)))
    ]
    names = stated or [name for block in _head_blocks(page, choice) for name in _shown(block)]
    tidy = [" ".join(name.split()) for name in names]
    return tuple(dict.fromkeys(name for name in tidy if _NAME.match(name) and not span_of_date(name)))


def _shown(block: Block) -> list[str]:
    """The names in a line of authors: those behind "By", or all of an element that is named after authors."""
    if len(block.text) > _LONGEST_LINE:
        return []
    line = _SIGNED.search(block.text)
    said = line[1] if line else ""
    if not said and entries_of("byline") & (block.words | block.element.words):
        said = block.text
    names = (_upto(name.split(), entries_of("stops")) for name in _AND.split(said))
    return [name for name in names if name.count(" ") > 0]


def _upto(words: list[str], stops: frozenset[str]) -> str:
    """The words before the first one that is no part of a name."""
    end = next((n for n, word in enumerate(words) if word.lower().strip(".,:") in stops or not word[0].isalpha()), None)
    return " ".join(words[:end])


def _address(page: Markup, articles: Sequence[Node]) -> str | None:
    canonical = [link.get("href", "") for link in page.links if link.get("rel", "").lower() == "canonical"]
    stated = [_one(node.get("url")) or "" for node in articles]
    return next((url for url in (*canonical, *_metas(page, "address"), *stated) if url.startswith("http")), None)


def _metas(page: Markup, name: str) -> list[str]:
    """What the metas of a list say, in the order of that list."""
    said: dict[str, str] = {}
    for meta in page.metas:
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        said.setdefault(key, " ".join(meta.get("content", "").split()))
    return [said[key] for key in _listed(name) if said.get(key)]


@cache
def _listed(name: str) -> tuple[str, ...]:
    return tuple(table("pages")["particulars"][name])


def _meta(page: Markup, name: str) -> str | None:
    return next(iter(_metas(page, name)), None)


# JSON-LD.


def _articles(page: Markup) -> list[Node]:
    """The statements about the article, of whole pages after those of articles."""
    nodes = [node for script in page.scripts for node in _nodes(_parsed(script))]
    articles = [node for node in nodes if _is_a(node, "articles")]
    return articles or [node for node in nodes if _is_a(node, "pages")]


def _parsed(script: str) -> object:
    text = script.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object) -> Iterator[Node]:
    """The nodes at the top of a statement; those that it only refers to (comments, other articles) are passed over."""
    queue, seen = [value], 0
    while queue and seen < _MOST:
        seen += 1
        one = queue.pop(0)
        if isinstance(one, list):
            queue += one
        elif isinstance(one, dict):
            yield one
            queue += [one[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in one]


def _is_a(node: Node, name: str) -> bool:
    said = node.get("@type")
    types = {str(one).rpartition("/")[2] for one in (said if isinstance(said, list) else [said])}
    return bool(types & entries_of(name)) or (name == "articles" and any(one.endswith("Article") for one in types))


def _names(value: object) -> Iterable[str]:
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, list):
            name = name[0] if name else None
        if isinstance(name, str) and name.strip() and not name.startswith("http"):
            yield " ".join(name.split())


def _one(value: object) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(value.split()) or None if isinstance(value, str) else None
