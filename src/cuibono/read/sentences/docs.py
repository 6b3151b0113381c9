"""spaCy at the border: words of a text, and a Doc filled from a Parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, HEAD, IS_SPACE, LEMMA, ORTH, POS, SPACY, TAG
from spacy.lang.en import English
from spacy.tokens import Doc, Span

from cuibono.read.sentences.decode import Labels
from cuibono.read.sentences.lemma import Lemmas
from cuibono.read.sentences.parse import Parse

Ids = npt.NDArray[np.uint64]

UNBROKEN = 500
"""Characters without a space that the tokenizer takes at once: its time grows with the square of such a run."""

_UNBROKEN = re.compile(rf"\S{{{UNBROKEN},}}")


class Filler:
    """Makes spaCy Docs: blank ones from text, and filled ones from these and their Parse."""

    def __init__(self, labels: Labels, lemmas: Lemmas) -> None:
        self._nlp = English()
        self._labels = labels
        self._lemmas = lemmas
        self._strings: Any = self._nlp.vocab.strings
        self._pos = self._ids(labels.pos)
        self._tag = self._ids(labels.tag)
        self._dep = self._ids(labels.dep)
        self._space = self._ids(("dep", "_SP", "SPACE"))

    def _ids(self, names: Sequence[str]) -> Ids:
        return np.array([self._strings.add(name) for name in names], np.uint64)

    def blank(self, text: str) -> Doc:
        """The words of a text; `doc.text` is the text."""
        if not _UNBROKEN.search(text):
            return self._nlp.tokenizer(text)
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _broken(text):
            for token in self._nlp.tokenizer(piece):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self._nlp.vocab, words=words, spaces=spaces)

    def fill(self, doc: Doc, parse: Parse) -> Doc:
        """The Doc with tags, lemmas, tree, sentences and names; white-space tokens hang on the word before."""
        place = np.flatnonzero(doc.to_array(IS_SPACE) == 0)
        table = np.empty((len(doc), 5), np.uint64)
        table[:, 0] = _space_heads(place, len(doc))
        table[:, 1:4] = self._space
        table[:, 4] = doc.to_array(ORTH)
        table[place, 0] = (place[parse.head] - place).astype(np.uint64)
        table[place, 1] = self._dep[parse.label]
        table[place, 2] = self._tag[parse.tag]
        table[place, 3] = self._pos[parse.pos]
        table[place, 4] = self._lemma_ids(parse)
        fields: Any = table  # typed as integers with a sign, read as they are
        doc.from_array([HEAD, DEP, TAG, POS, LEMMA], fields)
        doc.set_ents(list(self._spans(doc, parse, place)))
        return doc

    def _lemma_ids(self, parse: Parse) -> list[int]:
        pos, tag = self._labels.pos, self._labels.tag
        add, lemmas = self._strings.add, self._lemmas
        kinds = zip(parse.words, parse.pos.tolist(), parse.tag.tolist(), strict=True)
        return [add(lemmas(word, pos[p], tag[t])) for word, p, t in kinds]

    def _spans(self, doc: Doc, parse: Parse, place: npt.NDArray[np.int64]) -> Iterator[Span]:
        tags = self._labels.name
        named = np.flatnonzero(parse.name).tolist()
        opened = [i for i in named if tags[parse.name[i]][0] == "B"]
        inside = set(named) - set(opened)
        for start in opened:
            end = start + 1
            while end in inside:
                end += 1
            yield Span(doc, int(place[start]), int(place[end - 1]) + 1, label=tags[parse.name[start]][2:])


def words_of(doc: Doc) -> tuple[list[str], list[bool]]:
    """The words of a Doc that are not white space, and whether white space follows each."""
    table = doc.to_array([ORTH, SPACY, IS_SPACE])
    text = doc.vocab.strings
    blank = table[:, 2].astype(bool)
    # A word before a white-space token is followed by white space, too.
    followed = table[:, 1].astype(bool) | np.append(blank[1:], False)
    return [text[orth] for orth in table[~blank, 0].tolist()], followed[~blank].tolist()


def _space_heads(place: npt.NDArray[np.int64], size: int) -> Ids:
    """For every token the step to the word before it (before the first word, to that; to the first, without words)."""
    at = np.arange(size)
    place = place if len(place) else at[:1]
    before = np.maximum(np.searchsorted(place, at, side="right") - 1, 0)
    return (place[before] - at).astype(np.uint64)


def _broken(text: str) -> Iterator[str]:
    """The text in pieces, cut only within runs without a space."""
    at = 0
    for run in _UNBROKEN.finditer(text):
        yield text[at : run.start()]
        for start in range(run.start(), run.end(), UNBROKEN):
            yield text[start : min(start + UNBROKEN, run.end())]
        at = run.end()
    yield text[at:]
