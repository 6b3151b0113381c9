"""Every cue fires on the sentences that it says must fire it, and not on those that must not."""

from __future__ import annotations

from functools import cache

import pytest

from cuibono.model import Document, document_id
from cuibono.read import Reader
from cuibono.read.claims import Page, read
from cuibono.read.frames import matches
from cuibono.tables.cues import kinds

SENTENCES = [
    pytest.param(
        f"{table.kind}.{cue.id}", sentence, fires, bool(cue.only), id=f"{table.kind}.{cue.id}: {sentence[:50]}"
    )
    for table in kinds()
    for cue in table.cue
    for fires, sentences in ((True, cue.fires), (False, cue.silent))
    for sentence in sentences
]


@cache
def reader() -> Reader:
    return Reader()


@cache
def fired(sentence: str) -> frozenset[str]:
    """Cues that match anywhere in the sentence, before the stronger ones push others aside."""
    page = Page(_document(sentence), reader().engine)
    found = [
        frame
        for block, doc in enumerate(page.docs)
        for token in doc
        for frame in matches(page.references, block, token)
    ]
    return frozenset(f"{frame.kind}.{frame.cue.id}" for frame in found)


def _document(sentence: str) -> Document:
    return Document(id=document_id("00"), file="sentence", text=sentence, sha256="00")


@pytest.mark.parametrize(("cue", "sentence", "fires", "by_stance"), SENTENCES)
def test_cue(cue: str, sentence: str, fires: bool, by_stance: bool) -> None:
    if fires or not by_stance:
        assert (cue in fired(sentence)) is fires
    if by_stance:
        claims = read(_document(sentence), reader().engine).claims
        assert (cue in {claim.cue for claim in claims}) is fires


def test_every_kind_names_each_cue_once() -> None:
    for table in kinds():
        ids = [cue.id for cue in table.cue]
        assert len(ids) == len(set(ids)), f"{table.kind} names a cue twice"
