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
