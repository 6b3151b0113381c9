"""Documents to the passages they share: sampled, compared, aligned, rid of what sites print again and again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import filterfalse, pairwise
from typing import NamedTuple

import numpy as np

from cuibono.model import Document, Span
from cuibono.reconcile.reuse import site
from cuibono.reconcile.reuse.align import LEAST, Shared, align, apart
from cuibono.reconcile.reuse.index import Meetings, bounds, meetings, sort
from cuibono.reconcile.reuse.passage import Passage
from cuibono.reconcile.reuse.shingles import SHINGLE, Shingles, shingles
from cuibono.reconcile.reuse.words import Places, words

BATCH = 200_000  # characters whose words are found at a time; more of them would not fit the processor's cache


class Pair(NamedTuple):
    """What two documents share, by rank: in words, the same in characters, and the number of words of each."""

    first: int
    second: int
    found: list[Shared]
    spans: list[tuple[Span, Span]]
    lengths: tuple[int, int]


class Text(NamedTuple):
    """The words of one document and where each stands in it."""

    words: list[int]
    starts: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> Span:
        """The characters of the words from start to end."""
        return Span(self.starts[start], self.ends[end - 1])


class Job(NamedTuple):
    """Two documents to compare, by rank: the places where they say the same few words, stretch by stretch.

    `common` says whether all of these stand in more documents than the cap.
    """

    first: int
    second: int
    stretches: list[list[tuple[int, int]]]
    common: bool


class Pile:
    """The documents in canonical order (earliest published first), their sites and their stock text, by rank.

    Their texts are asked for when documents are compared here, and may be empty where that is done elsewhere.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        ordered = sorted(range(len(documents)), key=lambda number: _age(documents[number]))
        self.documents = [documents[number] for number in ordered]
        self.ranks = np.empty(len(documents), dtype=np.int64)
        self.ranks[ordered] = np.arange(len(documents))
        self.publishers = site.numbered([site.publisher(document) for document in self.documents])
        self.hosts = site.numbered([site.host(document) for document in self.documents])
        self.stock: dict[int, list[tuple[int, int]]] = {}

    def one_site(self, first: int, second: int) -> bool:
        """Whether both documents are of one publisher or host."""
        return any(0 <= sites[first] == sites[second] for sites in (self.publishers, self.hosts))

    def fresh(self, rank: int, start: int, end: int) -> int:
        """How many of a document's words from start to end are not stock text."""
        stale = np.zeros(end - start, dtype=np.bool_)
        for low, high in self.stock.get(rank, ()):
            stale[max(low - start, 0) : max(high - start, 0)] = True
        return int(np.count_nonzero(~stale))


def passages(documents: Iterable[Document]) -> tuple[Passage, ...]:
    """See `reuse.shared`."""
    taken, kept = _taken(documents)
    pile = Pile(taken)
    counts = np.bincount(pile.ranks[kept.texts], minlength=len(taken))
    index = _without_stock(sort(kept, pile.ranks), pile, counts)
    del kept
    return left(_pairs(index, pile), pile)


def jobs(kept: Shingles, pile: Pile, counts: Places) -> Iterator[Job]:
    """The comparisons that kept shingles ask for; `counts` are those of each document, by its place in the pile."""
    by_rank = np.empty(len(counts), dtype=np.int64)
    by_rank[pile.ranks] = counts
    for piece in meetings(_without_stock(sort(kept, pile.ranks), pile, by_rank)):
        yield from _jobs(piece)


def left(pairs: Iterable[Pair], pile: Pile) -> tuple[Passage, ...]:
    """The passages of pairs, in order, without what sites print again and again."""
    found = list(pairs)
    edges = [pair for pair in found if _edge(pair, pile)]
    for pair in edges:
        for shared in filterfalse(site.at_the_head, pair.found):  # a lead that comes twice may yet be copied by others
            pile.stock.setdefault(pair.first, []).append((shared.left, shared.left_end))
            pile.stock.setdefault(pair.second, []).append((shared.right, shared.right_end))
    left_out = {(pair.first, pair.second) for pair in edges}
    rest = (pair for pair in found if (pair.first, pair.second) not in left_out)
    return tuple(sorted(passage for pair in rest for passage in _passages(pair, pile)))


def _age(document: Document) -> tuple[date, str]:
    """Earliest published first, undated last."""
    published = document.published
    return (published.earliest if published and published.earliest else date.max), document.id


