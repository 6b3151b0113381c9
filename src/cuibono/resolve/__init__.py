"""Resolve: who is who across documents.

Takes: namings (a party as one document or one public list names it), people's judgements.
Gives: parties, each with the namings it is made of; the links that were weighed, with their reasons.
Knows nothing of: claims, events, how any of it is stored or shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from cuibono.model import Judgement, Link, Naming, Party, Problem
from cuibono.resolve import blocking
from cuibono.resolve.clusters import Clusters
from cuibono.resolve.gathered import gathered
from cuibono.resolve.holders import Holders
from cuibono.resolve.joining import Joining
from cuibono.resolve.judged import Judged, judged
from cuibono.resolve.outlets import outlets
from cuibono.resolve.units import Unit, is_row, listed_keys, units
from cuibono.resolve.weighing import Weighed, weigh


class Resolution(msgspec.Struct, frozen=True):
    """Parties in the order of their ids, why namings were joined or kept apart, and judgements set aside."""

    parties: tuple[Party, ...]
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()


def parties(
    namings: Iterable[Naming],
    judgements: Iterable[Judgement] = (),
    *,
    pairs: Iterable[tuple[str, str]] | None = None,
    publishers: Mapping[str, str] | None = None,
) -> Resolution:
    """Parties of these namings; the same for any order of the input.

    `judgements` come in the order in which they were made, without those undone. `pairs` are the ids to weigh, as the
    rows of `keys` give them when joined on the key; None finds them here, with the same result. `publishers` says for
    documents' ids who published them, by which "Gazette" is told to be the paper itself.
    """
    given = {naming.id: naming for naming in namings}
    decided = judged(judgements, frozenset(given))
    found = units(given.values(), decided.subjects)
    chosen = blocking.pairs(blocking.keyed(found)) if pairs is None else sorted(set(pairs))
    clusters = _decided(found, decided)
    joining = Joining(found, [*_weighed(found, chosen), *outlets(found, publishers or {})], clusters)
    joining.join()
    links = joining.links + Holders(found, clusters).bind(found) + _ruled(decided)
    together: dict[str, list[Naming]] = {}
    for one, naming in given.items():
        together.setdefault(clusters.root(one), []).append(naming)
    ordered = sorted(links, key=lambda link: (link.first, link.second, link.ruling))
    return Resolution(tuple(gathered(together.values())), tuple(ordered), decided.problems)


def keys(namings: Iterable[Naming], judgements: Iterable[Judgement] = ()) -> list[tuple[str, str]]:
    """(key, id) rows: two ids that share a key are worth weighing, where no more than a few share it.

    An id is that of the first naming of each distinct name; the judgements are those that `parties` will be given.
    """
    given = {naming.id: naming for naming in namings}
    return blocking.keyed(units(given.values(), judged(judgements, frozenset(given)).subjects))


def _weighed(found: list[Unit], chosen: Iterable[tuple[str, str]]) -> list[Weighed]:
    by_id = {unit.id: unit for unit in found}
    pairs = (weigh(by_id[one], by_id[two]) for one, two in chosen if one in by_id and two in by_id)
    return [pair for pair in pairs if pair is not None]


def _decided(found: list[Unit], decided: Judged) -> Clusters:
    """Clusters in which what people decided already holds."""
    clusters = Clusters()
    for unit in found:
        for naming in unit.namings:
            clusters.root(naming.id)
            if is_row(naming):
                clusters.list(naming.id, naming.document.split(":")[0])
    for first, second in decided.same:
        clusters.join(first, second)
    for first, second, _ in decided.apart:
        clusters.bar(first, second)
    return clusters


def _ruled(decided: Judged) -> list[Link]:
    same = [Link(first, second, 0.0, (), True, "same") for first, second in decided.same]
    return same + [Link(first, second, 0.0, (), False, ruling) for first, second, ruling in decided.apart]


def largest_block() -> int:
    """How many ids may share a key for it to make pairs; what joins the rows of `keys` has to keep to it."""
    return blocking.largest()


def wanted(namings: Iterable[Naming]) -> Callable[[Naming], bool]:
    """A test for rows of public lists: whether one may be of a party that these namings name."""
    named = {key for unit in units(namings) for key in listed_keys(unit)}
    return lambda row: any(key in named for unit in units([row]) for key in listed_keys(unit))
