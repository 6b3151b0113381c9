"""Families of kinds of dealing, so that pictures are quiet: the kind itself is always named in words."""

from __future__ import annotations

from typing import Final, Literal

Family = Literal["money", "contact", "decision", "dispute"]

FAMILIES: Final[dict[str, Family]] = {
    "donation": "money",
    "gift": "money",
    "pledge": "money",
    "meeting": "contact",
    "lobbying": "contact",
    "support": "contact",
    "government_action": "decision",
    "appointment": "decision",
    "company_policy_change": "decision",
    "threat": "dispute",
    "legal_action": "dispute",
    "criticism": "dispute",
}
"""For each kind the family whose hue it is drawn in."""
