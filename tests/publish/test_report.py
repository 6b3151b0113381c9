from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from cuibono.explore.contents import contents
from cuibono.explore.report_view import report_view
from cuibono.model import Claim, Document, Span
from cuibono.publish.report import render, write
from cuibono.publish.report.page import anchor
from tests.publish.hostile import EVIL, Hostile
from tests.publish.stories import shelves

SHELVES = [*shelves(), pytest.param(Hostile(), id="hostile")]


class Page(HTMLParser):
    """What a page is made of: tags with their attributes, and the text of each open element."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "link", "input", "circle", "rect", "path"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append((self.open[-1] if self.open else "", data))

    def values(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name)) is not None]

    def inside(self, tag: str) -> list[str]:
        return [data for where, data in self.text if where == tag]


def page(shelf: Hostile) -> Page:
    return Page(render(report_view(shelf.contents(), shelf.problems())))


@pytest.mark.parametrize("shelf", SHELVES)
def test_every_link_inside_leads_somewhere_and_ids_are_unique(shelf: Hostile) -> None:
    found = page(shelf)
    ids = Counter(found.values("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    assert [href for href in found.values("href") if href.startswith("#") and href[1:] not in ids] == []


@pytest.mark.parametrize("shelf", SHELVES)
def test_every_event_is_in_picture_list_and_text(shelf: Hostile) -> None:
    found = page(shelf)
    numbers = {str(n) for n in range(1, len(shelf.contents().events) + 1)}
    entries = {attrs["data-n"] for tag, attrs in found.tags if tag == "li" and attrs.get("class") == "event"}
    drawn = {attrs["data-n"] for tag, attrs in found.tags if tag == "a" and "data-n" in attrs}
    marked = {n for tag, attrs in found.tags if tag == "mark" for n in (attrs["data-n"] or "").split()}
    assert entries == drawn == marked == numbers


@pytest.mark.parametrize("shelf", SHELVES)
def test_every_claim_is_quoted_under_its_event_and_leads_to_its_passage(shelf: Hostile) -> None:
    found = page(shelf)
    claims = {anchor(claim) for claim in shelf.contents().claims}
    assert {attrs["id"] for tag, attrs in found.tags if tag == "blockquote" and "id" in attrs} == claims
    assert {f"#at-{claim}" for claim in claims} <= {href for href in found.values("href") if href.startswith("#at-")}


@pytest.mark.parametrize("shelf", SHELVES)
def test_page_asks_for_nothing_from_outside(shelf: Hostile) -> None:
    found = page(shelf)
    assert found.values("src") == []
    assert {attrs["href"] for tag, attrs in found.tags if tag == "link"} == {"data:,"}
    assert not re.search(r"url\(|@import|https?:", "".join(found.inside("style")))
    assert {tag for tag, _ in found.tags} & {"img", "iframe", "object", "embed", "base", "use", "image"} == set()


@pytest.mark.parametrize("shelf", SHELVES)
def test_policy_names_the_one_style_and_the_one_script(shelf: Hostile) -> None:
    found = page(shelf)
    (policy,) = [v for v in found.values("content") if "default-src" in v]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (text,) = found.inside(tag)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("shelf", SHELVES)
def test_headings_step_down_one_by_one(shelf: Hostile) -> None:
    levels = [int(tag[1]) for tag, _ in page(shelf).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_hostile_text_stays_text() -> None:
    found = page(Hostile())
    names = {name for _, attrs in found.tags for name in attrs}
    assert {name for name in names if name.startswith("on")} | names & {"autofocus", "style"} == set()
    assert [tag for tag, _ in found.tags].count("script") == 1
    assert any(EVIL.split()[0] in text for text in found.inside("bdi"))
    assert [href for href in found.values("href") if not href.startswith(("#", "https://", "data:,"))] == []


def test_controls_are_named_instead_of_obeyed() -> None:
    html = render(report_view(Hostile().contents(), Hostile().problems()))
    assert not re.search("[\x00\x1b\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html)
    assert "U+202E" in Page(html).inside("span")


def test_empty_ledger_is_a_page_too() -> None:
    html = render(report_view(contents([], [])))
    assert "The ledger holds no events yet." in html
    assert "None were met." in html
    assert not {"filter", "timeline", "parties"} & set(Page(html).values("id"))


def test_quote_and_marked_text_are_the_words_of_the_article() -> None:
    text = "Brook & Sons <Ltd> gave to the fund.\n\nIt was “much”."
    claim = Claim("clm-1", "doc-1", "donation", Span(0, 35), text[:35])
    found = Page(render(report_view(contents([Document("doc-1", "a.txt", text, "0")], [claim]))))
    assert text[:35] in found.inside("p")
    assert any(text[:35] == said for said in found.inside("a"))


def test_write_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    first = write(Hostile(), tmp_path / "new" / "a.html").read_bytes()
    assert first == write(Hostile(), tmp_path / "b.html").read_bytes()
