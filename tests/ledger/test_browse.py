from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono.ledger.browse import Browse, Told, Wanted
from cuibono.model import Event
from cuibono.settings import CaseFolder
from tools.benches import ledgers

UNDATED = "9999-12-31"
MOST = 10_000


@pytest.fixture(scope="module")
def browse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browse]:
    case: Path = tmp_path_factory.mktemp("made") / "case"
    ledgers.made(case, 900)
    found = Browse(CaseFolder(case).ledger)
    yield found
    found.close()


@pytest.fixture(scope="module")
def events(browse: Browse) -> list[Event]:
    """Every event, in the order in which lists have them."""
    return sorted(browse.events(), key=lambda event: (first(event), event.id))


def first(event: Event) -> str:
    known = event.period and (event.period.earliest or event.period.latest)
    return known.isoformat() if known else UNDATED


def last(event: Event) -> str:
    known = event.period and (event.period.latest or event.period.earliest)
    return known.isoformat() if known else UNDATED


def fits(event: Event, wanted: Wanted) -> bool:
    sides = {"actor": event.actors, "counterpart": event.counterparts}
    where = sides[wanted.side] if wanted.side else event.actors + event.counterparts
    return (
        wanted.kind in (None, event.kind)
        and wanted.grade in (None, event.grade)
        and (not wanted.differing or bool(event.contradictions))
        and (wanted.first or "") <= first(event) <= (wanted.last or UNDATED)
        and (wanted.first is None or first(event) < UNDATED)
        and (wanted.party is None or wanted.party in where)
        and (wanted.other is None or wanted.other in event.actors + event.counterparts)
    )


def walked(browse: Browse, wanted: Wanted, stretch: int, newest: bool) -> list[str]:
    """The ids that come of going on from stretch to stretch."""
    found: list[str] = []
    after: tuple[str, ...] = ()
    while lines := browse.lines(wanted, stretch, after, newest):
        found += [event for event, _ in lines]
        after = (lines[-1][1], lines[-1][0])
    return found


def all_wanted(events: list[Event]) -> st.SearchStrategy[Wanted]:
    parties = [party for party, _ in Counter(p for e in events for p in e.actors + e.counterparts).most_common(6)]
    days = st.none() | st.sampled_from(sorted({first(event) for event in events})[::7])
    return st.builds(
        Wanted,
        kind=st.none() | st.sampled_from(sorted({event.kind for event in events})),
        grade=st.none() | st.sampled_from(sorted({event.grade for event in events})),
        differing=st.booleans(),
        first=days,
        last=days,
    ) | st.builds(
        Wanted,
        party=st.sampled_from(parties),
        other=st.none() | st.sampled_from(parties),
        side=st.none() | st.sampled_from(["actor", "counterpart"]),
        differing=st.booleans(),
        first=days,
    )


@given(data=st.data(), stretch=st.integers(1, 50), newest=st.booleans())
def test_stretches_hold_each_event_that_fits_once_and_in_order(
    browse: Browse, events: list[Event], data: st.DataObject, stretch: int, newest: bool
) -> None:
    wanted = data.draw(all_wanted(events))
    fitting = [event.id for event in events if fits(event, wanted)]
    assert walked(browse, wanted, stretch, newest) == (fitting[::-1] if newest else fitting)


@given(start=st.integers(-400, 2000), days=st.integers(0, 900), open_end=st.booleans())
def test_a_window_holds_what_lies_in_it_at_least_in_part(
    browse: Browse, events: list[Event], start: int, days: int, open_end: bool
) -> None:
    begin = date(2019, 1, 1) + timedelta(start)
    low, high = begin.isoformat(), None if open_end else (begin + timedelta(days)).isoformat()
    inside = [e for e in events if first(e) <= (high or "9999") and last(e) >= low and first(e) != UNDATED]
    found = browse.window(Wanted(first=low, last=high), MOST)
    assert [line.event for line in found] == [event.id for event in inside]
    party = browse.party_list(1)[0].party
    asked = browse.party_window([party], Wanted(first=low, last=high), MOST)
    assert [line.event for line in asked] == [e.id for e in inside if party in e.actors + e.counterparts]


def test_long_and_open_periods_are_among_the_made_ones(events: list[Event]) -> None:
    periods = [event.period for event in events if event.period]
    assert any(p.earliest and p.latest and p.latest - p.earliest > timedelta(366) for p in periods)
    assert any(p.earliest is None for p in periods)
    assert any(p.latest is None for p in periods)


def test_a_line_says_what_its_event_says(browse: Browse, events: list[Event]) -> None:
    told = {line.event: msgspec.json.decode(line.told, type=Told) for line in browse.window(Wanted(), MOST)}
    names = {party.id: party.name for party in browse.parties()}
    days = {d.id: d.published.earliest.isoformat() for d in browse.documents() if d.published and d.published.earliest}
    for event in (event for event in events if event.id in told):
        line = told[event.id]
        assert (line.amount, line.period) == (event.amount, event.period)
        assert line.actors == ", ".join(names[party] for party in event.actors)
        assert line.reports == len({t.document for t in event.tellings if t.bears == "supports"})
        assert line.origins == len(event.origins)
        assert list(line.reported) == sorted({days[key] for key in event.documents if key in days})


