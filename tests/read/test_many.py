"""Plurals that stand for two people named before."""

from __future__ import annotations

import pytest

from cuibono.read import Reader
from tests.read.texts import claims, only, sides

TOLD = "Governor Sam Orr praised Dana Holt, the boss of Acme Motors. "


@pytest.mark.parametrize("who", ["The pair", "The two", "The two men", "The two leaders", "Both men", "They", "Both"])
def test_two_people_told_of_together(reader: Reader, who: str) -> None:
    claim = only(reader, f"{TOLD}{who} met on Friday in Brenton.", "meeting")
    assert sides(claim) == (["Dana Holt"], ["Sam Orr"])


def test_a_meeting_where_the_two_spoke(reader: Reader) -> None:
    text = f"{TOLD}Then came a private meeting at the White House, where the two discussed steel quotas."
    claim = only(reader, text, "meeting")
    assert {name for side in sides(claim) for name in side} == {"Dana Holt", "Sam Orr"}
    assert claim.place == "White House"


@pytest.mark.parametrize(
    "text",
    [
        f"{TOLD}Ann Lee was there. They met on Friday.",
        "Sam Orr, Dana Holt and Ann Lee are rich. They met on Friday.",
        "They met on Friday.",
        f"{TOLD}The two women met on Friday, and Mr Orr was glad.",
        f"{TOLD}The two heirs of Bo Ray met on Friday.",
    ],
)
def test_no_pair_is_guessed(reader: Reader, text: str) -> None:
    assert not [claim for claim in claims(reader, text, "meeting") if claim.counterparts]


def test_two_sources_do_not_meet(reader: Reader) -> None:
    assert not claims(reader, f"{TOLD}Both spoke on condition that they not be named.", "meeting")


def test_a_clause_of_time_tells_of_no_new_meeting(reader: Reader) -> None:
    text = "Dana Holt dined with Mayor Sam Orr in May. A firm gave the pen to Mr Orr before the two sat down."
    assert len(claims(reader, text, "meeting")) == 1
