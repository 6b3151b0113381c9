"""What a site prints again and again: notes about a company, footers, calls to subscribe.

A stretch is taken to be of that kind where it stands in several documents of one publisher, or of one host, that are
not versions of each other: an agency's five updates of one report are no stock text, though they say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from cuibono.model import Document
from cuibono.reconcile.reuse.align import LEAST, Shared
from cuibono.reconcile.reuse.index import bounds
from cuibono.reconcile.reuse.shingles import Shingles
from cuibono.reconcile.reuse.words import Places

TIMES = 3  # documents of one site in which stock text stands, at least
VERSION = 1 / 3  # of the shorter document's shingles, shared by two versions of one text
WHOLE = 0.5  # of the shorter document's words, aligned in a copy of the whole


def publisher(document: Document) -> str | None:
    """The publisher's name without case and spaces; None where it is not known."""
    return "".join((document.publisher or "").casefold().split()) or None


def host(document: Document) -> str | None:
    """The host of the document's address; None where it is not known."""
    try:
        found = urlsplit(document.url or "").hostname or ""
    except ValueError:  # an address that is none
        return None
    return found.removeprefix("www.") or None


def numbered(names: Sequence[str | None]) -> Places:
    """Equal numbers for equal names, from 0; -1 for None."""
    known: dict[str, int] = {}
    return np.array([-1 if name is None else known.setdefault(name, len(known)) for name in names], dtype=np.int64)


def stock(index: Shingles, sites: Places, kept: Places) -> npt.NDArray[np.bool_]:
    """Which entries of a sorted index are of a shingle that is some site's stock text.

    `sites` and `kept` give each document's site and the number of its kept shingles, by rank.
    """
    here = np.flatnonzero(sites[index.texts] >= 0)
    order = here[np.lexsort((index.texts[here], index.numbers[here], sites[index.texts[here]]))]
    site, number, text = sites[index.texts[order]], index.numbers[order], index.texts[order]
    group = _versions(site, number, text, kept)[text]
    order = np.lexsort((group, number, site))
    site, number, group = site[order], number[order], group[order]
    different = bounds(site, number, group)[:-1]
    edges = bounds(site[different], number[different])
    often = np.diff(edges) >= TIMES
    return np.isin(index.numbers, number[different][edges[:-1][often]])


def _versions(site: Places, number: npt.NDArray[np.uint64], text: Places, kept: Places) -> Places:
    """For each document the lowest rank among its versions, from entries sorted by site, shingle and rank.

    Neighbours that hold the same shingle are compared, so the work grows with the number of entries.
    """
    neighbours = (site[1:] == site[:-1]) & (number[1:] == number[:-1])
    pairs = text[:-1][neighbours] * len(kept) + text[1:][neighbours]
    unique, times = np.unique(pairs, return_counts=True)
    first, second = np.divmod(unique, max(len(kept), 1))
    alike = times >= VERSION * np.minimum(kept[first], kept[second])
    lowest = list(range(len(kept)))
    for one, two in zip(first[alike].tolist(), second[alike].tolist(), strict=True):
        low, high = sorted((_lowest(lowest, one), _lowest(lowest, two)))
        lowest[high] = low
    return np.array([_lowest(lowest, rank) for rank in range(len(kept))], dtype=np.int64)


def _lowest(lowest: list[int], rank: int) -> int:
    while lowest[rank] != rank:
        lowest[rank] = rank = lowest[lowest[rank]]
    return rank


def whole(found: Iterable[Shared], left: int, right: int) -> bool:
    """Whether what two documents of so many words share is most of the shorter one."""
    return sum(shared.words for shared in found) >= WHOLE * min(left, right)


def at_the_edge(found: Sequence[Shared], left: int, right: int) -> bool:
    """Whether all that two documents of so many words share stands at the head or the tail of both."""
    rest = list(found)
    head, tail = (0, 0), (left, right)
    while rest and rest[0].left - head[0] < LEAST and rest[0].right - head[1] < LEAST:
        head = rest[0].left_end, rest[0].right_end
        del rest[0]
    while rest and tail[0] - rest[-1].left_end < LEAST and tail[1] - rest[-1].right_end < LEAST:
        tail = rest[-1].left, rest[-1].right
        del rest[-1]
    return not rest


def at_the_head(shared: Shared) -> bool:
    """Whether a stretch begins both texts, or nearly."""
    return shared.left < LEAST and shared.right < LEAST
