"""Copies of sentences that differ in what should not matter: other names, headline case, no final full stop."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from training.corpora import Sentence
from training.lists import Names, spans

_SMALL = frozenset("a an the and or but of in on at to for by with from as".split())


class Varied:
    """Varies sentences; one instance per stretch of text, so that a name is replaced in the same way throughout."""

    def __init__(self, names: Names, rng: random.Random) -> None:
        self._names = names
        self._rng = rng
        self._given: dict[tuple[str, ...], list[str]] = {}
        self._swap = rng.random() < 0.35

    def __call__(self, sentence: Sentence) -> Sentence:
        """A copy, or the sentence itself."""
        if self._swap and sentence.name and sentence.source in ("treebank", "wikipedia"):
            sentence = self._renamed(sentence)
        roll = self._rng.random()
        if roll < 0.02 and sentence.source != "tweets":
            return replace(sentence, words=[word.upper() for word in sentence.words])
        if roll < 0.06 and sentence.source != "tweets":
            return replace(sentence, words=[_headline(word) for word in sentence.words])
        return sentence

    def _renamed(self, sentence: Sentence) -> Sentence:
        assert sentence.name is not None
        words, spaces, tags = list(sentence.words), list(sentence.spaces), list(sentence.name)
        for kind, start, end in reversed(list(spans(sentence.name))):
            old = sentence.words[start:end]
            tree = sentence.head is not None
            if not all(word.istitle() for word in old) or (tree and not _plain(sentence, start, end)):
                continue
            new = self._other(kind, tuple(old), (end - start) if tree else 0)
            words[start:end] = new
            spaces[start:end] = [True] * (len(new) - 1) + [sentence.spaces[end - 1]]
            tags[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (len(new) - 1)
        return replace(sentence, words=words, spaces=spaces, name=tags)

    def _other(self, kind: str, old: tuple[str, ...], size: int) -> list[str]:
        """The name to put in place of `old`, of `size` words where that is not 0."""
        if old not in self._given:
            self._given[old] = list(old) if self._rng.random() < 0.3 else self._drawn(kind, len(old), size)
        return self._given[old]

    def _drawn(self, kind: str, long: int, size: int) -> list[str]:
        person = self._names.surname if long == 1 else self._names.person
        draw = {"PERSON": person, "ORG": self._names.firm, "LOC": self._names.place}[kind]
        for _ in range(40):
            name = draw(self._rng)
            if not size or len(name) == size:
                return name
        return self._names.person(self._rng)[:size]


def _plain(sentence: Sentence, start: int, end: int) -> bool:
    assert sentence.tag is not None
    return end - start < 3 and all(tag == "NNP" for tag in sentence.tag[start:end])


def _headline(word: str) -> str:
    return word if word in _SMALL or not word.isalpha() or not word.islower() else word.capitalize()


def cut_stop(sentence: Sentence) -> Sentence:
    """The sentence without its last full stop, where nothing in the tree hangs on that."""
    size = len(sentence.words) - 1
    if size < 4 or sentence.words[-1] not in ".!" or (sentence.head and size + 1 in sentence.head):
        return sentence
    layers = ("words", "spaces", "pos", "tag", "lemma", "head", "dep", "name")
    shorter: dict[str, Any] = {k: None if getattr(sentence, k) is None else getattr(sentence, k)[:-1] for k in layers}
    return replace(sentence, **shorter)
