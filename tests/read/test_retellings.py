"""Ways of telling: passages written before the cues that find them were looked at, and look-alikes that tell nothing.

Single cues have their own sentences in their tables; these hold that the tables together find most ordinary ways in
which news tells of a dealing, and stay silent on words that look alike.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import pytest

from cuibono.model import Claim, Kind
from cuibono.read import Reader
from tests.read.texts import actors, claims, counterparts

HERE = Path(__file__).parent / "retellings"


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One passage that tells of a dealing, and what a reader should find in it."""

    text: str
    kind: Kind
    actors: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    stance: str = "asserted"
    day: date | None = None
    also: tuple[Kind, ...] = ()


class Bank(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Passages that tell of a dealing, and passages that tell of none."""

    tells: tuple[Told, ...]
    silent: tuple[str, ...]


def bank(name: str) -> Bank:
    """The bank of this name."""
    return msgspec.convert(tomllib.loads((HERE / f"{name}.toml").read_text("utf-8")), Bank)


@cache
def found(reader: Reader, text: str) -> tuple[Claim, ...]:
    """The claims in a passage, read once for all tests."""
    return tuple(claims(reader, text))


def fits(claim: Claim, told: Told) -> bool:
    """Right kind, and at least one right party on either side."""
    named = [name.casefold() for name in actors(claim) + counterparts(claim)]
    wanted = [name.casefold() for name in told.actors + told.counterparts]
    return claim.kind == told.kind and any(one in other or other in one for one in named for other in wanted)


def both(claim: Claim, told: Told) -> bool:
    """Both sides of the claim are those told, a meeting's either way round; a side that was not told may be any."""
    sides = [(actors(claim), counterparts(claim))]
    if told.kind == "meeting":
        sides.append((counterparts(claim), actors(claim)))
    return any(_covers(a, told.actors) and _covers(b, told.counterparts) for a, b in sides)


def _covers(named: list[str], wanted: tuple[str, ...]) -> bool:
    pairs = [(one.casefold(), other.casefold()) for one in named for other in wanted]
    return not wanted or any(one in other or other in one for one, other in pairs)


@pytest.mark.parametrize(("name", "least"), [("bank1", 0.9)])
def test_found(reader: Reader, name: str, least: float) -> None:
    tells = bank(name).tells
    missed = [told.text for told in tells if not any(fits(claim, told) for claim in found(reader, told.text))]
    assert 1 - len(missed) / len(tells) >= least, "\n".join(missed)


@pytest.mark.parametrize(("name", "most"), [("bank1", 0.1)])
def test_nothing_else(reader: Reader, name: str, most: float) -> None:
    tells = bank(name).tells
    extra = [
        f"{claim.kind}: {told.text}"
        for told in tells
        for claim in found(reader, told.text)
        if claim.kind not in (told.kind, *told.also)
    ]
    assert len(extra) / len(tells) <= most, "\n".join(extra)


@pytest.mark.parametrize(("name", "most"), [("bank1", 0.2)])
def test_sides(reader: Reader, name: str, most: float) -> None:
    """Of the claims of the right kind, few have another party on a side than the one told."""
    pairs = [(told, claim) for told in bank(name).tells for claim in found(reader, told.text) if fits(claim, told)]
    wrong = [f"{actors(claim)} {counterparts(claim)}: {told.text}" for told, claim in pairs if not both(claim, told)]
    assert len(wrong) / len(pairs) <= most, "\n".join(wrong)


@pytest.mark.parametrize(("name", "most"), [("bank1", 0.1)])
def test_stance_and_day(reader: Reader, name: str, most: float) -> None:
    """Of the claims of the right kind, few are told as planned, denied or of another day than they are."""
    pairs = [(told, claim) for told in bank(name).tells for claim in found(reader, told.text) if fits(claim, told)]
    wrong = [f"{claim.stance} {claim.period}: {told.text}" for told, claim in pairs if not _told(claim, told)]
    assert len(wrong) / len(pairs) <= most, "\n".join(wrong)


def _told(claim: Claim, told: Told) -> bool:
    day = told.day is None or (claim.period is not None and claim.period.earliest == told.day)
    return day and claim.stance == told.stance


@pytest.mark.parametrize(("name", "most"), [("bank1", 1)])
def test_silent(reader: Reader, name: str, most: int) -> None:
    false = [text for text in bank(name).silent if found(reader, text)]
    assert len(false) <= most, "\n".join(false)
