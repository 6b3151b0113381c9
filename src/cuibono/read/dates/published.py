"""The day of publication, from the lines at the head of an article.

Takes: head lines. Gives: a Period, or None. Knows nothing of: web pages and their metadata.
"""

from __future__ import annotations

import re

from cuibono.read.dates import specs as say
from cuibono.read.dates.find import FoundDate, find_dates
from cuibono.values import Period

_SAYS_SO = r"(?i)\b(?:published|posted|updated|issued|date|dated|released?|filed|edition|issue)\b|\|"
_NOT_WORDS = r"(?i)\b\d{1,2}[:.]\d\d\b|\b(?:[ap]\.?m\.?|min|read|by|of|the)\b|[^\w\s]"


# "TOWN, Country, April 10, 2023 (Agency) - ": what stands after the date of a dateline.
_DATELINE = r"\s*(?:\([^)\n]{1,40}\)\s*)?[-–—]\s"


def published_in(head: str) -> Period | None:
    """The publication date that the head lines give, to the day or, failing that, to the month; else None.

    Only a date with its own year counts, and only in a line that is little more than a date, that says what the date
    is ("published", "updated"), or in the dateline that a report begins with: not in a sentence.
    """
    found = [(_rank(line, one), one) for line in head.splitlines() for one in find_dates(line) if _may_be(one)]
    best = min((each for each in found if each[0] is not None), key=lambda each: each[0] or (), default=None)
    return best[1].resolve(None) if best else None


def _may_be(found: FoundDate) -> bool:
    return isinstance(found.spec, say.Fixed) and found.relation == "at"


def _rank(line: str, found: FoundDate) -> tuple[int, int, int] | None:
    """Days before months, date lines before the rest, few words before many; None for no such date."""
    period = found.resolve(None)
    length = period.days if period and period.days else 999
    before, after = _words(line[: found.start]), _words(line[found.end :])
    if length > 31:
        return None
    words = before + after
    if words <= (6 if length == 1 else 3):
        return (0 if length == 1 else 1, 0, words)
    says = words <= 14 and re.search(_SAYS_SO, line)
    dateline = before <= 6 and re.match(_DATELINE, line[found.end :])
    return (0, 1, words) if length == 1 and (says or dateline) else None


def _words(text: str) -> int:
    return len(re.sub(_NOT_WORDS, " ", text).split())
