"""Classes of parties that registers ask about: an inaugural committee, a government, a parliament.

Takes: a subject. Gives: which of its sides are of a class.
Knows nothing of: registers, rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import msgspec
from msgspec.structs import replace

from cuibono.check.subject import Post, Side, Subject
from cuibono.tables import table

_NOT_A_WORD = re.compile(r"[\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")


class Class(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of tables/checks.toml, with its words as they are compared.

    `venue`: it is where a dealing takes place, and either side of it may be anybody. `sues_as`: names in court.
    """

    title: str
    land: str
    words: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    venue: bool = False
    sues_as: tuple[str, ...] = ()


@cache
def known(name: str) -> Class:
    """The class of this name."""
    return msgspec.convert(table("checks")["class"][name], Class)


def within(name: str) -> Iterator[Class]:
    """The class of this name and the classes that it is made of, however deep."""
    yield known(name)
    for other in known(name).classes:
        yield from within(other)


def of_class(name: str, subject: Subject, among: Iterable[Side] | None = None) -> tuple[Side, ...]:
    """The sides of a subject (or those given) that are of a class; every side where the name is ""."""
    sides = subject.sides if among is None else tuple(among)
    if not name:
        return sides
    if known(name).land not in subject.lands:
        return ()
    return sides if known(name).venue else tuple(side for side in sides if _is_of(name, side, subject))


def in_court(side: Side, subject: Subject) -> Side:
    """A side with the names by which it goes in court too: a department sues as the United States."""
    for name in table("checks")["class"]:
        one = known(name)
        if one.sues_as and one.land in subject.lands and _is_of(name, side, subject):
            return replace(side, names=(*side.names, *one.sues_as))
    return side


def happened_at(name: str, subject: Subject) -> bool:
    """Whether the place that a subject names is one of the class."""
    return (
        bool(name)
        and known(name).land in subject.lands
        and any(has(subject.place, place) for one in within(name) for place in one.places)
    )


def lands(text: str) -> frozenset[str]:
    """The countries that a text names, as tables/checks.toml calls them."""
    written = f" {_NOT_A_WORD.sub(' ', _POSSESSIVE.sub('', text))} "
    folded = written.casefold()
    return frozenset(
        land
        for land, entry in table("checks")["land"].items()
        if any(f" {word} " in (written if word.isupper() else folded) for word in entry["words"])
    )


def has(text: str, words: str) -> bool:
    """Whether words stand in a text as whole words."""
    return f" {plain(words)} " in f" {plain(text)} "


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A text in lower case, words parted by one space, without possessives."""
    return _NOT_A_WORD.sub(" ", _POSSESSIVE.sub("", text.casefold())).strip()


def _is_of(name: str, side: Side, subject: Subject) -> bool:
    return any(_fits(one, side, subject) for one in within(name))


def _fits(one: Class, side: Side, subject: Subject) -> bool:
    if side.kind != "person" and any(has(name, word) for name in side.names for word in one.words):
        return True
    if any(has(name, noun) for name in side.names for noun in one.nouns):
        return any(has(subject.context, word) for word in one.words)
    return any(_holds(post, one) for post in side.posts)


def _holds(post: Post, one: Class) -> bool:
    if plain(post.title) not in one.titles or not set(plain(post.status).split()).isdisjoint(_not_in_office()):
        return False
    return not post.of or not one.of or any(has(post.of, owner) for owner in one.of)


@cache
def _not_in_office() -> frozenset[str]:
    return frozenset(table("checks")["not_in_office"])
