"""What people say of rival hypotheses: that there is one, and how far evidence was to be expected if it were so.

Takes: words and numbers as people gave them. Gives: values of a judgement. Knows nothing of: how they are weighed.
"""

from __future__ import annotations

import msgspec


class Proposal(msgspec.Struct, frozen=True, omit_defaults=True):
    """A hypothesis: the question that it answers, what it says, and what would be there if it were so.

    `quoted` is the id of the sentence of an article that it was taken from, "" where it is the proposer's own.
    """

    question: str
    says: str
    predicts: tuple[str, ...] = ()
    quoted: str = ""


class Rating(msgspec.Struct, frozen=True, omit_defaults=True):
    """How many times likelier evidence is if a hypothesis is so than if none of its set is: from `low` to `high`.

    Both are fractions as text, "20" or "1/3". `words` are those of the scale that was chosen from, "" where numbers
    were given. `prediction` is the prediction of the hypothesis that the evidence bears on, "" for none.
    """

    low: str
    high: str
    words: str = ""
    prediction: str = ""
