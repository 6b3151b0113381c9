"""Read: articles in, claims out.

Takes: documents. Gives: for each a Reading (claims, mentions, problems). Knows nothing of: files, the ledger.

The package can itself be called: `cuibono.read(texts)` gives the claims of plain texts (docs/decisions tells why).
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from types import ModuleType
from typing import TYPE_CHECKING

from cuibono.model import Claim, Document, Reading, document_id
from cuibono.settings import ReaderSettings

if TYPE_CHECKING:
    from cuibono.read.sentences import Engine
    from cuibono.values import Period

__all__ = ["Reader", "explain", "of"]


class Reader:
    """Holds the loaded engine; make one and read many documents with it."""

    def __init__(self, settings: ReaderSettings = ReaderSettings()) -> None:
        self.settings = settings

    def __reduce__(self) -> tuple[Callable[[ReaderSettings], Reader], tuple[ReaderSettings]]:
        """A copy in another process loads its own engine, once for all copies there."""
        return _copy, (self.settings,)

    @cached_property
    def engine(self) -> Engine:
        """The engine that gives trees and names; loaded at first use."""
        from cuibono.read.sentences import Engine

        return Engine(self.settings)

    @cached_property
    def fingerprint(self) -> str:
        """What a reading depends on beside the document: the engine's weights, the tables, this package's code."""
        from cuibono.read.sentences import named
        from cuibono.tables import fingerprint

        return f"{named(self.settings)}-{fingerprint()}"

    def read(self, document: Document) -> Reading:
        """Claims, mentions and problems of one document."""
        from cuibono.read.claims import read

        return read(document, self.engine)


@cache
def _copy(settings: ReaderSettings) -> Reader:
    return Reader(settings)


def explain(document: Document, claim: Claim, reader: Reader | None = None) -> str:
    """How a claim was read: its cue, the rules in order, and the tree of its sentence, as text to print."""
    from cuibono.read.explanation import explanation

    return explanation(document, claim, (reader or Reader()).engine)


def of(
    texts: Iterable[str | Document], *, published: Period | None = None, reader: Reader | None = None
) -> Iterator[Claim]:
    """The claims of some texts, one text after the other.

    A text is a string or a Document; `published` is the day of publication of the strings, from which "last week"
    counts. Spans count in the text as given.
    """
    reader = reader or Reader()
    for number, text in enumerate(texts, 1):
        document = text if isinstance(text, Document) else _document(text, f"text-{number}", published)
        yield from reader.read(document).claims


def _document(text: str, name: str, published: Period | None) -> Document:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(id=document_id(digest), file=name, text=text, sha256=digest, published=published)


class _Callable(ModuleType):
    """A package that is also a function: `cuibono.read(texts)`."""

    def __call__(self, texts: Iterable[str | Document], *, published: Period | None = None) -> list[Claim]:
        return list(of([texts] if isinstance(texts, str) else texts, published=published))


sys.modules[__name__].__class__ = _Callable
