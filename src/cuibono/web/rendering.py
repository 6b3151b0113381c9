"""Views to pages: the templates, and what they may ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from cuibono.explore.phrases import GRADES, KINDS, PARTIES, SORTS
from cuibono.explore.rivals import QuotedView
from cuibono.publish.report.balance_page import told as account
from cuibono.publish.report.highlight import blocks
from cuibono.publish.report.page import environment, shown
from cuibono.publish.report.rivals_page import told as matrix
from cuibono.tables import table
from cuibono.web.links import Links
from cuibono.web.table import PAGES

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_MARKED: Final = ("[", "]")


def rendered(template: str, to: Links, **values: object) -> str:
    """A page from its template; the same values give the same page."""
    return _environment().get_template(template).render(to=to, **values)


@cache
def _environment() -> Environment:
    found = environment("cuibono.web")
    found.filters.update(marked=marked, thousands=thousands, share=share, groupby_set=by_set)
    found.globals.update(
        account=account,
        blocks=blocks,
        kinds=KINDS,
        matrix=matrix,
        grades=GRADES,
        sorts=SORTS,
        party_kinds=PARTIES,
        troubles=table("problems"),
        pages={p.name: p for p in PAGES},
    )
    return found


def marked(excerpt: str) -> Markup:
    """An excerpt of a search with what stands in square brackets marked; the rest escaped."""
    from markupsafe import Markup

    text = str(shown(excerpt))
    return Markup(text.replace(_MARKED[0], '<mark class="hit">').replace(_MARKED[1], "</mark>"))


def by_set(found: Iterable[QuotedView]) -> list[list[QuotedView]]:
    """Sentences in the order given, those of one set together."""
    return [list(several) for _, several in groupby(found, key=lambda one: one.set or one.id)]


def thousands(number: int) -> str:
    """A number with its thousands parted: "12,345"."""
    return f"{number:,}"


def share(numbers: Mapping[str, int]) -> int:
    """The greatest of several numbers, at least 1, against which bars are drawn."""
    return max((*numbers.values(), 1))
