"""The engine: blocks of text in, spaCy Docs out, by the project's weights or by any spaCy pipeline."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cuibono.errors import UsageError
from cuibono.settings import ReaderSettings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from cuibono.read.sentences.parse import Parse


class _Source(Protocol):
    def name(self) -> str: ...

    def docs(self, blocks: Sequence[str]) -> list[Doc]: ...


class Engine:
    """Reads blocks of text (paragraphs, headlines) into spaCy Docs. Make one: loading takes a second."""

    def __init__(self, settings: ReaderSettings = ReaderSettings()) -> None:
        self._source: _Source = Foreign(settings.pipeline) if settings.pipeline else Own(settings)

    def name(self) -> str:
        """Which reader this is; changes whenever the weights or the named pipeline change."""
        return self._source.name()

    def docs(self, blocks: Sequence[str]) -> list[Doc]:
        """One Doc per block, `doc.text` the block; with sentences, pos, tag, lemma, trees and names.

        Trees carry Universal Dependencies labels, names are PERSON, ORG and LOC. Any text is taken, of any length, in
        time that grows with it; a sentence of more than about 120 words is split, and of a word only the first dozen
        sub-words are looked at. The same list gives the same answer always. Blocks do not see each other, but as
        8-bit arithmetic is scaled by batch, a close decision may fall otherwise in other company: so give the blocks
        of one document together, and no others with them, and what is read of it depends on nothing else.
        """
        return self._source.docs(blocks)


def named(settings: ReaderSettings) -> str:
    """The name of the engine that these settings give, without loading the project's own weights."""
    if settings.pipeline:
        return Engine(settings).name()
    from cuibono.read.sentences.encoder import fingerprint

    return fingerprint(weights_folder(settings))


class Own:
    """The project's reader: its weights through onnxruntime, decoded with numpy."""

    def __init__(self, settings: ReaderSettings) -> None:
        from cuibono.read.sentences.docs import Filler
        from cuibono.read.sentences.encoder import fingerprint
        from cuibono.read.sentences.parse import Parser

        folder = weights_folder(settings)
        self._parser = Parser(folder, settings.threads)
        self._filler = Filler(self._parser.labels, self._parser.lemmas)
        self._name = fingerprint(folder)

    def name(self) -> str:
        """The fingerprint of the weights."""
        return self._name

    def docs(self, blocks: Sequence[str]) -> list[Doc]:
        """One filled Doc per block."""
        from cuibono.read.sentences.docs import words_of

        blank = [self._filler.blank(block) for block in blocks]
        parses = self._parser([words_of(doc) for doc in blank])
        return [self._filler.fill(doc, parse) for doc, parse in zip(blank, parses, strict=True)]

    def parses(self, blocks: Sequence[str]) -> list[Parse]:
        """Encoder and decoder bare, no Docs filled: what a benchmark of reading compares with."""
        from cuibono.read.sentences.docs import words_of

        return self._parser([words_of(self._filler.blank(block)) for block in blocks])


class Foreign:
    """Any spaCy pipeline in its place."""

    def __init__(self, pipeline: str) -> None:
        self._nlp = _loaded(pipeline)

    def name(self) -> str:
        """Name and version of the pipeline."""
        meta = self._nlp.meta
        return f"spacy-{meta.get('lang')}-{meta.get('name')}-{meta.get('version')}"

    def docs(self, blocks: Sequence[str]) -> list[Doc]:
        """One Doc per block, as the pipeline makes them."""
        self._nlp.max_length = max([self._nlp.max_length, *(len(block) + 1 for block in blocks)])
        return list(self._nlp.pipe(blocks))


def _loaded(pipeline: str) -> Language:
    import spacy

    try:
        return spacy.load(pipeline)
    except OSError as error:
        raise UsageError(
            f"The spaCy pipeline {pipeline!r} (setting reader.pipeline) cannot be loaded. Install it, give the path of "
            "its folder, or leave the setting empty to use the reader that comes with Cui Bono."
        ) from error


def weights_folder(settings: ReaderSettings = ReaderSettings()) -> Path:
    """The folder of weights: the setting, else CUIBONO_WEIGHTS, else the one in the package."""
    named = settings.weights or os.environ.get("CUIBONO_WEIGHTS", "")
    return Path(named) if named else Path(__file__).parent / "weights"
