"""Docs: words whose text is the block's text, and what is filled in."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono.read.sentences.decode import Labels
from cuibono.read.sentences.docs import UNBROKEN, Filler, words_of
from cuibono.read.sentences.lemma import Lemmas

FILLER = Filler(Labels(("NOUN",), ("NN",), ("ROOT",), ("O",)), Lemmas({}, []))


@given(st.text(max_size=200))
def test_the_words_make_up_the_text(text: str) -> None:
    doc = FILLER.blank(text)
    assert doc.text == text
    assert all(text[token.idx :].startswith(token.text) for token in doc)


@given(st.text(alphabet="ab (.'", max_size=30), st.integers(UNBROKEN, 3 * UNBROKEN), st.text(max_size=30))
def test_a_long_run_without_spaces_keeps_its_text(before: str, long: int, after: str) -> None:
    text = before + "x(" * (long // 2) + after
    assert FILLER.blank(text).text == text


def test_five_million_signs_without_a_space_do_not_take_forever() -> None:
    began = time.process_time()
    assert len(FILLER.blank("(" * 5_000_000).text) == 5_000_000
    assert time.process_time() - began < 60


def test_white_space_is_no_word() -> None:
    words, spaces = words_of(FILLER.blank(" He\n met  them ."))
    assert words == ["He", "met", "them", "."]
    assert spaces == [True, True, True, False]


@pytest.mark.parametrize("word", ["Mar-a-Lago", "well-known"])
def test_hyphens_part_words_as_in_the_treebanks(word: str) -> None:
    assert "-" in [token.text for token in FILLER.blank(word)]
