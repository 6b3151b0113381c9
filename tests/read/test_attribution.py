"""Who is said to say so, nearest first, and what sort of source that is."""

from __future__ import annotations

import msgspec
import pytest

from cuibono.read import Reader
from tests.read.texts import claims, document, only, sources

GIFT = "Acme gave $1 million to the inaugural fund"
HERALD = ("Pelton Herald", "outlet")


def voices(reader: Reader, text: str) -> list[tuple[str, str]]:
    return sources(only(reader, text, "donation"))


def test_what_the_article_itself_states_has_no_source(reader: Reader) -> None:
    assert voices(reader, f"{GIFT}.") == []


@pytest.mark.parametrize(
    "text",
    [
        f"{GIFT}, according to the Pelton Herald.",
        f"According to the Pelton Herald, {GIFT}.",
        f"The Pelton Herald reported that {GIFT}.",
        f"The Pelton Herald reported on Monday that {GIFT}.",
        f"{GIFT}, the Pelton Herald reported.",
        f"As the Pelton Herald reported, {GIFT}.",
        f"{GIFT}, as the Pelton Herald reported.",
    ],
)
def test_an_outlet(reader: Reader, text: str) -> None:
    assert voices(reader, text) == [HERALD]


def test_a_passive_report(reader: Reader) -> None:
    text = "A meeting between Dana Holt and Mayor Sam Orr was reported by the Pelton Herald."
    assert sources(only(reader, text)) == [HERALD]


@pytest.mark.parametrize(
    "text",
    [
        f"Dana Holt said that {GIFT}.",
        f"Dana Holt said {GIFT}.",
        f"{GIFT}, Dana Holt said.",
        f"{GIFT}, said Dana Holt.",
        f'"{GIFT}," Dana Holt said.',
        f"“{GIFT},” said Dana Holt.",
        f'Dana Holt said: "{GIFT}."',
        f"Dana Holt told reporters that {GIFT}.",
        f"Dana Holt told the Pelton Herald that {GIFT}.",
        f"{GIFT}, according to Dana Holt.",
    ],
)
def test_a_person(reader: Reader, text: str) -> None:
    assert voices(reader, text) == [("Dana Holt", "person")]


@pytest.mark.parametrize(
    "text",
    [
        f"Bolt Motors said that {GIFT}.",
        f"Bolt Motors confirmed in a statement that {GIFT}.",
        f"In a press release, Bolt Motors said that {GIFT}.",
    ],
)
def test_an_organisation(reader: Reader, text: str) -> None:
    assert voices(reader, text) == [("Bolt Motors", "organisation")]


def test_a_spokesperson_speaks_for_the_organisation(reader: Reader) -> None:
    ((name, kind),) = voices(reader, f"A spokesperson for Bolt Motors said {GIFT}.")
    assert "Bolt Motors" in name
    assert kind == "organisation"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{GIFT}, according to two people familiar with the matter.", "two people familiar with the matter"),
        (f"{GIFT}, according to people familiar with the matter.", "people familiar with the matter"),
        (f"Two officials said {GIFT}.", "Two officials"),
    ],
)
def test_the_unnamed(reader: Reader, text: str, name: str) -> None:
    ((found, kind),) = voices(reader, text)
    assert found.lower() == name.lower()
    assert kind == "anonymous"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"Court filings show that {GIFT}.", "official_record"),
        (f"Emails show that {GIFT}.", "document"),
        (f"According to court filings, {GIFT}.", "official_record"),
    ],
)
def test_papers(reader: Reader, text: str, kind: str) -> None:
    assert kind in {found for _, found in voices(reader, text)}


def test_a_chain_runs_from_the_nearest(reader: Reader) -> None:
    text = f"{GIFT}, the Pelton Herald reported, citing people familiar with the matter."
    assert voices(reader, text) == [HERALD, ("people familiar with the matter", "anonymous")]


def test_a_chain_that_begins_with_who_is_cited(reader: Reader) -> None:
    text = f"Citing two officials, the Pelton Herald reported that {GIFT}."
    assert voices(reader, text) == [HERALD, ("two officials", "anonymous")]


def test_nobody_is_made_up_for_reportedly(reader: Reader) -> None:
    assert voices(reader, "Acme reportedly gave $1 million to the inaugural fund.") == []
    assert voices(reader, f"It was reported that {GIFT}.") == []


def test_reportedly_goes_back_to_the_sentence_before(reader: Reader) -> None:
    text = "The Pelton Herald reported that Acme was losing money. Acme reportedly gave $1 million to the mayor's fund."
    assert voices(reader, text) == [HERALD]


def test_the_report_is_that_of_the_outlet_named_before(reader: Reader) -> None:
    text = f"The Pelton Herald reported on Monday that Acme had met the minister. The report said {GIFT}."
    assert voices(reader, text) == [HERALD]


def test_the_company_is_who_is_named_before(reader: Reader) -> None:
    assert voices(reader, f"{GIFT}, the company said on Monday.") == [("Acme", "organisation")]


