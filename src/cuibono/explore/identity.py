"""Who a party is taken to be, and why.

Takes: a party, its namings, the links that were weighed about it, the documents.
Gives: Identity, frozen values that pages and the command line show.
Knows nothing of: how parties are found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from cuibono.explore.claim_view import role_words, tenure_words
from cuibono.explore.phrases import PARTIES
from cuibono.model import Link, Naming, Party


class NamingView(msgspec.Struct, frozen=True):
    """A party as one document or row of a public list names it; `place` is the file, or the list and row."""

    id: str
    name: str
    place: str
    roles: tuple[str, ...]


class LinkView(msgspec.Struct, frozen=True):
    """Why two namings were, or were not, taken for one party.

    `features` are what spoke for it or against it, each with its weight; `ruling` is "scored" or what a person said.
    """

    first: NamingView
    second: NamingView
    same: bool
    score: float
    features: tuple[tuple[str, float], ...]
    ruling: str


class Identity(msgspec.Struct, frozen=True):
    """A party with all its names; `tenures` are its roles with their days, `links` are empty where nobody asked why."""

    id: str
    name: str
    words: str
    aliases: tuple[str, ...]
    tenures: tuple[str, ...]
    namings: tuple[NamingView, ...]
    links: tuple[LinkView, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """The files, and rows of public lists, that name it."""
        return tuple(dict.fromkeys(naming.place for naming in self.namings))


def identity(party: Party, namings: Iterable[Naming], files: Mapping[str, str], links: Iterable[Link] = ()) -> Identity:
    """Who a party is taken to be.

    `namings` are its own and those of others that `links` speak of; `files` leads from documents to file names.
    """
    known = {naming.id: _naming(naming, files) for naming in namings}
    own = tuple(known.get(key) or NamingView(key, party.name, key, ()) for key in party.namings)
    shown = tuple(_link(link, known) for link in links if link.first in known and link.second in known)
    aliases = tuple(alias for alias in party.aliases if alias != party.name)
    tenures = tuple(tenure_words(tenure) for tenure in party.tenures)
    return Identity(party.id, party.name, PARTIES[party.kind], aliases, tenures, own, shown)


def _naming(naming: Naming, files: Mapping[str, str]) -> NamingView:
    roles = tuple(role_words(role) for role in naming.roles)
    return NamingView(naming.id, naming.name, files.get(naming.document, naming.document), roles)


def _link(link: Link, known: Mapping[str, NamingView]) -> LinkView:
    first, second = known[link.first], known[link.second]
    return LinkView(first, second, link.same, link.score, link.features, link.ruling)
