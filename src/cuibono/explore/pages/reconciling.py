"""Reconciliation: which party of a case a name in somebody's table may be meant for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from cuibono.explore.case import Case
from cuibono.explore.claim_view import roles_words
from cuibono.explore.pages.likeness import EXACT, Likeness, certain, likeness, searches
from cuibono.explore.pages.lists import PartyLine
from cuibono.explore.phrases import KINDS, PARTIES
from cuibono.ledger.browse import Wanted
from cuibono.model import Party, PartyKind
from cuibono.resolve.spelling import folded

MOST: Final = 50
"""Candidates that are given at most."""
_LOOKED: Final = 60
"""Parties looked at for each search; where there are more, no candidate is called a match."""
_LEAST: Final = 55.0
"""Below this, two names have no more in common than any two."""
_NEAR: Final = 90.0
"""From this on, another candidate stands in the way of a match."""
_NAME: Final = 0.8
"""The share of a score that the name makes where properties are asked for too."""
_NAMELESS: Final = 50.0
"""What a candidate comes to that no name was asked of."""
_PARTNERS: Final = 400
_LONGEST: Final = 300
"""Letters of the longest name that is looked for; what is longer is no name."""

WISHES: Final[dict[str, tuple[str, str]]] = {
    "role": ("role", "A title, or of whom: “chief executive”, “Meta”."),
    "dealing": ("kind of dealing", "A kind in which it stands, by its key or word: “donation”."),
    "with": ("dealings with", "Another party with which it deals, by name or id."),
    "year": ("year of a dealing", "A year in which one of its dealings took place: “2024”."),
}
"""What can be asked of a party beside its name."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A name; kinds of party that are wanted, any where empty; values of properties, any one of which will do."""

    name: str = ""
    kinds: tuple[PartyKind, ...] = ()
    wishes: dict[str, tuple[str, ...]] = {}
    most: int = 10


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A party that may be meant. `score` is 0 to 100; `match` is True where it stands clearly alone.

    `features` are what the score comes from: how like the name is (0 to 100), whether it is equal in all parts that
    count, whether it is another name of the party, each property asked for, in how many events it stands.
    """

    party: PartyLine
    about: str
    score: float
    match: bool
    features: dict[str, float | bool]


class _Weighed(msgspec.Struct, frozen=True):
    party: Party
    like: Likeness
    named: bool = True
    met: dict[str, bool] = {}

    @property
    def score(self) -> float:
        if not self.met:
            return self.like.score
        return self.like.score * (_NAME + (1 - _NAME) * sum(self.met.values()) / len(self.met))


def candidates(case: Case, asked: Asked) -> tuple[Candidate, ...]:
    """The parties that may be meant, the likeliest first."""
    known = _by_id(case, asked.name)
    if len(asked.name) > _LONGEST:
        return ()
    if known:
        met = _met(case, known, asked)
        one = _Weighed(known, Likeness(EXACT, equal=True, sure=True), met=met)
        return (_shown(case, one, match=all(met.values())),)
    found, complete = _found(case, asked)
    alone = _alone(found) if complete else None
    fitting = [one for one in found if not asked.kinds or one.party.kind in asked.kinds][: 2 * MOST]
    weighed = [msgspec.structs.replace(one, met=_met(case, one.party, asked)) for one in fitting]
    weighed.sort(key=lambda one: -one.score)
    return tuple(
        _shown(case, one, match=one.party.id == alone and all(one.met.values()))
        for one in weighed[: min(asked.most, MOST)]
    )


def _by_id(case: Case, name: str) -> Party | None:
    key = case.browse.party_key(name.strip()) if name.strip().startswith(("pty-", "nam-")) else None
    return case.party(key) if key else None


def _found(case: Case, asked: Asked) -> tuple[list[_Weighed], bool]:
    """Candidates by their names, and whether nobody who could be meant was overlooked."""
    if not asked.name.strip():
        keys = _dealing_with(case, asked.wishes.get("with", ()))
        others = sorted(case.browse.whole_parties(keys), key=lambda party: keys.index(party.id))
        return [_Weighed(party, Likeness(_NAMELESS), named=False) for party in others], False
    looked: dict[str, None] = {}
    complete = True
    for number, words in enumerate(searches(asked.name)):
        rows = case.browse.party_search(words, _LOOKED)
        complete = complete and (len(rows) < _LOOKED or number >= certain(asked.name))
        looked |= dict.fromkeys(row.party for row in rows)
    weighed = [_Weighed(party, likeness(asked.name, party)) for party in case.browse.whole_parties(looked)]
    near = [one for one in weighed if one.like.score >= _LEAST]
    return sorted(near, key=lambda one: (-one.like.score, one.party.name, one.party.id)), complete


def _alone(found: list[_Weighed]) -> str | None:
    """The id of the one party whose name is equal, where no other could be meant; None where there is any doubt."""
    equal = [one for one in found if one.like.sure]
    if len(equal) != 1:
        return None
    others = [one for one in found if one is not equal[0]]
    return None if any(one.like.rival or one.like.score >= _NEAR for one in others) else equal[0].party.id


def _dealing_with(case: Case, names: Iterable[str]) -> list[str]:
    """The ids of those who deal with one of these parties."""
    keys = [one.party.id for name in names for one in candidates(case, Asked(name=name, most=1)) if one.match]
    return [other for key in keys for other, _, _ in case.browse.partners(key, Wanted(), _PARTNERS)]


def _met(case: Case, party: Party, asked: Asked) -> dict[str, bool]:
    checks = {"role": _has_role, "dealing": _has_dealing, "with": _deals_with, "year": _has_year}
    return {wish: any(checks[wish](case, party, value) for value in told) for wish, told in asked.wishes.items()}


def _has_role(case: Case, party: Party, value: str) -> bool:  # noqa: ARG001 - as the other checks
    wanted = folded(value).strip()
    return bool(wanted) and any(wanted in folded(role) for role in roles_words(party.tenures))


def _has_dealing(case: Case, party: Party, value: str) -> bool:
    wanted = folded(value).strip()
    keys = {kind for kind, words in KINDS.items() if wanted in (kind, *map(folded, words))}
    return any(tally.kind in keys for tally in case.browse.tallies(party.id))


def _has_year(case: Case, party: Party, value: str) -> bool:
    wanted = value.strip()
    return any(tally.month.startswith(f"{wanted}-") for tally in case.browse.tallies(party.id) if len(wanted) == 4)


def _deals_with(case: Case, party: Party, value: str) -> bool:
    partners = [other for other, _, _ in case.browse.partners(party.id, Wanted(), _PARTNERS)]
    if value.startswith(("pty-", "nam-")):
        return case.browse.party_key(value) in partners
    return any(likeness(value, other).equal for other in case.browse.whole_parties(partners))


def _shown(case: Case, one: _Weighed, match: bool) -> Candidate:
    line = party_line(case, one.party)
    name = {"name": round(one.like.score, 1), "equal": one.like.equal, "alias": one.like.alias}
    features: dict[str, float | bool] = {**(name if one.named else {}), **one.met, "events": line.events}
    about = described(one.party, line.events)
    return Candidate(party=line, about=about, score=round(one.score, 1), match=match, features=features)


def party_line(case: Case, party: Party) -> PartyLine:
    """A party in one line."""
    return PartyLine(party.id, party.name, party.kind, PARTIES[party.kind], case.browse.sum_of(party.id))


def described(party: Party, events: int) -> str:
    """What tells a party from its namesakes: "person; chief executive of Acme; 12 events"."""
    roles = roles_words(party.tenures)[:2]
    return "; ".join((PARTIES[party.kind], *roles, f"{events:,} {'event' if events == 1 else 'events'}"))


def suggested(case: Case, beginning: str, skipped: int, most: int) -> tuple[tuple[PartyLine, str], ...]:
    """Parties with a name whose words begin so, each with what tells it from its namesakes; busiest first."""
    known = _by_id(case, beginning)
    if known:
        rows = [known.id] if not skipped else []
    else:
        begun = beginning.rstrip()
        rows = [row.party for row in case.browse.party_search(f"{begun}*" if begun else "", skipped + most)][skipped:]
    parties = case.browse.whole_parties(rows)
    ordered = sorted(parties, key=lambda party: rows.index(party.id))
    lines = [(party, party_line(case, party)) for party in ordered]
    return tuple((line, described(party, line.events)) for party, line in lines)
