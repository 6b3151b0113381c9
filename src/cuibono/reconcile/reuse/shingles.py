"""Words to sampled shingles: runs of a few words, some of which are kept, chosen by their content alone.

Winnowing (Schleimer, Wilkerson and Aiken 2003) keeps the smallest of each window of neighbouring shingles, so that
two texts which share a run of at least `SHINGLE + WINDOW - 1` words are sure to have kept a shingle in common.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cuibono.reconcile.reuse.words import Numbers, Places, Words, hashed

SHINGLE, WINDOW = 6, 4  # words; shingles
_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)


class Shingles(NamedTuple):
    """Kept shingles: what they say, the text each stands in, and the place of its first word in that text."""

    numbers: Numbers
    texts: Places
    places: Places


def shingles(words: Words) -> Shingles:
    """The kept shingles of some texts, by text and place."""
    count = max(len(words.numbers) - SHINGLE + 1, 0)
    starts = np.arange(count)
    numbers = hashed(words.numbers, starts, starts + SHINGLE)
    texts = np.searchsorted(words.first, starts, side="right") - 1
    across = starts + SHINGLE > words.first[texts + 1]
    kept = np.flatnonzero(_least(np.where(across, _NONE, numbers)) & ~across)
    return Shingles(numbers[kept], texts[kept], kept - words.first[texts[kept]])


def _least(numbers: Numbers) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which numbers are the smallest of at least one window that they stand in.

    Shingles that run over the end of a text never are, and are enough to keep two texts out of one window.
    """
    edge = np.full(WINDOW - 1, _NONE)
    padded = np.concatenate((edge, numbers, edge))
    windows = np.lib.stride_tricks.sliding_window_view(padded, WINDOW).min(axis=1)
    least = np.zeros(len(numbers), dtype=np.bool_)
    for step in range(WINDOW):
        least |= numbers == windows[step : step + len(numbers)]
    return least
