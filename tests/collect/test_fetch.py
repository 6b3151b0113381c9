from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono.collect.fetch import Fetched, Manners, RefusedError, asking, chosen, door, fetch
from cuibono.collect.fetch.answers import joined
from cuibono.collect.fetch.secret import Secret
from cuibono.errors import UsageError
from cuibono.registers.sources import Fetch
from tests.publisher import Asked, Publisher, Reply, publisher

NOW = datetime(2026, 1, 1, tzinfo=UTC)
KEY = "s3cret+key/of=mine"
CASSETTES = Path(__file__).resolve().parents[3] / "shared" / "registers" / "lda" / "api_cassettes"
needs_files = pytest.mark.skipif(not CASSETTES.is_dir(), reason="the recorded answers are not here (shared/registers)")


@pytest.fixture
def site() -> Iterator[Publisher]:
    with publisher() as one:
        yield one


def way(site: Publisher, **more: Any) -> Fetch:
    told: dict[str, Any] = {"url": f"{site.url}/api/rows/", "pause": 0.0, "pause_with_key": 0.0}
    return Fetch(**(told | more))


def linked(site: Publisher, **more: Any) -> Fetch:
    return way(site, paging="next_link", rows="results", count="count", next="next", **more)


def get(how: Fetch, folder: Path, now: datetime = NOW, **given: str) -> Fetched:
    return fetch(how, given, folder, Manners("me@example.org", 3, 0.01), now, lambda *_: None)


def rows(found: Fetched) -> list[Any]:
    read = json.loads(found.path.read_bytes())
    return list(read["results"] if isinstance(read, dict) else read)


def links(site: Publisher, pages: int, count: int | None = None) -> Any:
    """Pages of two rows that each name the next one."""

    def play(asked: Asked) -> Reply:
        number = int(asked.query.get("page", "1"))
        following = f"{site.url}/api/rows/?page={number + 1}" if number < pages else None
        told = {"count": count or 2 * pages, "next": following, "results": [{"n": 2 * number}, {"n": 2 * number + 1}]}
        return Reply(json.dumps(told), headers={"ETag": f'"{number}"'})

    return play


def test_links_are_followed_and_pages_joined(site: Publisher, tmp_path: Path) -> None:
    site.play = links(site, 3)
    found = get(linked(site), tmp_path, year="2024")
    assert [row["n"] for row in rows(found)] == [2, 3, 4, 5, 6, 7]
    read = json.loads(found.path.read_bytes())
    assert (read["count"], read["next"]) == (6, None)
    assert (found.rows, found.asked, found.problems, found.unchanged) == (6, 3, (), False)
    assert site.asked[0].query == {"year": "2024"}
    assert found.path.name == "rows-year=2024.json"


def test_rows_stand_as_their_publisher_wrote_them(site: Publisher, tmp_path: Path) -> None:
    row = '{"amount": 1.10, "name":"\\u00e9",  "big": 12345678901234567890}'
    site.play = lambda asked: Reply(f'{{"results": [{row}], "next": null}}')
    assert row.encode() in get(linked(site, size_parameter="size"), tmp_path).path.read_bytes()


def test_who_asks_is_told_and_must_be_known(site: Publisher, tmp_path: Path) -> None:
    site.play = links(site, 1)
    get(linked(site), tmp_path)
    assert site.asked[0].headers["user-agent"].endswith("(me@example.org)")
    with pytest.raises(UsageError, match="under \\[collect\\]"):
        fetch(linked(site), {}, tmp_path, Manners(""), NOW, lambda *_: None)


def test_a_publisher_that_is_busy_is_asked_again_when_it_says(site: Publisher, tmp_path: Path) -> None:
    replies = [Reply("{}", 429, {"Retry-After": "1"}), Reply("oh", 503), links(site, 1)(Asked("", {}, {}))]
    site.play = lambda asked: replies[len(site.asked) - 1]
    begun = time.monotonic()
    assert get(linked(site), tmp_path).rows == 2
    assert time.monotonic() - begun >= 1
    assert len(site.asked) == 3


def test_a_publisher_that_stays_busy_or_asks_for_long_patience(site: Publisher, tmp_path: Path) -> None:
    site.play = lambda asked: Reply("oh", 502)
    with pytest.raises(UsageError, match="answered 502, 3 times over"):
        get(linked(site), tmp_path)
    site.play = lambda asked: Reply("oh", 429, {"Retry-After": "7200"})
    with pytest.raises(UsageError, match="come back in 120 minutes"):
        get(linked(site), tmp_path)


