from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec
import pytest

from cuibono.collect import archive
from cuibono.collect.fetch import exchange, hosts, places, visit
from cuibono.collect.fetch.visit import NoAnswerError, Visitor
from cuibono.collect.visits import Asked, Tour
from cuibono.settings import CaseFolder, FetchSettings, Settings
from tests.publisher import Asked as Request
from tests.publisher import Publisher, Reply, publisher

QUICK = FetchSettings(delay=0, wait=0.01, seconds=5)
WHEN = "2026-01-01T00:00:00Z"
ENGLISH = "The company said on Monday that it would build a plant in the state and that it had been asked to do so."
HTML = {"Content-Type": "text/html; charset=utf-8"}
XML = {"Content-Type": "application/rss+xml"}


@pytest.fixture
def site() -> Iterator[Publisher]:
    with publisher() as one:
        yield one


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    (tmp_path / "case").mkdir()
    return CaseFolder(tmp_path / "case")


def page(title: str, around: str = "") -> Reply:
    told = f"<h1>{title}</h1><p>{title}: {ENGLISH}</p><p>{ENGLISH} So it was told.</p>"
    return Reply(
        f"<!doctype html><html><head><title>{title}</title>{around}</head><body>{told}</body></html>", headers=HTML
    )


def feed(*links: str, more: str = "") -> Reply:
    items = "".join(f"<item><title>{link}</title><link>{link}</link>{more}</item>" for link in links)
    return Reply(f"<rss><channel>{items}</channel></rss>", headers=XML)


def plays(site: Publisher, pages: Mapping[str, Reply]) -> None:
    site.play = lambda asked: pages.get(asked.path, Reply("nothing", 404))


def go(case: CaseFolder, *addresses: str | Asked, **fetch: float) -> Tour:
    chosen = Settings(fetch=msgspec.structs.replace(QUICK, **fetch))
    done = Tour(case, chosen, WHEN, lambda _: None)
    done.run(one if isinstance(one, Asked) else Asked(one) for one in addresses)
    return done


def kept(case: CaseFolder) -> list[str]:
    return [entry.file.rpartition("/")[2] for entry in archive.held(case).kept]


def told(case: CaseFolder) -> dict[str, str]:
    found = {p.file or "": f"{p.code}: {p.message}" for e in archive.held(case).refused for p in e.problems}
    return {f"/{file.split('/', 3)[3]}": text for file, text in found.items()}


def paths(site: Publisher) -> list[str]:
    found = [asked.path for asked in site.asked if asked.path != "/robots.txt"]
    site.asked.clear()
    return found


def state(case: CaseFolder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in case.path.rglob("*") if path.is_file()}


def test_a_page_is_kept_with_its_address_and_day(case: CaseFolder, site: Publisher) -> None:
    plays(site, {"/a": page("Harbour opens")})
    go(case, f"{site.url}/a")
    (entry,) = archive.held(case).kept
    assert (entry.file, entry.source, entry.when) == (f"{site.url}/a", f"{site.url}/a", WHEN)
    assert entry.given.url == f"{site.url}/a"
    assert b"Harbour opens" in archive.original(case, entry.sha256 or "")
    (agent,) = {asked.headers["user-agent"] for asked in site.asked}
    assert agent.startswith("cuibono/")


def test_what_the_list_says_is_used_where_the_page_is_silent(case: CaseFolder, site: Publisher) -> None:
    dated = page("B", '<meta property="article:published_time" content="2024-03-04T10:00:00Z">')
    plays(
        site,
        {
            "/feed": feed("/a", "/b", more="<pubDate>Tue, 05 Nov 2024 23:30:00 -0800</pubDate>"),
            "/a": page("A"),
            "/b": dated,
        },
    )
    go(case, f"{site.url}/feed")
    published = {entry.file[-1]: entry.given.published for entry in archive.held(case).kept}
    assert published == {"a": "2024-11-05", "b": None}
    assert {entry.source for entry in archive.held(case).kept} == {f"{site.url}/feed"}


