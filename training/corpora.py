"""Sentences to learn from: trees and tags from the treebanks, names from the name corpora, joined where both exist."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.lang.en import English
from spacy.tokens import Doc, DocBin, Token

from training.places import shared

# Places in ner-C, found by reading it (docs/model-card.md says how). What is not listed is not trained on: the
# Groningen Meaning Bank (its annotation terms are unclear), re3d (some of its texts are all rights reserved), and the
# copies with names swapped (they hold the same again).
TREEBANK_NAMES = slice(0, 3974)
WIKIPEDIA_NAMES = slice(5047, 5555)
TWEET_NAMES = slice(5729, 7088)


@dataclass(frozen=True)
class Sentence:
    """Words with what is known of them. `head` counts from 1, 0 is the root; None where a layer was not annotated.

    `whole`: that it is one sentence, not a stretch of text.
    """

    source: str
    words: list[str]
    spaces: list[bool]
    pos: list[str] | None = None
    tag: list[str] | None = None
    lemma: list[str] | None = None
    head: list[int] | None = None
    dep: list[str] | None = None
    name: list[str] | None = None
    whole: bool = True


def docs(name: str) -> list[Doc]:
    """The documents of one DocBin."""
    nlp = English()
    return list(DocBin().from_disk(Path(shared()) / "corpora" / f"{name}.spacy").get_docs(nlp.vocab))


def training() -> list[Sentence]:
    """Everything to learn from, in the order of the corpora."""
    named = docs("ner-C")
    names = _NameIndex(named[TREEBANK_NAMES])
    out = [_tree(span, names) for doc in docs("train") for span in _sentences(doc)]
    for source, part in (("wikipedia", WIKIPEDIA_NAMES), ("tweets", TWEET_NAMES)):
        out += [piece for doc in named[part] for piece in _named_pieces(doc, source)]
    return out


def name_tag(token: Token) -> str:
    """The token's name tag: O, or B or I with the kind."""
    return f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"


def _sentences(doc: Doc) -> Iterator[list[Token]]:
    cur: list[Token] = []
    for token in doc:
        if cur and token.is_sent_start:
            yield cur
            cur = []
        cur.append(token)
    if cur:
        yield cur


def _tree(tokens: list[Token], names: _NameIndex) -> Sentence:
    start = tokens[0].i
    return Sentence(
        source="treebank",
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        pos=[token.pos_ for token in tokens],
        tag=[token.tag_ for token in tokens],
        lemma=[token.lemma_ for token in tokens],
        head=[0 if token.head.i == token.i else token.head.i - start + 1 for token in tokens],
        dep=["ROOT" if token.head.i == token.i else token.dep_ for token in tokens],
        name=names.of([token.text for token in tokens]),
    )


class _NameIndex:
    """Finds the name tags of a treebank sentence in the name corpus, where the same words run."""

    def __init__(self, named: Sequence[Doc]) -> None:
        self._words = [token.text for doc in named for token in doc]
        self._tags = [name_tag(token) for doc in named for token in doc]
        self._at: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i in range(len(self._words)):
            self._at[tuple(self._words[i : i + 3])].append(i)
        self._next = 0

    def of(self, words: list[str]) -> list[str] | None:
        size = len(words)
        places = [self._next] if size < 3 else self._at.get(tuple(words[:3]), [])
        fits = [i for i in places if self._words[i : i + size] == words]
        if not fits:
            return None
        # Both corpora run in the same order, so of equal sentences the one just ahead is meant.
        at = min(fits, key=lambda i: (i < self._next, abs(i - self._next)))
        self._next = at + size
        return mended(self._tags[at : at + size])


def _named_pieces(doc: Doc, source: str) -> Iterator[Sentence]:
    """A stretch of text in pieces of about a sentence; where sentences begin is not annotated, so not learned."""
    tokens = list(doc)
    start = 0
    for i in range(1, len(tokens) + 1):
        ends = i == len(tokens) or (i - start > 8 and tokens[i - 1].text in ".!?" and tokens[i].ent_iob_ != "I")
        if ends:
            part = tokens[start:i]
            start = i
            yield Sentence(
                source=source,
                words=[token.text for token in part],
                spaces=[bool(token.whitespace_) for token in part],
                name=mended([name_tag(token) for token in part]),
                whole=False,
            )


def mended(tags: list[str]) -> list[str]:
    """Tags in which every name begins with B."""
    out: list[str] = []
    for tag in tags:
        broken = tag[0] == "I" and (not out or out[-1][1:] != tag[1:])
        out.append("B" + tag[1:] if broken else tag)
    return out
