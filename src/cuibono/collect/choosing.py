"""Which blocks of a page are its article: what trafilatura takes, put right by what the page's own structure says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from cuibono.collect.markup import Block, Element
from cuibono.collect.published import span_of_date
from cuibono.tables import table

_SQUEEZED = re.compile(r"[\W_]+")
_AFTER_NOTICE = r"(?:\s*[:(.,–—-]|\s+(?:on\s+)?\w+\.?\s+\d|\s*$|\s+(?:article|story|report|post)\b)"
_PROSE = 60  # characters of a block that is taken for prose
_LINKED = 0.5  # of the characters in links: above it a block leads elsewhere
_OWN = 0.4  # of the article's prose: an element that holds more is the article, whatever it is called
_LONGEST_LINE = 120  # characters of a line of author and day
_LITTLE = 200  # characters of prose: with fewer there is no telling what is the article
_SAMPLE = 30  # characters of a stretch that is looked for, of a block that was not found whole


class Choice(NamedTuple):
    """Numbers of blocks, in order: the headline (None where no block is), running text, notices of correction.

    `head` are the blocks between the headline and the text, in which author and day stand.
    """

    headline: int | None
    head: tuple[int, ...]
    text: tuple[int, ...]
    notices: tuple[int, ...]


def choose(blocks: Sequence[Block], told: str, title: str) -> Choice | None:
    """The article among the blocks. `told` is what trafilatura gives, "" for nothing; None where there is none."""
    found = _found(blocks, told)
    aside = _Asides(blocks, found)
    kept = {n for n in found if not aside.holds(n)}
    home = _home(blocks, aside)
    if _size(blocks, kept & home) < _size(blocks, home) / 2:
        kept = home
    if not kept:
        return None
    root = _root(blocks, kept)
    headline = _headline(blocks, kept, title)
    notices = {n for n, block in enumerate(blocks) if is_notice(block.text) and not _says_more(blocks, n, kept)}
    kept |= _between(blocks, kept, root, aside)
    after = [n for n in kept if n > (-1 if headline is None else headline)] or list(kept)
    first = min((n for n in after if _is_prose(blocks[n]) and not _is_dated(blocks[n].text)), default=min(after))
    head = _head(blocks, kept, headline, first, title)
    text = kept - head - {headline}
    told_text = sorted(text | {n for n in notices if not aside.named(n)})
    return Choice(headline, tuple(sorted(head)), tuple(told_text), tuple(sorted(notices & set(told_text))))


def is_notice(text: str) -> bool:
    """Whether a paragraph is a publisher's notice that the article was corrected."""
    return bool(_notice().match(text)) and len(text) < 2_000


@cache
def _notice() -> re.Pattern[str]:
    words = sorted(table("pages")["notice"]["words"], key=len, reverse=True)
    short = "|".join(
        re.escape(word).replace("'", "['’]") for word in words if not word.startswith(("this ", "an ", "a "))
    )
    whole = "|".join(re.escape(word) for word in words if word.startswith(("this ", "an ", "a ")))
    return re.compile(rf"[*\[(_\s]*(?:(?:{short}){_AFTER_NOTICE}|(?:{whole})\b)", re.IGNORECASE)


def squeezed(text: str) -> str:
    """Letters and digits alone, small: what two ways of writing one passage share."""
    return _SQUEEZED.sub("", text).lower()


def _found(blocks: Sequence[Block], told: str) -> set[int]:
    """The blocks that stand in a text."""
    lines = {squeezed(line) for line in told.split("\n")} | {
        squeezed(cell) for line in told.split("\n") if "|" in line for cell in line.split("|")
    }
    whole = squeezed(told)
    return {n for n, block in enumerate(blocks) if _stands(squeezed(block.text), lines, whole)}


