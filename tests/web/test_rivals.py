"""Hypotheses proposed, rated and taken back by forms, without scripts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from cuibono import explore, judgements
from cuibono.settings import CaseFolder
from cuibono.web.serving import Served, application
from tests.small_reader import SmallReader
from tests.web.deciding import first, made_in

Client = TestClient[Any]
QUESTION = "Why did they meet?"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_in(tmp_path_factory.mktemp("small"))


@pytest.fixture
def case(small: Path, tmp_path: Path) -> Path:
    return shutil.copytree(small, tmp_path / "case")


@pytest.fixture
def client(case: Path) -> Iterator[Client]:
    with TestClient(application(Served(case, SmallReader, "Jane Roe")), base_url="http://127.0.0.1") as found:
        yield found


def send(client: Client, to: str = "/rivals", **fields: str) -> Any:
    token = re.search(r'name="_csrf_token" value="([^"]+)"', client.get("/rivals").text)
    assert token
    return client.post(to, data={"_csrf_token": token[1], "by": "Ann", "why": "so", **fields}, follow_redirects=False)


def propose(client: Client, says: str, **fields: str) -> str:
    answer = send(client, task="propose", question=QUESTION, says=says, **fields)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_two_are_proposed_and_rated_and_the_matrix_opens_the_event(client: Client, case: Path) -> None:
    page, _, one = propose(client, "For the plant", predicts="A plant\n\nA vote").partition("#")
    other = propose(client, "By chance").partition("#")[2]
    event = first(case).replace("clm-", "evt-")
    rated = {"task": "rate", "evidence": event}
    assert send(client, page, **rated, hypothesis=one, words="likelier", prediction="A plant").status_code == 303
    assert send(client, page, **rated, hypothesis=other, low="1/2", high="1").status_code == 303
    told = client.get(f"{page}.json").json()["rivals"]
    assert [row["cells"][0]["span"] for row in told["hypotheses"]] == ["3 to 20", "1/2 to 1"]
    assert [p["evidence"] for p in told["hypotheses"][0]["predicts"]] == [[1], []]
    html = client.get(page).text
    assert re.search(rf'<td><a href="/event/{told["evidence"][0]["event"]["id"]}" aria-label="3 to 20', html)
    assert '<th scope="row">' in html
    assert '<th scope="col">' in html
    assert told["comparisons"][0]["side"] == "first"


def test_what_is_refused_comes_back_with_what_was_typed(client: Client) -> None:
    page = propose(client, "For the plant").partition("#")[0]
    answer = send(
        client, page, task="rate", hypothesis="hyp-aaaaaaaaaaaa", evidence="evt-x", words="either way", why="w"
    )
    assert answer.status_code == 400
    assert "this case has no such hypothesis" in answer.text
    assert 'value="evt-x"' in answer.text
    answer = send(client, task="propose", question="", says="That")
    assert answer.status_code == 400
    assert ">That</textarea>" in answer.text


def test_a_proposal_is_taken_back_and_the_last_one_takes_the_question_with_it(client: Client, case: Path) -> None:
    page = propose(client, "For the plant").partition("#")[0]
    made = judgements.all(CaseFolder(case))[-1]
    answer = send(client, page, task=f"undo-{made.id}", judgement=made.id)
    assert (answer.status_code, answer.headers["location"]) == (303, "/rivals")
    assert client.get("/rivals.json").json()["sets"] == []
    assert client.get(page).status_code == 404


def test_nothing_is_written_without_the_token_of_the_page(client: Client, case: Path) -> None:
    data = {"task": "propose", "question": QUESTION, "says": "That", "why": "so"}
    assert client.post("/rivals", data=data).status_code == 403
    assert judgements.all(CaseFolder(case)) == ()


def test_words_of_people_are_shown_as_words(client: Client) -> None:
    page = propose(client, "<script>alert(1)</script>", predicts="</textarea><b>").partition("#")[0]
    html = client.get(page).text
    assert "<script>alert" not in html
    assert "</textarea><b>" not in html


def test_hypotheses_change_nothing_in_the_ledger_and_nothing_waits(client: Client, case: Path) -> None:
    ledger = CaseFolder(case).ledger.read_bytes()
    propose(client, "For the plant")
    with explore.open(case) as held:
        assert held.waiting_decisions() == ()
    assert CaseFolder(case).ledger.read_bytes() == ledger
    assert "proposed a hypothesis" in client.get("/history").text
