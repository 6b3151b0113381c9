"""Whether what is said praises or blames."""

from __future__ import annotations

import pytest

from cuibono.read import Reader
from cuibono.read.tone import tone


def measured(reader: Reader, text: str) -> float:
    return tone(list(reader.engine.docs([text])[0]))


@pytest.mark.parametrize(
    "text", ["This is a great success.", "He did an excellent job.", "It is a wonderful and fair deal."]
)
def test_praise(reader: Reader, text: str) -> None:
    assert measured(reader, text) > 0


@pytest.mark.parametrize("text", ["This is a disaster.", "It is a shameful and reckless decision."])
def test_blame(reader: Reader, text: str) -> None:
    assert measured(reader, text) < 0


@pytest.mark.parametrize("text", ["The plant opens on Monday.", "We make chips.", "He was born in May.", ""])
def test_neither(reader: Reader, text: str) -> None:
    assert (measured(reader, text) if text else tone([])) == 0


def test_a_negation_turns_it_round(reader: Reader) -> None:
    assert measured(reader, "This is not a great success.") < 0
    assert measured(reader, "This is not a disaster.") > 0
