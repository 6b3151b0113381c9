"""What people may want to decide, and how their decisions come in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from cuibono import explore, judgements, pipeline
from cuibono.collect import archive
from cuibono.errors import UsageError
from cuibono.explore.pages.history import HistoryQuery, history_page
from cuibono.explore.pages.undecided import ClaimItem, context
from cuibono.ledger.queue import Passage
from cuibono.settings import CaseFolder
from cuibono.web import judging
from cuibono.web.serving import Served, application
from tests.small_reader import SmallReader
from tests.web.deciding import first, made_in, note, seen, until

LITTLE = ("single_origin", "anonymous_only", "unattributed")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_in(tmp_path_factory.mktemp("small"))


@pytest.fixture
def case(small: Path, tmp_path: Path) -> Path:
    return shutil.copytree(small, tmp_path / "case")


Client = TestClient[Any]


@pytest.fixture
def client(case: Path) -> Iterator[Client]:
    with TestClient(application(Served(case, SmallReader, "Jane Roe")), base_url="http://127.0.0.1") as found:
        yield found


def made(case: Path) -> list[tuple[str, str, str]]:
    return [(one.ruling, one.by, one.why) for one in judgements.all(CaseFolder(case))]


def send(client: Client, subjects: list[str], **fields: str) -> Any:
    token = re.search(r'name="_csrf_token" value="([^"]+)"', client.get("/review").text)
    assert token
    data = {"_csrf_token": token[1], "subject": subjects, "reason": "As it stands", "back": "/review?tab=claims"}
    return client.post("/judge", data=data | fields, follow_redirects=False)


def settled(client: Client) -> None:
    until(lambda: not (state := client.get("/waiting.json").json())["waiting"] and not state["running"])


# The order, and what each thing is shown with


def test_claims_with_amounts_on_one_origin_come_first_then_the_most_repeated(demo_case: Path) -> None:
    after: str | None = None
    found: list[ClaimItem] = []
    while True:
        view = seen(demo_case, after=after)
        found += view.claims
        after = view.next
        if after is None:
            break
    assert len({one.id for one in found}) == len(found) == view.sizes["claims"]

    def place(item: ClaimItem) -> tuple[int, int]:
        event = item.event
        assert event
        if event.grade in LITTLE and event.amount:
            return (0, -event.reports)
        if event.grade in LITTLE and event.reports > 1:
            return (1, -event.reports)
        return (2 if event.grade == "disputed" or event.contradictions else 3, -event.reports)

    places = [place(one) for one in found]
    assert places == sorted(places)
    assert places[0][0] == 0
    assert "amount" in found[0].why


def test_pairs_nearest_to_the_threshold_come_first(demo_case: Path) -> None:
    found = seen(demo_case, tab="parties").parties
    distances = [abs(one.score - one.threshold) for one in found]
    assert distances == sorted(distances)
    assert max(distances) < 2
    assert all(one.speaks and one.first.context for one in found)


def test_pairs_of_events_share_kind_and_party_and_are_two(demo_case: Path) -> None:
    found = seen(demo_case, tab="events").pairs
    assert found
    for one in found:
        assert one.first.id != one.second.id
        assert one.first.kind == one.second.kind
        assert {p.id for p in one.first.actors + one.first.counterparts} & {
            p.id for p in one.second.actors + one.second.counterparts
        }
        assert one.speaks_for
        assert "As one event" in one.would


def test_events_that_may_be_several_come_by_how_much_differs(demo_case: Path) -> None:
    fields = {"actor", "counterpart", "amount", "date", "place"}
    found = [len({c.field for c in one.event.contradictions} & fields) for one in seen(demo_case, tab="splits").splits]
    assert found == sorted(found, reverse=True)
    assert min(found) > 0


def test_filters_narrow_every_queue(demo_case: Path) -> None:
    assert {one.kind for one in seen(demo_case, kind="pledge").claims} == {"pledge"}
    item = seen(demo_case, grade="anonymous_only").claims[0]
    assert item.event
    assert item.event.grade == "anonymous_only"
    party = item.event.actors[0].id
    for one in seen(demo_case, party=party).claims:
        assert one.event
        assert party in {p.id for p in one.event.actors + one.event.counterparts}
    article = item.report.document
    assert {one.report.document for one in seen(demo_case, article=article).claims} == {article}
    for split in seen(demo_case, tab="splits", party=party).splits:
        assert party in {p.id for p in split.event.actors + split.event.counterparts}
    assert {one.first.kind for one in seen(demo_case, tab="events", kind="legal_action").pairs} == {"legal_action"}
    assert seen(demo_case, tab="events", kind="gift").pairs == ()
    pair = seen(demo_case, tab="parties").parties[0]
    assert pair.id in {one.id for one in seen(demo_case, tab="parties", party=pair.first.party).parties}
    assert pair.id in {one.id for one in seen(demo_case, tab="parties", article=pair.second.document).parties}


def test_what_is_decided_leaves_the_queue_at_once_and_comes_back_when_undone(case: Path) -> None:
    claim = first(case)
    assert claim in {one.id for one in seen(case).claims}
    judgement = note(case, "reject", claim)
    assert claim not in {one.id for one in seen(case).claims}
    assert seen(case).sizes["claims"] == 2
    note(case, "undo", judgement)
    assert claim in {one.id for one in seen(case).claims}


def test_one_thing_is_shown_decided_or_not(case: Path) -> None:
    claim = first(case)
    note(case, "reject", claim)
    (item,) = seen(case, about=claim).claims
    assert item.mark
    assert item.waiting
    pipeline.settle(case)
    (item,) = seen(case, about=claim).claims
    assert item.event is None
    assert not item.waiting


def test_the_sentences_around_a_passage_are_whole() -> None:
    found = context(Passage("c", "d", "cut off. One. Two says ", "that it met", " them. Three. Four and", True, True))
    assert (found.before, found.quote, found.after) == ("One. Two says ", "that it met", " them. Three.")


def test_what_a_rejection_leaves_is_said(case: Path) -> None:
    claims = {one.id: one.without for one in seen(case).claims}
    assert "takes the event with it" in claims[first(case, "c")]
    assert claims[first(case)].startswith("Rejected, it leaves 1 report")


# Decisions


def test_decisions_are_taken_down_and_the_ledger_follows(client: Client, case: Path) -> None:
    claim = first(case, "c")
    answer = send(client, [claim], ruling="reject", why="a joke")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?tab=claims")
    assert made(case) == [("reject", "Jane Roe", "As it stands: a joke")]
    settled(client)
    with explore.open(case) as held:
        assert claim not in {one.id for one in held.claims()}
    page = client.get(f"/article/{seen(case, about=claim).claims[0].report.document}").text
    assert "Rejected by people" in page


def test_without_the_token_nothing_is_taken_down(client: Client, case: Path) -> None:
    client.get("/review")
    ruling = "reject"
    answer = client.post("/judge", data={"subject": first(case), "ruling": ruling, "reason": "x"})
    assert answer.status_code == 403
    assert client.post("/judge.json", json={"ruling": ruling, "subjects": [first(case)], "why": "x"}).status_code == 403
    assert made(case) == []


def test_programs_decide_with_the_token_in_a_header(client: Client, case: Path) -> None:
    client.get("/review")
    token = {"x-csrftoken": client.cookies["cuibono_csrf"]}
    given = {"ruling": "correct", "subjects": [first(case)], "why": "as printed", "values": {"place": "Ohio"}}
    answer = client.post("/judge.json", json=given, headers=token)
    assert answer.status_code == 201
    assert answer.json()["ruling"] == "correct"
    assert made(case) == [("correct", "Jane Roe", "as printed")]
    wrong = client.post("/judge.json", json=given | {"ruling": "guess"}, headers=token)
    assert wrong.status_code == 400
    assert "cannot be understood" in wrong.json()["error"]["message"]


def test_what_was_typed_stays_where_it_is_refused(client: Client, case: Path) -> None:
    claim = first(case)
    answer = send(client, [claim], ruling="correct", panel=f"{claim}-correct", amount="a lot", why="I <b>think</b>")
    assert answer.status_code == 400
    assert "this is not an amount" in answer.text
    assert 'value="a lot"' in answer.text
    assert 'value="I &lt;b&gt;think&lt;/b&gt;"' in answer.text
    assert f'id="{claim}-correct" name="{claim}-decide" open' in answer.text
    assert made(case) == []


def test_a_reason_is_never_empty(client: Client, case: Path) -> None:
    answer = send(client, [first(case)], ruling="accept", reason="", why="  ")
    assert answer.status_code == 400
    assert "needs a reason" in answer.text


def test_only_what_differs_is_corrected_and_empty_means_not_stated(case: Path) -> None:
    claim = first(case)
    as_read = {"kind": "meeting", "actors": "Acme", "counterparts": "Jane Doe", "topic": "", "stance": "asserted"}
    (one,) = judging.notes(case, as_read | {"ruling": "correct", "counterparts": "Jane Doe; Ann"}, [claim])
    assert one.values == {"counterparts": ["Jane Doe", "Ann"]}
    (one,) = judging.notes(case, as_read | {"ruling": "correct", "counterparts": ""}, [claim])
    assert one.values == {"counterparts": []}
    with pytest.raises(UsageError, match="Nothing differs"):
        judging.notes(case, as_read | {"ruling": "correct"}, [claim])


def test_events_are_put_together_and_split(client: Client, case: Path) -> None:
    events = [view.event.id for view in seen(case).claims if view.event]
    one, other = sorted(set(events))
    send(client, [one, other], ruling="same")
    settled(client)
    (whole,) = {view.event.id for view in seen(case).claims if view.event}
    answer = send(client, [], ruling="split", event=whole, panel=f"{whole}-split")
    assert "Choose the claims" in answer.text
    answer = send(client, [first(case, "c")], ruling="split", event=whole)
    assert answer.status_code == 303
    settled(client)
    assert len({view.event.id for view in seen(case).claims if view.event}) == 2
    assert [ruling for ruling, *_ in made(case)] == ["same", "different"]


def test_parties_are_set_apart(client: Client, case: Path) -> None:
    with explore.open(case) as held:
        (jane,) = held.parties("Jane Doe")
        pair = list(jane.namings)
    page = client.get(f"/review?about={jane.id}").text
    assert "Is Jane Doe the same as Jane Doe?" in re.sub("</?bdi>", "", page)
    send(client, pair, ruling="different", back=f"/review?about={jane.id}")
    settled(client)
    with explore.open(case) as held:
        assert len(held.parties("Jane Doe")) == 2


def test_two_decisions_quickly_and_one_while_another_program_holds_the_case(client: Client, case: Path) -> None:
    with archive.locked(CaseFolder(case)):
        send(client, [first(case)], ruling="reject")
        send(client, [first(case, "c")], ruling="reject")
        until(lambda: client.get("/waiting.json").json()["failed"])
        assert "2 decisions are taken down" in client.get("/review").text
        assert "2 decisions wait" in client.get("/").text
    settled(client)
    with explore.open(case) as held:
        assert [one.quote for one in held.claims()] == ["Acme met Jane Doe"]


def test_what_is_undone_stands_in_the_history(client: Client, case: Path) -> None:
    send(client, [first(case)], ruling="reject")
    judgement = judgements.all(CaseFolder(case))[0].id
    answer = send(client, [judgement], ruling="undo", reason="Decided by mistake", back="/history")
    assert answer.headers["location"] == "/history"
    page = client.get("/history").text
    assert "Undone" in page
    assert "Decided by mistake" in page
    refused = send(client, [judgement], ruling="undo", back="/history")
    assert refused.status_code == 400
    assert "not been undone" in refused.text
    assert client.get("/history.json").json()["total"] == 2


def test_history_goes_on_where_it_ended(case: Path) -> None:
    ids = [note(case, "accept", first(case)) for _ in range(43)]
    with explore.open(case) as held:
        begun = history_page(held, HistoryQuery())
        rest = history_page(held, HistoryQuery(after=begun.next))
        assert [one.id for one in (*begun.decisions, *rest.decisions)] == ids[::-1]
        assert [one.id for one in held.history()] == ids[::-1]
        assert rest.next is None


def test_the_name_of_who_judges_is_kept(client: Client, case: Path) -> None:
    send(client, [first(case)], ruling="accept", by="Zoë Ng")
    assert 'value="Zoë Ng"' in client.get("/review").text
    send(client, [first(case, "b")], ruling="accept")
    assert [by for _, by, _ in made(case)] == ["Zoë Ng", "Zoë Ng"]


def test_the_tag_changes_with_every_decision(client: Client, case: Path) -> None:
    settled(client)
    before = client.get("/review")
    same = client.get("/review", headers={"if-none-match": before.headers["etag"]})
    assert same.status_code == 304
    note(case, "accept", first(case))
    assert client.get("/review", headers={"if-none-match": before.headers["etag"]}).status_code == 200


@pytest.mark.parametrize("back", ["https://example.org/review", "//example.org/review", "/judge", "/review?tab=all"])
def test_a_form_leads_back_to_nowhere_else(client: Client, case: Path, back: str) -> None:
    assert send(client, [first(case)], ruling="accept", back=back).headers["location"] == "/review"


def test_pages_of_events_parties_and_articles_lead_to_decisions(client: Client, case: Path) -> None:
    item = seen(case, about=first(case)).claims[0]
    assert item.event
    party = item.event.actors[0].id
    assert f"/review?about={item.event.id}" in client.get(f"/event/{item.event.id}").text
    assert f"/review?about={party}" in client.get(f"/party/{party}").text
    assert f"/review?about={item.id}" in client.get(f"/article/{item.report.document}").text


def test_wrong_addresses_are_refused_with_words(client: Client) -> None:
    assert client.get("/review?tab=all").status_code == 400
    assert client.get("/review?after=x~y").status_code == 400
    assert client.get("/review?about=evt-aaaaaaaaaaaa").status_code == 404
    assert client.get("/history?after=jdg-aaaaaaaaaaaa").status_code == 400
