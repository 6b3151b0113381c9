"""Sentences in which a party owns up to a dealing told before, and those that say in which record it stands."""

from __future__ import annotations

import pytest

from tests.reconcile.telling import claim, only, origins, related, told

GAVE = "Acme gave $1 million to the Lee fund"


def _behind(more: str) -> list[str]:
    """Names of the origins behind a gift that the article tells of without a source."""
    found = claim("donation", GAVE, "Acme", "Lee Fund", amount="USD 1000000")
    relations = related(told("The Herald", "05-08", f"{GAVE}. {more}", found))
    return [origin.name for origin in origins(relations, only(relations, "donation"))]


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ("Acme confirmed the donation.", ["Acme"]),
        ("Acme later acknowledged the large payment.", ["Acme"]),
        ('It said: "Our gift came with no strings."', ["Acme"]),
        ("The gift, made in April, appears in accounts lodged with the registrar.", ["accounts"]),
        ("The donation is listed in the fund's annual return.", ["fund's annual return"]),
    ],
)
def test_a_party_or_a_record_stands_behind_what_the_article_told(more: str, names: list[str]) -> None:
    assert _behind(more) == names


@pytest.mark.parametrize(
    "more",
    [
        "Bolt confirmed the donation.",
        "The gift does not appear in the fund's accounts.",
        "The gift is missing from the register.",
        'Acme said: "Our plant is the best."',
        "Acme confirmed the closure.",
    ],
)
def test_other_sentences_add_no_origin(more: str) -> None:
    assert _behind(more) == ["The Herald"]


def test_a_loan_told_inside_an_inquiry_rests_on_nobodys_word_for_the_inquiry() -> None:
    watchdog = [("Fair Trade Office", "organisation")]
    text = "The Fair Trade Office opened an inquiry into the state loan to Acme."
    inquiry = claim("legal_action", text.rstrip("."), "Fair Trade Office", "Acme", said=watchdog)  # type: ignore[arg-type]
    loan = claim("government_action", "the state loan to Acme", "Cabinet", "Acme", said=watchdog)  # type: ignore[arg-type]
    found = related(told("The Herald", "05-08", text, inquiry, loan))
    assert [o.name for o in origins(found, only(found, "government_action"))] == ["Cabinet: public act"]
