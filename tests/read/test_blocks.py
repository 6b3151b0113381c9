"""Clean blocks: what is read of a text, and where in the text it stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuibono.model import Span
from cuibono.read.blocks import blocks


def clean(text: str) -> list[str]:
    return [block.text for block in blocks(text)]


def test_every_line_with_words_is_a_block() -> None:
    assert clean("Acme grew.\n\n  \nDana Holt left.\n") == ["Acme grew.", "Dana Holt left."]


def test_blank_text_has_no_blocks() -> None:
    assert clean("") == clean(" \n\t\n") == []


def test_reading_begins_at_the_body() -> None:
    text = "Acme grows\n\nAcme grew in May."
    assert [block.text for block in blocks(text, text.index("Acme grew in"))] == ["Acme grew in May."]


def test_a_link_shows_its_words_only() -> None:
    text = "[Acme](https://acme.example/a_(b)) met the [minister](/people/lee)."
    assert clean(text) == ["Acme met the minister."]


def test_a_picture_shows_its_words_only() -> None:
    assert clean("![Dana Holt](https://pelton.example/holt.png) spoke.") == ["Dana Holt spoke."]


def test_brackets_that_are_no_link_stay() -> None:
    assert clean("He [Dana Holt] met her (in May).") == ["He [Dana Holt] met her (in May)."]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**Acme** sued the _ministry_.", "Acme sued the ministry."),
        ("***Acme*** sued.", "Acme sued."),
        ("A file named a_b_c.txt stays.", "A file named a_b_c.txt stays."),
        ("Acme sued the min\u00adistry\u200b.", "Acme sued the ministry."),
        ("\u202eAcme\u202c sued.", "Acme sued."),
        ("A non\u2011binding\u00a0deal.", "A non-binding deal."),
        ("## Acme sues", "Acme sues"),
        ("- Acme sued.", "Acme sued."),
        ("• Acme sued.", "Acme sued."),
        ("2. Acme sued.", "Acme sued."),
        ("> Acme sued.", "Acme sued."),
        ("Why it matters: Acme sued.", "Acme sued."),
        ("What's next: Acme may sue.", "Acme may sue."),
        ("Acme said: the plant stays.", "Acme said: the plant stays."),
    ],
)
def test_marks_of_layout_are_gone(text: str, shown: str) -> None:
    assert clean(text) == [shown]


@pytest.mark.parametrize(
    "dateline",
    [
        "PELTON, March 3 (Herald) — ",
        "PELTON (Herald) - ",
        "PELTON, Ohio — ",
        "NORTH PELTON -- ",
    ],
)
def test_a_dateline_is_not_read(dateline: str) -> None:
    sentence = "Acme met the minister on Monday to talk about steel."
    assert clean(dateline + sentence) == [sentence]


@pytest.mark.parametrize("byline", ["By Ann Lee", "By Ann Lee and Bo Ray", "BY ANN LEE, Pelton Herald"])
def test_a_byline_is_not_read(byline: str) -> None:
    assert clean(f"{byline}\n\nAcme sued.") == ["Acme sued."]


def test_a_sentence_that_begins_with_by_is_read() -> None:
    assert clean("By Monday Acme had sued.") == ["By Monday Acme had sued."]


def test_speakers_of_a_transcript_are_kept_apart_from_their_words() -> None:
    page = blocks("THE MAYOR: Acme sued.\n\nQ: Why?\n\nTHE MAYOR: Ask them.\n\nThey know.")
    assert [(b.speaker, b.question, b.text) for b in page] == [
        ("THE MAYOR", False, "Acme sued."),
        ("Q", True, "Why?"),
        ("THE MAYOR", False, "Ask them."),
        ("THE MAYOR", False, "They know."),
    ]


def test_a_label_that_comes_once_is_no_speaker() -> None:
    (block,) = blocks("UPDATE: Acme sued the ministry.")
    assert block.speaker is None


def test_a_span_leads_back_to_the_text() -> None:
    text = "Then [Acme](https://acme.example) sued."
    (block,) = blocks(text)
    at = block.text.index("Acme")
    assert block.span(at, at + 4) == Span(6, 10)
    assert text[6:10] == "Acme"


def test_a_clean_position_is_found_again() -> None:
    text = "Then [Acme](https://acme.example) sued."
    (block,) = blocks(text)
    assert block.text[block.clean(text.index("sued")) :] == "sued."


_PIECES = st.sampled_from(
    ["[a](https://b.example)", "**", "_", "By Ann Lee", "Q: ", "PELTON — ", "- ", "\n", " ", "\u202e", "(", "]", "“"]
)


@given(st.lists(st.one_of(st.text(max_size=30), _PIECES), max_size=12).map("".join), st.integers(0, 40))
@settings(max_examples=300)
def test_every_clean_character_stands_in_the_text(text: str, body: int) -> None:
    end = body - 1
    for block in blocks(text, body):
        assert len(block.offsets) == len(block.text) + 1
        assert list(block.offsets) == sorted(set(block.offsets))
        assert end < block.offsets[0]
        end = block.offsets[-1] - 1
        assert end < len(text)
        for i, char in enumerate(block.text):
            assert text[block.offsets[i]] == char or char in "- '", "only spaces, hyphens and marks are put right"
            assert block.clean(block.offsets[i]) == i
