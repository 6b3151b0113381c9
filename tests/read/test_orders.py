"""Dealings told to come after or before others of the same text."""

from __future__ import annotations

import pytest

from cuibono.model import Claim, Kind
from cuibono.read import Reader
from tests.read.texts import claims, only

DINED = "Dana Holt dined with President Ellery at Linden House on 3 February 2025."


def placed(reader: Reader, text: str, kind: Kind = "government_action") -> tuple[Claim, list[str]]:
    """The one claim of a kind, and the quotes of those that it is seen from."""
    found = claims(reader, text)
    claim = next(c for c in found if c.kind == kind)
    anchors = claim.order.anchors if claim.order else ()
    return claim, [c.quote for c in found if c.id in anchors]


@pytest.mark.parametrize(
    ("words", "way", "unit", "count"),
    [
        ("days after the dinner", "after", "day", None),
        ("Weeks after the dinner", "after", "week", None),
        ("The day after the dinner", "after", "day", 1),
        ("A week before the dinner", "before", "week", 1),
        ("Two months after the encounter", "after", "month", 2),
        ("Following the dinner", "after", None, None),
        ("After the meeting", "after", None, None),
        ("Hours after he left the dinner", "after", "hour", None),
        ("Days after she dined with the president", "after", "day", None),
    ],
)
def test_what_comes_after_what(reader: Reader, words: str, way: str, unit: str | None, count: int | None) -> None:
    claim, anchors = placed(reader, f"{DINED} {words}, the government granted Acme a licence.")
    assert claim.order
    assert (claim.order.way, claim.order.unit, claim.order.count) == (way, unit, count)
    assert claim.order.words.lower() == words.lower()
    assert len(anchors) == 1
    assert claim.period is None or count


def test_a_dealing_in_the_same_sentence(reader: Reader) -> None:
    text = "Weeks after Acme donated $1 million to the inaugural fund, President Ellery met Dana Holt."
    _, (anchor,) = placed(reader, text, "meeting")
    assert "donated" in anchor
    donation = only(reader, text, "donation")
    assert (donation.order, donation.period) == (None, None)


def test_a_counted_distance_is_counted_from_the_dealing_meant(reader: Reader) -> None:
    told = f"{DINED} Beta sued the ministry on 1 March 2025."
    claim, _ = placed(reader, f"{told} Two days after the dinner, the government granted Acme a licence.")
    assert claim.period
    assert claim.period.edtf == "2025-02-05"
    assert claim.rules[-1] == "date 'Two days after the dinner' counted from 'dinner'"


@pytest.mark.parametrize(
    "words",
    [
        "Two days after the inauguration",
        "Days after the vote",
        "After a long night",
        "After dinner",
    ],
)
def test_what_is_not_told_here_gives_nothing(reader: Reader, words: str) -> None:
    claim, _ = placed(reader, f"{DINED} {words}, the government granted Acme a licence.")
    assert (claim.order, claim.period) == (None, None)


def test_of_several_dealings_all_that_may_be_meant_are_named(reader: Reader) -> None:
    met = "Dana Holt met President Ellery on 9 February 2025."
    after = "the government granted Acme a licence."
    assert len(placed(reader, f"{DINED} {met} Days after the meeting, {after}")[1]) == 2
    assert len(placed(reader, f"{DINED} {met} Days after the dinner, {after}")[1]) == 1


def test_nothing_is_seen_from_what_did_not_happen(reader: Reader) -> None:
    text = "Dana Holt did not dine with President Ellery. Days after the dinner, the government granted Acme a licence."
    assert placed(reader, text)[0].order is None
