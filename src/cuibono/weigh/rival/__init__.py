"""Rival: hypotheses weighed against each other by the ratings that people gave to evidence.

Takes: evidence with its origins, how far it counts, and a ratio for each hypothesis that somebody rated it against.
Gives: pieces (each origin counts once), ratios of any two hypotheses, what tells them apart, what decides.
Knows nothing of: who rated, words, how evidence came to stand as it does, how any of it is stored or shown.
"""

from __future__ import annotations

from cuibono.weigh.rival.evidence import (
    Comparison,
    Evidence,
    Part,
    Piece,
    compared,
    comparisons,
    pieces,
    share_of_finding,
    share_of_grade,
    without,
)
from cuibono.weigh.rival.ratio import ONE, Ratio, Share, Side, cover, together
from cuibono.weigh.rival.telling import Tells, changed, tells

__all__ = [
    "ONE",
    "Comparison",
    "Evidence",
    "Part",
    "Piece",
    "Ratio",
    "Share",
    "Side",
    "Tells",
    "changed",
    "compared",
    "comparisons",
    "cover",
    "pieces",
    "share_of_finding",
    "share_of_grade",
    "tells",
    "together",
    "without",
]
