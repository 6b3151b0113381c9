"""A side that the case defines in cuibono.toml."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from cuibono.check.classes import Class, plain, within
from cuibono.errors import UsageError
from cuibono.explore.sides.known import Chosen, Known, Post, bridged, name_words, names
from cuibono.explore.sides.proposed import after, after_people, is_body, posts_of
from cuibono.settings import MemberSettings, SideSettings
from cuibono.tables import table
from cuibono.weigh.balance import Side, Stay


def defined(one: SideSettings, held: Known) -> Chosen:
    """The side of a definition. Raises UsageError where a class is not known or a name fits several parties."""
    stays, notes = [], []
    for member in one.members:
        named = MemberSettings(name=member) if isinstance(member, str) else member
        party = held.find(named.name)
        if party is None:
            notes.append(f"{named.name}: a member by cuibono.toml, of whom no article tells")
        else:
            stays.append(Stay(party.id, "a member by cuibono.toml", named.first, named.until))
    by_post = list(bridged(posts_of(one.posts_of, held), held))
    by_post += [*after(one.posts_of, held), *(stay for name in one.classes for stay in _of_class(name, held))]
    stays += [stay for found in by_post if (stay := _bounded(found, one.first, one.until))]
    stays += list(after_people(stays, held))
    words = name_words(held.parties[stay.party] for stay in stays)
    return Chosen(Side(one.name, tuple(dict.fromkeys(stays)), words), "as cuibono.toml defines it", tuple(notes))


def _of_class(name: str, held: Known) -> Iterator[Stay]:
    """Bodies and office holders of a class."""
    if name not in table("checks")["class"]:
        listed = ", ".join(table("checks")["class"])
        raise UsageError(f"cuibono.toml: there is no class {name} of parties. The classes are: {listed}.")
    for one in within(name):
        for party in held.parties.values():
            if party.kind != "person" and any(is_body(own, one.words) for own in names(party)):
                yield Stay(party.id, one.title)
        for posts in held.posts.values():
            yield from (post.stay() for post in posts if _holds(post, one))


def _holds(post: Post, one: Class) -> bool:
    fits = not post.of or not one.of or any(plain(owner) in plain(post.of) for owner in one.of)
    return not post.lapsed and plain(post.title) in one.titles and fits


def _bounded(stay: Stay, first: date | None, until: date | None) -> Stay | None:
    """A stay within the bounds of its side; None where they leave nothing of it."""
    start = max((day for day in (stay.start, first) if day), default=None)
    end = min((day for day in (stay.end, until) if day), default=None)
    return None if start and end and start > end else replace(stay, start=start, end=end)
