"""What other libraries make of web pages; runs in an environment of its own, which has them (tools/extraction.py).

Takes: the name of a library; on standard input a page as a JSON string a line. Gives: text and day of each, as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

Answer = tuple[str, str | None]


def _readability(page: str) -> Answer:
    from lxml import html  # type: ignore[import-not-found,import-untyped,unused-ignore]
    from readability import Document  # type: ignore[import-not-found,import-untyped,unused-ignore]

    tree: Any = html.fromstring(Document(page).summary())
    return "\n".join(tree.itertext()), None


def _newspaper(page: str) -> Answer:
    import newspaper  # type: ignore[import-not-found,import-untyped,unused-ignore]

    article: Any = newspaper.Article("https://example.org/")
    article.download(input_html=page)
    article.parse()
    day = article.publish_date
    return article.text, day.date().isoformat() if day else None


_LIBRARIES: dict[str, Callable[[str], Answer]] = {"readability-lxml": _readability, "newspaper4k": _newspaper}


def main() -> int:
    """Answer line by line; a page that a library cannot bear gives nothing."""
    take = _LIBRARIES[sys.argv[1]]
    for line in sys.stdin:
        try:
            answer: Answer = take(json.loads(line))
        except Exception as error:  # what a library raises is its answer, and said
            print(f"{sys.argv[1]}: {error!r}", file=sys.stderr)
            answer = "", None
        print(json.dumps(answer), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
