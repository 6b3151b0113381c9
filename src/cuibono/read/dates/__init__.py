"""Dates in prose: found where they stand, resolved when it is known from where they are seen.

Takes: text; later the day of publication, the tense, the period of another event.
Gives: FoundDate, whose `resolve` gives a Period; the publication date in head lines.
Knows nothing of: sentences, parties, events.
"""

from __future__ import annotations

from cuibono.read.dates.find import FoundDate, Relation, find_dates
from cuibono.read.dates.published import published_in
from cuibono.read.dates.resolve import Tense
from cuibono.read.dates.specs import Sort

__all__ = ["FoundDate", "Relation", "Sort", "Tense", "find_dates", "published_in"]
