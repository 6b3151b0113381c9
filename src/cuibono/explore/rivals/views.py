"""What is shown of rival hypotheses, as frozen values."""

from __future__ import annotations

from typing import Literal

import msgspec

from cuibono.explore.event_view import EventView
from cuibono.explore.finding_view import FindingView
from cuibono.weigh.rival import Side


class RatingView(msgspec.Struct, frozen=True):
    """What one person said of one piece of evidence and one hypothesis; `judgement` is the id by which it is undone.

    `low` and `high` say how many times likelier, as fractions.
    """

    by: str
    when: str
    why: str
    words: str
    low: str
    high: str
    prediction: str
    judgement: str


class CellView(msgspec.Struct, frozen=True):
    """A place of the matrix: every rater's last word, and the range that covers them; "" where nobody rated it."""

    hypothesis: str
    evidence: str
    span: str
    ratings: tuple[RatingView, ...]


class RestsOn(msgspec.Struct, frozen=True):
    """Something that evidence rests on: an origin, a row of a register, or "unknown"."""

    id: str
    name: str


class EvidenceView(msgspec.Struct, frozen=True, kw_only=True):
    """An event, or what records say of one, that somebody rated. `number` is its place in the matrix.

    `counts` says how far it counts and by what; `piece` is the number of the piece that it is counted in, `beside` the
    numbers of the other evidence there. `tells` is what it tells, in words.
    """

    number: int
    id: str
    event: EventView
    finding: FindingView | None
    counts: str
    origins: tuple[RestsOn, ...]
    piece: int
    beside: tuple[int, ...]
    tells: str


class PredictionView(msgspec.Struct, frozen=True):
    """What would be there by a hypothesis, with the numbers of the evidence that somebody rated for it."""

    words: str
    evidence: tuple[int, ...]


class ProposalView(msgspec.Struct, frozen=True):
    """Who proposed a hypothesis, when (a day in words) and why; `judgement` is the id by which it is undone."""

    by: str
    when: str
    why: str
    judgement: str


class QuotedView(msgspec.Struct, frozen=True):
    """A sentence of an article that gives an explanation: its words, the article, who says so, which set it belongs to.

    `document` is the article's id, `file` its name. Sentences of one `set` are told as rivals of each other.
    """

    id: str
    quote: str
    document: str
    file: str
    sources: tuple[str, ...]
    set: str | None


class HypothesisView(msgspec.Struct, frozen=True, kw_only=True):
    """A hypothesis, called by a letter in its matrix; `quoted` are the sentences that it was taken from."""

    letter: str
    id: str
    says: str
    predicts: tuple[PredictionView, ...]
    proposed: tuple[ProposalView, ...]
    cells: tuple[CellView, ...]
    quoted: tuple[QuotedView, ...] = ()


class PartView(msgspec.Struct, frozen=True):
    """What one piece of evidence adds to a comparison: the numbers of its evidence, and the range in words."""

    evidence: tuple[int, ...]
    words: str
    low: float
    high: float


class ComparisonView(msgspec.Struct, frozen=True, kw_only=True):
    """Two hypotheses by their letters: in words for which the ratings speak, how far, and of which pieces that is made.

    `low` and `high` are how many times likelier the evidence is by the first than by the second. `left` are the
    numbers of evidence that is not rated against both.
    """

    first: str
    second: str
    side: Side
    words: str
    low: float
    high: float
    parts: tuple[PartView, ...]
    left: tuple[int, ...]


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """What changes where evidence, or all that rests on an origin, is left out.

    `evidence` are the numbers of what is touched, `gone` of what nothing would be left of. `changes` are in words;
    none where every comparison still speaks for the same. `event` is one for which `cuibono origins` shows the same.
    """

    id: str
    name: str
    evidence: tuple[int, ...]
    gone: tuple[int, ...]
    changes: tuple[str, ...]
    event: str = ""


class MissingView(msgspec.Struct, frozen=True):
    """What is not there: a prediction that nobody rated anything for, a place without rating, what could be looked up.

    `about` is a hypothesis's letter or the number of evidence.
    """

    sort: Literal["prediction", "unrated", "not_checkable", "lead", "gone"]
    about: str
    words: str


class RatableView(msgspec.Struct, frozen=True):
    """A finding about an event of the matrix that nobody has rated yet."""

    id: str
    words: str


class RivalsView(msgspec.Struct, frozen=True, kw_only=True):
    """The hypotheses on one question, the evidence that was rated, and what the ratings come to."""

    id: str
    question: str
    hypotheses: tuple[HypothesisView, ...]
    evidence: tuple[EvidenceView, ...]
    comparisons: tuple[ComparisonView, ...]
    decisive: tuple[LeftOut, ...]
    origins: tuple[LeftOut, ...]
    missing: tuple[MissingView, ...]
    ratable: tuple[RatableView, ...]
    raters: tuple[str, ...]
    yardstick: str
    says: str


class RivalsLine(msgspec.Struct, frozen=True):
    """A set of rival hypotheses in a list: the question, what the hypotheses say, how much was rated."""

    id: str
    question: str
    says: tuple[str, ...]
    evidence: int
    raters: tuple[str, ...]
