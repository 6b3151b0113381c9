"""Drafts: a text of one's own beside a ledger, of which it becomes no part."""

from __future__ import annotations

import msgspec

from cuibono.model import Claim, Contradiction, Document, Mention, Party, Problem, Span


class Fit(msgspec.Struct, frozen=True):
    """The event of the ledger that a claim of a draft fits, by its id, and why; None where there is none.

    `differing` is what the draft and the tellings of the event give differently. `also` are other events that the
    claim fits, best first. `nearest` is, where none fits, the event most like it, with what speaks for and against.
    """

    claim: Claim
    event: str | None = None
    reason: str = ""
    differing: tuple[Contradiction, ...] = ()
    also: tuple[str, ...] = ()
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
