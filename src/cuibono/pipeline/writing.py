"""Writing: what was read, into the ledger, several documents at a time.

Takes: a ledger, entries with what came of them.
Gives: the ledger with the documents and their readings; how many claims.
Knows nothing of: how anything was read.
"""

from __future__ import annotations

from cuibono.collect.archive import Entry
from cuibono.errors import LedgerUnusableError
from cuibono.ledger.write import Writer
from cuibono.model import Document, Reading, document_id
from cuibono.pipeline.reading import Read, not_read

_TEXT = 50_000  # characters of text, by counting which the same run always gives the same bytes
_MOST = 250  # documents


class Batch:
    """Documents that were read and are not yet written; `claims` of those that are.

    They are written together, since every page of the ledger that a document touches is written once for each batch.
    A run that is killed reads again what was not yet written: a few articles, or one long report.
    """

    def __init__(self, ledger: Writer) -> None:
        self.claims = 0
        self._ledger = ledger
        self._held: list[tuple[int, Entry, Document, Read, str]] = []
        self._text = 0

    def put(self, number: int, entry: Entry, found: Read, mark: str) -> None:
        """Take in what came of one original, and write all that is held where that is enough."""
        if found.document is None:
            if found.failed and not found.stands:
                self._ledger.drop([document_id(entry.sha256 or "")])  # what an older program read is not to stand
            return
        self._held.append((number, entry, found.document, found, mark))
        self._text += len(found.document.text)
        if self._text >= _TEXT or len(self._held) >= _MOST:
            self.write()

    def write(self) -> None:
        """Write all that is held."""
        held, self._held, self._text = self._held, [], 0
        if not held:
            return
        with self._ledger.whole():
            for each in held:
                self._write(*each)

    def _write(self, number: int, entry: Entry, document: Document, found: Read, mark: str) -> None:
        try:
            self._ledger.put(document, number, found.reading, "" if found.failed else mark, entry.when)
        except LedgerUnusableError:
            raise
        except Exception as error:  # as with one that the reader cannot bear
            reading = Reading(problems=(*found.prepared, not_read(document, error)))
            self._ledger.put(document, number, reading, "", entry.when)
        self.claims += len(found.reading.claims)