def test_what_is_there_is_not_asked_for_again_and_nothing_is_written(case: CaseFolder, site: Publisher) -> None:
    plays(site, {"/feed": feed("/a", "/a?utm_source=x", "/b"), "/a": page("A"), "/b": page("B")})
    go(case, f"{site.url}/feed")
    assert paths(site) == ["/feed", "/a", "/b"]
    before = state(case)
    go(case, f"{site.url}/feed")
    assert (paths(site), state(case)) == (["/feed"], before)


def test_what_did_not_change_is_not_sent_again(case: CaseFolder, site: Publisher) -> None:
    def play(asked: Request) -> Reply:
        if asked.path == "/a":
            same = asked.headers.get("if-none-match") == '"1"'
            return Reply(b"", 304) if same else page("A")._replace(headers={**HTML, "ETag": '"1"'})
        return Reply("", 404)

    site.play = play
    go(case, f"{site.url}/a")
    before = state(case)
    done = go(case, f"{site.url}/a")
    assert site.asked[-1].headers["if-none-match"] == '"1"'
    assert (state(case), done.asked) == (before, {f"{site.url}/a"})


def test_a_page_that_changes_around_its_article_is_no_other(case: CaseFolder, site: Publisher) -> None:
    site.play = lambda asked: page("A", f"<meta name='nonce' content='{time.monotonic()}'>")
    go(case, f"{site.url}/a")
    before = state(case)
    go(case, f"{site.url}/a")
    assert state(case) == before
    site.play = lambda asked: page("A was changed")
    go(case, f"{site.url}/a")
    assert b"A was changed" in archive.original(case, archive.held(case).kept[0].sha256 or "")
    assert len(list(case.originals.iterdir())) == 2


def test_a_page_that_its_list_says_changed_is_asked_for_again(case: CaseFolder, site: Publisher) -> None:
    sitemap = "<urlset><url><loc>/a</loc><lastmod>{}</lastmod></url></urlset>"
    for day, asked in (("2024-01-01", ["/map", "/a"]), ("2024-01-02", ["/map", "/a"]), ("2024-01-02T09:00Z", ["/map"])):
        plays(site, {"/map": Reply(sitemap.format(day), headers=XML), "/a": page("A")})
        go(case, f"{site.url}/map")
        assert paths(site) == asked


def test_a_sitemap_leads_to_sitemaps(case: CaseFolder, site: Publisher) -> None:
    index = "<sitemapindex><sitemap><loc>/m1.gz</loc></sitemap><sitemap><loc>/m2.xml</loc></sitemap></sitemapindex>"
    packed = gzip.compress(b"<urlset><url><loc>/a</loc></url></urlset>")
    plays(
        site,
        {
            "/index": Reply(index, headers=XML),
            "/m1.gz": Reply(packed, headers={"Content-Type": "application/x-gzip"}),
            "/m2.xml": Reply("<urlset><url><loc>/b</loc></url><url><loc>/a</loc></url></urlset>", headers=XML),
            "/a": page("A"),
            "/b": page("B"),
        },
    )
    go(case, Asked(f"{site.url}/index", list_only=True))
    assert kept(case) == ["a", "b"]
    assert {entry.source for entry in archive.held(case).kept} == {f"{site.url}/index"}


def test_sitemaps_without_end_come_to_one(case: CaseFolder, site: Publisher) -> None:
    def play(asked: Request) -> Reply:
        if asked.path == "/robots.txt":
            return Reply("", 404)
        named = "".join(f"<sitemap><loc>{asked.path}{n}</loc></sitemap>" for n in range(9))
        return Reply(f"<sitemapindex>{named}</sitemapindex>", headers=XML)

    site.play = play
    go(case, f"{site.url}/m")
    assert len(paths(site)) <= 50
    assert told(case)["/m"].startswith("list_limit: it leads to more than 50 lists")


