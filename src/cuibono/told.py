"""Told: which claims people have been told of by `cuibono watch`, in told.jsonl. The only door to it.

Takes: a case folder, claims with their documents.
Gives: the lines in the order in which they were written; which claims are told of already, also where they are read
anew.
Knows nothing of: what is watched, how anything is shown.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from cuibono.errors import UsageError
from cuibono.model import Claim, Document, Kind
from cuibono.settings import CaseFolder


class Told(msgspec.Struct, frozen=True):
    """A claim that was told: when (UTC, to the second), for which watches, and where it stood and what it said."""

    claim: str
    when: str
    watches: tuple[str, ...]
    document: str
    file: str
    kind: Kind
    start: int
    end: int
    quote: str


def all(case: CaseFolder) -> tuple[Told, ...]:  # noqa: A001 - read as told.all
    """Every line, the oldest first; a last one that a stopped program left unfinished does not count.

    Raises UsageError, naming the line, where the file has been damaged.
    """
    if not case.told.exists():
        return ()
    lines = case.told.read_bytes().split(b"\n")[:-1]
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            found.append(msgspec.json.decode(line, type=Told))
        except msgspec.DecodeError as error:
            raise UsageError(
                f"{case.told}, line {number}: {error}. Remove the line; what it told of is told again."
            ) from error
    return tuple(found)


def append(case: CaseFolder, lines: Iterable[Told]) -> None:
    """Add lines; they are on the disk when this returns."""
    data = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    if not data:
        return
    with case.told.open("ab") as file:
        if file.tell():
            file.truncate(case.told.read_bytes().rfind(b"\n") + 1)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def line(claim: Claim, document: Document, watches: Iterable[str], when: str) -> Told:
    """What is written of a claim that is told."""
    span, words = claim.span, _words(claim.quote)
    return Told(claim.id, when, tuple(watches), document.id, document.file, claim.kind, span.start, span.end, words)


def matched(claims: Iterable[Claim], documents: Mapping[str, Document], lines: Sequence[Told]) -> dict[str, Told]:
    """For each claim that was told, by its id, the line that told it.

    A claim was told where its id was, or its words at the same address as the same kind of dealing, or an overlapping
    passage of the same document as the same kind: a newer reader, or an article that was changed elsewhere, makes no
    news.
    """
    ids = {one.claim: one for one in lines}
    words = {(one.file, one.kind, one.quote): one for one in reversed(lines)}
    places: dict[tuple[str, str], list[Told]] = {}
    for one in lines:
        places.setdefault((one.document, one.kind), []).append(one)
    found = {}
    for claim in claims:
        document = documents[claim.document]
        known = ids.get(claim.id) or words.get((document.file, claim.kind, _words(claim.quote)))
        known = known or next((one for one in places.get((document.id, claim.kind), ()) if _overlap(one, claim)), None)
        if known:
            found[claim.id] = known
    return found


def _overlap(one: Told, claim: Claim) -> bool:
    return one.start < claim.span.end and claim.span.start < one.end


def _words(quote: str) -> str:
    return " ".join(quote.split()).casefold()