def test_requests_keep_their_distance(site: Publisher, tmp_path: Path) -> None:
    site.play = links(site, 3)
    begun = time.monotonic()
    get(linked(site, pause=0.2), tmp_path)
    assert time.monotonic() - begun >= 0.4


def test_a_smaller_page_than_asked_for_is_noticed_and_all_pages_are_asked_for(site: Publisher, tmp_path: Path) -> None:
    def play(asked: Asked) -> Reply:
        first = (int(asked.query["page"]) - 1) * 25 if "page" in asked.query else 0
        return Reply(json.dumps({"total": 60, "data": {"rows": list(range(first, min(60, first + 25)))}}))

    site.play = play
    how = way(site, paging="pages", rows="data.rows", count="total", size_parameter="size", page_size=100)
    found = get(how, tmp_path)
    assert json.loads(found.path.read_bytes())["data"]["rows"] == list(range(60))
    assert [one.message for one in found.problems] == [
        "100 rows a page were asked for and 25 came; all pages are asked for"
    ]
    assert [asked.query for asked in site.asked] == [
        {"size": "100"}, {"size": "100", "page": "2"}, {"size": "100", "page": "3"},
    ]  # fmt: skip


@pytest.mark.parametrize("end", [Reply("[]"), Reply("Invalid page.", 404)])
def test_pages_are_counted_up_until_there_are_no_rows(site: Publisher, tmp_path: Path, end: Reply) -> None:
    site.play = lambda asked: end if asked.query.get("p") == "3" else Reply(f"[{asked.query.get('p', 1)}]")
    found = get(way(site, paging="pages", page_parameter="p"), tmp_path)
    assert rows(found) == [1, 2]


def test_a_publisher_that_does_not_know_the_parameter_for_pages(site: Publisher, tmp_path: Path) -> None:
    site.play = lambda asked: Reply("[1, 2]")
    with pytest.raises(UsageError, match="a page a second time"):
        get(way(site, paging="pages"), tmp_path)


def test_last_indexes_are_passed_back(site: Publisher, tmp_path: Path) -> None:
    def play(asked: Asked) -> Reply:
        after = int(asked.query.get("last_index", "0"))
        more = {"last_index": str(after + 2), "last_date": "2024-01-0" + str(after + 2), "last_null": None}
        told = {"pagination": {"count": 4, "last_indexes": more if after < 4 else None}}
        return Reply(json.dumps(told | {"results": [after + 1, after + 2] if after < 4 else []}))

    site.play = play
    how = way(site, paging="keyset", rows="results", next="pagination.last_indexes")
    found = get(how, tmp_path, cycle="2024")
    assert rows(found) == [1, 2, 3, 4]
    assert [asked.query for asked in site.asked] == [
        {"cycle": "2024"}, {"cycle": "2024", "last_index": "2", "last_date": "2024-01-02"},
        {"cycle": "2024", "last_index": "4", "last_date": "2024-01-04"},
    ]  # fmt: skip


def test_a_count_that_is_a_guess_ends_no_run_of_last_indexes(site: Publisher, tmp_path: Path) -> None:
    def play(asked: Asked) -> Reply:
        after = int(asked.query.get("after", "0"))
        return Reply(json.dumps({"count": 2, "next": {"after": after + 1}, "results": [after] if after < 4 else []}))

    site.play = play
    found = get(way(site, paging="keyset", rows="results", next="next", count="count"), tmp_path)
    assert rows(found) == [0, 1, 2, 3]
    assert [one.code for one in found.problems] == ["rows_missing"]


def test_a_publisher_that_gives_no_page_after_so_many_rows(site: Publisher, tmp_path: Path) -> None:
    whole = links(site, 3)
    site.play = lambda asked: Reply("too deep", 400) if asked.query.get("page") == "3" else whole(asked)
    with pytest.raises(UsageError, match=r"answered 400.* 4 rows came before that; .*ask for less at a time"):
        get(linked(site), tmp_path)


def test_fewer_rows_than_the_publisher_counts_are_told(site: Publisher, tmp_path: Path) -> None:
    site.play = links(site, 2, count=9)
    (problem,) = get(linked(site), tmp_path).problems
    assert problem.code == "rows_missing"
    assert "9 rows, and 4 came" in problem.message


def test_a_link_in_a_circle(site: Publisher, tmp_path: Path) -> None:
    pages = {"1": ("2", [1]), "2": ("1", [2])}

    def play(asked: Asked) -> Reply:
        following, held = pages[asked.query["page"]]
        return Reply(json.dumps({"next": f"{site.url}/api/rows/?page={following}", "results": held}))

    site.play = play
    with pytest.raises(UsageError, match="points back to a page"):
        get(linked(site), tmp_path, page="1")


