"""Values that a draft and the reports of an event give differently, side by side.

Takes: Contents, a draft, the event that a claim of it fits.
Gives: frozen values and sentences.
Knows nothing of: how anything is shown, how the event was found.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from cuibono.explore.contents import Contents
from cuibono.explore.event_view import Report, report, value_words
from cuibono.explore.phrases import FIELDS, KINDS, money_words, period_words
from cuibono.model import Claim, ContradictionField, Variant
from cuibono.model.drafts import Draft, Match
from cuibono.values import Period


class LedgerValue(msgspec.Struct, frozen=True):
    """A value with the reports of the ledger that give it."""

    value: str
    reports: tuple[Report, ...]


class ValuesView(msgspec.Struct, frozen=True):
    """What the draft gives for a field; the reports that give it too; what others give, by most reports first.

    `most`: no other value is given by more reports than the draft's.
    """

    field: ContradictionField
    words: str
    draft: str
    with_it: tuple[Report, ...]
    others: tuple[LedgerValue, ...]
    most: bool


def values(held: Contents, draft: Draft, claim: Claim, match: Match) -> tuple[ValuesView, ...]:
    """The values side by side; whether it happened is left out, which the stances tell."""
    found = []
    for one in match.differing:
        mine = next(v for v in one.variants if draft.document.id in v.documents)
        theirs = [_ledger(held, one.field, v, draft) for v in one.variants if v is not mine]
        others = tuple(sorted(theirs, key=lambda value: -len(value.reports)))
        own = _ledger(held, one.field, mine, draft)
        most = len(own.reports) >= max((len(other.reports) for other in others), default=0)
        shown = period_words(claim.period) if one.field == "date" and claim.period else own.value
        if one.field != "stance" or "denied" not in {variant.value for variant in one.variants}:
            found.append(ValuesView(one.field, FIELDS[one.field], shown, own.reports, others, most))
    return tuple(found)


def _ledger(held: Contents, field: ContradictionField, variant: Variant, draft: Draft) -> LedgerValue:
    documents = [key for key in variant.documents if key != draft.document.id]
    return LedgerValue(
        value_words(field, variant.value), tuple(report(held.documents.get(key), key) for key in documents)
    )


def finer(held: Contents, claim: Claim, event: str) -> tuple[str, ...]:
    """What the draft gives that no report of the event does: another kind of dealing, an amount, closer days."""
    found = next(one for one in held.events if one.id == event)
    told = [held.claims[key] for key in found.claims if key in held.claims]
    said = []
    if claim.kind not in {found.kind, *(one.kind for one in told)}:
        kinds = KINDS[claim.kind][0].lower(), KINDS[found.kind][0].lower()
        said.append(f"the kind of dealing: {kinds[0]} in the draft, {kinds[1]} in the ledger")
    if claim.amount and claim.amount.value is not None and not any(one.amount for one in told):
        said.append(f"the draft gives an amount, {money_words(claim.amount)}, and no report in the ledger does")
    if claim.period and claim.period.days and claim.period.basis != "published":
        said += _closer(claim.period, found.period, [one.period for one in told if one.period])
    return tuple(said)


def _closer(days: Period, event: Period | None, told: Iterable[Period]) -> list[str]:
    """That these days are closer than those of the event, and of every report of it."""
    known = [period for period in (event, *told) if period and period.first_known]
    if not known:
        return [f"the draft gives {period_words(days)}, and no report in the ledger gives a date"]
    if any(days.contains(period) for period in known):
        return []
    wide = [period for period in known if period.contains(days)]
    if len(wide) < len(known):
        return []
    closest = min(wide, key=lambda period: period.days or 9999)
    return [f"the draft gives {period_words(days)}, and the ledger no closer date than {period_words(closest)}"]
