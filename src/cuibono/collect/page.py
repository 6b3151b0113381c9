"""A web page to the article it holds: the running text without menus and advertising, and what its head states."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from cuibono.collect.published import given
from cuibono.values import Period

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


class Article(NamedTuple):
    """`text` is the headline, a blank line and the running text, which begins at `body`."""

    text: str
    body: int
    title: str | None
    publisher: str | None
    published: Period | None
    url: str | None


def is_page(file: str, text: str) -> bool:
    """Whether this is HTML, by its name or by how it begins."""
    return file.lower().endswith((".html", ".htm", ".xhtml")) or bool(_PAGE.match(text[:2000]))


def article(html: str) -> Article | None:
    """The article of a page; None where no article can be told from the rest.

    The date is the one that the page states; where it states none there is none.
    """
    import trafilatura

    found = trafilatura.bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    stated: dict[str, Any] = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    running = (stated.get("text") or "").strip()
    if not running:
        return None
    title = _line(stated.get("title"))
    text = running if not title or running.startswith(title) else f"{title}\n\n{running}"
    body = len(text) - len(text.removeprefix(title or "").lstrip())
    publisher, url = _line(stated.get("sitename")), _line(stated.get("url"))
    return Article(text, body, title, publisher, given(stated.get("date") or ""), url)


def _line(value: str | None) -> str | None:
    """On one line, or None for nothing."""
    return " ".join(value.split()) or None if value else None
