"""Trees from scores, checked against trying every tree."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cuibono.read.sentences.trees import Floats, circle, heads, spanning


def best_by_trial(scores: Floats) -> float:
    """The score of the best tree with one root, found by trying all rows of heads."""
    size = len(scores)
    totals = [
        sum(float(scores[i, head]) for i, head in enumerate(row, 1))
        for row in itertools.product(range(size), repeat=size - 1)
        if row.count(0) == 1 and all(head != i for i, head in enumerate(row, 1)) and circle(np.array([0, *row])) is None
    ]
    return max(totals)


@given(st.integers(2, 5).flatmap(lambda n: arrays(np.float32, (n, n), elements=st.floats(-9, 9, width=32))))
def test_every_word_hangs_on_one_root(scores: Floats) -> None:
    found = heads(scores)
    assert (found[1:] == 0).sum() == 1
    assert circle(found) is None


@given(st.integers(2, 5).flatmap(lambda n: arrays(np.float32, (n, n), elements=st.integers(-9, 9).map(float))))
def test_the_spanning_tree_with_a_fixed_root_is_the_best(scores: Floats) -> None:
    fixed = scores.copy()
    fixed[1:, 0] = -1000
    fixed[1, 0] = 0
    found = spanning(fixed)
    total = sum(float(fixed[i, head]) for i, head in enumerate(found.tolist()) if i)
    assert total == pytest.approx(best_by_trial(fixed))


def test_a_circle_is_found() -> None:
    assert circle(np.array([0, 2, 3, 1])) == [1, 2, 3]
    assert circle(np.array([0, 2, 0, 2])) is None


def test_a_circle_among_the_best_heads_is_opened() -> None:
    scores = np.full((3, 3), -5, np.float32)
    scores[1, 2] = scores[2, 1] = 5
    scores[2, 0] = 1
    assert heads(scores).tolist() == [0, 2, 0]
