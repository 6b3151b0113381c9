"""Who decided what, when and why: the newest first, a stretch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from cuibono.errors import UsageError
from cuibono.explore.case import Case
from cuibono.explore.history import Decision, history
from cuibono.explore.pages.choice import STRETCH
from cuibono.model import Judgement

JudgementId = Annotated[str, Meta(pattern=r"^jdg-[a-z2-7]{12}$")]


class HistoryQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`after` is the id of the decision after which the list goes on."""

    after: JudgementId | None = None


class HistoryView(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the decisions; `total` counts all, `waiting` those that the ledger has yet to take in."""

    query: HistoryQuery
    decisions: tuple[Decision, ...]
    total: int
    waiting: int
    next: str | None


def history_page(case: Case, query: HistoryQuery) -> HistoryView:
    """What people decided. Raises UsageError where the list cannot go on after what is given."""
    made = case.judgements()
    end = _place(made, query.after)
    begin = max(0, end - STRETCH)
    return HistoryView(
        query=query,
        decisions=told(case, made, made[begin:end]),
        total=len(made),
        waiting=len(case.waiting_decisions()),
        next=made[begin].id if begin else None,
    )


def told(case: Case, made: Sequence[Judgement], shown: Sequence[Judgement]) -> tuple[Decision, ...]:
    """Some of the judgements `made` in words, the newest first; only what these speak of is read."""
    about = {subject for judgement in shown for subject in judgement.subjects}
    claims = {claim.id: claim for claim in case.browse.whole_claims(sorted(about))}
    namings = {key: naming for key, (naming, _) in case.browse.whole_namings(about).items()}
    documents = {claim.document for claim in claims.values()} | {naming.document for naming in namings.values()}
    files = case.browse.files(documents)
    waiting = {judgement.id for judgement in case.waiting_decisions()}
    return history(made, waiting, claims, namings, files, shown)


def _place(made: Sequence[Judgement], after: str | None) -> int:
    if after is None:
        return len(made)
    place = next((n for n, judgement in enumerate(made) if judgement.id == after), None)
    if place is None:
        raise UsageError(f"after={after}: nothing was decided under this id. Follow the link at the end of a page.")
    return place