def _stands(key: str, lines: set[str], whole: str) -> bool:
    if not key or key in lines:
        return bool(key)
    if len(key) < _SAMPLE:
        return False
    if key in whole:
        return True
    middle = len(key) // 2
    samples = key[:_SAMPLE], key[middle - _SAMPLE // 2 : middle + _SAMPLE // 2], key[-_SAMPLE:]
    return len(key) > 3 * _SAMPLE and sum(sample in whole for sample in samples) > 1


def _is_prose(block: Block) -> bool:
    return len(block.text) >= _PROSE and block.linked <= len(block.text) * _LINKED


def _is_dated(text: str) -> bool:
    """Whether this is a line that gives a day, and no sentence."""
    return len(text) < _LONGEST_LINE and not text.endswith((".", "!", "?", '"', "”")) and span_of_date(text) is not None


def _size(blocks: Sequence[Block], numbers: Iterable[int]) -> int:
    return sum(len(blocks[n].text) for n in numbers)


def _home(blocks: Sequence[Block], aside: _Asides) -> set[int]:
    """The prose of the innermost element that holds most of what is not set aside; none where that is little."""
    found = {n for n, block in enumerate(blocks) if _is_prose(block) and not aside.holds(n)}
    whole = _size(blocks, found)
    home = _innermost(blocks, found, whole / 2)
    return {n for n in found if home in blocks[n].element.lineage()} if home and whole > _LITTLE else set()


def _innermost(blocks: Sequence[Block], numbers: Iterable[int], least: float) -> Element | None:
    """The innermost element that holds at least so many characters of some blocks."""
    sizes = Counter[Element]()
    for n in numbers:
        for element in blocks[n].element.lineage():
            sizes[element] += len(blocks[n].text)
    enough = (element for element, size in sizes.items() if size > least)
    return max(enough, key=lambda element: element.depth, default=None)


class _Asides:
    """What on a page is no article although it stands between: advertising, appeals, comments, other articles."""

    def __init__(self, blocks: Sequence[Block], kept: Iterable[int]) -> None:
        self._blocks = blocks
        self._sizes = Counter[Element]()
        for n in kept:
            for element in blocks[n].element.lineage():
                self._sizes[element] += len(blocks[n].text)
        self._whole = max(self._sizes.values(), default=0)
        self._labelled = self._labels()
        self._named: dict[Element, bool] = {}

    def holds(self, number: int) -> bool:
        """Whether a block is no part of the article, by where it stands or what it says."""
        block = self._blocks[number]
        return self.named(number) or _leads(block) or _pleads(block.text)

    def named(self, number: int) -> bool:
        """Whether a block stands in an element that is none of the article, by its name, words, label or fields."""
        return any(self._is_named(element) for element in self._blocks[number].element.lineage())

    def _is_named(self, element: Element) -> bool:
        if element not in self._named:
            own = self._sizes[element] > self._whole * _OWN
            self._named[element] = not own and (
                _is_aside(element) or element in self._labelled or bool(element.controls and element.name != "body")
            )
        return self._named[element]

    def _labels(self) -> set[Element]:
        """Elements that a label or a heading in them tells for what they are."""
        found: set[Element] = set()
        seen: set[Element] = set()
        for block in self._blocks:
            element, heading = block.element, _heading(block)
            if element.parent and (_is_label(block) or (heading and _heads_aside(block))):
                alone = heading or element in seen or element.name in ("p", "li", "center")
                found.add(element.parent if alone else element)
            seen |= set(element.lineage())
        return found


def _heading(block: Block) -> bool:
    return block.element.name in ("h2", "h3", "h4", "h5", "h6", "dt")


def _is_label(block: Block) -> bool:
    return len(block.text) < 40 and block.text.lower().strip(" :–—-") in entries_in("labels")


def _heads_aside(block: Block) -> bool:
    """Whether a heading is one link, as over the opening of another article, or names what is no article."""
    text = block.text.lower().strip(" :0123456789()")
    return block.linked > len(block.text) * 0.9 or text in entries_in("headings")


def entries_in(name: str) -> frozenset[str]:
    """A list of what is no article in tables/pages.toml."""
    return frozenset(table("pages")["aside"][name])


def _is_aside(element: Element) -> bool:
    said = _said()
    return element.name in said[0] or bool(element.words & said[1])


@cache
def _said() -> tuple[frozenset[str], frozenset[str]]:
    aside: dict[str, Any] = table("pages")["aside"]
    return frozenset(aside["elements"]), frozenset([*aside["words"], *aside["roles"]])


def _leads(block: Block) -> bool:
    text = block.text.lower()
    linked = block.linked > len(text) * 0.4
    leading = any(text.startswith(lead) for lead in table("pages")["aside"]["leads"])
    return (leading and (linked or len(text) < _PROSE)) or (block.linked > len(text) * 0.9 and len(text) > 3)


def _pleads(text: str) -> bool:
    small = text.lower()
    return len(text) < 600 and any(all(word in small for word in words) for words in table("pages")["aside"]["pleas"])


def _root(blocks: Sequence[Block], kept: Iterable[int]) -> Element:
    """The innermost element that holds nearly all prose of the article."""
    prose = [n for n in kept if _is_prose(blocks[n])]
    return _innermost(blocks, prose, _size(blocks, prose) * 0.85) or blocks[0].element


def _between(blocks: Sequence[Block], kept: set[int], root: Element, aside: _Asides) -> set[int]:
    """Blocks of the article's element between its first and its last block that were passed over."""
    found = set()
    for n in range(min(kept), max(kept)):
        block = blocks[n]
        if n in kept or not block.text or aside.holds(n) or root not in block.element.lineage():
            continue
        listed = block.element.name in ("li", "td", "th", "dd", "dt", "h2", "h3", "h4", "blockquote")
        if _is_prose(block) or (listed and block.linked <= len(block.text) * _LINKED):
            found.add(n)
    return found


def _says_more(blocks: Sequence[Block], number: int, kept: set[int]) -> bool:
    """Whether a block that begins as a notice is a heading or a link to a page of such notices."""
    block = blocks[number]
    return number not in kept and (len(block.text) < 30 or block.linked > len(block.text) * _LINKED)


def _headline(blocks: Sequence[Block], kept: set[int], title: str) -> int | None:
    """The block of the headline: that which says the title, the last one before the text; else the first h1."""
    key, begin = squeezed(title), min((n for n in kept if _is_prose(blocks[n])), default=0)
    same = [n for n, block in enumerate(blocks) if key and squeezed(block.text) == key and n <= begin]
    top = [n for n in same if blocks[n].element.name in ("h1", "h2")] or same
    if top:
        return top[-1]
    heads = [n for n, block in enumerate(blocks) if block.text and _in(block.element, "h1") and n <= begin]
    return heads[-1] if heads else None


def _in(element: Element, name: str) -> bool:
    return any(one.name == name for one in element.lineage())


def _head(blocks: Sequence[Block], kept: set[int], headline: int | None, first: int, title: str) -> set[int]:
    """What stands before the text and is none of it."""
    words = entries_of("byline")
    before = {n for n in range(headline or 0, first) if n in kept or (headline is not None and n > headline)}
    before |= {n for n in kept if headline is not None and n < headline and len(blocks[n].text) < _PROSE}
    same = {n for n in kept if n <= first + 2 and squeezed(blocks[n].text) == squeezed(title)}
    signed = {n for n in kept if len(blocks[n].text) < _PROSE and _signed(blocks[n], words)}
    return before | same | signed


def _signed(block: Block, words: frozenset[str]) -> bool:
    return bool(words & (block.words | block.element.words)) or bool(re.match(r"By\s+[A-Z]", block.text))


def entries_of(name: str) -> frozenset[str]:
    """A list of the particulars in tables/pages.toml."""
    return frozenset(table("pages")["particulars"][name])