def test_a_list_that_is_none(case: CaseFolder, site: Publisher) -> None:
    plays(site, {"/feed": page("Sorry"), "/bomb": Reply("<!DOCTYPE x [<!ENTITY a 'b'>]><rss>&a;</rss>", headers=XML)})
    go(case, Asked(f"{site.url}/feed", list_only=True), f"{site.url}/bomb")
    assert told(case)["/feed"].startswith("list_broken: it is no feed and no sitemap")
    assert told(case)["/bomb"].startswith("list_broken: it defines entities")
    plays(site, {"/feed": feed("/a"), "/bomb": feed(), "/a": page("A")})
    go(case, Asked(f"{site.url}/feed", list_only=True), f"{site.url}/bomb")
    assert (told(case), kept(case)) == ({}, ["a"])


def test_robots_are_heeded(case: CaseFolder, site: Publisher) -> None:
    robots = "User-agent: *\nDisallow: /private/\nUser-agent: other\nDisallow: /\n"
    plays(site, {"/robots.txt": Reply(robots), "/a": page("A"), "/private/b": page("B")})
    go(case, f"{site.url}/a", f"{site.url}/private/b")
    assert (kept(case), paths(site)) == (["a"], ["/a"])
    assert told(case)["/private/b"].startswith("robots: its site asks programs not to fetch it")


def test_a_site_that_cannot_say_what_may_be_fetched_is_left_alone(case: CaseFolder, site: Publisher) -> None:
    plays(site, {"/robots.txt": Reply("oh", 501), "/a": page("A")})
    go(case, f"{site.url}/a")
    assert (kept(case), paths(site)) == ([], [])
    assert told(case)["/a"].startswith("robots: its site did not say")


def test_pauses_are_those_that_the_site_wants(case: CaseFolder, site: Publisher) -> None:
    plays(site, {"/robots.txt": Reply("User-agent: *\nCrawl-delay: 0.4"), "/a": page("A"), "/b": page("B")})
    begun = time.monotonic()
    go(case, f"{site.url}/a", f"{site.url}/b")
    assert time.monotonic() - begun >= 0.8
    plays(site, {"/robots.txt": Reply("User-agent: *\nCrawl-delay: 86400"), "/c": page("C")})
    go(case, f"{site.url}/c")
    assert told(case)["/c"].startswith("busy: its site wants 1440 minutes")


def test_a_busy_site_is_asked_again_when_it_says(case: CaseFolder, site: Publisher) -> None:
    replies = [Reply("", 404), Reply("", 429, {"Retry-After": "1"}), Reply("", 503), page("A")]
    site.play = lambda asked: replies[len(site.asked) - 1]
    begun = time.monotonic()
    go(case, f"{site.url}/a")
    assert kept(case) == ["a"]
    assert time.monotonic() - begun >= 1


def test_a_site_that_wants_to_be_left_alone_is_and_the_rest_comes_later(case: CaseFolder, site: Publisher) -> None:
    pages = {"/feed": feed("/a", "/b", "/c"), "/a": page("A"), "/b": Reply("", 429, {"Retry-After": "7200"})}
    plays(site, pages)
    go(case, f"{site.url}/feed")
    assert paths(site) == ["/feed", "/a", "/b"]
    assert told(case)["/b"].startswith("busy: its host asks to come back later")
    assert told(case)["/feed"].startswith("busy: 1 of its pages were not asked for")
    plays(site, {**pages, "/b": page("B"), "/c": page("C")})
    go(case, f"{site.url}/feed")
    assert (kept(case), told(case)) == (["a", "b", "c"], {})


