"""Claims as people decided on them: without those that were rejected, with what was corrected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final, cast, get_args

import msgspec
from msgspec.structs import replace

from cuibono.judgements.deciding import Decided
from cuibono.model import Claim, Correction, Mention, PartyKind, Span
from cuibono.values import Money, Period

_NAMED: Final = re.compile(rf"(.+) \(({'|'.join(get_args(PartyKind))})\)")


class Applied(msgspec.Struct, frozen=True):
    """Claims in the order given: those that take part in events, as corrected; those rejected, as they were read."""

    claims: tuple[Claim, ...]
    rejected: tuple[Claim, ...] = ()


def applied(claims: Iterable[Claim], ruled: Decided, mentions: Callable[[str], Iterable[Mention]]) -> Applied:
    """These claims as people decided on them; `mentions` gives those of the document with an id.

    Of a corrected claim the id, the passage and who says so stay. A name keeps the place where the document names it
    nearest to the passage; a name that the document does not give has the passage itself for its place.
    """
    rulings = {judgement.subjects[0]: judgement for judgement in ruled.claims}
    kept, rejected = [], []
    for claim in claims:
        ruling = rulings.get(claim.id)
        if ruling and ruling.ruling == "reject":
            rejected.append(claim)
        elif ruling and ruling.values:
            kept.append(_corrected(claim, ruling.values, mentions))
        else:
            kept.append(claim)
    return Applied(tuple(kept), tuple(rejected))


def party_named(text: str) -> tuple[str, PartyKind | None]:
    """The name in "Jane Doe (person)", and what it is said to be; None where that is not said."""
    found = _NAMED.fullmatch(text)
    return (found[1], cast(PartyKind, found[2])) if found else (text, None)


def _corrected(claim: Claim, values: Correction, mentions: Callable[[str], Iterable[Mention]]) -> Claim:
    given = {name: value for name in values.__struct_fields__ if (value := getattr(values, name)) is not msgspec.UNSET}
    changes: dict[str, Any] = {name: given[name] for name in ("kind", "topic", "place", "stance") if name in given}
    for side in ("actors", "counterparts"):
        if side in given:
            changes[side] = tuple(_mention(claim, name, mentions) for name in given[side])
    if "amount" in given:
        changes["amount"] = Money.parse(given["amount"]) if given["amount"] else None
    if "date" in given:
        changes["period"] = Period.from_edtf(given["date"]) if given["date"] else None
    return replace(claim, **changes)


def _mention(claim: Claim, text: str, mentions: Callable[[str], Iterable[Mention]]) -> Mention:
    name, kind = party_named(text)
    own = (*claim.actors, *claim.counterparts)
    for several in (own, mentions(claim.document)):
        there = [m for m in several if m.name == name and kind in (None, m.kind)]
        if there:
            return min(there, key=lambda m: (_distance(m.span, claim.span), m.span))
    return Mention(claim.span, name, kind or "organisation")


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
