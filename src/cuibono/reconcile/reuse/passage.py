"""The value that says what two documents share."""

from __future__ import annotations

import msgspec

from cuibono.model import Span


class Passage(msgspec.Struct, frozen=True, order=True):
    """One stretch of words that two documents share.

    `first` and `second` are document ids, the lower first; the spans are characters of each one's text, from the
    first aligned word to the last. `words` counts those aligned alike, `likeness` is their part of the longer side.
    """

    first: str
    first_span: Span
    second: str
    second_span: Span
    words: int
    likeness: float
