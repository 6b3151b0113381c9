from __future__ import annotations

from collections import Counter

import pytest

from tools.benches import dealings, events, measures, page


def test_claims_are_the_same_each_time_as_many_as_asked_for_and_at_their_quotes() -> None:
    pile = dealings.made(300)
    assert pile == dealings.made(300)
    texts = {document.id: document.text for document in pile.documents}
    assert len({claim.id for claim in pile.claims}) == len(pile.event) == 300
    for claim in pile.claims:
        text = texts[claim.document]
        assert text[claim.span.start : claim.span.end] == claim.quote
        for mention in (*claim.actors, *claim.counterparts):
            assert text[mention.span.start : mention.span.end] == mention.name


def test_dealings_are_told_up_to_twelve_times_and_once_in_a_document() -> None:
    pile = dealings.made(2000)
    told = Counter(pile.event)
    assert 2 <= len(pile.claims) / len(told) <= 5
    assert max(told.values()) <= 12
    held = Counter((claim.document, event) for claim, event in zip(pile.claims, pile.event, strict=True))
    assert set(held.values()) == {1}
    assert {claim.kind for claim in pile.claims} == set(dealings.VERBS)


def test_parties_go_by_equal_names() -> None:
    pile = dealings.made(300)
    assert len({(party.name, party.kind) for party in pile.parties}) == len(pile.parties)
    named = {mention.name for claim in pile.claims for mention in (*claim.actors, *claim.counterparts)}
    assert named == {party.name for party in pile.parties}


def test_pairs_of_claims_are_counted() -> None:
    assert measures.precision_recall([1, 1, 1, 2], ["a", "a", "a", "b"]) == (1, 1)
    assert measures.precision_recall([1, 1, 1, 2], ["a", "a", "b", "b"]) == pytest.approx((0.5, 1 / 3))


def test_most_of_the_made_claims_are_grouped_as_they_were_made() -> None:
    pile = dealings.made(200)
    precision, recall = measures.precision_recall(pile.event, events._own(pile)[0])
    assert precision > 0.95
    assert recall > 0.85


def test_growth_is_the_slope_of_seconds_against_claims() -> None:
    assert measures.slope({1000: 1.0, 10_000: 10.0, 100_000: 100.0}) == pytest.approx(1)


def test_each_count_has_its_row_and_what_was_not_measured_a_dash() -> None:
    figures = {"seconds_1000": 2, "claims_per_second_1000": 500, "precision_1000": 0.9, "growth_exponent": 1.034}
    section = page.sections({"events": figures, "parties": {}})
    assert "| 1,000 | 500 | - | 0.900 | - | - | - | - | - |" in section
    assert "Growth exponent: 1.03 (at most 1.2)." in section
    assert "Who is who" not in section
