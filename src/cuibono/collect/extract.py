"""What is taken out of an original, whatever its format: text, what the original states of itself, and the way back."""

from __future__ import annotations

import msgspec

from cuibono.collect.runs import Run
from cuibono.model import Span
from cuibono.values import Period


class Told(msgspec.Struct, frozen=True, array_like=True):
    """A day of publication, and the way in which the original tells it: an entry of `dating` in tables/formats.toml."""

    way: str
    period: Period


class Extract(msgspec.Struct, frozen=True):
    """The text of an original.

    `body` is where running text begins. `told` are the days of publication that it tells, surest way first; `notices`
    where publishers' notices of correction stand. `runs` count in characters of the decoded `parts` (of a PDF: of the
    page); "" is the original itself. `trouble` is code and message of what is wrong; where there is no text, why.
    `charset` is the encoding that the part's frame declares, "" for none.
    """

    text: str
    body: int = 0
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    told: tuple[Told, ...] = ()
    notices: tuple[Span, ...] = ()
    runs: tuple[Run, ...] = ()
    parts: tuple[str, ...] = ("",)
    charset: str = ""
    trouble: tuple[tuple[str, str], ...] = ()
