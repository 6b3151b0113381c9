"""Chance: whether one thing follows another more often than it would anyway.

Takes: two streams of dated events with the days that are covered, a window stated beforehand.
Gives: how many follow, how many would by the calendar alone, with what p, beside controls.
Knows nothing of: registers, claims, parties, where events come from, how a result is shown.
"""

from __future__ import annotations

from cuibono.weigh.chance.answer import answered, single
from cuibono.weigh.chance.pair import Beside, Terms, together, weighed
from cuibono.weigh.chance.rings import Stream

__all__ = ["Beside", "Stream", "Terms", "answered", "single", "together", "weighed"]
