"""Claims: the twelve kinds of dealing, who does them to whom, in the forms in which news tells of them."""

from __future__ import annotations

import pytest

from cuibono.model import Kind
from cuibono.read import Reader
from tests.read.texts import actors, claims, counterparts, document, only, sides

ACME, HOLT, ORR = ["Acme"], ["Dana Holt"], ["Sam Orr"]


@pytest.mark.parametrize(
    ("text", "kind", "who", "whom"),
    [
        ("Dana Holt met Mayor Sam Orr.", "meeting", HOLT, ORR),
        ("Dana Holt had dinner with Mayor Sam Orr.", "meeting", HOLT, ORR),
        ("A meeting between Dana Holt and Mayor Sam Orr lasted an hour.", "meeting", HOLT, ORR),
        ("Acme donated $1 million to the inaugural fund.", "donation", ACME, ["inaugural fund"]),
        ("$1 million was donated to the inaugural fund by Acme.", "donation", ACME, ["inaugural fund"]),
        ("Acme gave Mayor Sam Orr a gold watch.", "gift", ACME, ORR),
        ("Acme pledged to invest $2 billion in the port.", "pledge", ACME, []),
        ("Acme urged the ministry to drop the rule.", "lobbying", ACME, ["ministry"]),
        ("Dana Holt's lobbying of the ministry worried Ann Lee.", "lobbying", HOLT, ["ministry"]),
        ("Acme appointed Ann Lee as chief financial officer.", "appointment", ACME, ["Ann Lee"]),
        ("Ann Lee resigned as chief executive of Acme.", "appointment", ["Ann Lee"], ACME),
        ("Acme scrapped its diversity programme.", "company_policy_change", ACME, []),
        ("The ministry banned the app.", "government_action", ["ministry"], []),
        ("Governor Sam Orr threatened Acme with tariffs.", "threat", ORR, ACME),
        ("Acme sued the ministry.", "legal_action", ACME, ["ministry"]),
        ("The ministry was sued by Acme.", "legal_action", ACME, ["ministry"]),
        ("The ministry fined Acme $3 million.", "legal_action", ["ministry"], ACME),
        ("Dana Holt praised Governor Sam Orr.", "support", HOLT, ORR),
        ('"Governor Sam Orr has done a great job," Dana Holt said.', "support", HOLT, ORR),
        ("Acme criticized the ministry.", "criticism", ACME, ["ministry"]),
        ("The ministry was criticized by Acme.", "criticism", ACME, ["ministry"]),
    ],
)
def test_kinds(reader: Reader, text: str, kind: Kind, who: list[str], whom: list[str]) -> None:
    claim = only(reader, text)
    assert claim.kind == kind
    assert sides(claim) == (who, whom)


def test_four_counterparts_of_one_meeting(reader: Reader) -> None:
    text = "Dana Holt met with the finance minister, as well as with Ann Lee, Sam Orr and Bo Ray, on Monday."
    claim = only(reader, text)
    assert sides(claim) == (HOLT, ["finance minister", "Ann Lee", "Sam Orr", "Bo Ray"])


def test_actors_of_one_donation(reader: Reader) -> None:
    claim = only(reader, "Acme, Bolt Motors and Dana Holt donated to the inaugural fund.")
    assert set(actors(claim)) == {"Acme", "Bolt Motors", "Dana Holt"}


def test_neither_nor_is_one_claim(reader: Reader) -> None:
    claim = only(reader, "Neither Acme nor Dana Holt met the minister.")
    assert sides(claim) == (["Acme", "Dana Holt"], ["minister"])


def test_coordinated_verbs_share_their_subject(reader: Reader) -> None:
    text = "Dana Holt met Mayor Sam Orr and donated $5,000 to the mayor's campaign."
    met, gave = claims(reader, text)
    assert (met.kind, gave.kind) == ("meeting", "donation")
    assert actors(met) == actors(gave) == HOLT


