"""The page of tests of chance: what was stated, what it gave, what it does not say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from cuibono import pipeline
from cuibono.pipeline import testing
from cuibono.web.serving import Served, application
from tests.small_reader import SmallReader
from tests.test_chance import case, stated  # noqa: F401 - a fixture, by its name

Client = TestClient[Any]


@pytest.fixture
def client(case: Path) -> Client:  # noqa: F811
    (case.parent / "a.txt").write_text("Acme met Jane Doe. It was said that the company met her on a Monday in May.")
    pipeline.read(case, [str(case.parent / "a.txt")], SmallReader())
    stated(case)
    return TestClient(application(Served(case, SmallReader)), base_url="http://127.0.0.1")


def test_a_plan_is_listed_and_shown_before_it_is_run(client: Client) -> None:
    assert "Do orders follow visits?" in client.get("/chance").text
    page = client.get("/chance?name=orders").text
    assert "not run yet" in page
    assert "What came of it" not in page


def test_what_a_run_gave_stands_beside_its_base_rate(client: Client, case: Path) -> None:  # noqa: F811
    testing.run(case, "orders", "Jane")
    page = client.get("/chance?name=orders").text
    assert "8 of 9 orders follow within 1 to 7 days of one of 8 visits" in page
    assert 'aria-label="8 of 9; by the calendar alone 1.5' in page
    assert "None of this says why" in page
    told = client.get("/chance.json?name=orders").json()
    assert told["test"]["pairs"][0]["figures"]["rate"]["hits"] == 8
    assert told["plans"][0]["ran"]


def test_no_plan_of_a_name(client: Client) -> None:
    assert client.get("/chance?name=none").status_code == 400
