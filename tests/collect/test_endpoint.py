from __future__ import annotations

import json
import logging
import time
from pathlib import Path
from typing import Any

import pytest

from cuibono.cli import main
from cuibono.collect.fetch.door import BusyError, RefusedError
from cuibono.collect.fetch.endpoint import Endpoint, Reply, UnreachableError, checked
from cuibono.errors import UsageError
from cuibono.settings import LlmSettings
from tests import publisher, scripted

KEY = "s3cret+key/of=mine"


def settings(address: str, **more: Any) -> LlmSettings:
    return LlmSettings(**{"endpoint": address, "model": "m", "key_variable": "MADE_UP_KEY", **more})


def ask(server: publisher.Publisher, **more: Any) -> Reply:
    with Endpoint(settings(f"{server.url}/v1", **more)) as one:
        return one.ask(b'{"messages": [0, {"content": "{\\"passages\\": []}"}]}')


def test_what_came_and_what_it_took() -> None:
    with scripted.model(lambda found: []) as server:
        assert ask(server) == Reply('{"claims": []}', "stop", "", 1000, 100)
        assert server.asked[0].path == "/v1/chat/completions"
        assert "authorization" not in server.asked[0].headers
    with scripted.model(lambda found: scripted.completion("x", usage=False)) as server:
        assert ask(server) == Reply("x", "stop", "", None, None)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9", "http://localhost:9/v1", "http://[::1]:9", "https://1.1.1.1/v1", "https://127.0.0.1/v1/"],
)
def test_this_machine_and_the_encrypted_internet_may_be_asked(address: str) -> None:
    assert checked(settings(address)) == f"{address.rstrip('/')}/chat/completions"


@pytest.mark.parametrize("address", ["http://10.0.0.8:80", "https://192.168.1.2/v1", "https://169.254.169.254/"])
def test_a_private_network_is_asked_where_that_is_said(address: str) -> None:
    with pytest.raises(UsageError, match="Say private = true"):
        checked(settings(address))
    assert checked(settings(address, private=True))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://1.1.1.1/v1", "no encrypted address"),
        ("http://nowhere.invalid/v1", "no encrypted address"),
        ("ftp://1.1.1.1/", "no address that begins with"),
        ("127.0.0.1:80", "no address that begins with"),
        ("http://[::1", "is no address"),
        ("", "name the endpoint and the model"),
        ("https://me:s3cret@1.1.1.1/v1", "A key goes into MADE_UP_KEY"),
        (f"https://1.1.1.1/v1?key={KEY}", "A key goes into MADE_UP_KEY"),
    ],
)
@pytest.mark.parametrize("private", [True, False])
def test_other_addresses_are_not_asked(address: str, words: str, private: bool) -> None:
    with pytest.raises(UsageError, match=words) as error:
        checked(settings(address, private=private))
    assert "s3cret" not in str(error.value)


def test_a_host_with_one_private_address_is_private(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(2, 1, 6, "", (address, 443)) for address in ("1.1.1.1", "10.0.0.1")]
    monkeypatch.setattr("socket.getaddrinfo", lambda host, port: both)
    with pytest.raises(UsageError, match="private network"):
        checked(settings("https://example.org"))
    with pytest.raises(UsageError, match="no encrypted address"):
        checked(settings("http://example.org", private=True))


def test_a_limit_of_money_needs_prices() -> None:
    with pytest.raises(UsageError, match="needs price_in and price_out"):
        checked(settings("http://127.0.0.1", money=1.0))


def test_an_endpoint_that_is_slow_or_gone() -> None:
    def slow(found: scripted.Passages) -> list[object]:
        time.sleep(1)
        return []

    with scripted.model(slow) as server:
        with pytest.raises(BusyError, match=r"no answer in 0.2 seconds"):
            ask(server, timeout=0.2)
        gone = server
    with pytest.raises(BusyError, match="the connection to the endpoint failed"):
        ask(gone)


def test_an_endpoint_that_breaks_off() -> None:
    with scripted.model(lambda found: publisher.Reply('{"choices": []}', cut=3)) as server, pytest.raises(BusyError):
        ask(server)


def test_the_key_is_sent_and_written_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("CUIBONO_READER_KEY", KEY)
    caplog.set_level(logging.DEBUG)
    escaped = KEY.replace("/", "\\/")
    replies = [
        scripted.completion(f'{{"claims": [], "x": "{KEY}"}}'),
        scripted.completion(f'{{"claims": [], "x": "{escaped}"}}'),
        scripted.completion(f'{{"claims": [], "x": "{KEY.replace("s", chr(92) + "u0073")}"}}'),
        scripted.completion("", refusal=KEY),
        publisher.Reply(f"no, {KEY}", 400),
        publisher.Reply("", 302, {"Location": f"https://10.0.0.1/?k={KEY}"}),
    ]
    (tmp_path / "articles").mkdir()
    for n in range(len(replies)):
        (tmp_path / "articles" / f"{n}.txt").write_text(f"Story\n\n{n + 1} May 2021\n\nAcme Corp met Sam Orr {n}.\n")
    with scripted.model(lambda found: replies.pop(0)) as server:
        folder = scripted.case(tmp_path / "case", server, at_once=1)
        main(["read", str(tmp_path / "articles"), "--case", str(folder)])
        main(["status", "--case", str(folder), "--json"])
        assert len(server.asked) == 6
        assert {asked.headers["authorization"] for asked in server.asked} == {f"Bearer {KEY}"}
        assert not [asked for asked in server.asked if KEY.encode() in asked.body]
    printed = capfd.readouterr()
    told = [caplog.text, printed.out, printed.err]
    told += [str(path) + path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*") if path.is_file()]
    assert len(told) > 8
    assert "repeats the key" in printed.err
    for form in (KEY, json.dumps(KEY), escaped, "s3cret%2Bkey%2Fof%3Dmine"):
        assert not [text for text in told if form in text]


def test_a_key_in_the_settings_is_refused_and_not_repeated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cuibono.toml").write_text(f'[reader.llm]\nkey = "{KEY}"\n')
    assert main(["read", "--case", str(tmp_path), "--reader", "llm"]) == 2
    printed = capsys.readouterr()
    assert "unknown field `key`" in printed.err
    assert KEY not in printed.err


def test_what_the_endpoint_says_of_a_refusal_is_shown_in_short() -> None:
    with (
        scripted.model(lambda found: publisher.Reply("too long " * 100, 400)) as server,
        pytest.raises(RefusedError, match=r"answered 400 \(too long") as error,
    ):
        ask(server)
    assert len(str(error.value)) < 260


def test_an_endpoint_that_takes_no_key_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MADE_UP_KEY", KEY)
    with (
        scripted.model(lambda found: publisher.Reply("", 401)) as server,
        pytest.raises(UnreachableError, match="The key in MADE_UP_KEY is not taken"),
    ):
        ask(server)
