"""Parts of a claim in words: between whom, who says so, roles.

Takes: claims, attributions, roles and tenures.
Gives: frozen values and phrases for pages and the command line.
Knows nothing of: events, HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from cuibono.explore.phrases import KINDS, SOURCES, day_words
from cuibono.model import Claim, Document, Mention, Role, Source, Tenure


class SourceView(msgspec.Struct, frozen=True):
    """One link of "who says so": the name as the text gives it, and in words what kind of source it is."""

    name: str
    words: str
    anonymous: bool = False


class PartyName(msgspec.Struct, frozen=True):
    """A party as an event names it; `id` is the party's, `roles` are the roles it is known in."""

    name: str
    id: str
    roles: tuple[str, ...] = ()


def dealing_words(claim: Claim) -> str:
    """What kind of dealing and between whom: "Donation: Acme → Jane Doe"."""
    sides = [_names(claim.actors) or "(not named)", _names(claim.counterparts)]
    return f"{KINDS[claim.kind][0]}: {' → '.join(side for side in sides if side)}"


def _names(mentions: Iterable[Mention]) -> str:
    return ", ".join(dict.fromkeys(mention.name for mention in mentions))


def says_so(attribution: Sequence[Source], document: Document | None) -> tuple[SourceView, ...]:
    """The chain of sources, with the article itself as its nearest link."""
    chain = tuple(SourceView(s.name, SOURCES[s.kind], s.kind == "anonymous") for s in attribution)
    if attribution and attribution[0].kind == "outlet" and attribution[0].span is None:
        return chain
    own = document.publisher if document and document.publisher else "the article"
    return (SourceView(own, "this article"), *chain)


def role_words(role: Role) -> str:
    """A role in words: "former chief executive of Meta"."""
    return " ".join(part for part in (role.status, role.title, f"of {role.of}" if role.of else None) if part)


def tenure_words(tenure: Tenure) -> str:
    """A role with its days: "governor of Ohio, from 9 Jan 2019 until 13 Jan 2027"."""
    first = f"from {day_words(tenure.start)}" if tenure.start else ""
    last = f"until {day_words(tenure.end)}" if tenure.end else ""
    days = " ".join(part for part in (first, last) if part)
    return role_words(Role(tenure.title, tenure.of)) + (f", {days}" if days else "")


def roles_words(tenures: Iterable[Tenure]) -> tuple[str, ...]:
    """Roles without their days, each once, in the order given."""
    return tuple(dict.fromkeys(role_words(Role(tenure.title, tenure.of)) for tenure in tenures))
