"""What keeps a case safe that is shown on a port, on servers that run."""

from __future__ import annotations

import hmac
import signal
import socket
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cuibono import pipeline
from cuibono.web import safety
from tests.small_reader import SmallReader
from tests.web.hostile_case import HOSTILE_WORDS, hostile
from tests.web.running import ENVIRONMENT, Running, command
from tests.web.small_case import ENGLISH, make

PATHS = ("/", "/events", "/parties", "/front.json", "/openapi.json", "/nothing", "/static/web.css", "/static/nothing")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def server(case: Path) -> Iterator[Running]:
    running = Running(case)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def open_server(case: Path) -> Iterator[Running]:
    """Another address than the loopback ones by name: asks for a token, and is reached from this machine alone."""
    running = Running(case, "--host", "127.0.0.2")
    yield running
    running.stop()


def test_it_says_where_it_is(server: Running, open_server: Running) -> None:
    assert server.said == f"http://127.0.0.1:{server.address.port}/  (this machine alone; stop with Ctrl-C)\n"
    assert open_server.said.startswith(f"http://127.0.0.2:{open_server.address.port}/enter?token=")
    assert len(open_server.token) == 43


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.", "[::2]", "127.1"])
def test_a_name_that_only_points_here_is_not_served(server: Running, path: str, host: str) -> None:
    answer = server.ask(path, Host=host)
    assert answer.status == 400
    assert b"127.0.0.1 or localhost" in answer.body
    assert b"Jane Doe" not in answer.body
    assert b">case<" not in answer.body


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8642", "127.0.0.1", "127.0.0.1:99", "[::1]:8642"])
def test_names_of_this_machine_are_served(server: Running, host: str) -> None:
    assert server.ask("/front.json", Host=host).status == 200


@pytest.mark.parametrize("path", [path for path in PATHS if path != "/static/web.css"])
def test_without_the_token_nothing_is_told(open_server: Running, path: str) -> None:
    for name, value in (("X", ""), ("Authorization", "Bearer x"), ("Cookie", "cuibono_token=x")):
        answer = open_server.ask(path, "GET", None, **{name: value})
        assert answer.status == 401
        assert b"Jane Doe" not in answer.body
        assert b">case<" not in answer.body
    assert open_server.ask("/static/web.css").status == 200


def test_the_token_opens_for_browsers_and_programs(open_server: Running) -> None:
    entered = open_server.ask(f"/enter?token={open_server.token}")
    assert (entered.status, entered.headers["location"]) == (302, "/")
    cookie = entered.headers["set-cookie"]
    assert all(word in cookie.lower() for word in ("httponly", "samesite=strict", "path=/"))
    assert open_server.ask("/", Cookie=cookie.partition(";")[0]).status == 200
    assert open_server.ask("/front.json", Authorization=f"Bearer {open_server.token}").status == 200
    assert open_server.ask("/front.json", Authorization=f"bearer {open_server.token}").status == 200
    for wrong in ("", "x", open_server.token[:-1], f"{open_server.token}x", "%ED%A0%80", "%00"):
        refused = open_server.ask(f"/enter?token={wrong}")
        assert refused.status == 401
        assert safety.TOKEN not in refused.headers.get("set-cookie", "")


def test_with_a_token_no_page_of_another_address_may_read(open_server: Running) -> None:
    answer = open_server.ask("/reconcile", Origin="http://127.0.0.1:3333", Authorization=f"Bearer {open_server.token}")
    assert answer.status == 200
    assert "access-control-allow-origin" not in answer.headers


def test_tokens_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[bytes, bytes]] = []

    def noted(one: bytes, two: bytes) -> bool:
        seen.append((one, two))
        return one == two

    monkeypatch.setattr(hmac, "compare_digest", noted)
    assert safety.same("told", "told")
    assert not safety.same("told\ud800", "token")
    assert len(seen) == 2


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/front.json", 200),
        ("/static/web.css", 200),
        ("/openapi.json", 200),
        ("/reconcile", 200),
        ("/nothing", 404),
        ("/static/nothing", 404),
        ("/events.json?kind=x", 400),
        ("/party/pty-aaaaaaaaaaaa", 404),
    ],
)
def test_every_answer_has_the_headers(server: Running, path: str, status: int) -> None:
    for method in ("GET", "HEAD", "DELETE", "OPTIONS"):
        answer = server.ask(path, method)
        assert answer.status in (status, 405, 204, 404)
        assert {name: answer.headers[name] for name in safety.HEADERS} == dict(safety.HEADERS)
        assert len(answer.headers.get_all("content-security-policy") or ()) == 1
    assert server.ask(path).status == status


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/etc/passwd",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "..%252f..%252fetc/passwd",
        "....//....//etc/passwd",
        "..\\..\\etc\\passwd",
        "..%5c..%5cetc%5cpasswd",
        "%c0%ae%c0%ae/etc/passwd",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "web.css%00.js",
        "../templates/base.html.j2",
        "../serving.py",
        "vendor/../../serving.py",
        "",
        ".",
    ],
)
def test_no_name_reaches_the_disk(server: Running, name: str) -> None:
    answer = server.ask(f"/static/{name}")
    assert answer.status == 404
    assert b"root:" not in answer.body
    assert b"import" not in answer.body


