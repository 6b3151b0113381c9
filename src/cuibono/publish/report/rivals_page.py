"""Rival hypotheses as one page of HTML, made to be printed."""

from __future__ import annotations

from cuibono.explore.rivals.views import RivalsView
from cuibono.publish import rivals_listing as listing
from cuibono.publish.report.page import Anchors, styled


def rivals_page(view: RivalsView) -> str:
    """The page; the same view gives the same page."""
    return styled("rivals_print.html.j2", **told(view), to=Anchors(frozenset()))


def told(view: RivalsView) -> dict[str, object]:
    """What the templates of a set of hypotheses are told."""
    return {
        "view": view,
        "about": listing.about,
        "beside_words": listing.beside_words,
        "missing": listing.by_sort(view.missing),
        "not_rated": listing.NOT_RATED,
        "origin_words": listing.origin_words,
        "still": [one.name for one in view.origins if not one.changes],
        "touching": listing.touching(view.decisive),
        "without_words": listing.without_words,
    }
