"""Descriptions and pronouns: resolved where the text allows, left as they stand or open where not."""

from __future__ import annotations

import pytest

from cuibono.read import Reader
from tests.read.texts import actors, claims, counterparts, only, sides, sources

CHIEF = "Acme's chief executive, Dana Holt, arrived. "


@pytest.mark.parametrize(
    "sentence",
    [
        "She met the trade ministry on Monday.",
        "Holt met the trade ministry on Monday.",
        "Ms. Holt met the trade ministry on Monday.",
        "The chief executive met the trade ministry on Monday.",
        "Acme's chief executive met the trade ministry on Monday.",
        "The Acme chief executive met the trade ministry on Monday.",
    ],
)
def test_forms_of_one_person(reader: Reader, sentence: str) -> None:
    assert actors(only(reader, CHIEF + sentence, "meeting")) == ["Dana Holt"]


@pytest.mark.parametrize("name", ["The company", "It", "Acme"])
def test_forms_of_one_company(reader: Reader, name: str) -> None:
    claim = only(reader, f"Acme Corp had a hard year. {name} sued the ministry on Monday.", "legal_action")
    assert actors(claim) == ["Acme Corp"]


def test_a_public_body_by_its_noun(reader: Reader) -> None:
    text = "The Bureau of Trade met steel makers in May. The bureau fined Acme Corp on Monday."
    assert only(reader, text, "legal_action").actors[0].name == "Bureau of Trade"


def test_she_and_him_are_told_apart_by_title(reader: Reader) -> None:
    claim = only(reader, "Mr. Orr met Ms. Holt. She gave him a watch.", "gift")
    assert sides(claim) == (["Holt"], ["Orr"])


def test_a_pronoun_is_bound_by_who_speaks(reader: Reader) -> None:
    claim = only(reader, "Acme Corp said it had sued the ministry.", "legal_action")
    assert actors(claim) == ["Acme Corp"]


def test_a_relative_pronoun_is_its_noun(reader: Reader) -> None:
    claim = only(reader, "Acme, which makes chips, sued the ministry, which runs the port.", "legal_action")
    assert sides(claim) == (["Acme"], ["ministry"])


def test_the_object_of_a_relative_clause(reader: Reader) -> None:
    claim = only(reader, "The ministry, which Acme sued in May, declined to comment.", "legal_action")
    assert sides(claim) == (["Acme"], ["ministry"])


def test_i_and_we_are_who_speaks(reader: Reader) -> None:
    claim = only(reader, '"We will invest $1 billion in Ohio," Dana Holt said.', "pledge")
    assert actors(claim) == ["Dana Holt"]


def test_whose_campaign(reader: Reader) -> None:
    claim = only(reader, "Mayor Sam Orr thanked Acme. Acme had donated $5,000 to the mayor's campaign.", "donation")
    assert counterparts(claim) == ["Orr campaign"]


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Dana Holt is the chief executive of Acme. She met the governor on Monday.", "governor"),
        ("Acme's chief executive, Dana Holt, met the governor.", "governor"),
        ("Dana Holt and Ann Lee arrived. They met the governor.", "governor"),
        ("Dana Holt met the minister in London on Tuesday.", "minister"),
    ],
)
def test_an_office_that_nobody_in_the_text_holds_stays_as_it_stands(reader: Reader, text: str, whom: str) -> None:
    assert counterparts(only(reader, text, "meeting")) == [whom]


def test_his_campaign_is_not_her_own(reader: Reader) -> None:
    claim = only(reader, "Dana Holt met Mayor Sam Orr. She donated $5,000 to his campaign.", "donation")
    assert sides(claim) == (["Dana Holt"], ["Orr campaign"])


def test_i_in_a_transcript_is_who_speaks(reader: Reader) -> None:
    text = "THE MAYOR: Good morning.\n\nQ: Did you meet Dana Holt?\n\nTHE MAYOR: I met Dana Holt on Monday."
    assert [name.lower() for name in actors(only(reader, text, "meeting"))] == ["the mayor"]


def test_a_description_of_nobody_stays_as_it_stands(reader: Reader) -> None:
    assert actors(only(reader, "Acme executives met the trade minister.")) == ["Acme executives"]


def test_a_spokesperson_is_no_named_person(reader: Reader) -> None:
    text = "Dana Holt left. A spokesman met the trade minister."
    assert "Dana Holt" not in actors(only(reader, text, "meeting"))


@pytest.mark.parametrize(
    "text",
    [
        "She sued the ministry on Monday.",
        "It sued the ministry on Monday.",
        "They sued the ministry on Monday.",
    ],
)
def test_a_pronoun_with_nobody_before_it_is_left_open(reader: Reader, text: str) -> None:
    assert [actors(claim) for claim in claims(reader, text)] in ([], [[]])


def test_it_is_never_a_person(reader: Reader) -> None:
    for claim in claims(reader, "Dana Holt spoke. It sued the ministry on Monday."):
        assert actors(claim) == []


