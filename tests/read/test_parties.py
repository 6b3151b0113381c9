"""Names gathered into parties, with the roles that the text gives them."""

from __future__ import annotations

import pytest

from cuibono.model import Role
from cuibono.read import Reader
from tests.read.texts import document


def parties(reader: Reader, text: str) -> list[str]:
    return [mention.name for mention in reader.read(document(text)).mentions]


def roles(reader: Reader, text: str, name: str = "Dana Holt") -> tuple[Role, ...]:
    return next(mention.roles for mention in reader.read(document(text)).mentions if mention.name == name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dana Holt sued Acme Corp. Holt won.", "Dana Holt"),
        ("Dana Holt sued Acme Corp. Ms. Holt won.", "Dana Holt"),
        ("Dana Holt sued Acme Corp on Monday, and D. Holt won.", "Dana Holt"),
        ("Holt sued Acme Corp on Monday, and Dana Holt won.", "Dana Holt"),
    ],
)
def test_a_surname_is_the_full_name(reader: Reader, text: str, name: str) -> None:
    assert parties(reader, text).count(name) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Grand Pelton Steel Company sued the ministry. Grand Pelton won.", "Grand Pelton Steel Company"),
        ("Acme Corp. sued the ministry. Acme won.", "Acme Corp."),
        ("Acme Chip Corporation (ACC) sued the ministry. ACC won.", "Acme Chip Corporation"),
        ("The Federal Harbour Agency met Acme. The FHA approved the port.", "Federal Harbour Agency"),
    ],
)
def test_short_forms_and_acronyms_are_the_full_name(reader: Reader, text: str, name: str) -> None:
    found = parties(reader, text)
    assert found.count(name) >= 2
    assert len(set(found)) <= 2


def test_two_people_of_one_surname_stay_two(reader: Reader) -> None:
    assert set(parties(reader, "Ann Lee met Bo Lee in May.")) == {"Ann Lee", "Bo Lee"}


def test_two_firms_of_one_kind_stay_two(reader: Reader) -> None:
    text = "Bolt Motors and Orrin Motors sued the ministry."
    assert set(parties(reader, text)) == {"Bolt Motors", "Orrin Motors"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Dana Holt, the chief executive of Acme, spoke.", Role("chief executive", "Acme")),
        ("Acme's chief executive, Dana Holt, spoke.", Role("chief executive", "Acme")),
        ("Acme chief executive Dana Holt spoke.", Role("chief executive", "Acme")),
        ("Dana Holt, the incoming chief executive of Acme, spoke.", Role("chief executive", "Acme", "incoming")),
        ("Dana Holt, a former chairman of Acme, spoke.", Role("chairman", "Acme", "former")),
        ("Dana Holt, Acme's founder, spoke.", Role("founder", "Acme")),
        ("Finance minister Dana Holt spoke.", Role("finance minister")),
        ("Governor Dana Holt spoke.", Role("governor")),
    ],
)
def test_roles_are_kept(reader: Reader, text: str, role: Role) -> None:
    assert roles(reader, text) == (role,)


def test_a_person_may_hold_two_roles(reader: Reader) -> None:
    held = roles(reader, "Dana Holt, the founder and chief executive of Acme, spoke.")
    assert {role.title for role in held} == {"founder", "chief executive"}


def test_a_role_holds_wherever_the_person_is_named(reader: Reader) -> None:
    mentions = reader.read(document("Dana Holt, the chief executive of Acme, spoke. Holt left.")).mentions
    assert [m.roles for m in mentions if m.name == "Dana Holt"] == [(Role("chief executive", "Acme"),)] * 2


def test_nobody_is_given_a_role_that_the_text_does_not_give(reader: Reader) -> None:
    assert roles(reader, "Dana Holt spoke to the chief executive of Acme.") == ()


@pytest.mark.parametrize("title", ["managing director of Acme Ferries", "general secretary"])
def test_who_manages_a_firm_or_a_union_holds_no_office(reader: Reader, title: str) -> None:
    claims = reader.read(document(f"Dana Holt, {title}, told Borax to stop.")).claims
    assert not [claim for claim in claims if claim.kind == "government_action"]


def test_a_name_that_lends_for_its_country_is_a_state(reader: Reader) -> None:
    text = "Norland will lend Acme Motors $3 million, the minister Ann Lee said, the first such loan in the country."
    claims = reader.read(document(text)).claims
    assert [claim.kind for claim in claims if claim.actors and claim.actors[0].name == "Norland"] == [
        "government_action"
    ]


def test_a_name_that_lends_to_another_is_no_state(reader: Reader) -> None:
    claims = reader.read(document("Norbank will lend Acme Motors $3 million, Dana Holt said.")).claims
    assert not [claim for claim in claims if claim.kind == "government_action"]


@pytest.mark.parametrize(
    "text",
    [
        "The talks between President Ann Lee and Acme Corp. CEO Dana Holt lasted an hour.",
        "Finance Minister Ann Lee and Dana Holt, ceo of Acme Corp., met on Monday.",
        "President Ann Lee met Acme Corp. CEO Dana Holt on Monday.",
    ],
)
def test_a_role_is_of_who_stands_beside_it(reader: Reader, text: str) -> None:
    assert roles(reader, text) == (Role("ceo", "Acme Corp."),)
    assert "ceo" not in {role.title for role in roles(reader, text, "Ann Lee")}


def test_two_titles_before_one_name_are_of_one_firm(reader: Reader) -> None:
    found = roles(reader, "Cirrus Foods founder and chief executive Dana Holt met the mayor.")
    assert set(found) == {Role("founder", "Cirrus Foods"), Role("chief executive", "Cirrus Foods")}


def test_what_somebody_is_said_to_be(reader: Reader) -> None:
    text = "Dana Holt is {} chief executive of Acme Motors."
    assert [role.title for role in roles(reader, text.format("the"))] == ["chief executive"]
    assert roles(reader, text.format("not the")) == ()
