"""The documentation site: every page has a place, links lead somewhere, nothing is loaded from elsewhere."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from tools import builtpages, manual
from tools.manual import Part


def test_every_page_has_one_place() -> None:
    there = manual.pages()
    assert sorted(page for _, pages in manual.placed(manual.parts(), there) for page in pages) == sorted(there)


@pytest.mark.parametrize(
    ("pages", "said"),
    [(["a.md", "b.md"], "b.md has no place"), ([], "a.md is no page"), (["a.md", "x/c.md"], "x/c.md has two places")],
)
def test_a_page_without_a_place_fails(pages: list[str], said: str) -> None:
    places = [Part("One", ("a.md", "x/*.md")), Part("Two", ("x/c.md", "x/c.md"))]
    with pytest.raises(manual.UnplacedPageError, match=said):
        manual.placed(places, pages)


def test_a_page_that_is_named_comes_before_its_pattern() -> None:
    part = Part("One", ("x/README.md", "x/*.md"))
    assert manual.placed([part], ["x/A.md", "x/README.md"]) == [("One", ["x/README.md", "x/A.md"])]


@pytest.mark.parametrize(
    ("link", "page", "site"),
    [
        ("docs/web.md", "readme.md", "web.md"),
        ("docs/web.md#a", "readme.md", "web.md#a"),
        ("../README.md", "house.md", "readme.md"),
        ("../README.md", "how-to/README.md", "../README.md"),
        ("decisions/", "README.md", "decisions/README.md"),
        ("../web.md", "how-to/a.md", "../web.md"),
        ("https://example.org/", "a.md", "https://example.org/"),
        ("#limits", "a.md", "#limits"),
    ],
)
def test_links_hold_in_the_site(link: str, page: str, site: str) -> None:
    assert manual.relinked(f"[x]({link})", page) == f"[x]({site})"


@pytest.mark.parametrize(
    ("html", "trouble"),
    [
        ('<a href="b.html">', "a.html: b.html leads nowhere"),
        ('<a href="#there">', "a.html: #there leads to no heading of a.html"),
        ('<img src="b.webp">', "a.html: b.webp leads nowhere"),
        ('<script src="https://example.org/a.js"></script>', "a.html: loads https://example.org/a.js from elsewhere"),
        ('<link rel="preconnect" href="//example.org">', "a.html: loads //example.org from elsewhere"),
        (
            "<style>@import 'https://example.org/a.css';</style>",
            "a.html: loads https://example.org/a.css from elsewhere",
        ),
        ('<p style="background: url(http://x.org/a)">', "a.html: loads http://x.org/a from elsewhere"),
    ],
)
def test_what_is_wrong_with_a_page_is_said(html: str, trouble: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(html)
    assert builtpages.troubles(tmp_path) == [trouble]


def test_what_a_reader_may_follow_is_no_trouble(tmp_path: Path) -> None:
    html = '<h2 id="here">A</h2><a href="https://x.org/">x</a><a href="a.html#here">y</a><a href="mailto:a@b.c">z</a>'
    (tmp_path / "a.html").write_text(html)
    assert builtpages.troubles(tmp_path) == []


def test_a_style_sheet_that_loads_from_elsewhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>")
    (tmp_path / "a.css").write_text('@font-face{src:url("https://example.org/a.woff2")}')
    assert builtpages.troubles(tmp_path) == ["a.css: loads https://example.org/a.woff2 from elsewhere"]


def test_the_site_is_built_and_whole(tmp_path: Path) -> None:
    if not importlib.util.find_spec("zensical"):
        pytest.skip("Zensical is not installed: `make manual` installs it from the package index")
    assert manual.build(tmp_path) == []
    built = {
        path.relative_to(tmp_path / "site").with_suffix("").as_posix() for path in (tmp_path / "site").rglob("*.html")
    }
    assert {page.removesuffix(".md").replace("README", "index") for page in manual.pages()} <= built
    first = (tmp_path / "site" / "first-hour.html").read_text(encoding="utf-8")
    assert "default-src 'self'" in first.partition("<body")[0]
