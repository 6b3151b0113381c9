"""Drafts: a text of one's own beside a ledger, of which it becomes no part."""

from __future__ import annotations

import msgspec

from cuibono.model import Claim, Contradiction, Document, Mention, Party, Problem, Span


class Match(msgspec.Struct, frozen=True):
    """An event of the ledger that a claim of a draft fits, by its id; why; what the draft gives differently."""

    event: str
    reason: str
    differing: tuple[Contradiction, ...] = ()


class Fit(msgspec.Struct, frozen=True):
    """The events that a claim of a draft fits, best first: several where it is open which of them is meant.

    `nearest` is another event that is like it and does not fit, or would but for its days; `against` says why.
    """

    claim: Claim
    matches: tuple[Match, ...] = ()
    nearest: str | None = None
    against: str = ""


class Draft(msgspec.Struct, frozen=True):
    """A draft as read: its sentences, its claims in the order of the text with the events that they fit.

    `mentions` are all places that name a party, of the claims too; `parties` are those it names, as the ledger knows
    them where it does.
    """

    document: Document
    sentences: tuple[Span, ...]
    fits: tuple[Fit, ...]
    mentions: tuple[Mention, ...] = ()
    parties: tuple[Party, ...] = ()
    problems: tuple[Problem, ...] = ()
