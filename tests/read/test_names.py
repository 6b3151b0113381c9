"""Who is named in a text, and what sort of party that is."""

from __future__ import annotations

import pytest

from cuibono.read import Reader
from cuibono.read.claims import Page
from cuibono.read.names import country, is_body, is_outlet, region
from tests.read.texts import document


def named(reader: Reader, text: str) -> list[tuple[str, str]]:
    return [(mention.name, mention.kind) for mention in reader.read(document(text)).mentions]


def kinds(reader: Reader, text: str) -> dict[str, str]:
    return dict(named(reader, text))


def test_a_person_and_a_company(reader: Reader) -> None:
    assert named(reader, "Dana Holt left Acme Corp in May.") == [("Dana Holt", "person"), ("Acme Corp", "organisation")]


def test_a_name_stands_where_its_span_says(reader: Reader) -> None:
    text = "In May [Dana Holt](https://pelton.example/holt) left **Acme Corp** for Bolt Motors."
    mentions = reader.read(document(text)).mentions
    assert len(mentions) == 3
    assert [text[mention.span.start : mention.span.end] for mention in mentions] == [m.name for m in mentions]


def test_a_public_body_by_its_head_noun(reader: Reader) -> None:
    assert kinds(reader, "The Bureau of Trade fined Acme Corp.")["Bureau of Trade"] == "public_body"


def test_a_name_that_breaks_off_takes_in_the_rest(reader: Reader) -> None:
    assert "Ministry of Trade and Industry" in kinds(reader, "The Ministry of Trade and Industry sued Acme Corp.")


def test_nobody_is_named(reader: Reader) -> None:
    assert named(reader, "The plant closed on Monday after a strike.") == []


def test_days_and_offices_are_no_names(reader: Reader) -> None:
    assert kinds(reader, "On Tuesday in March the CEO resigned.") == {}


def test_an_outlet_is_no_public_body(reader: Reader) -> None:
    assert kinds(reader, "The Pelton Herald reported a loss.") == {"Pelton Herald": "organisation"}


@pytest.mark.parametrize("name", ["Pelton Herald", "The Pelton Times", "Daily Chronicle", "pelton.com"])
def test_outlets(name: str) -> None:
    assert is_outlet(name)


@pytest.mark.parametrize("name", ["Acme Corp", "Bureau of Trade", "Dana Holt", ""])
def test_no_outlets(name: str) -> None:
    assert not is_outlet(name)


@pytest.mark.parametrize(
    "name",
    ["Department of Trade", "the Ministry of Steel", "Pelton City Council", "U.S. Senate", "Norwegian Parliament"],
)
def test_public_bodies(name: str) -> None:
    assert is_body(name)


@pytest.mark.parametrize("name", ["Acme Corp", "Pelton Chamber of Commerce", "Dana Holt", "Council Tools Inc", ""])
def test_no_public_bodies(name: str) -> None:
    assert not is_body(name)


def test_countries_by_their_short_names_too() -> None:
    assert country("Norway") == country("the Norway") == "Norway"
    assert country("Pelton") is None


def test_a_state_stands_for_its_authorities() -> None:
    assert region("Ohio")
    assert not region("Pelton")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The trade paper Bolt & Brick met Acme Corp.", "Bolt & Brick", "organisation"),
        ("According to The Port Pelton Ledger, Bo Ray met Acme.", "Port Pelton Ledger", "organisation"),
        ("Norland's competition regulator fined Acme Corp.", "Norland", "public_body"),
    ],
)
def test_kinds_by_the_words_around(reader: Reader, text: str, name: str, kind: str) -> None:
    assert kinds(reader, text)[name] == kind


def test_an_office_is_no_name(reader: Reader) -> None:
    text = "Commerce Secretary Ann Lowe met Bolt Motors. The Commerce Secretary was late."
    assert set(kinds(reader, text)) == {"Ann Lowe", "Bolt Motors"}


def test_a_town_is_no_short_form_of_its_university(reader: Reader) -> None:
    found = kinds(reader, "Bo Ray of the Pelton Institute of Mining flew to Pelton.")
    assert {"Pelton", "Pelton Institute of Mining"} <= set(found)


def test_people_go_by_first_names_in_a_transcript(reader: Reader) -> None:
    text = "Q: Did you meet?\n\nTHE GOVERNOR: Dana came to see me.\n\nQ: When?\n\nTHE GOVERNOR: Monday."
    assert kinds(reader, text)["Dana"] == "person"


def test_who_runs_a_firm_as_its_president_holds_no_office(reader: Reader) -> None:
    page = Page(document('"We sell," said Dana Holt, president and chief executive of Acme.'), reader.engine)
    assert [party.public for party in page.cast.parties if party.name == "Dana Holt"] == [False]
