"""Runs of words through encoder and decoder: windows, batches, and the joining of what they give."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cuibono.read.sentences.decode import Decoder, Labels, Part
from cuibono.read.sentences.encoder import Encoder, Window
from cuibono.read.sentences.lemma import Lemmas
from cuibono.read.sentences.pieces import Pieces, case_class, even_quotes

Ints = npt.NDArray[np.int64]

WIDEST = 158
"""Sub-words in a window, as in training. A longer text is read in steps: a window's last sentence, which may be cut,
begins the next window, so time grows with length and a sentence of more than a window is split."""

BATCH = 12
"""Windows in one run of the encoder: more gains nothing on a CPU and takes memory."""


class Parse(NamedTuple):
    """What is read of one run of words: label numbers, and heads as places in the run (a root is its own head)."""

    words: Sequence[str]
    head: Ints
    pos: Ints
    tag: Ints
    label: Ints
    name: Ints
    starts: list[int]


class _Job(NamedTuple):
    text: int
    start: int
    window: Window
    words: Sequence[str]
    more: bool


class _Text:
    """One run of words on its way through the windows."""

    def __init__(self, words: Sequence[str], spaces: Sequence[bool], pieces: Pieces) -> None:
        self.words = words
        self.even = even_quotes(words, spaces)
        self.pieces = [pieces(word) for word in self.even]
        self.cases = [case_class(word) for word in self.even]
        self.parts: list[Part] = []
        self.done = 0

    def window(self, frame: tuple[int, int]) -> tuple[Window, int]:
        """The next window and how many words it holds: as many as fit, at least one."""
        ids, cases, first = [frame[0]], [0], [0]
        at = self.done
        while at < len(self.pieces) and len(ids) + len(self.pieces[at]) <= WIDEST + 1:
            first.append(len(ids))
            ids += self.pieces[at]
            cases += [self.cases[at]] * len(self.pieces[at])
            at += 1
        return Window([*ids, frame[1]], [*cases, 0], first), at - self.done

    def parse(self) -> Parse:
        """The parts joined."""
        ends = np.cumsum([0, *(len(part.head) for part in self.parts)]).tolist()
        return Parse(
            words=self.words,
            head=np.concatenate([part.head + at for part, at in zip(self.parts, ends, strict=False)]),
            pos=np.concatenate([part.pos for part in self.parts]),
            tag=np.concatenate([part.tag for part in self.parts]),
            label=np.concatenate([part.label for part in self.parts]),
            name=np.concatenate([part.name for part in self.parts]),
            starts=[at + start for part, at in zip(self.parts, ends, strict=False) for start in part.starts],
        )


class Parser:
    """Words in, Parses out, with one folder of weights."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._encoder = Encoder(folder, threads)
        self.labels = _labels(folder / "labels.json")
        self.pieces = Pieces.load(folder / "vocab.txt")
        self.lemmas = Lemmas.load(folder / "lemma.json", folder / "vocab.txt")
        self._decoder = Decoder(self.labels)

    def __call__(self, runs: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> list[Parse]:
        """One Parse per run of words (none of them white space) with, for each word, whether a space follows it."""
        texts = [_Text(words, spaces, self.pieces) for words, spaces in runs]
        todo = [i for i, text in enumerate(texts) if text.words]
        while todo:
            jobs = sorted((self._job(texts[i], i) for i in todo), key=lambda job: len(job.window.pieces))
            for batch in _batches(jobs):
                self._read(batch, texts)
            todo = [i for i in todo if texts[i].done < len(texts[i].words)]
        return [text.parse() if text.parts else _NOTHING for text in texts]

    def _job(self, text: _Text, number: int) -> _Job:
        window, size = text.window((self.pieces.first, self.pieces.last))
        end = text.done + size
        return _Job(number, text.done, window, text.even[text.done : end], end < len(text.words))

    def _read(self, batch: Sequence[_Job], texts: Sequence[_Text]) -> None:
        for job, scores in zip(batch, self._encoder([job.window for job in batch]), strict=True):
            part = self._decoder(job.words, scores, job.more)
            texts[job.text].parts.append(part)
            texts[job.text].done += len(part.head)


def _batches(jobs: Sequence[_Job]) -> Iterator[Sequence[_Job]]:
    for start in range(0, len(jobs), BATCH):
        yield jobs[start : start + BATCH]


def _labels(path: Path) -> Labels:
    rows = json.loads(path.read_text("utf-8"))
    return Labels(*(tuple(rows[field]) for field in Labels._fields))


_NONE = np.zeros(0, np.int64)
_NOTHING = Parse((), _NONE, _NONE, _NONE, _NONE, _NONE, [])
