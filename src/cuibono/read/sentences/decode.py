"""From the heads' scores to sentences, trees, tags and names, for one window of words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cuibono.read.sentences import trees
from cuibono.read.sentences.encoder import Scores

Ints = npt.NDArray[np.int64]
_NO = np.float32(-1e4)
_GOES_ON = frozenset({",", "“", "‘", "("})
_CLOSING = frozenset({"”", "'"})


class Part(NamedTuple):
    """What is read of a window's words; of fewer than it has, where a last sentence may be cut and is left for later.

    Label numbers; `head` counts from the window's first word, and a root is its own head.
    """

    head: Ints
    pos: Ints
    tag: Ints
    label: Ints
    name: Ints
    starts: list[int]


class Labels(NamedTuple):
    """The labels of each head, in the order of its scores."""

    pos: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    name: tuple[str, ...]


class Decoder:
    """Decodes windows; holds which name tag may follow which."""

    def __init__(self, labels: Labels) -> None:
        self.root = labels.dep.index("ROOT")
        tags = labels.name
        self._first = np.array([_NO if tag[0] == "I" else 0 for tag in tags], np.float32)
        self._next = np.array([[_NO if _broken(a, b) else 0 for b in tags] for a in tags], np.float32)

    def __call__(self, words: Sequence[str], scores: Scores, more: bool) -> Part:
        """Reads a window. `words` with even quotes; `more`: the text goes on after them."""
        starts = sentence_starts(words, scores.start)
        if more and len(starts) > 1:
            starts, size = starts[:-1], starts[-1]
        else:
            size = len(words)
        head = _heads(scores.arc, starts, size)
        own = np.where(head == 0, np.arange(size), head - 1)
        return Part(
            head=own,
            pos=scores.pos[1 : size + 1].astype(np.int64),
            tag=scores.tag[1 : size + 1].astype(np.int64),
            label=self._labels(scores, head),
            name=self.names(scores.name[1 : size + 1]),
            starts=starts,
        )

    def _labels(self, scores: Scores, head: Ints) -> Ints:
        """The relation scored for the chosen head; that of the likeliest head where the chosen one was not scored."""
        rows = slice(1, len(head) + 1)
        place = (scores.near[rows] == head[:, None]).argmax(1)
        found: Ints = scores.label[rows][np.arange(len(head)), place].astype(np.int64)
        found[head == 0] = self.root
        return found

    def names(self, scores: npt.NDArray[np.float32]) -> Ints:
        """The best row of name tags in which every I follows its own kind (Viterbi)."""
        best: Ints = scores.argmax(1)
        steps = self._next[best[:-1], best[1:]]
        if self._first[best[0]] == 0 and not steps.any():
            return best
        value = scores[0] + self._first
        back = []
        for row in scores[1:]:
            paths = value[:, None] + self._next
            back.append(paths.argmax(0))
            value = paths.max(0) + row
        tag = int(value.argmax())
        out = [tag]
        for step in reversed(back):
            tag = int(step[tag])
            out.append(tag)
        return np.array(out[::-1], np.int64)


def _broken(before: str, after: str) -> bool:
    return after[0] == "I" and before[1:] != after[1:]


def sentence_starts(words: Sequence[str], scores: npt.NDArray[np.float32]) -> list[int]:
    """Where sentences begin, 0 always: where the scores say so, but never after a comma or an opening mark."""
    begins = np.flatnonzero(scores[2 : len(words) + 1, 1] > scores[2 : len(words) + 1, 0]) + 1
    return [0, *(i for i in begins.tolist() if not _held(words, i))]


def _held(words: Sequence[str], i: int) -> bool:
    before = words[i - 1]
    return before in _GOES_ON or (before in _CLOSING and i > 1 and words[i - 2] == ",")


def _heads(arc: npt.NDArray[np.float32], starts: Sequence[int], size: int) -> Ints:
    """Heads of all words, counted from 1 (0 the root), each sentence by itself."""
    out = np.zeros(size, np.int64)
    for start, end in zip(starts, [*starts[1:], size], strict=True):
        nodes = np.arange(start, end + 1)
        nodes[0] = 0
        here = np.empty((len(nodes), len(nodes)), np.float32)
        here[:, 1:] = arc[start : end + 1, start + 1 : end + 1]
        here[:, 0] = arc[start : end + 1, 0]
        out[start:end] = nodes[trees.heads(here)[1:]]
    return out
