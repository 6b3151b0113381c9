"""A web page to the article it holds: the running text without menus and advertising, and what the page states."""

from __future__ import annotations

import re
from typing import Any

from cuibono.collect.choosing import Choice, choose
from cuibono.collect.extract import Extract
from cuibono.collect.markup import Block, Markup, read
from cuibono.collect.particulars import particulars, title
from cuibono.collect.runs import Weaver
from cuibono.model import Span
from cuibono.tables import table

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


def is_page(file: str, text: str) -> bool:
    """Whether this is HTML, by its name or by how it begins."""
    return file.lower().endswith((".html", ".htm", ".xhtml")) or bool(_PAGE.match(text[:2000]))


def article(html: str) -> Extract | None:
    """The article of a page; None where no article can be told from the rest.

    The text is the headline, a blank line and the running text, notices of correction included. A day of publication
    is one that the page states; where it states none there is none.
    """
    page = read(html)
    refused = _refused(page)
    if refused:
        return refused
    choice = choose(page.blocks, _trafilatura(html), title(page))
    if choice is None or not choice.text:
        return None
    stated = particulars(page, choice)
    weaver, body, notices = _woven(page, choice, stated.title or "")
    return Extract(
        text=weaver.text,
        body=body,
        title=stated.title,
        publisher=stated.publisher,
        authors=stated.authors,
        url=stated.url,
        told=stated.told,
        notices=notices,
        runs=tuple(weaver.runs),
    )


def _refused(page: Markup) -> Extract | None:
    limits: dict[str, Any] = table("formats")["limits"]
    for found, name, what in (
        (page.elements, "elements", "elements"),
        (page.nesting, "nesting", "elements in one another"),
    ):
        if found > limits[name]:
            message = f"the page has {found} {what}, more than {limits[name]}, as no article has; save its text as .txt"
            return Extract("", trouble=(("too_complex", message),))
    return None


def _trafilatura(html: str) -> str:
    import trafilatura

    try:
        return trafilatura.extract(html, include_comments=False) or ""
    except (RecursionError, ValueError):  # the page's own structure has to do
        return ""


def _woven(page: Markup, choice: Choice, headline: str) -> tuple[Weaver, int, tuple[Span, ...]]:
    """The text, where its running part begins, where its notices stand."""
    weaver, notices = Weaver(), []
    blocks = page.blocks
    if choice.headline is not None:
        weaver.add(blocks[choice.headline].pieces)
    else:
        weaver.say(headline)
    if weaver.length:
        weaver.say("\n\n")
    body, before = weaver.length, None
    for number in choice.text:
        block = blocks[number]
        if before:
            weaver.say("\t" if _one_row(before, block) else "\n\n")
        begin = weaver.length
        weaver.add(block.pieces)
        if number in choice.notices:
            notices.append(Span(begin, weaver.length))
        before = block
    return weaver, body, tuple(notices)


def _one_row(before: Block, block: Block) -> bool:
    """Whether two blocks are cells of one row of a table of short cells."""
    cells = before.element.name in ("td", "th") and block.element.name in ("td", "th")
    return cells and before.element is not block.element and before.element.parent is block.element.parent
