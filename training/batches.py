"""Sentences packed into windows and windows into batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import torch

from cuibono.read.sentences.pieces import Pieces, case_class, even_quotes
from training.corpora import Sentence
from training.invented import sentence as invented
from training.lists import Names
from training.vary import Varied, cut_stop

SKIP = -100
"""A target that is not learned from."""

ROOM = 158
"""Sub-words in a window, as when reading."""

LAYERS = ("pos", "tag", "dep", "name", "start", "head")
_SIZES = (1, 60, 110, ROOM, ROOM, ROOM)
_TWEETS = 0.06
_INVENTED = 900


class Batch(NamedTuple):
    """Inputs as the encoder takes them, and targets by layer."""

    pieces: torch.Tensor
    cases: torch.Tensor
    mask: torch.Tensor
    first: torch.Tensor
    words: torch.Tensor
    targets: dict[str, torch.Tensor]


class _Row(NamedTuple):
    pieces: list[int]
    cases: list[int]
    first: list[int]
    targets: dict[str, list[int]]


class Batches:
    """Makes the batches of an epoch, each time anew."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        labels: dict[str, list[str]],
        pieces: Pieces,
        names: Names,
        size: int,
        seed: int,
    ) -> None:
        self._sentences = sentences
        self._numbers = {
            layer: {label: i for i, label in enumerate(labels[layer])} for layer in ("pos", "tag", "dep", "name")
        }
        self._pieces = pieces
        self._names = names
        self._size = size
        self._rng = random.Random(seed)

    def epoch(self) -> Iterator[Batch]:
        """Every sentence once in new company; a sample of the tweets; new invented sentences."""
        rows = [self._row(window) for window in self._windows()]
        self._rng.shuffle(rows)
        groups: list[list[_Row]] = []
        for at in range(0, len(rows), 400):
            groups += self._grouped(sorted(rows[at : at + 400], key=lambda row: len(row.pieces)))
        self._rng.shuffle(groups)
        for group in groups:
            yield _tensors(group)

    def _windows(self) -> Iterator[list[Sentence]]:
        news = [invented(self._names, self._rng) for _ in range(_INVENTED)]
        window: list[Sentence] = []
        room, used, source = 0, 0, ""
        for sentence in [*self._sentences, *news]:
            if sentence.source == "tweets" and self._rng.random() > _TWEETS:
                continue
            size = sum(len(self._pieces(word)) for word in sentence.words)
            if window and (used + size > room or sentence.source != source):
                yield window
                window, used = [], 0
            if size > ROOM:
                continue
            if not window:
                room, source = self._rng.choice(_SIZES), sentence.source
            window.append(sentence)
            used += size
        if window:
            yield window

    def _grouped(self, rows: Sequence[_Row]) -> list[list[_Row]]:
        groups: list[list[_Row]] = [[]]
        for row in rows:
            if groups[-1] and len(row.pieces) * (len(groups[-1]) + 1) > self._size:
                groups.append([])
            groups[-1].append(row)
        return groups

    def _row(self, window: Sequence[Sentence]) -> _Row:
        vary = Varied(self._names, self._rng)
        sentences = [vary(sentence) for sentence in window]
        if self._rng.random() < 0.1:
            sentences[-1] = cut_stop(sentences[-1])
        row = _Row([self._pieces.first], [0], [0], {layer: [SKIP] for layer in LAYERS})
        words = even_quotes([w for s in sentences for w in s.words], [space for s in sentences for space in s.spaces])
        for word in words:
            ids = self._pieces(word)
            if len(row.pieces) + len(ids) > 3 * ROOM:
                ids = ids[:1]
            row.first.append(len(row.pieces))
            row.pieces.extend(ids)
            row.cases.extend([case_class(word)] * len(ids))
        for sentence in sentences:
            self._target(sentence, row.targets)
        row.pieces.append(self._pieces.last)
        row.cases.append(0)
        return row

    def _target(self, sentence: Sentence, targets: dict[str, list[int]]) -> None:
        size, before = len(sentence.words), len(targets["pos"]) - 1
        none = [SKIP] * size
        targets["start"] += [1] + [0] * (size - 1) if sentence.whole else none
        for layer in ("pos", "tag", "dep", "name"):
            values = getattr(sentence, layer)
            targets[layer] += none if values is None else [self._numbers[layer].get(value, SKIP) for value in values]
        targets["head"] += none if sentence.head is None else [head + before if head else 0 for head in sentence.head]


def _tensors(rows: Sequence[_Row]) -> Batch:
    wide, words = max(len(row.pieces) for row in rows), max(len(row.first) for row in rows)

    def table(values: Sequence[Sequence[int]], width: int, fill: int) -> torch.Tensor:
        return torch.tensor([[*row, *[fill] * (width - len(row))] for row in values])

    return Batch(
        pieces=table([row.pieces for row in rows], wide, 0),
        cases=table([row.cases for row in rows], wide, 0),
        mask=table([[1] * len(row.pieces) for row in rows], wide, 0).bool(),
        first=table([row.first for row in rows], words, 0),
        words=table([[1] * len(row.first) for row in rows], words, 0).bool(),
        targets={layer: table([row.targets[layer] for row in rows], words, SKIP) for layer in LAYERS},
    )
