"""A page that came into the case: its original, its entry in the list, or why it could not be kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from msgspec.structs import replace

from cuibono.collect import archive
from cuibono.collect.archive import Entry
from cuibono.collect.documents import Prepared, prepare
from cuibono.collect.fetch.addresses import canonical
from cuibono.collect.lists import Listed
from cuibono.collect.metadata import Given
from cuibono.model import Document, Problem
from cuibono.settings import CaseFolder


class Taken(NamedTuple):
    """The name under which a page is kept, "" where it is not; whether it is new; why it could not be kept."""

    file: str
    is_new: bool = False
    problems: tuple[Problem, ...] = ()


class Taking:
    """The list of one case while pages come; every entry is on the disk when a call returns."""

    def __init__(self, case: CaseFolder, when: str, longest: int) -> None:
        self._case, self._when, self._longest = case, when, longest
        held = archive.held(case)
        self._kept = {entry.file: entry for entry in held.kept}
        self._refused = {entry.file: entry.problems for entry in held.refused}

    def keeps(self, file: str) -> bool:
        """Whether the case keeps something under this name."""
        return file in self._kept

    def page(self, body: bytes, file: str, page: Listed, source: str) -> Taken:
        """Keep what an address gave.

        `file` is the address at which it was in the end, `source` the list that named it, or the address that a person
        gave. What the page itself does not say of title and day is taken from the list.
        """
        entry = Entry(file, self._when, hashlib.sha256(body).hexdigest(), source)
        prepared = prepare(body, entry, self._longest)
        if prepared.document is None:
            return Taken("", problems=prepared.problems)
        if other := self._other_address(prepared.document, file):
            return Taken(other)
        known = self._kept.get(file)
        is_new = known is None or (known.sha256 != entry.sha256 and not self._says_the_same(known, prepared.document))
        if is_new:
            archive.keep(self._case, body)
            self._append(replace(entry, given=_given(prepared, file, page)))
        return Taken(file, is_new=is_new)

    def refuse(self, file: str, problems: Iterable[Problem]) -> None:
        """Enter why an address gave nothing, unless the list says just that already."""
        told = tuple(replace(problem, file=file) for problem in problems)
        if self._refused.get(file) != told:
            self._refused[file] = told
            archive.append(self._case, [Entry(file, self._when, problems=told)])

    def clear(self, file: str) -> None:
        """Enter that what was wrong with an address no longer is."""
        if self._refused.pop(file, ()):
            archive.append(self._case, [self._kept.get(file) or Entry(file, self._when)])

    def _append(self, entry: Entry) -> None:
        self._kept[entry.file] = entry
        self._refused.pop(entry.file, None)
        archive.append(self._case, [entry])

    def _other_address(self, document: Document, file: str) -> str:
        """The address, on the same host, that a page calls its own, where the same text is kept under it."""
        try:
            own = canonical(document.url or "", file)
        except ValueError:
            return ""
        known = self._kept.get(own)
        is_same_host = urlsplit(own).hostname == urlsplit(file).hostname
        return own if own != file and known and is_same_host and self._says_the_same(known, document) else ""

    def _says_the_same(self, known: Entry, document: Document) -> bool:
        """Whether what is kept has the same text: pages change with every visit around an article that does not."""
        before = prepare(archive.original(self._case, known.sha256 or ""), known, self._longest).document
        return before is not None and (before.text, before.body) == (document.text, document.body)


def _given(prepared: Prepared, file: str, page: Listed) -> Given:
    document = prepared.document
    assert document is not None
    return Given(
        url=file,
        title=None if document.title else page.title or None,
        published=None if document.published else page.published[:10] or None,
    )
