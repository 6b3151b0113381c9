"""From copies of federal courts' dockets and from their feeds to records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers.us_court_dockets import dockets, feeds

_FEED = (b"<?xml", b"<rss")


def recognises(_name: str, head: bytes) -> bool:
    """Whether it is a docket in JSON, or a feed of a federal court."""
    if head.lstrip().startswith(_FEED):
        return b"<rss" in head and b"uscourts.gov" in head
    named = b'"docket_number"' in head or b'"docket_entries"' in head
    return head.lstrip()[:1] in (b"{", b"[") and named and b'"court_id"' in head


def records(path: Path) -> Iterator[Record | Cover | Problem]:
    """The rows of either format. Raises ValueError where it is neither; pages of dockets in HTML are not read."""
    with path.open("rb") as file:
        head = file.read(512).lstrip()
    if head.startswith(_FEED):
        yield from feeds.records(path)
    elif head[:1] in (b"{", b"["):
        yield from dockets.records(dockets.of_json(path.read_bytes()))
    else:
        raise ValueError("it is neither JSON of a docket nor a feed of a court")
