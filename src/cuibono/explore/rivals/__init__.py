"""Rival hypotheses side by side: the matrix, what the ratings come to, what decides, what is missing.

Takes: an open case, the id of a set or words of its question.
Gives: RivalsView and lists, frozen values that pages, the command line and other programs show.
Knows nothing of: HTML, terminals, how ratings are kept or weighed.
"""

from __future__ import annotations

from cuibono.explore.rivals.lists import quoted_views, rivals_key, rivals_list
from cuibono.explore.rivals.making import rivals_view
from cuibono.explore.rivals.views import QuotedView, RivalsLine, RivalsView

__all__ = ["QuotedView", "RivalsLine", "RivalsView", "quoted_views", "rivals_key", "rivals_list", "rivals_view"]