def _taken(documents: Iterable[Document]) -> tuple[list[Document], Shingles]:
    """The documents as they came, each id once, and their kept shingles."""
    taken: dict[str, Document] = {}
    kept: list[Shingles] = []
    batch: list[str] = []
    size = 0
    for document in documents:
        if document.id in taken:
            continue
        taken[document.id] = document
        batch.append(document.text)
        size += len(document.text)
        if size > BATCH:
            kept.append(_kept(batch, len(taken) - len(batch)))
            batch, size = [], 0
    kept.append(_kept(batch, len(taken) - len(batch)))
    return list(taken.values()), Shingles(*(np.concatenate(parts) for parts in zip(*kept, strict=True)))


def _kept(texts: Sequence[str], before: int) -> Shingles:
    found = shingles(words(texts))
    return found._replace(texts=found.texts + before)


def _without_stock(index: Shingles, pile: Pile, kept: Places) -> Shingles:
    """The index without the shingles of any site's stock text, whose places are marked in the pile."""
    drop = site.stock(index, pile.publishers, kept) | site.stock(index, pile.hosts, kept)
    for rank, place in zip(index.texts[drop].tolist(), index.places[drop].tolist(), strict=True):
        pile.stock.setdefault(rank, []).append((place, place + SHINGLE))
    return Shingles(index.numbers[~drop], index.texts[~drop], index.places[~drop])


def _pairs(index: Shingles, pile: Pile) -> Iterator[Pair]:
    """What each two documents share, stock text not yet looked for."""
    for piece in meetings(index):
        texts = _texts(pile, np.unique(np.concatenate((piece.firsts, piece.seconds))).tolist())
        for job in _jobs(piece):
            pair = compared(job, texts[job.first], texts[job.second])
            if pair.found:
                yield pair


def _jobs(piece: Meetings) -> Iterator[Job]:
    begins = piece.stretches[:-1]
    cuts = begins[bounds(piece.firsts[begins], piece.seconds[begins])[:-1]] if len(begins) else begins
    for low, high in zip(cuts.tolist(), [*cuts[1:].tolist(), len(piece.firsts)], strict=True):
        at, to = np.searchsorted(piece.stretches, (low, high)).tolist()
        edges = piece.stretches[at : to + 1].tolist()
        stretches = [
            list(zip(piece.lefts[start:end].tolist(), piece.rights[start:end].tolist(), strict=True))
            for start, end in pairwise(edges)
        ]
        yield Job(int(piece.firsts[low]), int(piece.seconds[low]), stretches, bool(piece.common[low:high].all()))


def _texts(pile: Pile, ranks: Sequence[int]) -> dict[int, Text]:
    """The words of some documents, a batch at a time."""
    found: dict[int, Text] = {}
    batch: list[int] = []
    size = 0
    for rank in ranks:
        batch.append(rank)
        size += len(pile.documents[rank].text)
        if size > BATCH:
            found.update(_read(pile, batch))
            batch, size = [], 0
    found.update(_read(pile, batch))
    return found


def _read(pile: Pile, batch: Sequence[int]) -> Iterator[tuple[int, Text]]:
    return zip(batch, text_words([pile.documents[rank].text for rank in batch]), strict=True)


def text_words(texts: Sequence[str]) -> Iterator[Text]:
    """The words of each text, as documents are compared by them."""
    found = words(texts)
    for low, high in pairwise(found.first.tolist()):
        yield Text(*(part[low:high].tolist() for part in found[:3]))


def compared(job: Job, one: Text, two: Text) -> Pair:
    """What two documents share, given their words."""
    found: list[Shared] = []
    for stretch in job.stretches:
        found += align(one.words, two.words, stretch)
    found = apart(found)
    lengths = len(one.words), len(two.words)
    if job.common and not site.whole(found, *lengths):
        found = []
    spans = [(one.span(s.left, s.left_end), two.span(s.right, s.right_end)) for s in found]
    return Pair(job.first, job.second, found, spans, lengths)


def _edge(pair: Pair, pile: Pile) -> bool:
    """Whether two documents of one site share a head or a tail and nothing else."""
    if not pile.one_site(pair.first, pair.second) or site.whole(pair.found, *pair.lengths):
        return False
    return site.at_the_edge(pair.found, *pair.lengths)


def _passages(pair: Pair, pile: Pile) -> Iterator[Passage]:
    """The passages of a pair that are no stock text."""
    first, second = pile.documents[pair.first].id, pile.documents[pair.second].id
    for shared, (left, right) in zip(pair.found, pair.spans, strict=True):
        fresh = min(
            pile.fresh(pair.first, shared.left, shared.left_end),
            pile.fresh(pair.second, shared.right, shared.right_end),
        )
        if fresh < LEAST:
            continue
        if first < second:
            yield Passage(first, left, second, right, shared.words, shared.likeness)
        else:
            yield Passage(second, right, first, left, shared.words, shared.likeness)
