"""Evidence in pieces, each counted once, and any two hypotheses weighed by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec
from msgspec.structs import replace

from cuibono.model import Grade
from cuibono.model.records import Verdict
from cuibono.tables import table
from cuibono.weigh.rival.ratio import ONE, Ratio, Share, Side, cover, together


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """An event or finding that somebody rated.

    `origins` are ids of what it rests on, at least one; `dealing` is the id of the event that it is, or is about.
    `ratings` are by the ids of hypotheses, then by rater, each over the yardstick that all of them share.
    """

    id: str
    dealing: str
    origins: frozenset[str]
    share: Share
    ratings: Mapping[str, Mapping[str, Ratio]]

    def over(self, first: str, second: str) -> Ratio | None:
        """How many times likelier it is by the first hypothesis than by the second, as far as it counts.

        Each rater's own ratings are held against each other; those of who rated it against one of the two alone,
        against all that others said of the other. The range covers all of this. None where it is not rated against
        both.
        """
        one, other = self.ratings.get(first), self.ratings.get(second)
        if not one or not other:
            return None
        found = [_apart(one[rater], other[rater]) for rater in one.keys() & other.keys()]
        found += [one[rater].over(cover(other.values())) for rater in one.keys() - other.keys()]
        found += [cover(one.values()).over(other[rater]) for rater in other.keys() - one.keys()]
        return cover(found).counted(self.share)


def _apart(one: Ratio, other: Ratio) -> Ratio:
    """What one person's two ratings come to; who rates alike says that it is no likelier by one than by the other."""
    return ONE if one == other else one.over(other)


Piece = tuple[Evidence, ...]
"""Evidence that is counted once, in the order given."""


class Part(msgspec.Struct, frozen=True):
    """What one piece adds: the ids of its evidence that is rated against both, and the range that covers them."""

    evidence: tuple[str, ...]
    ratio: Ratio


class Comparison(msgspec.Struct, frozen=True):
    """Two hypotheses: how many times more the evidence speaks for the first, piece by piece and together.

    `left` are the ids of evidence that is not rated against both.
    """

    first: str
    second: str
    ratio: Ratio
    parts: tuple[Part, ...]
    left: tuple[str, ...]

    @property
    def side(self) -> Side:
        """Which of them the ratings speak for; "open" where there are none, or 1 is within the range."""
        return self.ratio.side


def share_of_grade(grade: Grade) -> Share:
    """How far an event of this grade counts."""
    low, high = table("rivals")["share"][grade]
    return float(low), float(high)


def share_of_finding(verdict: Verdict) -> Share | None:
    """How far a finding of this verdict counts; None where it tells nothing of the dealing."""
    found = table("rivals")["finding"].get(verdict)
    return (float(found[0]), float(found[1])) if found else None


def pieces(evidence: Iterable[Evidence]) -> tuple[Piece, ...]:
    """Evidence as it is counted, in the order given: never in more pieces than there are origins.

    What is said of one dealing is one. Each dealing is counted under one of its origins, and dealings under the same
    origin are one piece; as many origins are used as can be, each once (a greatest matching, by Kuhn's method, tried
    in the order of the fewest origins, so that the order given makes no difference).
    """
    given = tuple(evidence)
    dealings: dict[str, set[str]] = {}
    for one in given:
        dealings.setdefault(one.dealing, set()).update(one.origins)
    under = _matched(dealings)
    found: dict[str, list[Evidence]] = {}
    for one in given:
        found.setdefault(under[one.dealing], []).append(one)
    return tuple(tuple(piece) for piece in found.values())


def _matched(dealings: Mapping[str, set[str]]) -> dict[str, str]:
    """The origin under which each dealing is counted; where none is left for it, the first of its own."""
    owner: dict[str, str] = {}

    def placed(dealing: str, tried: set[str]) -> bool:
        for origin in sorted(dealings[dealing] - tried):
            tried.add(origin)
            if origin not in owner or placed(owner[origin], tried):
                owner[origin] = dealing
                return True
        return False

    for dealing in sorted(dealings, key=lambda key: (len(dealings[key]), sorted(dealings[key]), key)):
        placed(dealing, set())
    under = {dealing: origin for origin, dealing in owner.items()}
    return {dealing: under.get(dealing) or min(origins) for dealing, origins in dealings.items()}


def compared(made: Sequence[Piece], first: str, second: str) -> Comparison:
    """Two hypotheses by these pieces."""
    parts, left = [], []
    for piece in made:
        rated = {one.id: ratio for one in piece if (ratio := one.over(first, second)) is not None}
        left += [one.id for one in piece if one.id not in rated]
        if rated:
            parts.append(Part(tuple(rated), cover(rated.values())))
    return Comparison(first, second, together(part.ratio for part in parts), tuple(parts), tuple(left))


def comparisons(evidence: Iterable[Evidence], hypotheses: Sequence[str]) -> tuple[Comparison, ...]:
    """Every two hypotheses, in the order given."""
    made = pieces(evidence)
    return tuple(compared(made, first, second) for first, second in combinations(hypotheses, 2))


def without(evidence: Iterable[Evidence], origin: str, shares: Mapping[str, Share]) -> tuple[Evidence, ...]:
    """The evidence that is left where an origin is not there.

    What rests on it alone is gone; what rests on others besides counts as `shares` says for its id, which is how it
    would then stand; what does not rest on it is as it was.
    """
    left = []
    for one in evidence:
        others = one.origins - {origin}
        if others == one.origins:
            left.append(one)
        elif others and one.id in shares:
            left.append(replace(one, origins=others, share=shares[one.id]))
    return tuple(left)
