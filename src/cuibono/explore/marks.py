"""What people decided about single claims, in words.

Takes: judgements that stand, claims as they were read and as they stand.
Gives: Mark, frozen values: who had the last word on a claim, when, why, and what the reader had read.
Knows nothing of: events, how decisions are kept or applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import msgspec

from cuibono import judgements
from cuibono.explore.phrases import CORRECTED, KINDS, MARKS, STANCES, day_words, money_words, period_words
from cuibono.model import Claim, Correction, Judgement, Mention, Ruling
from cuibono.values import Money, Period

NOT_STATED: Final = "not stated"
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "kind": {kind: one for kind, (one, _) in KINDS.items()},
    "stance": {stance: word for stance, (word, _) in STANCES.items()},
}


class Corrected(msgspec.Struct, frozen=True):
    """A field that was corrected, in words: what the reader had read, and what the claim should say."""

    field: str
    read: str
    now: str


class Mark(msgspec.Struct, frozen=True):
    """The last word on one claim.

    `words` say what was decided ("rejected"), `when` is a day in words, `at` the time in UTC. `judgement` is the id of
    the decision. `changes` are what was corrected, `read` is the claim as the reader read it; None where nothing was.
    """

    ruling: Ruling
    words: str
    by: str
    when: str
    why: str
    at: str
    judgement: str
    changes: tuple[Corrected, ...] = ()
    read: Claim | None = None

    @property
    def line(self) -> str:
        """Who decided what, when and why: "rejected by Jane Roe, 5 Nov 2024: another dinner is meant"."""
        changed = f" ({changed_words(self.changes)})" if self.changes else ""
        return f"{self.words} by {self.by}, {self.when}: {self.why}{changed}"


def marks(decided: Mapping[str, Judgement], claims: Iterable[Claim]) -> dict[str, Mark]:
    """The last word on each claim, by its id; `decided` are by the ids of claims, `claims` are as they were read."""
    read = {claim.id: claim for claim in claims if claim.id in decided}
    return {key: mark(judgement, read.get(key)) for key, judgement in decided.items()}


def mark(judgement: Judgement, read: Claim | None = None) -> Mark:
    """A decision about a claim, which was read so."""
    when = day_words(date.fromisoformat(judgement.when[:10]))
    changed = changes(judgement.values, read) if judgement.values else ()
    ruling, before = judgement.ruling, read if changed else None
    return Mark(ruling, MARKS[ruling], judgement.by, when, judgement.why, judgement.when, judgement.id, changed, before)


def changes(values: Correction, read: Claim | None) -> tuple[Corrected, ...]:
    """What a correction says, field by field, beside what the reader had read."""
    given = {name: value for name in CORRECTED if (value := getattr(values, name)) is not msgspec.UNSET}
    was = slots(read) if read else {}
    return tuple(
        Corrected(CORRECTED[name], was.get(name, "not known"), _now(name, value)) for name, value in given.items()
    )


def changed_words(found: Iterable[Corrected]) -> str:
    """What was corrected: "amount: US$3 million, read as US$2 million; place: not stated, read as Ohio"."""
    return "; ".join(f"{one.field}: {one.now}, read as {one.read}" for one in found)


def _now(name: str, value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(judgements.party_named(one)[0] for one in value) or NOT_STATED
    if not isinstance(value, str):
        return NOT_STATED
    if name == "amount":
        return money_words(Money.parse(value))
    if name == "date":
        return period_words(Period.from_edtf(value))
    return _WORDS[name][value] if name in _WORDS else value


def slots(claim: Claim) -> dict[str, str]:
    """What a claim says, in words, by the fields that can be corrected."""
    return {
        "kind": KINDS[claim.kind][0],
        "actors": _names(claim.actors),
        "counterparts": _names(claim.counterparts),
        "topic": claim.topic or NOT_STATED,
        "amount": money_words(claim.amount) if claim.amount else NOT_STATED,
        "date": period_words(claim.period) if claim.period else NOT_STATED,
        "place": claim.place or NOT_STATED,
        "stance": STANCES[claim.stance][0],
    }


def _names(mentions: Iterable[Mention]) -> str:
    return ", ".join(dict.fromkeys(mention.name for mention in mentions)) or NOT_STATED
