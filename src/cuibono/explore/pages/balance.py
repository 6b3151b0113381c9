"""The page of the account between two sides."""

from __future__ import annotations

import msgspec

from cuibono import settings
from cuibono.explore.balance_view import BalanceView, balance_view
from cuibono.explore.case import Case
from cuibono.explore.pages.choice import Words
from cuibono.settings import CaseFolder


class BalanceQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Two sides by their names: those that cuibono.toml defines, a company, a government, a person."""

    one: Words | None = None
    other: Words | None = None


class BalancePage(msgspec.Struct, frozen=True, kw_only=True):
    """The account between the sides that were chosen; None where two are not. `defined` are the sides of the case."""

    query: BalanceQuery
    defined: tuple[str, ...]
    balance: BalanceView | None


def balance_page(case: Case, query: BalanceQuery) -> BalancePage:
    """The account. Raises UsageError where a name stands for nobody in the case."""
    defined = tuple(side.name for side in settings.load(CaseFolder(case.folder).settings).sides)
    found = balance_view(case, query.one, query.other) if query.one and query.other else None
    return BalancePage(query=query, defined=defined, balance=found)
