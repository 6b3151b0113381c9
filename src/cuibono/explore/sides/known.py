"""What a case knows of parties: names, posts told of them, and on what days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from cuibono.errors import UsageError
from cuibono.explore.claim_view import role_words
from cuibono.explore.phrases import day_words
from cuibono.model import Document, Naming, Party, Role
from cuibono.resolve.offices import titled
from cuibono.resolve.people import person
from cuibono.resolve.spelling import listed, words
from cuibono.tables import table
from cuibono.weigh.balance import Side, Stay


class Chosen(msgspec.Struct, frozen=True):
    """A side, whether the case defines it, what it was taken for, and notes on what could not be taken."""

    side: Side
    how: str
    notes: tuple[str, ...] = ()


class Post(msgspec.Struct, frozen=True):
    """A post that one naming gives its party: title in one form, of whom ("" where not said), in words.

    `start` and `end` are the days for which it holds, `since` the first for what its document tells itself. `lapsed`:
    it is over. `coming`: it has not begun.
    """

    party: str
    title: str
    of: str
    words: str
    document: str
    start: date | None
    end: date | None
    since: date | None = None
    lapsed: bool = False
    coming: bool = False

    def stay(self, why: str = "") -> Stay:
        """The stay on a side that follows from it."""
        return Stay(self.party, why or self.words, self.start, self.end, self.document, self.since, self.coming)


class Known:
    """Parties, namings and documents, as sides are made from them."""

    def __init__(
        self, parties: Mapping[str, Party], namings: Iterable[Naming], documents: Mapping[str, Document]
    ) -> None:
        self.parties, self.documents = parties, documents
        of = {key: party.id for party in parties.values() for key in party.namings}
        self.posts: dict[str, list[Post]] = {}
        self.by_document: dict[str, set[str]] = {}
        for naming in namings:
            if key := of.get(naming.id):
                self.by_document.setdefault(naming.document, set()).add(key)
                self.posts.setdefault(key, []).extend(self._posts(key, naming))

    def _posts(self, party: str, naming: Naming) -> Iterator[Post]:
        """What a naming says its party is, each for the days about its document, or those that a list gives."""
        reach = timedelta(days=int(table("resolve")["office_days"]))
        start, end = (naming.day - reach, naming.day + reach) if naming.day else (None, None)
        since = naming.day - timedelta(days=int(table("balance")["sides"]["told_days"])) if naming.day else None
        for role in naming.roles:
            parts = _parts(role)
            said = f"{role_words(role)}, {self.place(naming.document, naming.day)}"
            coming = bool(parts & set(table("balance")["sides"]["coming"]))
            lapsed = bool(parts & listed("resolve_titles", "lapsed")) and not coming
            title, of = _bare(role.title), role.of or ""
            yield Post(party, title, of, said, naming.document, start, end, since, lapsed, coming)
        for tenure in naming.tenures:
            said = f"{role_words(Role(tenure.title, tenure.of))}, {naming.document}"
            yield Post(party, titled(tenure.title), tenure.of or "", said, "", tenure.start, tenure.end)

    def place(self, document: str, day: date | None) -> str:
        """A document by its file, and its day."""
        held = self.documents.get(document)
        return (held.file if held else document) + (f", {day_words(day)}" if day else ", without a date")

    def find(self, name: str) -> Party | None:
        """The party that goes by this name or id, else the one with the words of the name in one of its own.

        None where there is none. Raises UsageError where several fit.
        """
        if name in self.parties:
            return self.parties[name]
        wanted = words(name)
        same = [p for p in self.parties.values() if any(words(n) == wanted for n in names(p))]
        found = same or [p for p in self.parties.values() if any(_within(wanted, words(n)) for n in names(p))]
        if len(found) > 1:
            told = ", ".join(f"{p.name} ({p.id})" for p in found[:8])
            raise UsageError(f"{name}: {len(found)} parties fit: {told}. Give the whole name, or the id.")
        return found[0] if found else None

    def family(self, name: str) -> Party | None:
        """The one person of this family name, or name; None where there is none, or more than one."""
        wanted = words(name)
        people = [p for p in self.parties.values() if p.kind == "person"]
        same = [p for p in people if any(words(n) == wanted for n in names(p))]
        found = same or [p for p in people if (person(p.name).family,) == wanted]
        return found[0] if len(found) == 1 else None

    def named_after(self, owner: str) -> Iterator[Party]:
        """Parties whose name is this one and then words that end in one of the table's: a fund, a team, aides."""
        wanted, nouns = words(owner), set(table("balance")["sides"]["named_after"])
        for party in self.parties.values():
            own = words(party.name)
            if own[: len(wanted)] == wanted and len(own) > len(wanted) and own[-1] in nouns:
                yield party

    def roles_of(self, party: str) -> tuple[str, ...]:
        """What is told of a party's posts, each once."""
        return tuple(dict.fromkeys(post.words for post in self.posts.get(party, ())))


def bridged(posts: Iterable[Post], held: Known) -> Iterator[Stay]:
    """The stays that follow from posts, and those between two articles that tell of one party's."""
    of: dict[str, list[Post]] = {}
    for post in posts:
        of.setdefault(post.party, []).append(post)
    for key, mine in of.items():
        yield from (post.stay() for post in mine)
        dated = sorted((post for post in mine if post.start and post.end), key=lambda post: str(post.start))
        for one, other in pairwise(dated):
            if _bridges(one, other, held.posts[key]):
                why = f"told so before and after: {one.words}; {other.words}"
                yield Stay(key, why, one.end, other.start, coming=one.coming and other.coming)


def _bridges(one: Post, other: Post, told: Iterable[Post]) -> bool:
    """Whether a post is taken to be held between two articles: they are near enough, and none tells that it ended."""
    if one.end is None or other.start is None or one.end >= other.start:
        return False
    ended = any(p.lapsed and p.start and one.start and other.start and one.start < p.start < other.start for p in told)
    return not ended and (other.start - one.end).days <= int(table("balance")["sides"]["bridge_days"])


def names(party: Party) -> tuple[str, ...]:
    """All names of a party."""
    return (party.name, *party.aliases)


def name_words(parties: Iterable[Party]) -> frozenset[str]:
    """The words of names, which say nothing of what a dealing is about."""
    return frozenset(word for party in parties for name in names(party) for word in words(name))


def _within(wanted: tuple[str, ...], own: tuple[str, ...]) -> bool:
    return any(own[at : at + len(wanted)] == wanted for at in range(len(own) - len(wanted) + 1))


def _parts(role: Role) -> set[str]:
    return {*role.title.replace("-", " ").casefold().split(), *(role.status or "").casefold().split()}


def _bare(title: str) -> str:
    """A title in one form without the words that say that it has not begun: "president-elect" gives "president"."""
    coming = set(table("balance")["sides"]["coming"])
    return titled(" ".join(word for word in title.replace("-", " ").split() if word.casefold() not in coming))
