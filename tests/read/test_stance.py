"""Whether a dealing is told as done, denied, planned or possible."""

from __future__ import annotations

import pytest

from cuibono.model import Stance
from cuibono.read import Reader
from tests.read.texts import actors, claims, only


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Acme sued the ministry.", "asserted"),
        ("Acme has sued the ministry.", "asserted"),
        ("Acme pledged to invest $2 billion in Ohio.", "asserted"),
        ("Acme planned to sue the ministry.", "planned"),
        ("Acme plans to sue the ministry.", "planned"),
        ("Acme will sue the ministry.", "planned"),
        ("Acme is going to sue the ministry.", "planned"),
        ("Acme intends to sue the ministry.", "planned"),
        ("Acme is expected to sue the ministry.", "planned"),
        ("Acme may sue the ministry.", "hypothetical"),
        ("Acme might sue the ministry.", "hypothetical"),
        ("Acme could sue the ministry.", "hypothetical"),
        ("Acme is considering suing the ministry.", "hypothetical"),
        ("Acme would sue the ministry if the rule stood.", "hypothetical"),
        ("Acme never sued the ministry.", "denied"),
        ("Acme did not sue the ministry.", "denied"),
        ("Acme didn't sue the ministry.", "denied"),
        ("Acme has not sued the ministry.", "denied"),
        ("Acme refused to sue the ministry.", "denied"),
        ("Acme declined to sue the ministry.", "denied"),
        ("Acme denied suing the ministry.", "denied"),
        ("Acme denies having sued the ministry.", "denied"),
        ("Acme denied that it had sued the ministry.", "denied"),
        ("A spokesperson for Acme denied that the company had sued the ministry.", "denied"),
    ],
)
def test_stance(reader: Reader, text: str, stance: Stance) -> None:
    assert only(reader, text).stance == stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The ministry refused to give details but fined Acme Corp.", "asserted"),
        ("Acme Corp declined to comment and sued the ministry in May.", "asserted"),
        ("Acme Corp never paid and sued the ministry in May.", "asserted"),
        ("Acme Corp planned to sell the plant and sued the ministry in May.", "asserted"),
        ("Acme Corp refused to pay or to sue the ministry.", "denied"),
        ("Acme Corp never called or sued the ministry.", "denied"),
        ("Acme Corp plans to sell the plant and sue the ministry.", "planned"),
        ("Acme Corp may sell the plant and sue the ministry.", "hypothetical"),
    ],
)
def test_what_goes_on_after_another_verb_has_a_stance_of_its_own(reader: Reader, text: str, stance: Stance) -> None:
    assert only(reader, text, "legal_action").stance == stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("It is untrue that Acme Corp sued the ministry.", "denied"),
        ("Ann Lee said it was false that Acme Corp had sued the ministry.", "denied"),
        ("Ann Lee said it was not true that Acme Corp had sued the ministry.", "denied"),
        ("It was not the case that Acme Corp had sued the ministry.", "denied"),
        ("There is no evidence that Acme Corp sued the ministry.", "denied"),
        ("The police have not found any proof that Acme Corp sued the ministry.", "denied"),
        ("The claim that Acme Corp sued the ministry is false.", "denied"),
        ("Ann Lee dismissed reports that Acme Corp had sued the ministry.", "denied"),
        ("There is evidence that Acme Corp sued the ministry.", "asserted"),
        ("It is true that Acme Corp sued the ministry.", "asserted"),
        ("It was wrong that Acme Corp sued the ministry, Ann Lee said.", "asserted"),
        ("Ann Lee repeated claims that Acme Corp had sued the ministry.", "asserted"),
    ],
)
def test_what_is_said_not_to_be_true_is_denied(reader: Reader, text: str, stance: Stance) -> None:
    assert only(reader, text, "legal_action").stance == stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Acme Corp was acquitted of bribing the minister.", "denied"),
        ("Acme Corp was cleared of having bribed the minister.", "denied"),
        ("Acme Corp wrote a letter instead of bribing the minister.", "denied"),
        ("Acme Corp stopped short of bribing the minister.", "denied"),
        ("Acme Corp almost bribed the minister.", "denied"),
        ("Acme Corp was accused of having bribed the minister.", "hypothetical"),
        ("Ann Lee accused Acme Corp of bribing the minister.", "hypothetical"),
        ("Acme Corp is alleged to have bribed the minister.", "hypothetical"),
        ("Acme Corp allegedly bribed the minister.", "hypothetical"),
        ("Acme Corp was charged with bribing the minister.", "hypothetical"),
        ("Ann Lee did not deny that Acme Corp had bribed the minister.", "hypothetical"),
        ("Ann Lee neither confirmed nor denied that Acme Corp had bribed the minister.", "hypothetical"),
        ("The police could not confirm that Acme Corp had bribed the minister.", "hypothetical"),
        ("Acme Corp was convicted of bribing the minister.", "asserted"),
        ("Ann Lee accused Acme Corp of greed, while Bolt Motors bribed the minister.", "asserted"),
    ],
)
def test_what_is_but_alleged_is_not_told_as_done(reader: Reader, text: str, stance: Stance) -> None:
    assert only(reader, text, "gift").stance == stance


def test_neither_nor_denies_for_both(reader: Reader) -> None:
    claim = only(reader, "Neither Acme nor Bolt Motors donated to the governor's campaign.")
    assert claim.stance == "denied"
    assert actors(claim) == ["Acme", "Bolt Motors"]


def test_not_only_denies_nothing(reader: Reader) -> None:
    found = claims(reader, "Acme not only sued the ministry, it also met the mayor.")
    assert {claim.stance for claim in found} == {"asserted"}


def test_a_threat_is_made_whatever_comes_of_it(reader: Reader) -> None:
    claim = only(reader, "The ministry threatened to fine Acme if it closed the plant.", "threat")
    assert claim.stance == "asserted"


def test_what_stands_under_if_is_not_told(reader: Reader) -> None:
    assert claims(reader, "If Acme sues the ministry, shares will fall.") == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Our report said that Acme donated $1 million to the fund. That was wrong.", "denied"),
        ("We said that Acme donated $1 million to the fund. It did not.", "denied"),
        ("We said that Acme donated $1 million to the fund. That was not all.", "asserted"),
        ("Bo Ray said that Acme donated $1 million to the fund. It did not.", "asserted"),
    ],
)
def test_what_an_outlet_takes_back(reader: Reader, text: str, stance: Stance) -> None:
    assert claims(reader, text, "donation")[0].stance == stance


def test_a_threat_on_a_condition_is_one(reader: Reader) -> None:
    text = '"If they stay, I will impose tariffs on Acme," President Sam Orr said.'
    assert only(reader, text, "threat").stance == "planned"
