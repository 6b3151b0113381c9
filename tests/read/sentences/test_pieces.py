"""Words to sub-words, letter case and quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono.read.sentences.pieces import CASES, LONGEST, Pieces, case_class, even_quotes

VOCABULARY = ["[UNK]", "[CLS]", "[SEP]", "don", "##ation", "##ate", "u", ".", "s", "-", "x", "cafe", "_", "don't"]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("donate", ["don", "##ate"]),
        ("Donation", ["don", "##ation"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("Café", ["cafe"]),
        ("x\u2011x", ["x", "-", "x"]),
        ("so\u00ads", ["[UNK]"]),
        ("x_x", ["x", "_", "x"]),
        ("\u200b", ["[UNK]"]),
        ("q", ["[UNK]"]),
        ("x" * 70, ["[UNK]"]),
    ],
)
def test_a_word_becomes_the_longest_pieces_known(word: str, pieces: list[str]) -> None:
    assert [VOCABULARY[i] for i in Pieces(VOCABULARY)(word)] == pieces


@given(st.text(max_size=300))
def test_any_word_gives_a_few_pieces(word: str) -> None:
    assert 1 <= len(Pieces(VOCABULARY)(word)) <= LONGEST


def test_case_classes() -> None:
    words = ["met", "Meta", "EU", "A", "McCain", "2024", "3M", "—", "Al-Zaman", "U.S.", "e-Mail"]
    assert [case_class(word) for word in words] == list(range(1, 12))


@given(st.text(min_size=1, max_size=20))
def test_any_word_has_a_case_class(word: str) -> None:
    assert 0 < case_class(word) < CASES


def _even(text: str) -> str:
    """Even quotes of words parted by spaces, or by · where no space stands in the text."""
    words = text.replace("·", " ·").split(" ")
    spaces = [not after.startswith("·") for after in [*words[1:], "x"]]
    return " ".join(even_quotes([word.removeprefix("·") for word in words], spaces))


def test_straight_and_curly_quotes_become_the_same() -> None:
    straight = 'He said·, "·I do·n\'t know·.·" She did·.'
    curly = "He said·, “·I do·n’t know·.·” She did·."
    assert _even(straight) == _even(curly) == "He said , “ I do n't know . ” She did ."


def test_single_marks_open_and_close() -> None:
    assert _even("the '·deal·' and the firms·' gifts") == "the ‘ deal ' and the firms ' gifts"


def test_quotes_with_space_on_both_sides_take_turns() -> None:
    assert _even('a " b " c') == "a “ b ” c"


def test_words_without_quotes_stay_as_they_are() -> None:
    words = ["It", "met", "them", "."]
    assert even_quotes(words, [True, True, False, False]) is words
