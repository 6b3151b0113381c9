from __future__ import annotations

import html
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono.collect import isolated
from cuibono.collect.archive import Entry
from cuibono.collect.decode import decode, offsets
from cuibono.collect.enclosed import Enclosed
from cuibono.collect.formats import extract
from cuibono.collect.locate import Place, places, shown
from cuibono.collect.page import article
from cuibono.collect.runs import stretches
from cuibono.model import Span
from tests.collect import made

WORDS = st.text(st.sampled_from("ab é€😀&<>\"'\\\t\n-"), min_size=1, max_size=40).map(lambda text: f"Acme {text} met.")
JSON = "application/json"


def entry(file: str, media: str = "") -> Entry:
    return Entry(file, "2024-11-05T00:00:00Z", "ab" * 32, enclosed=Enclosed(media=media))


def same(text: str) -> str:
    return "".join(text.split())


@given(st.binary(max_size=60), st.sampled_from(["", "shift_jis", "iso2022_jp", "utf-16", "cp1251"]))
def test_every_character_of_a_decoded_text_has_its_byte(data: bytes, charset: str) -> None:
    text, _ = decode(data, "a.txt", charset)
    if text is not None:
        starts = offsets(data, charset)
        assert len(starts) == len(text) + 1
        assert starts == sorted(starts)
        assert starts[-1] <= len(data)


@given(WORDS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]), st.data())
def test_bytes_of_a_plain_text_decode_to_the_span(words: str, encoding: str, data: st.DataObject) -> None:
    raw = words.encode(encoding, errors="ignore")
    text, _ = decode(raw, "a.txt")
    assert text
    span = drawn(text, data)
    for place in places(raw, entry("a.txt"), span)[0]:
        plain = "utf-16-le" if encoding == "utf-16" else "utf-8" if encoding == "utf-8-sig" else encoding
        assert same(raw[place.start : place.end].decode(plain)) == same(text[span.start : span.end])


@given(st.lists(WORDS, min_size=3, max_size=3), st.booleans(), st.data())
def test_characters_of_a_page_unescape_to_the_span(words: list[str], marked: bool, data: st.DataObject) -> None:
    paragraphs = [f"{html.escape(one)} {text}" for one, text in zip(words, made.PARAGRAPHS, strict=True)]
    body = "".join(f"<p>{text.replace('said', '<b>said</b>') if marked else text}</p>" for text in paragraphs)
    source = made.page(before=body)
    found = article(source)
    assert found
    span = drawn(found.text, data)
    told = "".join(html.unescape(source[first:last]) for _, first, last in stretches(found.runs, span.start, span.end))
    assert same(told) == same(found.text[span.start : span.end])


@given(WORDS, st.booleans(), st.data())
def test_bytes_of_a_line_of_json_unescape_to_the_span(words: str, ascii_only: bool, data: st.DataObject) -> None:
    raw = json.dumps({"id": [1, {"text": "no"}], "text": words, "b": None}, ensure_ascii=ascii_only).encode()
    found, _ = extract(raw, entry("a.jsonl/1", JSON))
    assert found
    span = drawn(found.text, data)
    told = "".join(raw[p.start : p.end].decode() for p in places(raw, entry("a.jsonl/1", JSON), span)[0])
    assert same(json.loads(f'"{told}"')) == same(found.text[span.start : span.end])


def drawn(text: str, data: st.DataObject) -> Span:
    start = data.draw(st.integers(0, len(text) - 1))
    return Span(start, data.draw(st.integers(start + 1, len(text))))


@pytest.mark.parametrize("words", ["met the governor & Sam", "Acme Corp"])
def test_bytes_of_a_word_document_are_those_of_its_markup(words: str) -> None:
    data = made.docx("Acme Corp met the governor & Sam Orr.", "It said so.")
    found, _ = extract(data, entry("a.docx"))
    assert found
    start = found.text.index(words)
    (told,) = places(data, entry("a.docx"), Span(start, start + len(words)))
    raw = isolated.part("member", data)
    assert {place.part for place in told} == {"word/document.xml"}
    assert html.unescape("".join(raw[place.start : place.end].decode() for place in told)) == words


def test_bytes_of_a_mail_are_those_of_its_part() -> None:
    data = made.mail("Acme met the governor – “twice”.\n", {"a.txt": b"x"})
    found, _ = extract(data, entry("a.eml"))
    assert found
    start = found.text.index("governor")
    ((place,),) = places(data, entry("a.eml"), Span(start, start + 20))
    assert (
        isolated.part("part", data, int(place.part[5:]))[place.start : place.end].decode()
        == found.text[start : start + 20]
    )


def test_a_span_of_a_pdf_has_its_page_its_characters_and_boxes() -> None:
    data = made.pdf("Acme Corp sued.", "The governor\nsaid so on Monday.")
    found, _ = extract(data, entry("a.pdf"))
    assert found
    start = found.text.index("governor said")
    (told,) = places(data, entry("a.pdf"), Span(start, start + len("governor said")))
    assert [(place.part, place.unit, place.start, place.end) for place in told] == [
        ("page 2", "characters", 4, 12),
        ("page 2", "characters", 14, 18),
    ]
    left, bottom, right, top = told[0].boxes[0]
    assert 70 < left < 80 < right < 140
    assert 690 < bottom < 700 < top < 715


def test_places_in_words() -> None:
    told = (Place("page 2", 3, 9, "characters"), Place("page 2", 12, 20, "characters"))
    assert shown(told) == "page 2, characters 3-9 and 12-20"
    assert shown((Place("", 120, 180),)) == "bytes 120-180"
