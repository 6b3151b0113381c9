"""How to read the pages: what the words mean that stand beside every dealing."""

from __future__ import annotations

import msgspec

from cuibono.explore.case import Case
from cuibono.explore.phrases import BASES, EDGES, GRADES, ORIGINS, PARTIES, SORTS, STANCES


class AboutQuery(msgspec.Struct, frozen=True):
    """Nothing can be chosen."""


class Meant(msgspec.Struct, frozen=True):
    """A value as programs read it, the words that are shown for it, and what they mean ("" where they say it)."""

    key: str
    words: str
    meaning: str = ""


class AboutView(msgspec.Struct, frozen=True, kw_only=True):
    """The fixed words of the ledger: of grades, stances, origins, what a report does, differences, days, parties."""

    grades: tuple[Meant, ...]
    stances: tuple[Meant, ...]
    origins: tuple[Meant, ...]
    edges: tuple[Meant, ...]
    differences: tuple[Meant, ...]
    days: tuple[Meant, ...]
    parties: tuple[Meant, ...]


def about(case: Case, query: AboutQuery) -> AboutView:  # noqa: ARG001 - called as other pages are
    """What the words mean; the same for every case."""
    return AboutView(
        grades=tuple(Meant(key, *words) for key, words in GRADES.items()),
        stances=tuple(Meant(key, *words) for key, words in STANCES.items()),
        origins=tuple(Meant(*one) for one in ORIGINS.items()),
        edges=tuple(Meant(*one) for one in EDGES.items()),
        differences=tuple(Meant(key, *words) for key, words in SORTS.items()),
        days=tuple(Meant(*one) for one in BASES.items()),
        parties=tuple(Meant(*one) for one in PARTIES.items()),
    )
