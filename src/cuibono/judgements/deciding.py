"""What judgements come to: which stand, which of two that go against each other, which a ledger has taken in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final

import msgspec

from cuibono.model import Judgement, Ruling

ON_CLAIMS: Final[tuple[Ruling, ...]] = ("accept", "reject", "correct")
"""The rulings about single claims."""
ON_RIVALS: Final[tuple[Ruling, ...]] = ("propose", "rate")
"""The rulings about hypotheses, from which nothing follows for any claim or event; the others are about pairs."""
_NOT_ON_PAIRS: Final = (*ON_CLAIMS, *ON_RIVALS, "undo")


def in_force(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Of these, the oldest first, the ones that no other in force undoes; "undo" among them."""
    undone: set[str] = set()
    left = []
    for judgement in reversed(judgements):
        if judgement.id in undone:
            continue
        left.append(judgement)
        if judgement.ruling == "undo":
            undone |= set(judgement.subjects)
    return tuple(reversed(left))


def standing_of(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Of these, the oldest first, the decisions that nobody has undone."""
    return tuple(judgement for judgement in in_force(judgements) if judgement.ruling != "undo")


class Decided(msgspec.Struct, frozen=True):
    """What judgements come to: at most one for any pair of subjects, in the order of the subjects.

    They do not go against each other, so their order says nothing. They are without id, who, why and when: what
    follows from a decision depends on none of these. `set_aside` are those that go against later ones. `claims` are
    the claims that people rejected or corrected, each with the last word on it; one that was accepted is not among
    them, for it counts as it was read.
    """

    pairs: tuple[Judgement, ...]
    set_aside: tuple[Judgement, ...] = ()
    claims: tuple[Judgement, ...] = ()


def decided(judgements: Iterable[Judgement]) -> Decided:
    """What these judgements that stand, the oldest first, come to.

    A later one stands over any earlier one that goes against it: on the same pair, which needs no more words, or on
    a chain of pairs that are the same; then the earlier one is set aside. Of several on one claim the last stands.
    """
    given = tuple(judgements)
    settled = _Settled()
    for judgement in reversed([j for j in given if j.ruling not in _NOT_ON_PAIRS]):
        settled.add(judgement.ruling, sorted(set(judgement.subjects)))
    aside = {pair: ruling for pair, ruling in settled.aside.items() if pair not in settled.pairs}
    last = {claim: _bare(j, claim) for claim, j in sorted(about_claims(given).items()) if j.ruling != "accept"}
    return Decided(_of_pairs(settled.pairs), _of_pairs(aside), tuple(last.values()))


def about_claims(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """Of these judgements that stand, the oldest first, for each claim's id the last one about it alone."""
    return {claim: j for j in judgements if j.ruling in ON_CLAIMS for claim in j.subjects}


def in_effect(judgements: Sequence[Judgement], known: Decided | None = None) -> tuple[Judgement, ...]:
    """Of these that stand, the oldest first, those that say of at least one pair or claim what is held of it.

    That is what they come to, or what they came to for a ledger that has taken in `known`.
    """
    found = decided(judgements) if known is None else known
    pairs = {(pair.ruling, pair.subjects) for pair in found.pairs}
    ruled = {one.subjects[0] for one in found.claims}
    claims = {(one.subjects[0], one.ruling, one.values) for one in found.claims}
    last = about_claims(judgements)
    claims |= {(key, j.ruling, None) for key, j in last.items() if j.ruling == "accept" and key not in ruled}
    return tuple(
        j
        for j in judgements
        if not claims.isdisjoint((key, j.ruling, j.values) for key in j.subjects)
        or any((j.ruling, pair) in pairs for pair in combinations(sorted(set(j.subjects)), 2))
    )


def written(found: Decided) -> str:
    """What judgements come to, as a ledger notes down what it has taken in; `known` reads it."""
    return msgspec.json.encode(found).decode()


def known(noted: str | None) -> Decided:
    """What the decisions come to that a ledger has taken in; nothing where it notes nothing."""
    return msgspec.json.decode(noted, type=Decided) if noted else Decided(())


def goes_by(judgements: Sequence[Judgement], taken: Decided) -> dict[str, Judgement]:
    """For each claim's id the judgement about it alone that a ledger which has taken in `taken` goes by.

    Of several that say the same the last, and one that stands before one that was undone since.
    """
    ruled = {one.subjects[0]: (one.ruling, one.values) for one in taken.claims}
    standing = standing_of(judgements)
    found = {key: j for key, j in about_claims(standing).items() if j.ruling == "accept" and key not in ruled}
    for judgement in (*judgements, *standing):
        fits = (key for key in judgement.subjects if ruled.get(key) == (judgement.ruling, judgement.values))
        found |= dict.fromkeys(fits, judgement)
    return found


def waiting(judgements: Sequence[Judgement], taken: Decided) -> tuple[Judgement, ...]:
    """The judgements that a ledger which has taken in `taken` has yet to take in, the oldest first.

    They are the last words on each claim and pair of which something else is held now; an undoing among them.
    """
    now, then = _held(decided(standing_of(judgements))), _held(taken)
    changed = {about for about in now.keys() | then.keys() if now.get(about) != then.get(about)}
    by_id = {judgement.id: judgement for judgement in judgements}
    last = {about: judgement for judgement in judgements for about in _about(judgement, by_id) if about in changed}
    found = {judgement.id for judgement in last.values()}
    return tuple(judgement for judgement in judgements if judgement.id in found)


def _held(found: Decided) -> dict[tuple[str, ...], tuple[object, ...]]:
    """What is held of each pair and claim, by its subjects."""
    aside = {one.subjects: ("set aside", one.ruling) for one in found.set_aside}
    return {**aside, **{one.subjects: (one.ruling, one.values) for one in (*found.pairs, *found.claims)}}


def _about(judgement: Judgement, by_id: dict[str, Judgement]) -> tuple[tuple[str, ...], ...]:
    """The claims and pairs that a judgement says something of; an undoing of the same as what it undoes."""
    while judgement.ruling == "undo" and judgement.subjects[0] in by_id:
        judgement = by_id[judgement.subjects[0]]
    if judgement.ruling in ON_CLAIMS:
        return tuple((key,) for key in judgement.subjects)
    if judgement.ruling in ON_RIVALS:
        return ()
    return tuple(combinations(sorted(set(judgement.subjects)), 2))


def _bare(judgement: Judgement, subject: str) -> Judgement:
    return Judgement("", judgement.ruling, (subject,), "", "", "", "", judgement.values)


def _of_pairs(rulings: dict[tuple[str, str], Ruling]) -> tuple[Judgement, ...]:
    return tuple(Judgement("", ruling, pair, "", "", "", "") for pair, ruling in sorted(rulings.items()))


class _Settled:
    """Decisions on pairs, the latest first; what goes against those that are there is left out."""

    def __init__(self) -> None:
        self.pairs: dict[tuple[str, str], Ruling] = {}
        self.aside: dict[tuple[str, str], Ruling] = {}
        self._circles: dict[str, set[str]] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)

    def add(self, ruling: Ruling, subjects: Sequence[str]) -> None:
        against = self._against(ruling, subjects)
        for first, second in combinations(subjects, 2):
            if (first, second) in self.pairs:
                continue
            if first in against or second in against:
                self.aside.setdefault((first, second), ruling)
                continue
            self.pairs[first, second] = ruling
            self._settle(ruling, first, second)

    def _against(self, ruling: Ruling, subjects: Sequence[str]) -> set[str]:
        """The subjects for which the ruling goes against what is settled.

        Of several that are said to be the same, two that were set apart later could each belong with the rest.
        """
        clash = self._are_apart if ruling == "same" else self._are_together
        return {one for one in subjects if any(one != other and clash(one, other) for other in subjects)}

    def _settle(self, ruling: Ruling, first: str, second: str) -> None:
        if ruling == "same":
            joined = self._circle(first) | self._circle(second)
            self._circles |= dict.fromkeys(joined, joined)
        else:  # where people are unsure, nothing is joined
            self._apart[first].add(second)
            self._apart[second].add(first)

    def _are_together(self, first: str, second: str) -> bool:
        return second in self._circle(first)

    def _are_apart(self, first: str, second: str) -> bool:
        other = self._circle(second)
        return any(not other.isdisjoint(self._apart[subject]) for subject in self._circle(first))

    def _circle(self, subject: str) -> set[str]:
        return self._circles.get(subject, {subject})
