"""Explanations that texts offer: every cue of its table, who holds them, which are rivals."""

from __future__ import annotations

from functools import cache

import pytest

from cuibono.model import Candidate, Document, document_id
from cuibono.read import Reader
from cuibono.read.claims import read
from cuibono.tables.interpretations import cues

SENTENCES = [
    pytest.param(cue.id, sentence, fires, id=f"{cue.id}: {sentence[:50]}")
    for cue in cues()
    for fires, sentences in ((True, cue.fires), (False, cue.silent))
    for sentence in sentences
]


@cache
def reader() -> Reader:
    return Reader()


def offered(text: str) -> tuple[Candidate, ...]:
    document = Document(id=document_id("00"), file="text", text=text, sha256="00")
    found = read(document, reader().engine).candidates
    assert all(text[c.span.start : c.span.end] == c.quote for c in found)
    return found


@pytest.mark.parametrize(("cue", "sentence", "fires"), SENTENCES)
def test_cue(cue: str, sentence: str, fires: bool) -> None:
    assert (cue in {candidate.cue for candidate in offered(sentence)}) is fires


def told(text: str) -> list[tuple[str, tuple[str, ...], int]]:
    return [(one.quote, tuple(source.name for source in one.sources), one.side) for one in offered(text)]


def test_some_and_others_are_rivals_by_name() -> None:
    text = "Some lawyers argue that the gifts are insurance. Others say that Acme gave them because it wanted a seat."
    assert told(text) == [
        ("the gifts are insurance", ("Some lawyers",), 1),
        ("Acme gave them because it wanted a seat", ("Others",), 2),
    ]
    assert len({one.set for one in offered(text)}) == 1


def test_a_later_sentence_may_set_itself_against_an_explanation_by_pointing_to_it() -> None:
    text = (
        "Many traders dismissed the visit as an act of loyalty.\n"
        "However, this view misses the point. Acme was not merely trying to please the minister. "
        "Rather, it courted him because it saw a friend in him."
    )
    assert [side for _, _, side in told(text)] == [1, 2]


def test_an_explanation_that_goes_on_is_no_rival_of_itself() -> None:
    text = "Many traders dismissed the visit as an act of loyalty. The simplest explanation is that Acme owed a favour."
    assert [one.set for one in offered(text)] == [None, None]


def test_two_on_one_side_stand_against_a_third() -> None:
    text = (
        "Some traders dismissed the visit as an act of loyalty. The simplest explanation was that Acme owed a favour. "
        "But critics say the visit was an attempt to win a permit."
    )
    assert [side for _, _, side in told(text)] == [1, 1, 2]


def test_what_a_group_says_of_an_act_needs_a_rival() -> None:
    alone = "Critics see the loan as a subsidy."
    assert told(alone) == []
    assert [side for _, _, side in told(alone[:-1] + ", while Acme calls it an investment.")] == [1, 2]


def test_whom_an_explanation_is_about_may_stand_in_the_sentence_before() -> None:
    text = "Acme Corp gave the minister a boat. Critics say that the gift was an attempt to win a permit."
    (one,) = offered(text)
    assert [party.name for party in one.about] == ["Acme Corp"]
    assert len(one.claims) == 1


def test_words_of_rhetoric_bring_the_quotation_marks_that_close() -> None:
    (one,) = offered("Critics say that the gift was a ploy to “buy time”.")
    assert one.quote.endswith("“buy time”")