def test_tallies_and_ties_count_what_the_events_are(browse: Browse, events: list[Event]) -> None:
    counted = Counter((e.kind, first(e)[:7]) for e in events)
    assert {(t.kind, t.month): t.events for t in browse.months()} == counted
    disputed = Counter(first(e)[:7] for e in events if (e.kind, e.grade) == ("gift", "disputed"))
    assert {t.month: t.events for t in browse.months("", "gift", "disputed")} == disputed
    shares = Counter((e.kind, e.grade) for e in events)
    assert {(t.kind, t.grade): t.events for t in browse.shares()} == shares
    for summed in browse.party_list(5):
        sides = [(e, side) for e in events for side in ("actor", "counterpart") if summed.party in of(e, side)]
        assert summed.events == len({event.id for event, _ in sides})
        assert {(t.kind, t.side, t.month): t.events for t in browse.flows(summed.party)} == Counter(
            (e.kind, side, first(e)[:4]) for e, side in sides
        )
    keys = [summed.party for summed in browse.party_list(30)]
    between = Counter((a, c, e.kind, e.grade) for e in events for a in e.actors for c in e.counterparts if a != c)
    found = {(t.actor, t.counterpart, t.kind, t.grade): t.events for t in browse.ties_among(keys, Wanted())}
    assert found == {pair: n for pair, n in between.items() if pair[0] in keys and pair[1] in keys}


def of(event: Event, side: str) -> tuple[str, ...]:
    return event.actors if side == "actor" else event.counterparts


def test_parties_come_by_events_and_by_name_each_once(browse: Browse) -> None:
    for by_name in (False, True):
        after: tuple[str, ...] = ()
        found: list[str] = []
        while stretch := browse.party_list(7, after, by_name):
            found += [one.party for one in stretch]
            end = stretch[-1]
            after = (end.sort, end.party) if by_name else (str(end.events), end.sort, end.party)
        assert len(found) == len(set(found)) == browse.counts()["parties"]


def test_a_name_finds_the_busiest_parties_that_have_it(browse: Browse) -> None:
    busiest = [one for one in browse.party_list(MOST) if "motors" in one.sort.split()]
    assert len(busiest) > 3
    assert [one.party for one in browse.party_search("motors", 3)] == [one.party for one in busiest[:3]]
    beginning = browse.party_search(f"{busiest[0].name[:5]}*", 50)
    assert busiest[0] in beginning


def test_articles_come_latest_first_and_those_without_a_day_by_id(browse: Browse) -> None:
    every = browse.documents()
    day = {d.id: d.published.earliest.isoformat() for d in every if d.published and d.published.earliest}
    assert 0 < len(day) < len(every)
    found: list[str] = []
    after: tuple[str, ...] = ()
    while stretch := browse.article_list(9, after):
        found += [one.id for one in stretch]
        after = (stretch[-1].earliest or "", stretch[-1].id)
    assert found == sorted(day, key=lambda key: (day[key], key), reverse=True)
    undated = [one.id for one in browse.article_list(MOST, (), dated=False)]
    assert undated == sorted(d.id for d in every if d.id not in day)
    outlet = every[0].publisher
    asked = [one.id for one in browse.article_list(MOST, (), publisher=outlet)]
    assert sorted(asked) == sorted(d.id for d in every if d.publisher == outlet and d.id in day)


def test_documents_without_their_texts_are_the_same_otherwise(browse: Browse) -> None:
    ids = [document.id for document in browse.documents()[:5]]
    whole = browse.whole_documents(ids)
    assert all(document.text for document in whole)
    assert browse.headed(ids) == tuple(msgspec.structs.replace(document, text="") for document in whole)


def test_a_common_word_gives_the_latest_claims_and_a_rare_one_the_best(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [match.number for match in browse.matches("motors", MOST)]
    assert numbers == sorted(numbers, reverse=True)
    best = browse.ranked("motors", numbers, 5)
    assert [hit.claim for hit in browse.search("motors")[:5]] == [one.claim for one in browse.excerpts("motors", best)]
    monkeypatch.setattr("cuibono.ledger.searching.COMMON", 3)
    assert browse.ranked("motors", numbers, 5) == tuple(numbers[:5])
    assert all("[Motors]" in one.text for one in browse.excerpts("motors", numbers[:5]))
    latest = [document for document, _ in browse.article_matches("motors", 4)]
    order = [document.id for document in browse.documents()]
    assert [order.index(key) for key in latest] == sorted((order.index(key) for key in latest), reverse=True)