@pytest.mark.parametrize("limit", [{"most": 3}, {"most_bytes": 400}])
def test_a_host_is_not_asked_too_much_in_one_run(case: CaseFolder, site: Publisher, limit: dict[str, float]) -> None:
    plays(site, {"/feed": feed("/a", "/b", "/c"), **{f"/{n}": page(n) for n in "abc"}})
    go(case, f"{site.url}/feed", **limit)
    assert kept(case) == ["a"]
    assert told(case)["/feed"].startswith("host_limit: 2 of its pages were not asked for")
    go(case, f"{site.url}/feed")
    assert (kept(case), told(case)) == (["a", "b", "c"], {})


def test_a_run_comes_to_an_end(case: CaseFolder, site: Publisher) -> None:
    plays(site, {"/feed": feed("/a", "/b"), "/a": page("A"), "/b": page("B")})
    go(case, f"{site.url}/feed", f"{site.url}/b", minutes=1e-9)
    assert (paths(site), kept(case)) == ([], [])
    assert told(case)["/b"].startswith("run_limit: this run took as long as one may")
    many = feed("/a", *(f"http://10.0.0.1:{port}/" for port in range(1, 200)))
    plays(site, {"/feed": many, "/a": page("A"), "/b": page("B")})
    go(case, f"{site.url}/feed")
    assert told(case)["/feed"].startswith("run_limit: 100 of its pages lie on more than 100 hosts")


def test_a_proxy_of_the_environment_is_asked_by_name(monkeypatch: pytest.MonkeyPatch, site: Publisher) -> None:
    monkeypatch.setenv("http_proxy", site.url)
    monkeypatch.delenv("no_proxy", raising=False)
    site.play = lambda asked: Reply("", 404) if asked.path == "/robots.txt" else page("A")
    assert Visitor(QUICK, "").get("http://news.invalid/a").body
    assert {asked.headers["host"] for asked in site.asked} == {"news.invalid"}
    with pytest.raises(NoAnswerError, match="private network"):
        Visitor(QUICK, "").get("http://10.0.0.1/a")


def test_hosts_take_turns() -> None:
    turns = hosts.Hosts(FetchSettings(delay=5))
    turns.of("https://one.example/1").asked(0)
    assert turns.soonest(["https://one.example/2", "https://two.example/1"]) == "https://two.example/1"


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:9/x", "https://localhost/x", "http://10.1.2.3/", "http://169.254.169.254/latest/meta-data"],
)
def test_no_way_leads_into_a_private_network(case: CaseFolder, site: Publisher, target: str) -> None:
    plays(site, {"/moved": Reply("", 302, {"Location": target}), "/feed": feed(target)})
    go(case, f"{site.url}/moved", f"{site.url}/feed")
    assert told(case)["/moved"].startswith("private_address: it leads into a private network")
    assert [entry.problems[0].code for entry in archive.held(case).refused] == ["private_address"] * 2


def test_a_name_of_a_private_network_is_no_way_into_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *rest, **more: real("127.0.0.1" if host == "news.example" else host, *rest, **more),
    )
    with pytest.raises(NoAnswerError) as error:
        Visitor(QUICK, "").get("http://news.example:80/", own=True)
    assert error.value.problem.code == "private_address"


def test_a_person_may_name_a_server_of_this_machine_and_nobody_else(site: Publisher) -> None:
    site.play = lambda asked: page("A")
    assert Visitor(QUICK, "").get(f"{site.url}/a", own=True).body
    with pytest.raises(NoAnswerError):
        Visitor(QUICK, "").get(f"{site.url}/a")


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("64:ff9b::808:808", True), ("127.0.0.1", False), ("::1", False),
        ("::ffff:10.0.0.1", False), ("2002:7f00:1::", False), ("64:ff9b::7f00:1", False), ("224.0.0.1", False),
        ("0.0.0.0", False), ("100.64.0.1", False), ("fe80::1%eth0", False),
    ],
)  # fmt: skip
def test_which_numbers_are_of_the_public_internet(number: str, public: bool) -> None:
    assert places.is_public(number) is public


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("/loop", "without end"),
        ("ftp://example.org/", "begins with http"),
        ("https://a:b@example.org/", "name or password"),
    ],
)
def test_moves_that_lead_nowhere(case: CaseFolder, site: Publisher, location: str, why: str) -> None:
    plays(site, {"/loop": Reply("", 301, {"Location": location})})
    go(case, f"{site.url}/loop")
    assert told(case)["/loop"].startswith("moved: it points")
    assert why in told(case)["/loop"]
    assert len(paths(site)) <= places.MOST_MOVES + 1


