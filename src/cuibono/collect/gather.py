"""Paths and a metadata table into the case: originals archived, the list brought up to date."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

import msgspec

from cuibono.collect import archive, metadata
from cuibono.collect.archive import Entry
from cuibono.collect.documents import prepare
from cuibono.collect.metadata import Given
from cuibono.collect.paths import Found, find
from cuibono.model import Problem
from cuibono.settings import CaseFolder


class Table(msgspec.Struct, frozen=True):
    """A metadata table: where it lies, what it says of each file, and what was wrong with it."""

    folder: Path
    rows: dict[str, Given]
    problems: tuple[Problem, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Table:
        """The table in a CSV file. Raises UsageError where it cannot be read."""
        rows, problems = metadata.load(path)
        return cls(path.parent, rows, problems)


NO_TABLE = Table(Path(), {})


def gather(
    case: CaseFolder,
    paths: Iterable[str],
    table: Table,
    when: str,
    longest: int,
    stdin: Callable[[], bytes],
    began: Callable[[str], None],
) -> frozenset[str]:
    """Take everything that the paths mean into the case; the names that were asked for come back.

    `when` is the time of collecting, in UTC, as ISO 8601. `began` is told each name. What cannot be kept is entered in
    the list with the reason.
    """
    gathering = _Gathering(case, table, when, longest)
    for found in find(paths, case.path, stdin):
        began(found.file or "")
        gathering.take(found)
    gathering.take_table()
    archive.append(case, gathering.lines())
    return gathering.asked()


class _Gathering:
    """One call of gather: what is known, what is new."""

    def __init__(self, case: CaseFolder, table: Table, when: str, longest: int) -> None:
        self._case, self._table, self._when, self._longest = case, table, when, longest
        held = archive.held(case)
        self._kept = {e.file: e for e in held.kept}
        self._before = dict(self._kept)
        self._refused = {e.file: e.problems for e in held.refused}
        self._taken: set[str] = set()
        self._used: set[str] = set()
        self._problems: defaultdict[str, list[Problem]] = defaultdict(list)

    def take(self, found: Found | Problem) -> None:
        """Keep one file, or note why not."""
        if isinstance(found, Problem):
            self._problems[found.file or ""].append(found)
            return
        sha256 = hashlib.sha256(found.data).hexdigest()
        file = self._name(found, sha256)
        entry = Entry(file, self._when, sha256, found.source, self._given(file), enclosed=found.enclosed)
        known = self._kept.get(file)
        if known is None or known.sha256 != sha256:
            prepared = prepare(found.data, entry, self._longest)
            if prepared.document is None:
                self._problems[file] += prepared.problems
                return
        archive.keep(self._case, found.data)
        self._taken.add(file)
        self._kept[file] = entry

    def take_table(self) -> None:
        """Apply the table to files that came earlier; note the rows that belong to no file."""
        for problem in self._table.problems:
            self._problems[problem.file or ""].append(problem)
        for file, given in self._table.rows.items():
            if file in self._used:
                continue
            known = self._kept.get(file)
            if known:
                self._taken.add(file)
                self._kept[file] = msgspec.structs.replace(known, given=given, when=self._when)
            elif file not in self._problems and not (self._table.folder / file).is_file():
                message = "the metadata table has a row for this file, but there is no such file; check its name"
                self._problems[file].append(Problem("metadata_without_file", message, file, severity="skipped"))

    def lines(self) -> list[Entry]:
        """The lines to add to the list: only what differs from it."""
        lines = []
        for file in (file for file in self._kept if file in self._taken):
            entry, before = self._kept[file], self._before.get(file)
            news = before is None or (before.sha256, before.given) != (entry.sha256, entry.given)
            if news or self._refused.get(file, ()) != tuple(self._problems.get(file, ())):
                lines.append(entry if news or before is None else before)
                self._refused.pop(file, None)
        for file, problems in self._problems.items():
            if self._refused.get(file) != tuple(problems):
                lines.append(Entry(file, self._when, problems=tuple(problems)))
        return lines

    def asked(self) -> frozenset[str]:
        """Every name that this call was about."""
        return frozenset(self._taken | set(self._problems))

    def _given(self, file: str) -> Given:
        """What the table says of a file, by its whole name or its last part; else what was given earlier."""
        for name in (file, PurePosixPath(file).name):
            if name in self._table.rows:
                self._used.add(name)
                return self._table.rows[name]
        return self._kept[file].given if file in self._kept else Given()

    def _name(self, found: Found, sha256: str) -> str:
        """The name that a file goes by: its own, with as many folders before it as keep two files apart."""
        parts = PurePosixPath(found.source.replace("\\", "/")).parts
        longer = ("/".join(parts[-n:]) for n in range(found.file.count("/") + 2, len(parts) + 1))
        for name in (found.file, *longer):
            known = self._kept.get(name)
            if known is None or known.sha256 == sha256 or known.source == found.source:
                return name
        return f"{found.file}-{sha256[:8]}"
