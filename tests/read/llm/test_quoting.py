from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono.read.llm.quoting import RefusedError, nearest, stretch, stretches

TEXT = "Acme paid. “We paid\u00a0 it,” she\nsaid. Acme paid again – twice."


def at(text: str, words: str, context: str = "") -> str:
    return text[slice(*stretch(text, words, context))]


def test_what_stands_there_is_found_as_it_stands() -> None:
    assert at(TEXT, "Acme paid again") == "Acme paid again"


def test_blanks_marks_and_dashes_may_differ_and_the_texts_own_come_back() -> None:
    assert at(TEXT, '"We paid it," she said') == "“We paid\u00a0 it,” she\nsaid"
    assert at(TEXT, "again - twice") == "again – twice"
    assert at("the co\u00adop\u200b gave", "the coop gave") == "the co\u00adop\u200b gave"


def test_words_that_stand_there_twice_need_more_around_them() -> None:
    with pytest.raises(RefusedError, match="ambiguous"):
        stretch(TEXT, "Acme paid")
    assert stretch(TEXT, "Acme paid", "Acme paid again") == (TEXT.rindex("Acme"), TEXT.rindex("Acme") + 9)
    with pytest.raises(RefusedError, match="ambiguous"):
        stretch(TEXT, "Acme paid", "Acme paid nobody")


@pytest.mark.parametrize("words", ["", "  ", "Acme bought", "cme paid", "Acme pai", "acme paid again"])
def test_what_does_not_stand_there_is_refused(words: str) -> None:
    with pytest.raises(RefusedError, match="not_in_text"):
        stretch(TEXT, words)


def test_the_nearest_stretch() -> None:
    assert nearest([(0, 4), (20, 24), (40, 44)], (26, 30)) == (20, 24)
    assert nearest([], (0, 1)) is None


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_piece_cut_at_words_is_found_where_it_was_cut(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    piece = text[start:end]
    edges = all(not (0 < i < len(text) and text[i - 1].isalnum() and text[i].isalnum()) for i in (start, end))
    if piece == piece.strip() != "" and edges:
        assert (start, end) in stretches(text, piece)


@given(st.text(alphabet="ab \n\u00a0“\"'’-–\u200b", max_size=40), st.text(alphabet="ab \"'-", max_size=6))
def test_every_stretch_lies_in_the_text_and_says_the_same(text: str, words: str) -> None:
    for start, end in stretches(text, words):
        assert 0 <= start < end <= len(text)
        assert [c for c in text[start:end] if c in "ab"] == [c for c in words if c in "ab"]
