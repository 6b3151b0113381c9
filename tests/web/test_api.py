"""Every address of the API against its own description, and against what nobody means well by.

`make fuzz` runs the first test with many more examples, other ones each time.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from litestar import Litestar
from litestar.testing import TestClient
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig

from cuibono import explore
from cuibono.explore.rivals import rivals_list
from cuibono.web.openapi import document
from cuibono.web.serving import Served, application
from cuibono.web.table import PAGES, Page
from tests.small_reader import SmallReader
from tests.web.small_case import REGISTER, make
from tools.showing import with_rivals

BASE = "http://127.0.0.1"
EXAMPLES = int(os.environ.get("CUIBONO_EXAMPLES", "0"))
DESCRIPTION = json.loads(document())
_MADE = ProjectConfig(generation=GenerationConfig(max_examples=EXAMPLES or 6, deterministic=not EXAMPLES))
SCHEMA = schemathesis.openapi.from_dict(DESCRIPTION, config=SchemathesisConfig(projects=ProjectsConfig(default=_MADE)))
SERVED: list[Litestar] = []


async def served(scope: Any, receive: Any, send: Any) -> None:
    """The application of the case that the tests have made, which is there before the first request."""
    await SERVED[-1](scope, receive, send)


SCHEMA.app = served
load_all_checks()
# What is left empty in the address of a form was not chosen, and a place in a list is whatever the list itself gave:
# so "accepts all that fits the description, refuses the rest" holds for neither.
LEFT_OUT: list[Any] = [CHECKS.get_one(name) for name in ("negative_data_rejection", "positive_data_acceptance")]
HOSTILE = (
    "%00",
    "%ED%A0%80",
    "%FF%FE",
    "%22",
    "%22%22%22a",
    "(NEAR(a b",
    "a OR *",
    "^names:a",
    "-1",
    "9223372036854775808",
    "1e400",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "99999999999999999999~a~b",
    "~",
    "a~b",
    "a~b~c",
    "undated~a",
    "..%2F..%2Fetc%2Fpasswd",
    "%F0%9F%8E%89" * 60,
    "a" * 5000,
    "*" * 200,
    "a* " * 90,
    "<script>alert(1)</script>",
    "%22%20onmouseover=alert(1)%20x=%22",
    "%E2%80%AE%E2%81%A6",
    "true",
    "null",
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_rivals(make(tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="module")
def app(case: Path) -> Litestar:
    SERVED.append(application(Served(case, SmallReader)))
    return SERVED[-1]


@pytest.fixture(scope="module")
def keys(case: Path) -> dict[str, str]:
    """An id of each thing that has a page."""
    with explore.open(case) as held:
        return {
            "event": held.events()[0].id,
            "party": held.parties()[0].id,
            "document": held.documents()[0].id,
            "register": REGISTER,
            "rivals": rivals_list(held)[0].id,
        }


@pytest.fixture(scope="module")
def client(app: Litestar) -> Iterator[TestClient[Litestar]]:
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as held:
        yield held


@SCHEMA.parametrize()
@settings(
    max_examples=EXAMPLES or 6,
    derandomize=not EXAMPLES,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case: schemathesis.Case[Any], app: Litestar, keys: dict[str, str]) -> None:
    case.call_and_validate(BASE, excluded_checks=LEFT_OUT)
    known = {name: keys[name] for name in case.path_parameters or {} if name in keys}
    if known:
        case.path_parameters = known
        case.call_and_validate(BASE, excluded_checks=LEFT_OUT)


def _fields(page: Page) -> list[str]:
    shown = DESCRIPTION["paths"][f"{page.path}.json"]["get"]["parameters"]
    return [told["name"] for told in shown if told["in"] == "query"]


def _endings(value: str) -> tuple[str, ...]:
    """As JSON; and as a page, where there is something that a page could take for more than text."""
    return ("", ".json") if set(value) & set("%<~") else (".json",)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_nothing_that_is_sent_breaks_a_page(page: Page, client: TestClient[Litestar], keys: dict[str, str]) -> None:
    at = re.sub(r"\{\w+\}", keys[page.keyed], page.path) if page.keyed else page.path
    asked = [f"{at}{end}?{name}={value}" for name in _fields(page) for value in HOSTILE for end in _endings(value)]
    for address in asked or [at]:
        answer = client.get(address)
        assert answer.status_code in (200, 400, 404), address
        as_json = answer.headers["content-type"] == "application/json"
        assert as_json or ("<script>" not in answer.text and '" onmouseover' not in answer.text), address


@pytest.mark.parametrize("name", ["event", "party", "article"])
def test_nothing_that_is_sent_as_a_key_breaks_a_page(name: str, client: TestClient[Litestar]) -> None:
    for value in HOSTILE:
        assert client.get(f"/{name}/{value}").status_code in (400, 404), value
        assert client.get(f"/{name}/{value}.json").status_code in (400, 404), value


@pytest.mark.parametrize("path", ["/", "/front.json", "/party/x.json", "/static/web.css", "/openapi.json", "/enter"])
def test_methods(path: str, client: TestClient[Litestar]) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = client.request(method, path)
        assert (answer.status_code, {*answer.headers["allow"].split(", ")}) == (405, {"GET", "HEAD", "OPTIONS"})
    told = client.options(path)
    assert (told.status_code, told.content) == (204, b"")
    looked, seen = client.head(path, follow_redirects=False), client.get(path, follow_redirects=False)
    assert (looked.status_code, looked.content) == (seen.status_code, b"")


def test_a_place_in_a_list_that_fits_no_number(client: TestClient[Litestar]) -> None:
    for place in ("99999999999999999999~a~b", "x~a~b", "-1~a~b", "²~a~b"):
        answer = client.get("/parties.json", params={"after": place})
        assert answer.status_code == 400
        assert "this is no place in the list" in answer.json()["error"]["message"]
