from __future__ import annotations

import json
from datetime import date

import pytest

from cuibono.collect import pdf
from cuibono.collect.archive import Entry
from cuibono.collect.documents import Prepared, prepare
from cuibono.collect.enclosed import Enclosed
from tests.collect import made


def prepared(data: bytes | str, file: str, media: str = "") -> Prepared:
    entry = Entry(file, "2024-11-05T00:00:00Z", "ab" * 32, enclosed=Enclosed(media=media))
    return prepare(data.encode() if isinstance(data, str) else data, entry, 100_000)


def codes(found: Prepared) -> list[str]:
    return [problem.code for problem in found.problems]


def test_a_pdf_is_read_as_paragraphs_without_its_running_heads() -> None:
    pages = [f"Acme Corp met the governor on Mon-\nday, part {n}.\nIt said so." for n in range(4)]
    document = prepared(
        made.pdf("Acme to build\n\nBy Jane Doe, 3 May 2021\n\nAcme Corp sued.", *pages), "a.pdf"
    ).document
    assert document
    assert "met the governor on Monday, part 2. It said so." in document.text
    assert document.published
    assert document.published.earliest == date(2021, 5, 3)
    assert document.dating
    assert (document.dating.way, document.dating.sure) == ("head", "likely")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (made.pdf("Text", password=True), "encrypted"),
        (made.pdf("Text")[:200], "damaged"),
        (made.pdf(""), "no_text"),
        (b"%PDF-1.7 nothing", "damaged"),
    ],
)
def test_a_pdf_without_text_to_be_had_says_why(data: bytes, code: str) -> None:
    found = prepared(data, "a.pdf")
    assert (found.document, codes(found)) == (None, [code])


def test_a_word_document_with_what_it_states_and_without_what_was_taken_out() -> None:
    data = made.docx("Acme Corp & Co met the governor.", "Paid\t$5 million", title="The plan", author="Jane Doe")
    document = prepared(data, "a.docx").document
    assert document
    assert document.text == "Acme Corp & Co met the governor.\n\nPaid\t$5 million"
    assert (document.title, document.authors) == ("The plan", ("Jane Doe",))


def test_entities_of_a_word_document_are_never_resolved() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:t>Acme &b; met the governor.</w:t>'
    document = prepared(made.zipped({"[Content_Types].xml": "", "word/document.xml": bomb}), "a.docx").document
    assert document
    assert document.text == "Acme &b; met the governor."


def test_a_mail_states_who_sent_it_and_the_senders_own_day() -> None:
    document = prepared(made.mail("Acme met the governor – yesterday.\n", encoding="cp1252"), "a.eml").document
    assert document
    assert (document.title, document.authors) == ("Statement on Acme", ("Ann Lowe",))
    assert document.text.startswith("Acme met the governor")
    assert document.published
    assert document.published.earliest == date(2021, 5, 4)


def test_a_mail_that_is_a_page() -> None:
    document = prepared(made.mail("", html=made.page()), "a.eml").document
    assert document
    assert made.PARAGRAPHS[1] in document.text
    assert "Home" not in document.text


def test_a_line_of_json() -> None:
    line = {
        "headline": "Acme",
        "text": "Acme “met”\r\nthe\x00 governor.",
        "date": "2021-05-04",
        "source": {"name": "Post"},
    }
    found = prepared(json.dumps(line), "a.jsonl/1", "application/json")
    document = found.document
    assert document
    assert document.text.split() == ["Acme", "“met”", "the\ufffd", "governor."]
    assert (document.title, document.publisher) == ("Acme", "Post")
    assert document.dating
    assert document.dating.way == "field"


@pytest.mark.parametrize(
    ("line", "code"),
    [('{"id": 1}', "no_text"), ("[1]", "damaged"), ('{"text": "a', "damaged"), ('{"a":' + "[" * 100_000, "damaged")],
)
def test_lines_without_a_text(line: str, code: str) -> None:
    found = prepared(line, "a.jsonl/1", "application/json")
    assert (found.document, codes(found)) == (None, [code])


def test_what_a_record_says_of_its_encoding_is_followed() -> None:
    found = prepared("Ёлка стоит в лесу".encode("cp1251"), "crawl.warc/2", "text/plain; charset=windows-1251")
    assert found.document
    assert found.document.text == "Ёлка стоит в лесу"


def test_a_correction_is_kept_and_marked() -> None:
    notice = "Correction: an earlier version of this article gave the wrong sum. It was $2 million."
    found = prepared(made.page(after=f"<div class='footnote'><em>{notice}</em></div>"), "a.html")
    assert found.document
    (problem,) = [p for p in found.problems if p.code == "correction"]
    assert problem.span
    assert found.document.text[problem.span.start : problem.span.end] == notice


META = '<meta property="article:published_time" content="{}">'


@pytest.mark.parametrize(
    ("head", "before", "way", "sure", "day"),
    [
        (META.format("2021-05-03T09:00:00+02:00"), "", "meta", "sure", 3),
        ("", "<p>By Jane Doe</p><p>Updated 9 May 2021. Published 3 May 2021</p>", "visible", "likely", 3),
        ("", '<time datetime="2021-05-03">3 May 2021</time>', "time", "sure", 3),
        (META.format("2021-05-04T02:00:00Z"), "<p>Monday, 3 May 2021</p>", "meta", "sure", 3),
        (META.format("2021-05-04"), "<p>Monday, 1 March 2021</p>", "meta", "doubtful", 4),
        ('<link rel="canonical" href="https://a.example/2021/05/03/acme">', "", "address", "likely", 3),
    ],
)
def test_how_the_day_was_found_and_how_sure_it_is(head: str, before: str, way: str, sure: str, day: int) -> None:
    found = prepared(made.page(head, before), "a.html")
    assert found.document
    assert found.document.dating
    assert found.document.published
    assert (found.document.dating.way, found.document.dating.sure) == (way, sure)
    assert found.document.published.earliest == date(2021, 5, day)
    assert ("dates_differ" in codes(found)) == (sure == "doubtful")


def test_a_page_of_a_pdf_that_cannot_be_loaded_costs_that_page() -> None:
    whole = made.pdf("Acme met Jane Doe.", "Acme met Ann Lee.")
    found = pdf.extract(whole.replace(b"Kids[4 0 R 6", b"Kids[9 0 R 6"))
    assert "Ann Lee" in found.text
    assert [code for code, _ in found.trouble] == ["damaged"]
    assert "page 1 " in found.trouble[0][1]
