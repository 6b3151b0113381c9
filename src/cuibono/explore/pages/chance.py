"""The page of tests of chance: the plans of a case, and what the last run of one gave."""

from __future__ import annotations

import msgspec

from cuibono.errors import UsageError
from cuibono.explore.case import Case
from cuibono.explore.chance_view import ChanceView, tests
from cuibono.explore.pages.choice import Words


class ChanceQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A plan by its name."""

    name: Words | None = None


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """A plan in a list; `ran` is None where nobody has run it, `exploratory` whether its run is not the answer."""

    name: str
    question: str
    stated: str
    ran: str | None
    exploratory: bool
    summary: str


class ChancePage(msgspec.Struct, frozen=True, kw_only=True):
    """The plans that stand in the case, in the order in which they were stated, and the one that was chosen."""

    query: ChanceQuery
    plans: tuple[Stated, ...]
    test: ChanceView | None


def chance_page(case: Case, query: ChanceQuery) -> ChancePage:
    """The plans of a case. Raises UsageError where none has the name."""
    views = {view.name: view for view in tests(case.folder)}
    if query.name and query.name not in views:
        raise UsageError(f"{query.name}: this case has no plan of that name. `cuibono test list` prints them.")
    chosen = views[query.name] if query.name else None
    return ChancePage(query=query, plans=tuple(map(_stated, views.values())), test=chosen)


def _stated(view: ChanceView) -> Stated:
    return Stated(
        name=view.name,
        question=view.question,
        stated=view.stated,
        ran=view.ran,
        exploratory=bool(view.exploratory),
        summary=view.summary,
    )
