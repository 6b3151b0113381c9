"""Descriptions that resolve to nobody: how they are printed, and what their words can mean."""

from __future__ import annotations

import pytest

from cuibono.read import Reader
from cuibono.read.wording import headed, like, singular
from tests.read.texts import counterparts, only


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Acme sued the ministry.", "ministry"),
        ("Acme sued the trade ministry.", "trade ministry"),
        ("Acme sued Norway's trade ministry.", "Norway trade ministry"),
        ("Dana Holt met two senior trade officials.", "senior trade officials"),
    ],
)
def test_a_description_keeps_its_own_words(reader: Reader, sentence: str, name: str) -> None:
    assert counterparts(only(reader, sentence)) == [name]


def test_plural_nouns_as_one() -> None:
    assert [singular(word) for word in ("ministries", "businessmen", "banks", "tycoon")] == [
        "ministry", "businessman", "bank", "tycoon",
    ]  # fmt: skip


def test_a_name_and_its_head_noun() -> None:
    assert headed("Bureau of Trade", "bureau")
    assert headed("Trade Bureau", "bureau")
    assert not headed("Acme Bureau Tools", "bureau")


def test_names_that_may_be_one() -> None:
    assert like("Acme", "Acme Corp")
    assert not like("Acme", "Bolt Motors")
    assert not like("", "Acme")