def test_a_relative_clause_tells_too(reader: Reader) -> None:
    text = "Dana Holt, who met Mayor Sam Orr on Monday, sued the ministry."
    assert {claim.kind for claim in claims(reader, text)} == {"meeting", "legal_action"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Acme pledged to invest $2 billion in Ohio.", "pledge"),
        ("The ministry threatened to sue Acme Corp.", "threat"),
        ("Acme asked the ministry to approve the port.", "lobbying"),
    ],
)
def test_what_is_promised_or_asked_is_one_claim(reader: Reader, text: str, kind: Kind) -> None:
    assert [claim.kind for claim in claims(reader, text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rain fell on Pelton.",
        "The plant met its target.",
        "Dana Holt gave up.",
        "Acme makes chips in Ohio.",
        "The match between Pelton and Orrin ended in a draw.",
        "Ann Lee met her husband at school.",
    ],
)
def test_no_dealing(reader: Reader, text: str) -> None:
    assert claims(reader, text) == []


def test_a_claim_names_its_cue_and_its_rules(reader: Reader) -> None:
    claim = only(reader, "Acme sued the ministry.")
    assert claim.cue.startswith("legal_action.")
    assert any("sued" in rule for rule in claim.rules)


def test_the_same_said_twice_is_two_claims_with_two_spans(reader: Reader) -> None:
    first, second = claims(reader, "Acme sued the ministry.\n\nAcme sued the ministry.")
    assert first.quote == second.quote
    assert first.span < second.span
    assert first.id != second.id


def test_a_mention_carries_the_role_and_stands_where_the_claim_names_it(reader: Reader) -> None:
    text = "Dana Holt, the chief executive of Acme, sued the ministry."
    (holt,) = only(reader, text).actors
    assert text[holt.span.start : holt.span.end] == "Dana Holt"
    assert [role.title for role in holt.roles] == ["chief executive"]


def test_bullets_are_read_each_for_itself(reader: Reader) -> None:
    found = claims(reader, "- Acme sued the ministry.\n- Bolt Motors met the trade minister.")
    assert [(claim.kind, actors(claim)) for claim in found] == [("legal_action", ACME), ("meeting", ["Bolt Motors"])]


def test_links_are_read_through(reader: Reader) -> None:
    text = "[Acme](https://acme.example) met [Dana Holt](https://holt.example) and [Mayor Sam Orr](/orr)."
    claim = only(reader, text)
    assert counterparts(claim) == ["Dana Holt", "Sam Orr"]


def test_byline_and_dateline_name_no_party(reader: Reader) -> None:
    text = "By Bo Ray\n\nPELTON, March 3 (Herald) — Acme sued the ministry on Monday over the new port rule."
    assert sides(only(reader, text)) == (ACME, ["ministry"])
    assert "Bo Ray" not in {mention.name for mention in reader.read(document(text)).mentions}


def test_a_dealing_with_no_party_at_all_is_noted(reader: Reader) -> None:
    reading = reader.read(document("The suit was settled in May."))
    assert [sides(claim) for claim in reading.claims] == [([], [])]
    assert [problem.code for problem in reading.problems] == ["no_party"]
    assert reading.problems[0].span == reading.claims[0].span


def test_the_last_verb_goes_back_to_the_first_subject(reader: Reader) -> None:
    text = "Acme has not sold a chip since licences were granted in May and has paid the Norland government nothing."
    claim = only(reader, text, "donation")
    assert (sides(claim), claim.stance) == ((ACME, ["Norland government"]), "denied")


def test_officials_hold_out_approval(reader: Reader) -> None:
    assert sides(only(reader, "Ministry officials told Acme to expect approval.", "pledge"))[1] == ACME


def test_a_share_of_what_firms_earn(reader: Reader) -> None:
    text = "The government will receive 15% of the revenue that Acme Corp and Bolt Motors earn from exports."
    assert sides(only(reader, text, "government_action")) == (["government"], ["Acme Corp", "Bolt Motors"])


def test_what_a_court_is_asked_for_is_not_what_it_does(reader: Reader) -> None:
    claim = only(reader, "The union asked the High Court to annul the permit.", "legal_action")
    assert (claim.stance, actors(claim)) == ("asserted", ["union"])


def test_a_post_told_in_a_clause_is_its_holders(reader: Reader) -> None:
    claim = only(reader, "Bo Ray, the former head of mines who became deputy chair of Acme, left.", "appointment")
    assert sides(claim) == (["Acme"], ["Bo Ray"])
