"""Ways of telling: passages written before the cues that find them were looked at, and look-alikes that tell nothing.

Single cues have their own sentences in their tables; these hold that the tables together find most ordinary ways in
which news tells of a dealing, and stay silent on words that look alike.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import msgspec
import pytest

from cuibono.model import Claim, Kind
from cuibono.read import Reader
from cuibono.values import Period
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


def fits(claim: Claim, told: Told) -> bool:
    """Right kind, and at least one right party on either side."""
    found = [name.casefold() for name in actors(claim) + counterparts(claim)]
    wanted = [name.casefold() for name in told.actors + told.counterparts]
    return claim.kind == told.kind and any(one in other or other in one for one in found for other in wanted)


def both(claim: Claim, told: Told) -> bool:
    """Both sides of the claim are those told, a meeting's either way round; a side that was not told may be any."""
    sides = [(actors(claim), counterparts(claim))]
    if told.kind == "meeting":
        sides.append((counterparts(claim), actors(claim)))
    return any(_covers(a, told.actors) and _covers(b, told.counterparts) for a, b in sides)


def _covers(found: list[str], wanted: tuple[str, ...]) -> bool:
    pairs = [(one.casefold(), other.casefold()) for one in found for other in wanted]
    return not wanted or any(one in other or other in one for one, other in pairs)


@pytest.mark.parametrize(("name", "least"), [("bank1", 0.5)])
def test_found(reader: Reader, name: str, least: float) -> None:
    tells = bank(name).tells
    missed = [told.text for told in tells if not any(fits(claim, told) for claim in claims(reader, told.text))]
    assert 1 - len(missed) / len(tells) >= least, "\n".join(missed)


@pytest.mark.parametrize(("name", "most"), [("bank1", 0.1)])
def test_nothing_else(reader: Reader, name: str, most: float) -> None:
    tells = bank(name).tells
    extra = [
        f"{claim.kind}: {told.text}"
        for told in tells
        for claim in claims(reader, told.text)
        if claim.kind not in (told.kind, *told.also)
    ]
    assert len(extra) / len(tells) <= most, "\n".join(extra)


@pytest.mark.parametrize(("name", "most"), [("bank1", 0.3)])
def test_sides(reader: Reader, name: str, most: float) -> None:
    """Of the claims of the right kind, few have another party on a side than the one told."""
    pairs = [(told, claim) for told in bank(name).tells for claim in claims(reader, told.text) if fits(claim, told)]
    wrong = [f"{actors(claim)} {counterparts(claim)}: {told.text}" for told, claim in pairs if not both(claim, told)]
    assert len(wrong) / len(pairs) <= most, "\n".join(wrong)


@pytest.mark.parametrize(("name", "most"), [("bank1", 0.1)])
def test_stance_and_day(reader: Reader, name: str, most: float) -> None:
    """Of the claims of the right kind, few are told as planned, denied or of another day than they are."""
    pairs = [(told, claim) for told in bank(name).tells for claim in claims(reader, told.text) if fits(claim, told)]
    wrong = [f"{claim.stance} {claim.period}: {told.text}" for told, claim in pairs if not _told(claim, told)]
    assert len(wrong) / len(pairs) <= most, "\n".join(wrong)


def _told(claim: Claim, told: Told) -> bool:
    day = told.day is None or (claim.period is not None and _day(claim.period) == told.day)
    return day and claim.stance == told.stance


def _day(period: Period) -> date | None:
    return period.earliest


@pytest.mark.parametrize("text", bank("bank1").silent)
def test_silent(reader: Reader, text: str) -> None:
    assert [(claim.kind, actors(claim), counterparts(claim)) for claim in claims(reader, text)] == []
