"""Judgements of people about namings, made to hold together.

Takes: judgements in the order in which they were made. Gives: pairs that are one party, pairs that are not.
Knows nothing of: names, scores.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise

import msgspec

from cuibono.model import Judgement, Problem
from cuibono.resolve.clusters import Clusters


class Judged(msgspec.Struct, frozen=True):
    """What people decided: pairs of ids of namings, each with the ruling; what had to be set aside."""

    same: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str, str], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def subjects(self) -> frozenset[str]:
        """The ids of all namings that anybody decided about."""
        return frozenset(one for pair in self.same for one in pair) | frozenset(
            one for first, second, _ in self.apart for one in (first, second)
        )


def judged(judgements: Iterable[Judgement], known: frozenset[str]) -> Judged:
    """The judgements about known namings that hold together; of two that contradict each other, the later one."""
    clusters = Clusters()
    same: list[tuple[str, str]] = []
    apart: list[tuple[str, str, str]] = []
    problems: list[Problem] = []
    for judgement in reversed(list(judgements)):
        subjects = [one for one in judgement.subjects if one in known]
        problems += _unknown(judgement, known)
        if len(subjects) < 2 or judgement.ruling == "undo":
            continue
        if not _fits(judgement.ruling, subjects, clusters):
            problems.append(_contradicted(judgement))
        elif judgement.ruling == "same":
            for first, second in pairwise(subjects):
                clusters.join(first, second)
                same.append((first, second))
        else:
            for first, second in combinations(subjects, 2):
                clusters.bar(first, second)
                apart.append((first, second, judgement.ruling))
    return Judged(tuple(reversed(same)), tuple(reversed(apart)), tuple(reversed(problems)))


def _fits(ruling: str, subjects: list[str], clusters: Clusters) -> bool:
    if ruling == "same":
        return not any(clusters.barred(one, two) for one, two in combinations(subjects, 2))
    return len({clusters.root(one) for one in subjects}) == len(subjects)


def _contradicted(judgement: Judgement) -> Problem:
    names = ", ".join(judgement.subjects)
    message = (
        f"judgement {judgement.id} by {judgement.by} ({judgement.ruling}: {names}) goes against a later one and is set "
        "aside. Undo one of the two"
    )
    return Problem("contradictory_judgement", message)


def _unknown(judgement: Judgement, known: frozenset[str]) -> list[Problem]:
    missing = [one for one in judgement.subjects if one.startswith("nam-") and one not in known]
    if not missing:
        return []
    message = (
        f"judgement {judgement.id} by {judgement.by} is about {', '.join(missing)}, which no document of the case has "
        "now. Judge anew what stands there now, or undo it"
    )
    return [Problem("judgement_of_nothing", message)]
