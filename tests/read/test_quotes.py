"""Quoted words and whose they are."""

from __future__ import annotations

import pytest

from cuibono.read import Reader
from cuibono.read.claims import Page
from tests.read.texts import document


def speakers(reader: Reader, text: str) -> list[str | None]:
    quotes = Page(document(text), reader.engine).quotes.found
    return [quote.who.text if quote.who is not None else None for quote in quotes]


@pytest.mark.parametrize(
    "text",
    [
        '"Acme sued the ministry in May," Holt said.',
        '"Acme sued the ministry in May," said Holt.',
        "“Acme sued the ministry in May,” Holt said.",
        '"Acme sued," Holt said, "and the ministry lost the case."',
        'Holt said: "Acme sued the ministry in May."',
        'Holt said, "Acme sued the ministry in May."',
        'Holt said that Acme "sued the ministry in May."',
    ],
)
def test_who_speaks(reader: Reader, text: str) -> None:
    assert set(speakers(reader, text)) == {"Holt"}


def test_the_next_sentence_of_a_quotation(reader: Reader) -> None:
    assert speakers(reader, '"We make chips," Holt said. "We also make steel in Ohio."') == ["Holt", "Holt"]


def test_a_word_in_marks_is_no_speech(reader: Reader) -> None:
    assert speakers(reader, 'The "smart" plant opened in Ohio.') == [None]


def test_marks_that_never_close(reader: Reader) -> None:
    assert len(speakers(reader, '"Acme sued the ministry, Holt said.')) == 1


def test_no_marks_no_quotations(reader: Reader) -> None:
    assert speakers(reader, "Acme sued the ministry.") == []
