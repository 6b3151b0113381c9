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


def published_in(head: str) -> Period | None:
    """The publication date that the head lines give, to the day or, failing that, to the month; else None.

    Only a date with its own year counts. A line that is little more than a date is preferred to a sentence.
    """
    lines = [(line, found) for line in head.splitlines() for found in find_dates(line)]
    whole = [(line, found) for line, found in lines if isinstance(found.spec, say.Fixed) and found.relation == "at"]
    ranked = sorted(whole, key=lambda each: _rank(*each))
    if not ranked or _rank(*ranked[0])[0] > 1:
        return None
    return ranked[0][1].resolve(None)


def _rank(line: str, found: FoundDate) -> tuple[int, int]:
    """Days before months before the rest; date lines before sentences."""
    period = found.resolve(None)
    length = period.days if period and period.days else 999
    precision = 0 if length == 1 else 1 if length <= 31 else 2
    rest = re.sub(_NOT_WORDS, " ", line[: found.start] + " " + line[found.end :]).split()
    says = 0 if re.search(_SAYS_SO, line) else 1
    return (precision, 0 if len(rest) <= 6 else 1 + says)
