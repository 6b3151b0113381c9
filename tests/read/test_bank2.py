"""Ordinary ways to tell of acts of governments, pledges, lobbying, courts and company policy: the share read right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from cuibono.model import Claim, Kind
from cuibono.read import Reader
from tests.read.texts import actors, claims, counterparts

BANK = Path(__file__).parent / "retellings" / "bank2.toml"
LEAST = 0.78
"""The share of the bank's passages that must be read with the right kind and a right party; raise it when it rises."""

MOST_FALSE = 1
"""So many passages that tell no dealing may still be read as one; lower it when it falls."""


class Told(msgspec.Struct, frozen=True):
    """A passage and what a careful person reads in it."""

    text: str
    kind: Kind
    actors: tuple[str, ...]
    counterparts: tuple[str, ...]
    stance: str = "asserted"
    day: date | None = None


class Silent(msgspec.Struct, frozen=True):
    """Passages that tell of no dealing."""

    texts: tuple[str, ...]


class Bank(msgspec.Struct, frozen=True):
    """All passages."""

    told: tuple[Told, ...]
    silent: Silent


def bank() -> Bank:
    return msgspec.toml.decode(BANK.read_bytes(), type=Bank)


def named(wanted: tuple[str, ...], given: list[str]) -> bool:
    """Whether one of the names is given, in full or in part."""
    return any(
        name in other or other in name for name in map(str.casefold, wanted) for other in map(str.casefold, given)
    )


def right(told: Told, claim: Claim) -> bool:
    """Right kind and one right party on its own side; a passage that names none on a side asks nothing of that side."""
    return claim.kind == told.kind and (
        named(told.actors, actors(claim)) or named(told.counterparts, counterparts(claim))
    )


def on_day(claim: Claim, told: Told) -> bool:
    """Whether a claim has the day told, or none is told."""
    return told.day is None or (claim.period is not None and claim.period.edtf == told.day.isoformat())


def share(reader: Reader, passages: tuple[Told, ...]) -> float:
    found = [any(right(told, claim) for claim in claims(reader, told.text)) for told in passages]
    return sum(found) / len(found)


def test_the_share_read_right_does_not_fall(reader: Reader) -> None:
    assert share(reader, bank().told) >= LEAST


def test_what_is_read_right_has_its_day_and_stance(reader: Reader) -> None:
    wrong = []
    for told in bank().told:
        found = [claim for claim in claims(reader, told.text) if right(told, claim)]
        if found and not any(claim.stance == told.stance and on_day(claim, told) for claim in found):
            wrong.append(told.text)
    assert wrong == []


def test_passages_that_look_alike_are_silent(reader: Reader) -> None:
    kinds = {told.kind for told in bank().told}
    false = [text for text in bank().silent.texts if any(claim.kind in kinds for claim in claims(reader, text))]
    assert len(false) <= MOST_FALSE, false
