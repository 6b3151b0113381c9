"""Whether a ledger is sound in itself: its file, the references between its rows, and that what it quotes is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from cuibono.errors import LedgerError
from cuibono.ledger import connection
from cuibono.ledger.check import check, check_related
from cuibono.ledger.related import Related
from cuibono.model import Document, Reading, claim_id

T = TypeVar("T", Reading, Related)


def of_file(path: Path) -> Iterator[str]:
    """What SQLite finds wrong with the file, and rows that refer to nothing.

    Raises UsageError where there is no ledger, it cannot be read, or another version made it.
    """
    with closing(connection.to_look(path)) as db, connection.explained(path):
        yield from (text for (text,) in db.execute("PRAGMA integrity_check") if text != "ok")
        for table, _, other, _ in db.execute("PRAGMA foreign_key_check"):
            yield f"a row of {table} refers to a row of {other} that is not there"


def of_reading(document: Document, reading: Reading) -> Iterator[str]:
    """What does not rest on the document's text, and claims that say something else than when they were read."""
    parts = (
        *(Reading(claims=(claim,)) for claim in reading.claims),
        *(Reading(mentions=(mention,)) for mention in reading.mentions),
        *(Reading(problems=(problem,)) for problem in reading.problems),
    )
    yield from _refused(lambda part: check(document, part), reading, parts)
    for claim in reading.claims:
        if claim_id(claim) != claim.id:
            yield f"{document.file}: claim {claim.id} says something else than when it was read."


def of_related(found: Related, documents: Iterable[str], find: Callable[[str], Document]) -> Iterator[str]:
    """What comparing documents gave and does not rest on their texts; see `check_related`."""
    held = frozenset(documents)
    parts = (
        *(Related(parties=(party,)) for party in found.parties),
        *(Related(events=(event,), origins=found.origins) for event in found.events),
        *(Related(edges=(edge,), origins=found.origins) for edge in found.edges),
    )
    yield from _refused(lambda part: check_related(part, held, find), found, parts)
    for event in found.events:
        for variant in (v for contradiction in event.contradictions for v in contradiction.variants):
            for key, span in zip(variant.documents, variant.spans, strict=False):
                if key not in held or span.end > len(find(key).text):
                    yield f"a contradiction of {event.id} shows a place in {key} that is not there."


def _refused(looked: Callable[[T], None], whole: T, parts: Iterable[T]) -> Iterator[str]:
    """Why parts are refused, each by itself; looked at one by one only where the whole is refused."""
    try:
        looked(whole)
    except LedgerError:
        for part in parts:
            try:
                looked(part)
            except LedgerError as error:
                yield str(error)
