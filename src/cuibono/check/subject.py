"""What is checked: an event or a claim, with all that is needed to look for it in a register.

Takes: nothing. Gives: frozen values. Knows nothing of: registers, how they were found.
"""

from __future__ import annotations

from datetime import date

import msgspec

from cuibono.model import Kind, PartyKind, Stance
from cuibono.values import Money, Period


class Post(msgspec.Struct, frozen=True):
    """A post that a person is said to hold: title, of whom ("" where that is not said), and the status told with it."""

    title: str
    of: str = ""
    status: str = ""


class Side(msgspec.Struct, frozen=True):
    """A party to what is checked: its fullest name, all its names, its kind; of a person the posts."""

    id: str
    name: str
    names: tuple[str, ...]
    kind: PartyKind
    posts: tuple[Post, ...] = ()


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """An event or a claim as registers are asked about it.

    `told` are the first and last day of publication of what tells of it. `quote` is the passage, `context` the
    sentences around it; `lands` are the countries that the texts name. `near` are other claims of its kind shortly
    before it in the same document.
    """

    id: str
    kind: Kind
    actors: tuple[Side, ...] = ()
    counterparts: tuple[Side, ...] = ()
    amount: Money | None = None
    period: Period | None = None
    told: tuple[date, date] | None = None
    stance: Stance = "asserted"
    quote: str = ""
    context: str = ""
    place: str = ""
    topic: str = ""
    grade: str = ""
    lands: frozenset[str] = frozenset()
    near: tuple[Subject, ...] = ()

    @property
    def sides(self) -> tuple[Side, ...]:
        """Both sides, actors first."""
        return (*self.actors, *self.counterparts)
