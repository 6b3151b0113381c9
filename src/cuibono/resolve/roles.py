"""Roles: what namings are said to be, compared.

Takes: namings with roles and tenures. Gives: whether two speak of one office.
Knows nothing of: names, clusters.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from cuibono.model import Naming
from cuibono.resolve.bodies import body
from cuibono.resolve.offices import lapsed, titled
from cuibono.tables import table


class Post(msgspec.Struct, frozen=True):
    """A title in one form, of whom ("" where that is not said), and the days between which it was held."""

    title: str
    of: str
    start: date = date.min
    end: date = date.max


def posts(naming: Naming) -> Iterable[Post]:
    """What a naming's party is said to be: by its document at the time, by a list from day to day."""
    for role in naming.roles:
        if not lapsed(role.title, role.status):
            yield Post(titled(role.title), body(role.of).comparable if role.of else "")
    for tenure in naming.tenures:
        of = body(tenure.of).comparable if tenure.of else ""
        yield Post(titled(tenure.title), of, tenure.start or date.min, tenure.end or date.max)


def agree(first: Iterable[Post], day: date | None, second: Iterable[Post]) -> bool:
    """Whether a post of the first, told on a day, is one of the second at that time."""
    told = list(first)
    held = [post for post in second if day is None or _at(post, day)]
    return any(one.title == two.title and _same_owner(one.of, two.of) for one in told for two in held)


def _same_owner(first: str, second: str) -> bool:
    return first == second or not first or not second


def _at(post: Post, day: date) -> bool:
    """Whether a post was held on a day, or began or ended within the days for which a document speaks of it."""
    reach = timedelta(days=int(table("resolve")["office_days"]))
    return post.start - day <= reach and day - post.end <= reach
