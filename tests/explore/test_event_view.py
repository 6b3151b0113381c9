from __future__ import annotations

from cuibono.explore.event_view import event_view, event_views
from cuibono.model import Contradiction, Event, Span, Telling, Variant
from tests.explore.relations import GIFT, ledger


def test_an_event_in_words() -> None:
    view = event_view(ledger(), GIFT)
    assert (view.kind_words, view.amount, view.when) == ("Donation", "US$1 million", "2 May 2024")
    assert [party.name for party in (*view.actors, *view.counterparts)] == ["Acme", "the fund"]
    assert view.standing == "4 reports, 2 origins; 1 report denies it"
    assert (view.grade_words, view.stance) == ("corroborated", "asserted")
    assert view.quote.quote == "Acme gave the fund $1 million"


def test_the_reports_under_each_origin() -> None:
    aides, treasurer, acme = event_view(ledger(), GIFT).origins
    assert [(rung.report.outlet, rung.how) for rung in aides.rungs] == [
        ("Harbour Wire", "cites aides, via Harbour Wire"),
        ("Valley Echo", "copies Harbour Wire"),
        ("Newsnip", "rests on Valley Echo"),
    ]
    assert [origin.counted for origin in (aides, treasurer, acme)] == [True, True, False]
    assert acme.rungs[0].tellings[0].bears == "denies"
    assert "copies the passage" in aides.rungs[1].tellings[0].why


def test_values_side_by_side() -> None:
    (found,) = event_view(ledger(), GIFT).contradictions
    assert (found.words, found.sort_words) == ("the amount", "taken for a mistake")
    assert [(v.value, [r.outlet for r in v.reports]) for v in found.variants] == [
        ("$1 million", ["Harbour Wire", "Valley Echo"]),
        ("$10 million", ["Newsnip"]),
    ]


def test_quotations_are_compared_word_by_word() -> None:
    quoted = Contradiction("quote", "drift", (Variant("we will act", ()), Variant("we may act", ())))
    event = Event("evt-1", "threat", (), (Telling("doc-x", Span(0, 1)),), contradictions=(quoted,))
    first, second = event_view(ledger(), event).contradictions[0].variants
    assert first.runs == ()
    assert [(run.text, run.side) for run in second.runs] == [
        ("we", "same"),
        ("will", "left"),
        ("may", "right"),
        ("act", "same"),
    ]


def test_a_passage_that_is_no_claim_is_quoted_from_the_text() -> None:
    event = Event("evt-1", "gift", (), (Telling("doc-copy.txt", Span(31, 43), None, None, "adds_nothing"),))
    view = event_view(ledger(), event)
    assert [(telling.quote, telling.says_so) for telling in view.loose] == [("Harbour Wire", ())]
    assert view.standing == "1 report, no known origin"


def test_every_event_is_numbered_in_order() -> None:
    assert [(view.number, view.id) for view in event_views(ledger())] == [(1, "evt-wire0"), (2, "evt-paper42")]


def test_a_passage_under_two_origins_is_told_once() -> None:
    passages = (
        Telling("doc-wire.txt", Span(0, 4), None, "org-aides"),
        Telling("doc-wire.txt", Span(5, 9), None, "org-acme"),
    )
    copy = Telling("doc-copy.txt", Span(0, 4), None, "doc-wire.txt")
    event = Event("evt-1", "gift", (), (*passages, copy), origins=("org-aides", "org-acme"))
    view = event_view(ledger(), event)
    again = [telling.again for origin in view.origins for rung in origin.rungs for telling in rung.tellings]
    assert again == [False, False, False, True]
    assert len(view.tellings) == 3