def test_a_broken_run_goes_on_where_it_was(site: Publisher, tmp_path: Path) -> None:
    whole = links(site, 3)
    site.play = lambda asked: Reply("oh", 500) if asked.query.get("page") == "3" else whole(asked)
    with pytest.raises(UsageError, match="same command goes on"):
        get(linked(site), tmp_path)
    site.asked.clear()
    site.play = whole
    found = get(linked(site), tmp_path, NOW + timedelta(hours=1))
    assert [asked.query for asked in site.asked] == [{"page": "3"}]
    assert (found.rows, found.asked, found.retrieved) == (6, 1, NOW.isoformat())


def test_a_run_that_broke_off_long_ago_is_begun_anew(site: Publisher, tmp_path: Path) -> None:
    whole = links(site, 2)
    site.play = lambda asked: Reply("oh", 500) if asked.query.get("page") == "2" else whole(asked)
    with pytest.raises(UsageError):
        get(linked(site), tmp_path)
    site.asked.clear()
    site.play = whole
    assert get(linked(site), tmp_path, NOW + timedelta(days=2)).asked == 2


def test_what_did_not_change_is_not_sent_again(site: Publisher, tmp_path: Path) -> None:
    whole = links(site, 2)
    site.play = lambda asked: Reply(b"", 304) if "if-none-match" in asked.headers else whole(asked)
    first = get(linked(site), tmp_path)
    before = first.path.read_bytes()
    second = get(linked(site), tmp_path, NOW + timedelta(days=9))
    assert [asked.headers.get("if-none-match") for asked in site.asked] == [None, None, '"1"', '"2"']
    assert (second.unchanged, second.rows, second.retrieved) == (True, 4, NOW.isoformat())
    assert second.path.read_bytes() == before


def test_a_changed_page_takes_the_place_of_the_old_one(site: Publisher, tmp_path: Path) -> None:
    site.play = lambda asked: Reply('{"next": null, "results": [1]}')
    get(linked(site), tmp_path)
    site.play = lambda asked: Reply('{"next": null, "results": [2]}')
    found = get(linked(site), tmp_path, NOW + timedelta(days=9))
    assert (rows(found), found.unchanged) == ([2], False)


@pytest.mark.parametrize("body", ["<!DOCTYPE html><title>Sorry</title>", "\n <html lang='en'>"])
def test_a_web_page_in_place_of_a_file_is_refused(site: Publisher, tmp_path: Path, body: str) -> None:
    site.play = lambda asked: Reply(body)
    for how in (linked(site), way(site, ending=".csv")):
        with pytest.raises(UsageError, match="a web page in place"):
            get(how, tmp_path)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert get(way(site, ending=".html"), tmp_path).path.read_text() == body


def test_what_is_no_page_of_rows_is_refused(site: Publisher, tmp_path: Path) -> None:
    for body in ("{", '{"results": 3}', '{"detail": "no"}', "[1]"):
        site.play = lambda asked, body=body: Reply(body)  # type: ignore[misc]
        with pytest.raises(UsageError, match="Nothing of this page was kept"):
            get(linked(site), tmp_path)


