"""Sides: who is on which side of an account, when, and by what.

Takes: parties with their namings, documents, definitions of a case's settings; a name.
Gives: sides as weigh.balance takes them, by a definition where the case has one of that name, else proposed.
Knows nothing of: events, amounts, how any of it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from cuibono.explore.sides.defined import defined
from cuibono.explore.sides.known import Chosen, Known
from cuibono.explore.sides.proposed import proposed
from cuibono.settings import SideSettings

__all__ = ["Chosen", "Known", "chosen"]


def chosen(name: str, known: Known, definitions: Iterable[SideSettings]) -> Chosen:
    """The side of this name. Raises UsageError, with what to do, where neither case nor articles know the name."""
    for one in definitions:
        if one.name.casefold() == name.casefold():
            return defined(one, known)
    return proposed(name, known)