def test_what_reports_and_cites_is_an_outlet(reader: Reader) -> None:
    found = voices(reader, "Acme will donate $1 million to the fund, ChipNews reported, citing a spokesman for Acme.")
    assert found == [("ChipNews", "outlet"), ("Acme spokesman", "organisation")]


def test_a_source_of_one_sentence_is_not_that_of_the_next(reader: Reader) -> None:
    text = f"Dana Holt said that Acme was losing money. {GIFT}."
    assert voices(reader, text) == []


def test_a_subject_that_speaks_is_no_source_of_its_own_act(reader: Reader) -> None:
    assert sources(only(reader, "Acme urged the ministry to drop the rule.")) == []


def test_a_quotation_goes_on_in_the_same_voice(reader: Reader) -> None:
    text = '"We make chips," Dana Holt said. "Acme gave $1 million to the inaugural fund in May."'
    assert voices(reader, text) == [("Dana Holt", "person")]


def test_who_speaks_in_a_transcript(reader: Reader) -> None:
    text = "THE MAYOR: Good morning to you all.\n\nQ: What is new?\n\nTHE MAYOR: Acme sued the ministry on Monday."
    ((name, kind),) = sources(only(reader, text, "legal_action"))
    assert (name.lower(), kind) == ("the mayor", "person")


def test_a_question_states_nothing(reader: Reader) -> None:
    text = "THE MAYOR: Hello.\n\nQ: Acme sued the ministry, is that so?\n\nTHE MAYOR: No."
    assert claims(reader, text) == []


def test_where_a_source_is_named(reader: Reader) -> None:
    text = f"{GIFT}, according to the Pelton Herald."
    (source,) = only(reader, text).attribution
    assert source.span
    assert "Herald" in text[source.span.start : source.span.end]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Acme donated $2 million to the fund, the company said late on Monday, a step it never took.", ["Acme"]),
        ("Dana Holt met the minister, two guests told the Pelton Herald.", ["two guests"]),
        ("Dana Holt met the minister on Monday, according to the ministerial diary.", ["ministerial diary"]),
        (
            "Corner News reported, after the Pelton Herald, that Dana Holt met the minister.",
            ["Corner News", "Pelton Herald"],
        ),
        ("Acme never disclosed a payment to the ministry.", []),
        ("The Permit Bureau denied that licences were conditional on payment.", ["Permit Bureau"]),
    ],
)
def test_who_says_so(reader: Reader, text: str, names: list[str]) -> None:
    assert [name for name, _ in sources(only(reader, text))] == names


def test_who_the_president_is_by_the_heading_of_a_transcript(reader: Reader) -> None:
    text = "Q: And Acme?\n\nTHE PRESIDENT: I met Acme.\n\nQ: When?\n\nTHE PRESIDENT: On Monday."
    found = msgspec.structs.replace(document(text), title="Remarks by President Sam Orr to reporters")
    (claim,) = reader.read(found).claims
    assert sources(claim) == [("President Sam Orr", "person")]
    bare = msgspec.structs.replace(document(text), title="Remarks")
    assert sources(reader.read(bare).claims[0]) == [("The President", "person")]


@pytest.mark.parametrize(
    ("publisher", "chain"),
    [("Daily Lantern", ["Brenton Herald", "senior aide"]), ("The Brenton Herald", ["senior aide"])],
)
def test_what_somebody_told_another_outlet_came_through_it(reader: Reader, publisher: str, chain: list[str]) -> None:
    told = document("A senior aide told the Brenton Herald that Dana Holt met Senator Sam Orr in June.")
    (claim,) = reader.read(msgspec.structs.replace(told, publisher=publisher)).claims
    assert [name for name, _ in sources(claim)] == chain


def test_telling_an_outlet_is_no_order(reader: Reader) -> None:
    text = "Two officials told the Brenton Herald that Acme Motors had fired its chairman."
    assert not claims(reader, text, "government_action")


def test_an_earlier_report_confirmed_is_not_the_source(reader: Reader) -> None:
    text = "Dana Holt met Senator Sam Orr, two officials said, confirming an earlier report in the Brenton Herald."
    assert sources(only(reader, text, "meeting")) == [("two officials", "anonymous")]


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        (f"{GIFT}, says a memo to staff seen by the Pelton Herald.", "memo"),
        (f"{GIFT}, reveals an internal email.", "internal email"),
        (f"A letter to the mayor shows that {GIFT}.", "letter"),
    ],
)
def test_a_paper_of_nobody_named_speaks_for_itself(reader: Reader, text: str, paper: str) -> None:
    assert voices(reader, text) == [(paper, "document")]


def test_it_is_the_body_without_a_name_that_the_sentence_before_spoke_of(reader: Reader) -> None:
    text = 'The ministry disagrees. "The minister met Dana Holt on 3 March," it said in answer to questions.'
    assert sources(only(reader, text, "meeting")) == [("ministry", "organisation")]


def test_what_another_act_is_dated_by_is_nobodys_word(reader: Reader) -> None:
    text = "Five days before the Cabinet lent Acme $30 million, Dana Holt met Ann Lee, according to two aides."
    assert sources(only(reader, text, "government_action")) == []
    assert sources(only(reader, text, "meeting")) == [("two aides", "anonymous")]