def test_a_file_that_breaks_off_is_asked_for_from_there(site: Publisher, tmp_path: Path) -> None:
    body = bytes(range(256)) * 64
    headers = {"ETag": '"v1"', "Accept-Ranges": "bytes"}

    def play(asked: Asked) -> Reply:
        if "range" not in asked.headers:
            return Reply(body, headers=headers, cut=6000)
        start = int(asked.headers["range"].removeprefix("bytes=").removesuffix("-"))
        return Reply(body[start:], 206, headers | {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"})

    site.play = play
    found = get(way(site, url=f"{site.url}/bulk/indiv24.zip", ending=".zip"), tmp_path)
    assert found.path.read_bytes() == body
    assert (found.path.name, found.rows) == ("indiv24.zip", None)
    assert site.asked[1].headers["if-range"] == '"v1"'
    assert not list(tmp_path.rglob("*.part*"))


def test_the_rest_of_another_version_is_not_put_to_it(site: Publisher, tmp_path: Path) -> None:
    replies = [
        Reply(b"old old old", headers={"ETag": '"v1"', "Accept-Ranges": "bytes"}, cut=4),
        Reply(b"new new", headers={"ETag": '"v2"'}),
    ]
    site.play = lambda asked: replies[len(site.asked) - 1]
    assert get(way(site, ending=".bin"), tmp_path).path.read_bytes() == b"new new"


def test_a_file_that_stays_cut_off_is_not_kept_as_whole(site: Publisher, tmp_path: Path) -> None:
    site.play = lambda asked: Reply(b"only half", cut=3)
    with pytest.raises(UsageError, match="3 times over"):
        get(way(site, ending=".bin"), tmp_path)
    assert not list(tmp_path.rglob("rows*.bin"))


@pytest.mark.parametrize(
    "target", ["https://127.0.0.1:9/x", "https://localhost/x", "https://10.1.2.3/x", "https://169.254.169.254/meta"]
)
def test_no_way_leads_into_a_private_network(site: Publisher, tmp_path: Path, target: str) -> None:
    site.play = lambda asked: Reply(b"", 302, {"Location": target})
    with pytest.raises(UsageError, match="into a private network"):
        get(linked(site), tmp_path)
    site.play = lambda asked: Reply(json.dumps({"next": target, "results": [1]}))
    with pytest.raises(UsageError, match="into a private network"):
        get(linked(site), tmp_path)


def test_no_way_leads_away_from_encryption_or_in_circles(site: Publisher, tmp_path: Path) -> None:
    site.play = lambda asked: Reply(b"", 302, {"Location": "http://example.org/"})
    with pytest.raises(UsageError, match="no encrypted address"):
        get(linked(site), tmp_path)
    site.play = lambda asked: Reply(b"", 302, {"Location": "/api/rows/"})
    with pytest.raises(UsageError, match="without end"):
        get(linked(site), tmp_path)


def test_a_move_within_the_publishers_address_is_followed(site: Publisher, tmp_path: Path) -> None:
    site.play = lambda asked: Reply("[1]") if asked.path == "/new" else Reply(b"", 301, {"Location": "/new"})
    assert rows(get(way(site, paging="keyset"), tmp_path)) == [1]


@pytest.mark.parametrize("key", [{"key_parameter": "api_key"}, {"key_header": "Authorization", "key_prefix": "Token "}])
def test_the_key_is_sent_and_written_nowhere(
    site: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str], key: dict[str, str],
) -> None:  # fmt: skip
    monkeypatch.setenv("MADE_UP_KEY", KEY)
    caplog.set_level(logging.DEBUG)

    def play(asked: Asked) -> Reply:
        assert (asked.headers.get("authorization") or asked.query["api_key"]) in (KEY, f"Token {KEY}")
        if asked.query.get("page") == "3":
            return Reply(f"no, {KEY}", 403)
        if asked.query.get("page") == "4":
            return Reply(b"", 302, {"Location": f"https://10.0.0.1/?api_key={KEY}"})
        number = int(asked.query.get("page", "1"))
        following = asking.with_parameters(f"{site.url}/api/rows/", {"page": str(number + 1), "api_key": KEY})
        return Reply(json.dumps({"next": following, "asked_with": KEY, "results": [number]}), headers={"ETag": '"e"'})

    site.play = play
    how = linked(site, key_variable="MADE_UP_KEY", **key)
    said = []
    for page in ("1", "4"):
        with pytest.raises(UsageError) as error:
            get(how, tmp_path, page=page)
        said.append(str(error.value))
    assert "The key in MADE_UP_KEY is not taken" in said[0]
    printed = capfd.readouterr()
    told = [*said, repr(Secret("MADE_UP_KEY")), caplog.text, printed.out, printed.err]
    told += [path.name + path.read_text() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(told) > 7
    for form in (KEY, "s3cret%2Bkey%2Fof%3Dmine"):
        assert not [text for text in told if form in text]


def test_the_key_goes_to_no_other_address(site: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MADE_UP_KEY", KEY)
    monkeypatch.setattr(door, "is_private", lambda host, port: False)
    monkeypatch.setattr(door.Door, "allowed", lambda self, address: address)
    with publisher() as other:
        other.play = lambda asked: Reply('{"next": null, "results": [2]}')
        site.play = lambda asked: Reply(json.dumps({"next": f"{other.url}/x", "results": [1]}))
        found = get(linked(site, key_variable="MADE_UP_KEY", key_header="X-Key"), tmp_path)
    assert rows(found) == [1, 2]
    assert site.asked[0].headers["x-key"] == KEY
    assert "x-key" not in other.asked[0].headers


def test_without_a_key_the_publisher_may_refuse(site: Publisher, tmp_path: Path) -> None:
    site.play = lambda asked: Reply("no", 401)
    with pytest.raises(RefusedError, match="Set MADE_UP_KEY to your key"):
        get(linked(site, key_variable="MADE_UP_KEY", key_header="X-Key"), tmp_path)


def test_what_can_be_no_key_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("abc", "two\nlines-of-text", "schlüssel-sieben"):
        monkeypatch.setenv("MADE_UP_KEY", text)
        with pytest.raises(UsageError, match="MADE_UP_KEY: what it holds is no key") as error:
            Secret("MADE_UP_KEY")
        assert text not in str(error.value)


def test_a_key_across_two_chunks_is_blotted_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MADE_UP_KEY", KEY)
    text = f"a{KEY}b{KEY}".encode()
    for size in range(1, len(text)):
        chunks = (text[at : at + size] for at in range(0, len(text), size))
        assert b"".join(Secret("MADE_UP_KEY").blotted_bytes(chunks)) == f"a{'X' * len(KEY)}b{'X' * len(KEY)}".encode()


def test_fields_have_their_places_and_names() -> None:
    how = Fetch(url="https://example.org/{year}/x{part}.zip?a=1", fields={"year": "four digits", "name": "a name"})
    assert asking.address(how, {"year": "20/24", "part": "b", "name": "A & B"}) == (
        "https://example.org/20%2F24/xb.zip?a=1&name=A+%26+B"
    )


def test_the_way_that_fits_the_fields_is_chosen() -> None:
    plain = Fetch(url="https://example.org/all", fields={"name": "a name"})
    yearly = Fetch(url="https://example.org/{year}", fields={"year": "four digits"})
    assert chosen((plain, yearly), {"year": "2024"}, "moon") == (yearly,)
    assert chosen((plain, yearly), {}, "moon") == (plain,)
    with pytest.raises(UsageError, match=r"moon: give \[name=a name\]; or year=four digits\."):
        chosen((plain, yearly), {"colour": "red"}, "moon")
    with pytest.raises(UsageError, match="it cannot be fetched"):
        chosen((), {}, "moon")
    paged = Fetch(url="https://example.org/all", fields={"name": "a name"}, paging="pages")
    with pytest.raises(UsageError, match=r"moon: give \[name=a name\]"):
        chosen((paged,), {}, "moon")


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3))


@given(st.lists(st.lists(JSON, max_size=4), min_size=1, max_size=5), st.sampled_from(["", "rows", "a.rows"]))
def test_joined_pages_hold_the_rows_of_all_of_them(pages: list[list[Any]], place: str) -> None:
    how = Fetch(url="", rows=place, next="a.next" if place else "")
    with TemporaryDirectory() as folder:
        files = [Path(folder, str(number)) for number in range(len(pages))]
        for path, held in zip(files, pages, strict=True):
            told = {"": held, "rows": {"rows": held, "a": {"next": 1}}, "a.rows": {"a": {"rows": held, "next": 1}}}
            path.write_text(json.dumps(told[place]))
        assert joined(files, how, Path(folder, "all")) == sum(map(len, pages))
        read = json.loads(Path(folder, "all").read_bytes())
    for name in filter(None, place.split(".")):
        assert read.get("a", {}).get("next") is None
        read = read[name]
    assert read == [row for held in pages for row in held]


@given(st.dictionaries(st.text(min_size=1), st.text(), max_size=4))
def test_parameters_go_into_an_address_and_out_of_it(parameters: dict[str, str]) -> None:
    url = "https://example.org/x?kept=1"
    found = asking.with_parameters(url, {name: value for name, value in parameters.items() if name != "kept"})
    for name in parameters:
        found = asking.without_parameter(found, name) if name != "kept" else found
    assert found == url


@needs_files
def test_recorded_answers_are_fetched_after_a_recorded_refusal(site: Publisher, tmp_path: Path) -> None:
    recorded = json.loads((CASSETTES / "v1_filings_list_filings.json").read_bytes())
    refusal = (CASSETTES / "rate_limit_error.json").read_bytes()

    def play(asked: Asked) -> Reply:
        if len(site.asked) == 2:
            return Reply(refusal, 429, {"Retry-After": "0"})
        number = int(asked.query.get("page", "1"))
        size = 25 if number < 4 else 12
        held = [one | {"filing_uuid": f"{number}-{one['filing_uuid']}"} for one in recorded["results"][:size]]
        following = f"{site.url}/api/rows/?page={number + 1}&page_size=25" if number < 4 else None
        return Reply(json.dumps(recorded | {"next": following, "results": held}))

    site.play = play
    found = get(linked(site, size_parameter="page_size", page_size=100), tmp_path, registrant_id="401104726")
    assert found.rows == len({one["filing_uuid"] for one in rows(found)}) == 87
    assert [one.code for one in found.problems] == ["page_cap"]
    assert len(site.asked) == 5
