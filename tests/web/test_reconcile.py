"""The Reconciliation Service API as OpenRefine calls it, on a server that runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from tests.web import protocol
from tests.web.protocol import conforms
from tests.web.running import Running
from tests.web.small_case import make

REFINE = "http://127.0.0.1:3333"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running(make(tmp_path_factory.mktemp("small")))
    yield running
    running.stop()


def path(service: dict[str, str], **asked: object) -> str:
    whole = urlsplit(service["service_url"] + service["service_path"])
    return f"{whole.path}?{'&'.join(f'{name}={quote(str(value))}' for name, value in asked.items())}"


def test_a_table_is_reconciled_and_extended(server: Running) -> None:
    manifest = server.ask("/reconcile", Origin=REFINE, Accept="application/json").json
    assert conforms(manifest, protocol.MANIFEST)
    queries = {
        "q0": {"query": "DOE, Jane", "type": "person", "type_strict": "should", "limit": 3},
        "q1": {"query": "Stephen Royd", "properties": [{"pid": "with", "p": "bank", "v": "Zeta Bank"}]},
        "q2": {"query": "Nobody Known"},
    }
    results = server.form("/reconcile", queries=queries).json
    assert conforms(results, protocol.RESULTS)
    assert list(results) == ["q0", "q1", "q2"]
    (jane,) = [one for one in results["q0"]["result"] if one["match"]]
    assert jane["name"] == "Jane Doe"
    assert [one["match"] for one in results["q1"]["result"]] == [False, False]
    assert results["q2"] == {"result": []}
    for kind, begun in (("entity", "Steph"), ("type", "pub"), ("property", "first")):
        found = server.ask(path(manifest["suggest"][kind], prefix=begun), Origin=REFINE)
        assert conforms(found.json, protocol.SUGGESTED)
        assert found.json["result"]
    proposed = server.ask(path(manifest["extend"]["propose_properties"], type="person", limit=99), Origin=REFINE).json
    assert conforms(proposed, protocol.PROPOSED)
    wanted = {"ids": [jane["id"], "pty-aaaaaaaaaaaa"], "properties": [{"id": p["id"]} for p in proposed["properties"]]}
    extended = server.form("/reconcile", extend=wanted).json
    assert conforms(extended, protocol.EXTENDED)
    assert extended["rows"][jane["id"]]["events"] == [{"int": 3}]
    assert {one["name"] for one in extended["rows"][jane["id"]]["partners"]} >= {"Acme", "Zeta Bank"}
    assert not any(extended["rows"]["pty-aaaaaaaaaaaa"].values())
    for template in (manifest["view"]["url"], manifest["preview"]["url"]):
        shown = server.ask(urlsplit(template.replace("{{id}}", jane["id"])).path)
        assert (shown.status, "Jane Doe" in shown.text) == (200, True)


def test_asking_in_the_address_gives_the_same(server: Running) -> None:
    asked = '{"q":{"query":"Ann Lee"}}'
    assert server.ask(f"/reconcile?queries={quote(asked)}").json == server.form("/reconcile", queries=asked).json


def test_openrefine_alone_may_read_in_a_browser(server: Running) -> None:
    for origin in (REFINE, "http://localhost:3333"):
        for asked in ("/reconcile", "/reconcile/suggest/entity?prefix=a", "/reconcile/properties?type=person"):
            answer = server.ask(asked, Origin=origin)
            assert answer.headers["access-control-allow-origin"] == origin
            assert "access-control-allow-credentials" not in answer.headers
            assert "origin" in answer.headers["vary"]
    preflight = server.ask("/reconcile", "OPTIONS", Origin=REFINE, Access_Control_Request_Method="POST")
    assert (preflight.status, preflight.headers["access-control-allow-methods"]) == (204, "GET, POST")


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://127.0.0.1:3334", "https://127.0.0.1:3333", f"{REFINE}.evil.example"],
)
def test_a_page_of_another_site_is_refused(server: Running, origin: str) -> None:
    sent: dict[str, Any] = {"Origin": origin, "Content_Type": "application/x-www-form-urlencoded"}
    for answer in (
        server.ask("/reconcile", Origin=origin),
        server.ask("/reconcile", "POST", b"queries=%7B%7D", **sent),
        server.ask("/reconcile/suggest/entity?prefix=a", Origin=origin),
        server.ask("/reconcile/preview/pty-aaaaaaaaaaaa", Origin=origin),
    ):
        assert answer.status == 403
        assert "access-control-allow-origin" not in answer.headers


def test_nothing_else_is_let_out(server: Running) -> None:
    for asked in ("/parties.json", "/", "/openapi.json", "/static/web.css", "/search.json?words=a", "/reconciled"):
        assert "access-control-allow-origin" not in server.ask(asked, Origin=REFINE).headers


def test_no_script_can_hold_an_answer(server: Running) -> None:
    answer = server.ask("/reconcile?callback=steal&queries=%7B%7D")
    assert answer.body == b"{}"
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_preview_may_be_framed_by_openrefine_and_no_other_page_by_anyone(server: Running) -> None:
    key = server.ask("/parties.json").json["parties"][0]["id"]
    shown = server.ask(f"/reconcile/preview/{key}").headers
    assert shown["content-security-policy"].endswith("frame-ancestors http://127.0.0.1:3333 http://localhost:3333")
    assert "x-frame-options" not in shown
    page = server.ask(f"/party/{key}").headers
    assert page["content-security-policy"].endswith("frame-ancestors 'none'")
    assert page["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("sent", "status", "told"),
    [
        (b"queries=nope", 400, "queries: this is not as"),
        (b"queries=[]", 400, "Expected `object`"),
        (b"queries=%7B%22q%22%3A%7B%22query%22%3A1%7D%7D", 400, "Expected `str | null`"),
        (b"extend=%7B%7D", 400, "missing required field `ids`"),
        (
            b"extend=%7B%22ids%22%3A%5B%5D%2C%22properties%22%3A%5B%7B%22id%22%3A%22x%22%7D%5D%7D",
            400,
            "no such property",
        ),
        (b"a=1&" * 40, 400, "cannot be understood"),
        (b"queries=" + b"%22" * 400_000, 413, "Send less"),
    ],
)
def test_what_cannot_be_answered_is_said(server: Running, sent: bytes, status: int, told: str) -> None:
    answer = server.ask("/reconcile", "POST", sent, Content_Type="application/x-www-form-urlencoded", Origin=REFINE)
    assert answer.status == status
    assert told in answer.json["error"]["message"]
    assert answer.headers["access-control-allow-origin"] == REFINE


def test_too_many_queries_and_no_form(server: Running) -> None:
    many = server.form("/reconcile", queries={f"q{n}": {"query": "a"} for n in range(51)})
    assert (many.status, many.json["error"]["message"]) == (400, "queries: 51 at once. Send 50 at most.")
    assert server.ask("/reconcile", "POST", b"{}", Content_Type="application/json").status == 415
    assert server.ask("/reconcile/suggest/shoes").status == 404
    assert server.ask("/reconcile/suggest/entity?cursor=-1").status == 400
    assert server.ask("/reconcile/preview/pty-aaaaaaaaaaaa").status == 404
