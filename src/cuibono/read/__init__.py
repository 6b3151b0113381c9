"""Read: articles in, claims out.

Takes: documents. Gives: for each a Reading (claims, mentions, problems). Knows nothing of: files, the ledger.
"""

from __future__ import annotations

from cuibono.model import Document, Reading
from cuibono.settings import ReaderSettings


class Reader:
    """Holds the loaded engine; make one and read many documents with it."""

    def __init__(self, settings: ReaderSettings = ReaderSettings()) -> None:
        self.settings = settings

    def read(self, document: Document) -> Reading:
        """Claims, mentions and problems of one document."""
        raise NotImplementedError
