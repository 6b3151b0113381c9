from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from cuibono import explore, judgements
from cuibono.errors import MissingError, UsageError
from cuibono.explore.case import Case
from cuibono.explore.pages import choice, front, lists, network, search, single, timeline
from cuibono.settings import CaseFolder
from tools.benches import ledgers


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder: Path = tmp_path_factory.mktemp("made") / "case"
    ledgers.made(folder, 900)
    with explore.open(folder) as found:
        yield found


def busiest(case: Case, number: int) -> list[str]:
    return [one.party for one in case.browse.party_list(number)]


def test_the_links_at_the_end_of_a_list_lead_through_all_of_it(case: Case) -> None:
    party = busiest(case, 1)[0]
    found: list[str] = []
    query: lists.EventsQuery | None = lists.EventsQuery(party=party, order="oldest")
    while query:
        page = lists.event_list(case, query)
        found += [event.id for event in page.events]
        query = lists.EventsQuery(party=party, order="oldest", after=page.next) if page.next else None
    assert len(found) > choice.STRETCH
    assert sorted(found) == sorted(e.id for e in case.events() if party in e.actors + e.counterparts)


def test_two_parties_stand_in_the_same_events_whichever_is_named_first(case: Case) -> None:
    several = busiest(case, 6)
    pairs = [(one, other) for one in several for other in several if one < other]
    for one, other in pairs:
        both = {e.id for e in case.events() if {one, other} <= {*e.actors, *e.counterparts}}
        for party, second in ((one, other), (other, one)):
            page = lists.event_list(case, lists.EventsQuery(party=party, other=second))
            assert {event.id for event in page.events} == both
            assert {line.id for line in page.parties} == {one, other}
    assert any(lists.event_list(case, lists.EventsQuery(party=one, other=other)).events for one, other in pairs)


def test_facets_count_the_claims_that_hold_the_words(case: Case) -> None:
    publisher = {document.id: document.publisher for document in case.documents()}
    of = {claim: event for event in case.events() for claim in event.claims}
    holding = [claim for claim in case.claims() if "million" in claim.quote]
    found = search.search(case, search.SearchQuery(words="million"))
    assert found.claims == len(holding)
    assert not found.more
    assert {f.value: f.claims for f in found.kinds} == Counter(of[claim.id].kind for claim in holding)
    assert {f.value: f.claims for f in found.grades} == Counter(of[claim.id].grade for claim in holding)
    outlets = Counter(publisher[claim.document] for claim in holding)
    assert all(outlets[f.value] == f.claims for f in found.outlets)
    outlet = found.outlets[0].value
    narrowed = search.search(case, search.SearchQuery(words="million", outlet=outlet, kind="pledge"))
    fitting = [c for c in holding if publisher[c.document] == outlet and of[c.id].kind == "pledge"]
    assert narrowed.claims == len(fitting)
    assert {one.claim for one in narrowed.found} == {claim.id for claim in fitting}
    assert all("[million]" in one.excerpt and one.event for one in found.found)


def test_where_more_claims_hold_a_word_than_are_counted_it_says_so(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_LOOKED", 20)
    found = search.search(case, search.SearchQuery(words="over"))
    assert (found.claims, found.more) == (20, True)
    assert search.search(case, search.SearchQuery(words="")).claims == 0


def test_the_page_of_a_party_shows_part_of_its_namings_and_counts_them_all(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single, "_NAMINGS", 10)
    party = busiest(case, 1)[0]
    page = single.party_page(case, party, single.PartyQuery())
    whole = case.identity(party)
    assert (page.namings, page.identity.namings) == (len(whole.namings), whole.namings[:10])
    assert set(page.identity.links) <= set(whole.links)
    assert page.identity.links
    assert page.total == sum(party in e.actors + e.counterparts for e in case.events())
    assert sum(flow.acting + flow.facing for flow in page.flows) == page.total
    with pytest.raises(MissingError, match="no such party"):
        single.party_page(case, "pty-222222222222", single.PartyQuery())


def test_a_timeline_shows_events_or_counts_them(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = timeline.timeline(case, timeline.TimelineQuery())
    dated = [event for event in case.events() if event.period]
    assert {mark.id for mark in shown.events} == {event.id for event in dated}
    assert (shown.total, shown.undated) == (len(case.events()), len(case.events()) - len(dated))
    again = timeline.timeline(case, timeline.TimelineQuery())
    assert again == shown
    monkeypatch.setattr(timeline, "MOST", 20)
    monkeypatch.setattr(timeline, "WINDOW", 20)
    counted = timeline.timeline(case, timeline.TimelineQuery())
    assert not counted.events
    assert sum(one.events for one in counted.bins) == len(dated)
    assert counted.lanes == shown.lanes


def test_the_front_page_counts_what_there_is(case: Case) -> None:
    page = front.front(case, front.FrontQuery())
    assert {share.key: share.events for share in page.grades} == case.browse.grades()
    assert page.problems == len(case.problems())
    assert page.differing.events == sum(bool(event.contradictions) for event in case.events())
    assert [event.id for event in page.single.shown]
    later = front.front(case, front.FrontQuery(since="2019-06-01T00:00:00Z"))
    assert later.fresh
    came = {d.id for d in case.documents()[later.fresh.documents * -1 :]}
    assert later.fresh.events == sum(bool(came & set(event.documents)) for event in case.events())


def test_the_network_is_of_the_parties_that_deal_most(case: Case) -> None:
    centre = busiest(case, 1)[0]
    found = network.network(case, network.NetworkQuery(party=centre, most=10))
    assert found.centre
    assert found.centre.id == centre
    for tie in found.ties:
        both = [e for e in case.events() if tie.actor in e.actors and tie.counterpart in e.counterparts]
        assert (tie.events, tie.kinds) == (len(both), Counter(event.kind for event in both))


def test_a_place_that_no_page_gave_is_refused(case: Case) -> None:
    with pytest.raises(UsageError, match="no place in the list"):
        lists.event_list(case, lists.EventsQuery(after="2024"))


def test_a_decision_waits_from_the_moment_it_is_made(case: Case) -> None:
    event = next(event for event in case.events() if len(event.claims) > 1)
    assert not case.waiting_decisions()
    judgements.append(
        CaseFolder(case.folder), "different", event.claims[:2], "me", "two dinners", "2024-11-05T12:00:00Z"
    )
    assert [judgement.why for judgement in case.waiting_decisions()] == ["two dinners"]
