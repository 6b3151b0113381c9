"""Reuse: which documents share text, in whole or in lifted passages, after edits and cuts.

Takes: documents. Gives: passages, each a stretch of words that two documents share.
Knows nothing of: claims, which of two documents came first, whether a passage is a quotation of someone.

`shared` does all of it. `passages` has its steps, for where the texts lie in many places.
"""

from __future__ import annotations

from collections.abc import Iterable

from cuibono.model import Document
from cuibono.reconcile.reuse.passage import Passage

__all__ = ["Passage", "shared"]


def shared(documents: Iterable[Document]) -> tuple[Passage, ...]:
    """Every passage that two of the documents share, in order; the same for any order of the documents.

    A document's text is looked at from its first character, head and all. A stretch counts from 12 words aligned
    alike, at least half of its longer side. What one site prints again and again is left out (see `site`). Text that
    stands in more than 50 documents counts where it is most of one of them, which is then sure to be compared with the
    earliest published alone. Of documents with the same id the first is taken. Time grows with the number of documents;
    memory takes some 16 kB for each of 350 words, its text included.
    """
    from cuibono.reconcile.reuse.passages import passages

    return passages(documents)
