"""Sentences: blocks of text in; words, sentences, trees and names out. The only door to onnxruntime and spaCy.

Takes: blocks of English text (paragraphs, headlines) and the reader's settings. Gives: one spaCy Doc per block.
Knows nothing of: documents, claims, or why anyone reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuibono.read.sentences.engine import Engine, Own, named, weights_folder

if TYPE_CHECKING:
    from spacy.tokens import Doc as Doc
    from spacy.tokens import Token as Token

__all__ = ["Engine", "Own", "named", "weights_folder"]