def test_a_page_that_moved_is_kept_once_under_its_last_address(case: CaseFolder, site: Publisher) -> None:
    moved = Reply("", 301, {"Location": "/b"})
    plays(site, {"/feed": feed("/a", "/b"), "/a": moved, "/b": page("B")})
    go(case, f"{site.url}/feed")
    assert kept(case) == ["b"]
    go(case, f"{site.url}/a")
    assert (kept(case), told(case)) == (["b"], {})


def test_another_address_of_a_page_that_is_there_is_no_second_document(case: CaseFolder, site: Publisher) -> None:
    own = f"<link rel='canonical' href='{site.url}/a'>"
    plays(site, {"/a": page("A", own), "/print/a": page("A", own), "/b": page("B", own)})
    go(case, f"{site.url}/a", f"{site.url}/print/a", f"{site.url}/b")
    assert kept(case) == ["a", "b"]


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(b"GIF89a", headers={"Content-Type": "image/gif"}), 'wrong_type: it is of the type "image/gif"'),
        (Reply(b"x" * 5000, headers=HTML), "too_large: "),
        (Reply(gzip.compress(b"x" * 500_000), headers={**HTML, "Content-Encoding": "gzip"}), "too_large: "),
        (Reply(b"no gzip", headers={**HTML, "Content-Encoding": "gzip"}), "unreachable: the connection failed"),
        (Reply("gone", 410), "refused: its host answered 410"),
        (Reply("<html><body></body></html>", headers=HTML), "no_article: "),
        (Reply(b"", headers=HTML), "empty: "),
        (Reply("half", headers=HTML, cut=2), "unreachable: the connection failed"),
        (feed("/a"), "wrong_type: it is a list of pages, named by another list"),
    ],
)  # fmt: skip
def test_answers_that_are_no_page(case: CaseFolder, site: Publisher, reply: Reply, why: str) -> None:
    plays(site, {"/feed": feed("/odd", "/fine"), "/odd": reply, "/fine": page("Fine")})
    go(case, f"{site.url}/feed", largest=3000)
    assert told(case)["/odd"].startswith(why)
    assert kept(case) == ["fine"]


