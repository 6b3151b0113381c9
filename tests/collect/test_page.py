from __future__ import annotations

from datetime import date

from cuibono.collect.page import article, is_page

PARAGRAPHS = [
    "Acme Corp said on Monday that it would build a plant in Ohio, and that the state had agreed to help with it.",
    "The governor, who met the company's chief executive in March, confirmed the plan in a statement later that day.",
    "Residents of the town have asked the county to hold a public hearing before any land is sold to the company.",
]
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Acme to build | Harbour News</title>
<meta property="og:title" content="Acme to build a plant">
<meta property="og:site_name" content="Harbour News">
<meta property="article:published_time" content="2021-05-03T08:00:00Z">
<link rel="canonical" href="https://harbour.example.org/acme">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Acme to build a plant</h1>{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}</article>
<footer>Copyright. Terms of use. Cookies.</footer></body></html>"""


def test_a_page_is_known_by_name_or_beginning() -> None:
    assert is_page("a.HTML", "x")
    assert is_page("a.txt", "\n<!-- saved --><!DOCTYPE html>")
    assert is_page("stdin", '<?xml version="1.0"?><html xmlns="x">')
    assert not is_page("a.txt", "Use <html> in pages")


def test_the_article_and_what_its_head_states() -> None:
    found = article(PAGE)
    assert found
    assert (found.title, found.publisher, found.url) == (
        "Acme to build a plant",
        "Harbour News",
        "https://harbour.example.org/acme",
    )
    assert [(told.way, told.period.earliest) for told in found.told] == [("meta", date(2021, 5, 3))]
    assert found.text[: found.body].strip() == "Acme to build a plant"
    assert found.text[found.body :].startswith(PARAGRAPHS[0])
    for paragraph in PARAGRAPHS:
        assert paragraph in found.text
    assert "Cookies" not in found.text
    assert "Sport" not in found.text


def test_no_date_is_guessed() -> None:
    head, _, rest = PAGE.partition('<meta property="article:published_time"')
    undated = head + rest.partition(">")[2].replace("in March,", "on 4 March 2020,").replace(
        "Copyright", "Copyright 2019"
    )
    found = article(undated)
    assert found
    assert found.told == ()


def test_a_page_without_an_article() -> None:
    assert article("<html><head><title>x</title></head><body></body></html>") is None
