"""Scores to sentences, labels and names."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cuibono.read.sentences.decode import Decoder, Labels, sentence_starts
from cuibono.read.sentences.encoder import Scores
from cuibono.read.sentences.trees import Floats

TAGS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG")
DECODER = Decoder(Labels(("NOUN", "VERB"), ("NN", "VB"), ("nsubj", "obj", "ROOT"), TAGS))


def allowed(row: tuple[int, ...]) -> bool:
    """Whether every I follows its own kind."""
    tags = ["O", *(TAGS[i] for i in row)]
    return all(after[0] != "I" or before[1:] == after[1:] for before, after in itertools.pairwise(tags))


@given(st.integers(1, 4).flatmap(lambda n: arrays(np.float32, (n, 5), elements=st.integers(-9, 9).map(float))))
def test_names_are_the_best_row_that_is_allowed(scores: Floats) -> None:
    found = tuple(DECODER.names(scores).tolist())
    rows = [row for row in itertools.product(range(5), repeat=len(scores)) if allowed(row)]
    best = max(sum(scores[i, tag] for i, tag in enumerate(row)) for row in rows)
    assert allowed(found)
    assert sum(scores[i, tag] for i, tag in enumerate(found)) == best


def test_sentences_start_where_the_scores_say_but_not_after_a_comma() -> None:
    words = ["Yes", ",", "No", ".", "He", "said", ",", "”", "She"]
    scores = np.array([[0, 1]] * 10, np.float32)
    scores[[2, 4, 6, 7, 8], 1] = -1
    assert sentence_starts(words, scores) == [0, 4]


def _scores(words: int, starts: list[int]) -> Scores:
    """Scores in which every word hangs on the word before it, the first on the root."""
    size = words + 1
    arc = np.zeros((size, size), np.float32)
    arc[np.arange(1, size), np.arange(words)] = 5
    arc[np.array(starts) + 1, 0] = 9
    start = np.tile(np.array([1, 0], np.float32), (size, 1))
    start[np.array(starts) + 1] = [0, 1]
    return Scores(
        pos=np.zeros(size, np.int32),
        tag=np.ones(size, np.int32),
        name=np.zeros((size, 5), np.float32),
        start=start,
        arc=arc,
        near=np.stack([np.arange(size) - 1, np.zeros(size, np.int64)], 1),
        label=np.tile(np.array([1, 0], np.int32), (size, 1)),
    )


def test_a_window_gives_one_tree_per_sentence() -> None:
    part = DECODER(["a", "b", "c", "d"], _scores(4, [0, 2]), more=False)
    assert part.head.tolist() == [0, 0, 2, 2]
    assert part.label.tolist() == [2, 1, 2, 1]
    assert part.starts == [0, 2]


def test_a_last_sentence_that_may_be_cut_is_left() -> None:
    part = DECODER(["a", "b", "c", "d"], _scores(4, [0, 2]), more=True)
    assert part.head.tolist() == [0, 0]
    assert part.starts == [0]


def test_a_window_of_one_sentence_is_taken_whole() -> None:
    part = DECODER(["a", "b", "c"], _scores(3, [0]), more=True)
    assert part.head.tolist() == [0, 0, 1]