@contextmanager
def dripping() -> Iterator[str]:
    """A server that gives a byte of its answer now and then, and never comes to an end."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip(connection: socket.socket) -> None:
            with connection:
                try:
                    for byte in b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Long: " + b"a" * 10_000:
                        connection.sendall(bytes([byte]))
                        time.sleep(0.02)
                except OSError:
                    return

        def serve() -> None:
            while True:
                try:
                    threading.Thread(target=drip, args=(server.accept()[0],), daemon=True).start()
                except OSError:
                    return

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def test_a_server_that_answers_byte_by_byte_is_given_up(case: CaseFolder) -> None:
    with dripping() as url:
        begun = time.monotonic()
        go(case, f"{url}/a", f"{url}/b", f"{url}/c", seconds=0.3)
    assert time.monotonic() - begun < 3
    assert told(case)["/a"].startswith("unreachable: it did not come within 0.3 seconds")
    assert told(case)["/c"].startswith("unreachable: its host did not answer twice over and was left alone")


def test_without_a_network_there_are_problems_and_what_is_there_stays(
    case: CaseFolder, site: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    plays(site, {"/a": page("A")})
    go(case, f"{site.url}/a")

    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    go(case, f"{site.url}/a", "https://news.example/b")
    assert kept(case) == ["a"]
    assert told(case)["/b"].startswith("unreachable: nobody knows its host")


def test_a_run_that_was_stopped_goes_on_where_it_was(
    case: CaseFolder, site: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    plays(site, {"/feed": feed("/a", "/b", "/c"), **{f"/{n}": page(n) for n in "abc"}})

    def began(address: str) -> None:
        if address.endswith("/b"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Tour(case, Settings(fetch=QUICK), WHEN, began).run([Asked(f"{site.url}/feed")])
    assert kept(case) == ["a"]
    assert paths(site) == ["/feed", "/a"]
    plays(site, {"/feed": feed("/d"), **{f"/{n}": page(n) for n in "abcd"}})  # it has rolled on
    go(case, f"{site.url}/feed")
    assert kept(case) == ["a", "b", "c", "d"]


def test_what_was_fetched_may_be_forgotten(case: CaseFolder, site: Publisher) -> None:
    plays(site, {"/feed": feed("/a"), "/a": page("A")})
    go(case, f"{site.url}/feed")
    before = case.manifest.read_bytes()
    for damage in (b"", b'{"address": "broken', case.fetched.read_bytes()[:-20]):
        case.fetched.write_bytes(damage)
        go(case, f"{site.url}/feed")
        assert case.manifest.read_bytes() == before
        assert [msgspec.json.decode(line)["address"][-2:] for line in case.fetched.read_bytes().splitlines()[-1:]] == [
            "/a"
        ]


def test_a_page_that_fails_again_and_again_is_given_up(case: CaseFolder, site: Publisher) -> None:
    plays(site, {"/feed": feed("/a"), "/a": Reply("", 503)})
    for _ in range(5):
        go(case, f"{site.url}/feed", tries=1)
    assert paths(site).count("/a") == 5
    go(case, f"{site.url}/feed", tries=1)
    assert paths(site) == ["/feed"]


def test_nothing_from_before_a_day(case: CaseFolder, site: Publisher) -> None:
    sitemap = "<urlset><url><loc>/a</loc><lastmod>2024-01-01</lastmod></url><url><loc>/b</loc></url></urlset>"
    plays(site, {"/map": Reply(sitemap, headers=XML), "/a": page("A"), "/b": page("B")})
    go(case, Asked(f"{site.url}/map", since=date(2024, 6, 1)))
    assert kept(case) == ["b"]


def test_types_that_are_taken_are_those_of_the_table() -> None:
    assert visit._is_of_a_type("text/html")
    assert visit._is_of_a_type("")
    assert not visit._is_of_a_type("video/mp4")


@contextmanager
def encrypted(folder: Path, name: str) -> Iterator[tuple[int, Path]]:
    """A server with a certificate for this name; its port, and the file of the certificate."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    words = f"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout {key} -out {certificate} -days 2"
    subject = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
    subprocess.run(["openssl", *words.split(), *subject], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    with context.wrap_socket(server.accept()[0], server_side=True) as connection:
                        connection.recv(4096)
                        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
                except ssl.SSLError:
                    continue
                except OSError:
                    return

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1], certificate


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not here to make a certificate with")
@pytest.mark.parametrize(("name", "held"), [("localhost", True), ("other.example", False)])
def test_the_certificate_must_be_that_of_the_name_and_not_of_the_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, held: bool
) -> None:
    with encrypted(tmp_path, name) as (port, certificate):
        trust = ssl.create_default_context(cafile=str(certificate))
        monkeypatch.setattr(exchange, "_trust", lambda: trust)
        limits = exchange.Limits(5, 1000)
        if held:
            answer = exchange.exchange(f"https://localhost:{port}/", {}, limits, lambda _: True, own=True)
            assert answer.body == b"ok"
        else:
            with pytest.raises(exchange.FailedError, match="the connection failed"):
                exchange.exchange(f"https://localhost:{port}/", {}, limits, lambda _: True, own=True)
