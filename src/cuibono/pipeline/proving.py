"""Proving: a ledger against the originals that it was made from.

Takes: a case folder, the documents of its list, the fingerprint of a reader.
Gives: what the ledger says and the originals do not; what is not up to date.
Knows nothing of: whether the rest of the case is sound.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing

import msgspec

from cuibono import judgements
from cuibono.collect import archive
from cuibono.collect.archive import Entry
from cuibono.collect.documents import prepare
from cuibono.errors import UsageError
from cuibono.ledger import integrity
from cuibono.ledger.look import Look
from cuibono.ledger.related import Related
from cuibono.model import Document, Problem, Reading, document_id
from cuibono.pipeline import checking, relating
from cuibono.pipeline.parts import fingerprint
from cuibono.settings import CaseFolder


class Proved(msgspec.Struct, frozen=True):
    """What is wrong in a ledger, a sentence each; what is not up to date; how many of what were looked at."""

    damaged: tuple[str, ...]
    notes: tuple[str, ...]
    looked_at: dict[str, int]


def proved(case: CaseFolder, entries: Mapping[int, Entry], by: str) -> Proved:
    """Look at all that a ledger says; `entries` are the documents of the list, `by` the program as `parts` gives it.

    Raises UsageError where there is no ledger, it cannot be read, or another version made it.
    """
    damaged = list(integrity.of_file(case.ledger))
    if damaged:  # what such a file says is not worth looking at
        return Proved((f"{damaged[0]}, and {len(damaged) - 1} faults more.",), (), {})
    with closing(Look(case.ledger)) as look, look.snapshot():
        found = _Proof(case, look, by)
        try:
            damaged += found.documents(entries)
            damaged += found.related()
        except (msgspec.MsgspecError, ValueError, TypeError) as error:
            damaged.append(f"a row says something that no ledger does: {error}.")
        return Proved(tuple(damaged), tuple(found.stale(entries)), found.looked_at)


class _Proof:
    def __init__(self, case: CaseFolder, look: Look, by: str) -> None:
        self._case, self._look, self._by = case, look, by
        self._written = look.fingerprints()
        self._texts: dict[str, Document] = {}
        self._behind: list[str] = []
        self.looked_at = {"documents": 0, "claims": 0}

    def documents(self, entries: Mapping[int, Entry]) -> Iterator[str]:
        """Every document is what its original gives, and all that was read in it rests on that text."""
        expected = {document_id(entry.sha256 or ""): (n, entry) for n, entry in entries.items()}
        problems: defaultdict[str | None, list[Problem]] = defaultdict(list)
        for problem in self._look.problems():
            problems[problem.document].append(problem)
        for document in self._look.documents():
            number, entry = expected.get(document.id, (0, None))
            current = entry and self._written[document.id] == fingerprint(number, entry, self._by)
            made = self._made(entry) if entry else None
            if made and current and made != document:
                yield f"{document.file}: the ledger has another text or head of it than its original gives."
            text = made if made and made.text == document.text else document
            self._texts[document.id] = text
            claims = self._look.claims(document=document.id)
            reading = Reading(claims, self._look.mentions(document.id), tuple(problems[document.id]))
            yield from integrity.of_reading(text, reading)
            self.looked_at["documents"] += 1
            self.looked_at["claims"] += len(claims)

    def related(self) -> Iterator[str]:
        """All that comparing documents gave rests on their texts."""
        look = self._look
        found = Related(parties=look.parties(), events=look.events(), origins=look.origins(), edges=look.edges())
        self.looked_at |= {"events": len(found.events), "edges": len(found.edges)}
        yield from integrity.of_related(found, self._texts, self._texts.__getitem__)

    def stale(self, entries: Mapping[int, Entry]) -> Iterator[str]:
        """What `cuibono read` would do again."""
        wanted = {document_id(e.sha256 or ""): fingerprint(n, e, self._by) for n, e in entries.items()}
        behind = sum(1 for key, told in wanted.items() if self._written.get(key) != told)
        goes_on = f"`cuibono read --case {self._case.path}` goes on"
        if behind:
            yield f"documents that are collected and not read as they would be now: {behind}; {goes_on}"
        if gone := self._written.keys() - wanted.keys():
            yield f"documents of the ledger that the list no longer has: {len(gone)}; {goes_on}"
        stages = self._look.stages()
        try:
            ruled = judgements.decided(judgements.standing(self._case))
            compared = relating.decides(self._written, self._case, ruled) == stages.get("relate")
            checked = checking.decides(stages.get("relate", ""), self._case) == stages.get("check")
        except UsageError:  # told where judgements and records are looked at
            return
        if not (compared and checked and "digest" in stages):
            yield f"documents, decisions or records came that are not taken in yet; {goes_on}"

    def _made(self, entry: Entry) -> Document | None:
        try:
            data = archive.original(self._case, entry.sha256 or "")
        except UsageError:  # told where originals are looked at
            return None
        return prepare(data, entry, len(data)).document
