"""Judgements: what people have decided, in judgements.jsonl. The only door to it.

Takes: a case folder, decisions; claims.
Gives: the decisions in the order in which they were made; those that stand; what these come to; claims as decided.
Knows nothing of: the ledger, how documents are compared, what follows from a decision.
"""

from __future__ import annotations

from cuibono.judgements.applying import Applied, applied, party_named
from cuibono.judgements.corrections import correction
from cuibono.judgements.deciding import (
    ON_CLAIMS,
    ON_RIVALS,
    Decided,
    about_claims,
    decided,
    goes_by,
    in_effect,
    in_force,
    known,
    standing_of,
    waiting,
    written,
)
from cuibono.judgements.lines import all, append, standing  # noqa: A004 - read as judgements.all

__all__ = [
    "ON_CLAIMS",
    "ON_RIVALS",
    "Applied",
    "Decided",
    "about_claims",
    "all",
    "append",
    "applied",
    "correction",
    "decided",
    "goes_by",
    "in_effect",
    "in_force",
    "known",
    "party_named",
    "standing",
    "standing_of",
    "waiting",
    "written",
]