def test_nobody_deals_with_himself(reader: Reader) -> None:
    for claim in claims(reader, "Mayor Sam Orr praised Mayor Orr. Sam Orr met Orr and he sued him."):
        assert not set(actors(claim)) & set(counterparts(claim))


def test_a_name_far_before_is_not_taken_up(reader: Reader) -> None:
    filler = "Rain fell on the hills all day.\n\n" * 3
    for claim in claims(reader, f"Dana Holt spoke.\n\n{filler}She sued the ministry on Monday."):
        assert actors(claim) == []


@pytest.mark.parametrize("who", ["Its chief executive", "The company's CEO", "Its boss"])
def test_who_runs_the_company(reader: Reader, who: str) -> None:
    text = f"Dana Holt, the chief executive of Acme Motors, is rich. {who} met the mayor of Brenton in May."
    assert sides(only(reader, text, "meeting"))[0] == ["Dana Holt"]


def test_the_minister_is_not_the_first_minister(reader: Reader) -> None:
    text = "Finance Minister Lena Voss spoke. First Minister Ola Strand came later. The minister met Dana Holt in May."
    assert sides(only(reader, text, "meeting"))[0] == ["Lena Voss"]


def test_officials_of_a_town_are_officials_in_it(reader: Reader) -> None:
    claim = only(reader, "Officials in Kingscote have told Acme Motors to close its plant.", "government_action")
    assert actors(claim) == ["officials in Kingscote"]
    assert claim.actors[0].kind == "group"


def test_a_state_told_by_its_minister(reader: Reader) -> None:
    text = "Kingscote has imposed a tariff on Acme Motors, its trade minister said."
    claim = only(reader, text, "government_action")
    assert sides(claim) == (["Kingscote"], ["Acme Motors"])
    assert sources(claim) == [("Kingscote trade minister", "anonymous")]


def test_the_company_as_source_is_the_one_just_told_of(reader: Reader) -> None:
    claim = only(
        reader,
        "The donation to the mayor was made by Acme Motors, not by Bo Ray, according to the company.",
        "donation",
    )
    assert sources(claim) == [("Acme Motors", "organisation")]


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("Kilo Motors met Governor Ann Lee on Monday.", "union"),
        ("Staff at Kilo Motors have joined the United Metal Workers. Kilo Motors met Ann Lee.", "United Metal Workers"),
        ("The Unifast union met Kilo Motors in May. Kilo Motors offered a loan.", "Unifast union"),
        ("Bolder, the union of bank clerks, met Kilo Motors in May.", "Bolder"),
    ],
)
def test_the_union_is_no_firm(reader: Reader, before: str, who: str) -> None:
    claim = only(reader, f"{before} The union criticised Mayor Ruiz.", "criticism")
    assert sides(claim) == ([who], ["Ruiz"])


@pytest.mark.parametrize(("noun", "who"), [("university", "Northfield University"), ("hospital", "hospital")])
def test_a_body_that_is_no_firm(reader: Reader, noun: str, who: str) -> None:
    text = f"Acme Corp gave 3 million euros to Northfield University. The {noun} sued Acme Corp."
    assert sides(only(reader, text, "legal_action")) == ([who], ["Acme Corp"])


def test_an_industry_is_no_firm(reader: Reader) -> None:
    text = "Acme Corp met Mayor Ruiz in May. The industry praised Mayor Ruiz."
    assert actors(only(reader, text, "support")) == ["industry"]


@pytest.mark.parametrize(
    ("act", "whose"),
    [
        ("The ports ministry dropped", "ports ministry"),
        ("Bolt Motors dropped", "Bolt Motors"),
        ("It dropped", "Acme Corp"),
    ],
)
def test_what_one_drops_is_ones_own(reader: Reader, act: str, whose: str) -> None:
    text = f"Acme Corp met Ola Strand in May. {act} its lawsuit against Ferro Marine."
    assert sides(only(reader, text, "legal_action")) == ([whose], ["Ferro Marine"])


def test_what_a_ministry_drops_is_no_plan_of_the_firm(reader: Reader) -> None:
    text = "Acme Corp met Ola Strand in May. The ports ministry dropped its plan to raise berth fees."
    assert actors(only(reader, text, "government_action")) == ["ports ministry"]
    assert claims(reader, text, "company_policy_change") == []


def test_what_a_ministry_approves_is_not_its_own(reader: Reader) -> None:
    text = "Acme Corp met Ola Strand in May. The ministry approved its purchase of Ferro Marine."
    assert sides(only(reader, text, "government_action")) == (["ministry"], ["Acme Corp"])


def test_a_title_is_not_that_of_whom_its_holder_calls(reader: Reader) -> None:
    text = "Premier Dag Moen spoke. Orex chairwoman Eva Stahl left. On Friday the premier phoned Stahl. "
    assert actors(only(reader, f"{text}The premier sued Acme Corp.", "legal_action")) == ["Dag Moen"]
