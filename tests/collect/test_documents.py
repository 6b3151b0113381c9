from __future__ import annotations

from datetime import date

import pytest

from cuibono.collect.archive import Entry
from cuibono.collect.documents import Prepared, prepare
from cuibono.collect.metadata import Given
from cuibono.model import document_id

ARTICLE = """Acme to build

Harbour News, 3 May 2021

Acme Corp said on Monday that it would build a plant in Ohio, and that the state had agreed to help.
"""
FRENCH = (
    "La ministre a déclaré lundi que le gouvernement ne céderait pas et que la taxe serait appliquée cette année.\n"
)


def prepared(text: str, given: Given | None = None, longest: int = 10_000) -> Prepared:
    entry = Entry("a.txt", "2024-11-05T00:00:00Z", "ab" * 32, given=given or Given())
    return prepare(text.encode(), entry, longest)


def codes(found: Prepared) -> list[str]:
    return [problem.code for problem in found.problems]


def test_the_head_is_used_where_the_table_is_silent() -> None:
    found = prepared(ARTICLE)
    document = found.document
    assert document
    assert (document.title, document.publisher, document.language) == ("Acme to build", "Harbour News", "en")
    assert document.published
    assert document.published.earliest == date(2021, 5, 3)
    assert document.id == document_id("ab" * 32)
    assert document.text == ARTICLE
    assert document.text[document.body :].startswith("Acme Corp said")
    assert (found.readable, found.problems) == (True, ())


def test_the_table_goes_before_the_head() -> None:
    found = prepared(ARTICLE, Given("2021-05-03", "Harbour Daily", "Other", "https://a.example"))
    document = found.document
    assert document
    assert (document.title, document.publisher, document.url) == ("Other", "Harbour Daily", "https://a.example")
    assert codes(found) == []


def test_only_dates_that_differ_are_a_problem() -> None:
    assert codes(prepared(ARTICLE, Given("2021-05"))) == []
    found = prepared(ARTICLE, Given("2021-05-04"))
    assert codes(found) == ["date_differs"]
    assert "2021-05-04, the text itself 2021-05-03" in found.problems[0].message
    assert found.document
    assert found.document.published
    assert found.document.published.earliest == date(2021, 5, 4)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Acme met the governor on Monday and said so.", "", ["no_date"]),
        ("Acme met the governor on Monday and said so.", "next week", ["bad_date", "no_date"]),
        ("Acme met the governor on Monday and said so.", "2031-01-01", ["future_date"]),
        ("Acme met the governor on Monday and said so.", "2024-11-06", []),
        (ARTICLE, "3/5/2021", ["bad_date"]),
    ],
)
def test_dates_that_are_in_doubt(text: str, published: str, expected: list[str]) -> None:
    assert codes(prepared(text, Given(published or None))) == expected


def test_another_language_is_kept_unread() -> None:
    found = prepared(FRENCH, Given("2021-05-03"))
    assert found.document
    assert (found.document.language, found.readable, codes(found)) == ("fr", False, ["language"])
    assert "it is in French" in found.problems[0].message


def test_a_text_too_long_is_kept_unread() -> None:
    found = prepared("word " * 100, Given("2021-05-03"), longest=400)
    assert found.document
    assert (found.readable, codes(found)) == (False, ["too_long"])


def test_what_holds_no_text_gives_no_document() -> None:
    assert prepared("  \n") == (None, prepared(" ").problems, False)
    page = prepare(b"<html><body></body></html>", Entry("a.html", "2024-11-05T00:00:00Z", "ab" * 32), 1000)
    assert (page.document, codes(page)) == (None, ["no_article"])
