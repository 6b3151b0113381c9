"""Resolve: who is who across documents.

Takes: namings (a party as one document or one public list names it), people's judgements.
Gives: parties, each with the namings it is made of; the links that were weighed, with their reasons.
Knows nothing of: claims, events, how any of it is stored or shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from cuibono.model import Judgement, Link, Naming, Party, party_id


class Resolution(msgspec.Struct, frozen=True):
    """Parties in the order of their ids, and why namings were joined or kept apart."""

    parties: tuple[Party, ...]
    links: tuple[Link, ...] = ()


def parties(namings: Iterable[Naming], judgements: Iterable[Judgement] = ()) -> Resolution:
    """Parties of these namings; the same for any order of the input."""
    together: dict[tuple[str, str], list[Naming]] = defaultdict(list)
    for naming in sorted(namings, key=lambda n: n.id):
        together[naming.name.casefold(), naming.kind].append(naming)
    found = [Party(party_id(g[0].id), g[0].name, g[0].kind, tuple(n.id for n in g)) for g in together.values()]
    return Resolution(tuple(sorted(found, key=lambda p: p.id)))
