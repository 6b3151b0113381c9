from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono.collect.head import Head, head

BODY = "Acme Corp said on Monday that it would build a plant in Ohio, and that the state had agreed to help."


def check(top: str, title: str | None, publisher: str | None, published: date | None, markdown: bool = False) -> None:
    """The head of an article that begins with `top`, after which running text begins exactly at BODY."""
    text = f"{top}{BODY}\n\nMore of it came later.\n"
    found = head(text, markdown)
    day = found.published.earliest if found.published else None
    assert (text[found.body :].startswith(BODY), found.title, found.publisher, day) == (
        True,
        title,
        publisher,
        published,
    )


@pytest.mark.parametrize(
    ("top", "title", "publisher", "published"),
    [
        ("", None, None, None),
        ("Acme to build\n\n", "Acme to build", None, None),
        ("Acme to build\n\nJuly 30, 2009\n\n", "Acme to build", None, date(2009, 7, 30)),
        ("Acme to build\n\nBy Ann Lee\nHarbour Wire\n\n", "Acme to build", "Harbour Wire", None),
        (
            "Acme to build\n\nBy Ann Lee\n\nHarbour News, 3 May 2021\n\n",
            "Acme to build",
            "Harbour News",
            date(2021, 5, 3),
        ),
        ("Acme to build\nBy Ann Lee\n3 May 2021\n\n", "Acme to build", None, date(2021, 5, 3)),
        ("Will Acme build?\n\nOpinion\nAnn Lee\nThe Harbour\n\n", "Will Acme build?", "The Harbour", None),
        ("Acme\n\nDaily Scan\nSunday, Dec. 11, 2022 | 2 min read\n\n", "Acme", "Daily Scan", date(2022, 12, 11)),
        ("Acme\n\nDesk & Dock - Ports desk\n11 April 2023\n\n", "Acme", "Desk & Dock", date(2023, 4, 11)),
        ("Acme\n\nMorning Scan - Aug 12, 06:30 UTC\n\n", "Acme", "Morning Scan", None),
        ("Acme\n\nPar Anne Lys\nLe Port d'Aix, mercredi 23 août 2023\n\n", "Acme", "Le Port d'Aix", date(2023, 8, 23)),
        ("Acme to build plant in U.S.\n\nMay 3, 2021\n\n", "Acme to build plant in U.S.", None, date(2021, 5, 3)),
    ],
)
def test_heads(top: str, title: str | None, publisher: str | None, published: date | None) -> None:
    check(top, title, publisher, published)


def test_the_dateline_names_outlet_and_day() -> None:
    found = head(f"Acme to build\n\nDAYTON, May 3, 2021 (Harbour Wire) - {BODY}\n")
    assert (found.publisher, found.published and found.published.earliest) == ("Harbour Wire", date(2021, 5, 3))


def test_the_fields_of_markdown() -> None:
    top = "---\ntitle: Acme to build\npublisher: 'Harbour News'\ndate: 2021-05-03\nurl: https://a.example\n---\n\n"
    check(top, "Acme to build", "Harbour News", date(2021, 5, 3), markdown=True)
    check("# Acme to build\n\n", "Acme to build", None, None, markdown=True)


@pytest.mark.parametrize(
    "text",
    [
        "A first paragraph that is a sentence.\n\nA second one follows it here.\n",
        "A long first paragraph without a full stop " + "and more words " * 20 + "\n\nA second.\n",
        '"We met," she said\n\nNothing more was said.\n',
        "- one item\n- another item\n\nText.\n",
        "Only one line",
        "Meeting Notes\nWe met the minister. It was short.\nThen we left.\n",
    ],
)
def test_running_text_from_the_start(text: str) -> None:
    assert head(text).body == 0


def test_a_short_paragraph_after_the_headline_is_text() -> None:
    text = "Acme to build\n\nAcme met the governor.\n\nIt was short.\n"
    assert text[head(text).body :].startswith("Acme met the governor.")


def test_a_text_that_is_all_head_is_no_head() -> None:
    text = "Acme Corp\n\nAnn Lee\n\nHarbour News\n"
    assert text[head(text).body :].strip()


@given(st.text(max_size=200), st.booleans())
def test_the_body_always_lies_in_the_text(text: str, markdown: bool) -> None:
    found = head(text, markdown)
    assert isinstance(found, Head)
    assert 0 <= found.body <= len(text)
    assert not found.body or text[found.body :].strip()
