"""Kept shingles to meetings: places where two documents say the same few words.

Documents are known here by rank, their place in canonical order. Everything is done on sorted arrays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cuibono.reconcile.reuse.shingles import Shingles
from cuibono.reconcile.reuse.words import Places

CAP = 50  # documents in which a shingle may stand for all of them to be compared with one another
AT_ONCE = 2_000_000  # meetings looked at at a time, which bounds memory
FIRSTS = 2_000  # as above, of first documents
DRIFT, REACH = 30, 60  # words: between neighbouring meetings of one stretch, across and along


class Meetings(NamedTuple):
    """Kept shingles common to two documents, sorted by stretch and place.

    `firsts` and `seconds` are ranks, `lefts` and `rights` the places in them; `common` says whether the shingle
    stands in more documents than the cap. Stretch `n` is from `stretches[n]` to `stretches[n + 1]`.
    """

    firsts: Places
    seconds: Places
    lefts: Places
    rights: Places
    common: npt.NDArray[np.bool_]
    stretches: Places


def sort(kept: Shingles, ranks: Places) -> Shingles:
    """By shingle, then rank: of each document only the first place of a shingle, and no shingle of one document."""
    ordered = np.argsort(ranks[kept.texts], kind="stable")
    order = ordered[np.argsort(kept.numbers[ordered], kind="stable")]
    numbers, texts = kept.numbers[order], ranks[kept.texts[order]]
    fresh = np.ones(len(order), dtype=np.bool_)
    fresh[1:] = (numbers[1:] != numbers[:-1]) | (texts[1:] != texts[:-1])
    numbers, texts, order = numbers[fresh], texts[fresh], order[fresh]
    shared = np.repeat(sizes := np.diff(bounds(numbers)), sizes) > 1
    return Shingles(numbers[shared], texts[shared], kept.places[order[shared]])


def bounds(*keys: npt.NDArray[np.generic]) -> Places:
    """Where runs of equal keys begin, and at last where they end."""
    count = len(keys[0])
    changes = np.zeros(max(count - 1, 0), dtype=np.bool_)
    for key in keys:
        changes |= key[1:] != key[:-1]
    return np.concatenate(([0] if count else [], np.flatnonzero(changes) + 1, [count])).astype(np.int64)


def meetings(index: Shingles) -> Iterator[Meetings]:
    """All meetings, each pair of documents within one piece, the lower rank first.

    Beyond the cap each document is compared with the first alone, so that the number of meetings stays in proportion
    to that of documents, whatever they share.
    """
    edges = bounds(index.numbers)
    size = np.diff(edges)
    begin, end = np.repeat(edges[:-1], size), np.repeat(edges[1:], size)
    here = np.arange(len(begin))
    common = np.repeat(size > CAP, size)
    partners = np.where(common & (here != begin), 0, end - here - 1)
    order = np.argsort(index.texts, kind="stable")
    order = order[partners[order] > 0]
    for piece in _pieces(index.texts[order], partners[order]):
        some = order[piece]
        count = partners[some]
        first = np.repeat(some, count)
        step = np.arange(len(first)) - np.repeat(np.cumsum(count) - count, count)
        yield _stretched(index, first, first + 1 + step, common[first])


def _pieces(firsts: Places, partners: Places) -> Iterator[slice]:
    """Cuts between documents, so that no piece holds much more than it may."""
    edges = bounds(firsts)
    totals = np.concatenate(([0], np.cumsum(partners)))[edges]
    low = 0
    while low < len(edges) - 1:
        high = int(np.searchsorted(totals, totals[low] + AT_ONCE, side="right")) - 1
        high = min(max(high, low + 1), low + FIRSTS)
        yield slice(int(edges[low]), int(edges[high]))
        low = high


def _stretched(index: Shingles, first: Places, second: Places, common: npt.NDArray[np.bool_]) -> Meetings:
    """Meetings put into stretches: those of one pair that follow each other at about the same distance."""
    firsts, seconds = index.texts[first], index.texts[second]
    lefts, rights = index.places[first], index.places[second]
    across = rights - lefts
    order = np.lexsort((across, seconds, firsts))
    apart = _apart(firsts[order], seconds[order], across[order], DRIFT)
    group = np.empty(len(order), dtype=np.int64)
    group[order] = np.cumsum(apart)
    order = np.lexsort((rights, lefts, group))
    apart = _apart(group[order], group[order], lefts[order], REACH)
    edges = np.concatenate((np.flatnonzero(apart), [len(order)]))
    return Meetings(firsts[order], seconds[order], lefts[order], rights[order], common[order], edges)


def _apart(first: Places, second: Places, places: Places, most: int) -> npt.NDArray[np.bool_]:
    """Where a new group begins: another pair, or a step of more than so many words."""
    apart = np.ones(len(first), dtype=np.bool_)
    apart[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1]) | (places[1:] - places[:-1] > most)
    return apart
