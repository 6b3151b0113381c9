"""Cui Bono: a ledger of dealings between companies and governments, with quotes, sources and origins."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cuibono.explore import Case
    from cuibono.model import Claim, Document
    from cuibono.values import Period

    def read(texts: str | Iterable[str | Document], *, published: Period | None = None) -> list[Claim]:
        """The claims of one text or several, one text after the other.

        A text is a string or a Document. `published` is the day of publication of the strings, from which words
        such as "last week" count. Spans count in the text as given.
        """


__all__ = ["open", "read"]


def open(case: str | PathLike[str]) -> Case:  # noqa: A001 - cuibono.open(folder), as the built-in opens a file
    """Open the case in a folder to look at it; nothing done with it changes the case.

    Gives a Case with `.documents()`, `.claims()`, `.claim(id)`, `.events()`, `.event(id)`, `.origins(event)`,
    `.edges()`, `.parties()`, `.problems()`, `.search(words)` and `.status()`, all frozen values. Use it in a `with`
    block, or `close` it when done. Raises UsageError where the folder holds no ledger.
    """
    from cuibono import explore

    return explore.open(case)


def __getattr__(name: str) -> object:
    """`read` is loaded when it is first used; it is the package cuibono.read, which can be called."""
    if name == "read":
        from importlib import import_module

        return import_module("cuibono.read")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
