"""Every address of the API against its own description, and against what nobody means well by.

`make fuzz` runs the first test with many more examples, other ones each time.
"""

from __future__ import annotations

import json
import os
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
from cuibono.web.openapi import document
from cuibono.web.serving import Served, application
from tests.web.small_case import make

EXAMPLES = int(os.environ.get("CUIBONO_EXAMPLES", "0"))
DESCRIPTION = json.loads(document())
_MADE = GenerationConfig(max_examples=EXAMPLES or 12, deterministic=not EXAMPLES)
_SCHEMA = schemathesis.pytest.from_fixture("described")
load_all_checks()
# What is left empty in the address of a form was not chosen, and a place in a list is whatever the list itself gave:
# so "accepts all that fits the description, refuses the rest" holds for neither.
LEFT_OUT = [CHECKS.get_one(name) for name in ("negative_data_rejection", "positive_data_acceptance")]
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
    return make(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def app(case: Path) -> Litestar:
    return application(Served(case))


@pytest.fixture(scope="module")
def keys(case: Path) -> dict[str, str]:
    """An id of each thing that has a page."""
    with explore.open(case) as held:
        return {
            "event": held.events()[0].id,
            "party": held.parties()[0].id,
            "document": held.documents()[0].id,
        }


@pytest.fixture(scope="module")
def client(app: Litestar) -> Iterator[TestClient[Litestar]]:
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as held:
        yield held


@pytest.fixture(scope="module")
def described(app: Litestar) -> Any:
    config = SchemathesisConfig(projects=ProjectsConfig(default=ProjectConfig(generation=_MADE)))
    return schemathesis.openapi.from_asgi("/openapi.json", app, config=config)


@_SCHEMA.parametrize()
@settings(
    max_examples=EXAMPLES or 12,
    derandomize=not EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case: schemathesis.Case, keys: dict[str, str]) -> None:
    case.call_and_validate(excluded_checks=LEFT_OUT)
    known = {name: keys[name] for name in case.path_parameters or {} if name in keys}
    if known:
        case.path_parameters = known
        case.call_and_validate(excluded_checks=LEFT_OUT)