@pytest.mark.parametrize(
    "path", ["/article/..%2f..%2fcuibono.toml", "/article/%2e%2e%2fledger.sqlite", "/cuibono.toml"]
)
def test_no_file_of_the_case_is_served(server: Running, path: str) -> None:
    assert server.ask(path).status == 404


def test_more_than_is_taken_in_is_refused(server: Running) -> None:
    answer = server.form("/reconcile", queries="x" * safety.LARGEST)
    assert answer.status == 413
    assert "Send less at once" in answer.json["error"]["message"]


def test_an_answer_is_sent_again_when_it_has_changed(tmp_path: Path) -> None:
    case = make(tmp_path)
    server = Running(case)
    try:
        tag = server.ask("/front.json").headers["etag"]
        assert server.ask("/front.json").headers["etag"] == tag
        same = server.ask("/front.json", If_None_Match=tag)
        assert (same.status, same.body, same.headers["etag"]) == (304, b"", tag)
        assert server.ask("/events.json").headers["etag"] != tag
        assert server.ask("/front.json?since=2024-01-01T00:00:00Z", If_None_Match=tag).status == 200
        (tmp_path / "d.txt").write_text(f"Ann Lee met Kilo. {ENGLISH}\n", encoding="utf-8")
        pipeline.read(case, [str(tmp_path / "d.txt")], SmallReader())
        read = server.ask("/front.json", If_None_Match=tag)
        assert read.status == 200
        parties = [party["id"] for party in server.ask("/parties.json").json["parties"][:2]]
        pipeline.judge(case, "different", parties, "Jane Roe", "two people")
        assert server.ask("/front.json", If_None_Match=read.headers["etag"]).status == 200
        assert "cookie" in server.ask("/").headers["vary"]
        assert "no-cache" in server.ask("/").headers["cache-control"]
        assert "private" in server.ask("/").headers["cache-control"]
    finally:
        server.stop()


class Elements(HTMLParser):
    """The elements and attributes of a page, and the addresses in it; `led_to`: those a reader may follow elsewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()
        self.led_to: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        named = {value or "" for name, value in attrs if name in ("href", "src", "action", "srcset", "data")}
        self.addresses |= named
        if tag == "a" and "noreferrer" in (dict(attrs).get("rel") or ""):
            self.led_to |= named


def _pages(server: Running) -> list[str]:
    """Every page that can be reached from the overview."""
    waiting, seen = ["/"], {"/", "/judge", "/judge/name"}  # those are only sent to
    pages = []
    while waiting:
        address = waiting.pop()
        answer = server.ask(address)
        assert answer.status == 200, address
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        pages.append(answer.text)
        found = {one.partition("#")[0] for one in Elements(answer.text).addresses if one.startswith("/")}
        fresh = sorted(one for one in found - seen if not one.startswith("/static/"))
        seen |= {*fresh}
        waiting += fresh
    return pages


def test_texts_that_try_to_be_more_than_text_stay_text(tmp_path: Path) -> None:
    harmless = Running(make(tmp_path))
    server = Running(hostile(tmp_path / "hostile"))
    try:
        usual = [Elements(page) for page in _pages(harmless)]
        names = set().union(*(page.names for page in usual)) | ALSO
        attributes = set().union(*(page.attributes for page in usual)) | ALSO_ATTRIBUTES
        pages = _pages(server)
        assert len(pages) > 12
        assert any(HOSTILE_WORDS in page for page in pages)
        for page in pages:
            shown = Elements(page)
            assert shown.names <= names
            assert shown.attributes <= attributes
            assert not any(one.startswith(("//", "javascript:", "vbscript:")) for one in shown.addresses)
        preview = server.ask(f"/reconcile/preview/{server.ask('/parties.json').json['parties'][0]['id']}")
        assert Elements(preview.text).names <= names | {"main"}
    finally:
        server.stop()
        harmless.stop()


ALSO = {"details", "summary", "table", "thead", "tbody", "tr", "td", "dl", "dt", "dd", "meter", "i", "del", "ins"}
"""Elements of pages that a small case does not have."""
ALSO_ATTRIBUTES = {"open", "scope", "min", "max", "value", "selected", "checked"}


def test_pages_load_nothing_from_elsewhere(server: Running) -> None:
    for page in _pages(server):
        shown = Elements(page)
        assert all(one.startswith("https://") for one in shown.led_to)
        assert not [one for one in shown.addresses - shown.led_to if "//" in one]


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(case: Path, by: signal.Signals) -> None:
    server = Running(case)
    assert server.ask("/front.json").status == 200
    status, said = server.stop(by)
    assert status in (0, -by)
    assert said == ""


def _refused(case: Path, *words: str) -> str:
    done = subprocess.run(
        command(case, *words), capture_output=True, text=True, env=ENVIRONMENT, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.stderr


def test_a_port_that_is_taken(case: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = _refused(case, "--port", str(port))
    assert f"port {port} of 127.0.0.1 is taken" in said
    assert "--port" in said


def test_an_address_that_is_none(case: Path) -> None:
    assert "ports go from 0 to 65535" in _refused(case, "--port", "70000")
    assert "203.0.113.9: this machine cannot be reached at that address" in _refused(case, "--host", "203.0.113.9")


def test_a_folder_without_a_ledger(tmp_path: Path) -> None:
    assert "there is no case here. `cuibono read PATH" in _refused(tmp_path)
