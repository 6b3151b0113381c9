"""Where two wordings of one passage differ, word by word.

Takes: two texts.
Gives: the runs of words that both have, that only the first has, that only the second has.
Knows nothing of: documents, HTML.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal

import msgspec

_WORD = re.compile(r"\S+")


class Run(msgspec.Struct, frozen=True):
    """Words in a row, as they stand, that are in both texts ("same"), in the first ("left") or in the second."""

    text: str
    side: Literal["same", "left", "right"]


def difference(first: str, second: str) -> tuple[Run, ...]:
    """The runs that lead from the first text to the second, in the order in which they are read.

    Capitals and punctuation count, white space does not. Of a stretch that differs, the first text's words come
    before the second's. The longest common run is looked for first (`difflib`).
    """
    left, right = _WORD.findall(first), _WORD.findall(second)
    runs = []
    for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what == "equal":
            runs.append(Run(" ".join(left[a:b]), "same"))
            continue
        runs += [Run(" ".join(left[a:b]), "left")] if a < b else []
        runs += [Run(" ".join(right[c:d]), "right")] if c < d else []
    return tuple(runs)
