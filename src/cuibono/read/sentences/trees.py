"""From arc scores to a tree: every word one head, one word the root, no circles."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
_NEVER = np.float32(-1e9)


def heads(scores: Floats) -> Ints:
    """The best tree for one sentence. `scores[dependent, head]`, row and column 0 the root; answer[0] is 0.

    Taking every word's best head is right for most sentences; the spanning tree is sought where that has a circle,
    or not exactly one root.
    """
    free = scores.copy()
    np.fill_diagonal(free, _NEVER)
    best: Ints = free.argmax(1)
    best[0] = 0
    roots = np.flatnonzero(best[1:] == 0) + 1
    if len(roots) == 1 and circle(best) is None:
        return best
    candidates = roots if len(roots) else np.arange(1, len(scores))
    root = candidates[scores[candidates, 0].argmax()]
    free[:, 0] = _NEVER / 10
    free[root, 0] = -_NEVER / 1000
    return spanning(free)


def spanning(scores: Floats) -> Ints:
    """Chu-Liu and Edmonds: the maximum spanning tree that grows from 0. Circles shrink to one node, then open."""
    scores = scores.copy()
    np.fill_diagonal(scores, _NEVER)
    scores[0] = _NEVER
    best: Ints = scores.argmax(1)
    best[0] = 0
    ring = circle(best)
    return best if ring is None else _opened(scores, best, ring)


def _opened(scores: Floats, best: Ints, ring: list[int]) -> Ints:
    """The tree once the circle `ring` in `best` is shrunk to one node, solved, and opened where it is entered."""
    inside = np.array(sorted(ring))
    outside = np.setdiff1d(np.arange(len(scores)), inside)
    last = len(outside)
    out_of = scores[np.ix_(outside, inside)]
    into = scores[np.ix_(inside, outside)] - scores[inside, best[inside]][:, None]
    small = np.full((last + 1, last + 1), _NEVER, scores.dtype)
    small[:last, :last] = scores[np.ix_(outside, outside)]
    small[:last, last] = out_of.max(1)
    small[last, :last] = into.max(0)
    solved = spanning(small)
    answer = best.copy()
    for i in range(1, last):
        answer[outside[i]] = inside[out_of[i].argmax()] if solved[i] == last else outside[solved[i]]
    entry = solved[last]
    answer[inside[into[:, entry].argmax()]] = outside[entry]
    answer[0] = 0
    return answer


def circle(heads: Ints) -> list[int] | None:
    """The nodes of a circle among the heads, or None. Node 0 is the root and its own head."""
    links: list[int] = heads.tolist()
    seen = [0] * len(links)
    seen[0] = 1
    for start in range(1, len(links)):
        path = []
        node = start
        while not seen[node]:
            seen[node] = start + 1
            path.append(node)
            node = links[node]
        if seen[node] == start + 1 and node in path:
            return path[path.index(node) :]
    return None
