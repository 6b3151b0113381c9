"""The command that makes a register of a case from any table: suggests a mapping, and keeps it once it is confirmed."""

from __future__ import annotations

import re
from pathlib import Path

from cuibono.cli.folder import case as case_folder
from cuibono.cli.folder import write
from cuibono.cli.terminal import out, tell
from cuibono.errors import UsageError
from cuibono.explore.phrases import count_words
from cuibono.model import Problem
from cuibono.model.records import Record
from cuibono.publish.listing import line
from cuibono.registers import mapping, shelf
from cuibono.registers.mapping import draft, suggest
from cuibono.registers.mapping.adapter import Mapped
from cuibono.settings import CaseFolder


def map_file(
    file: str, called: str | None, confirm: str | None, yes: bool, output: str | None, case: str | None
) -> int:
    """Suggest a mapping for a file, or keep the one that a person confirms."""
    folder, path = CaseFolder(case_folder(case)), Path(file)
    if confirm:
        return _keep(folder, path, _read(Path(confirm)), confirm)
    known = mapping.recognised(folder, path) if path.is_file() else ()
    if known and not called:
        out(f"{path.name} has the columns of {known[0]}; `cuibono registers add {known[0]} {file}` keeps its rows.")
        return 0
    found = suggest.suggestion(path)
    name = called or _named(path)
    _show(list(draft.table(found)))
    content = draft.draft(found, name, path.name)
    if yes:
        return _keep(folder, path, content, f"the suggestion for {path.name}")
    place = Path(output or f"{name}.mapping.toml")
    if place.exists() and place.read_text(encoding="utf-8") != content:
        raise UsageError(f"{place}: it is there already, and says something else. Say another place with --output.")
    write(place, content)
    out(f"\nThe draft is {place}. Read it, fill in what is empty, and keep it with")
    out(f"`cuibono registers map {file} --confirm {place} --case {folder.path}`.")
    return 0


def lines(folder: CaseFolder) -> list[str]:
    """The mapped registers of a case with what is kept of each, and the forms that come with the package."""
    told: list[str] = []
    for name in mapping.saved(folder):
        about = mapping.source(folder, name)
        told += [line(f"{name}: {about.title}, {about.publisher}; {about.coverage}.")] if about else []
        told += [
            f"  {one.file}: {count_words(one.rows, 'row')}, retrieved {one.retrieved[:10]}"
            for one in shelf.kept(folder, name)
        ] or ["  mapped, and not kept in this case"]
    others = [name for name in mapping.forms() if name not in mapping.saved(folder)]
    told += ["Known forms of files, which `registers add` reads by themselves:"] if others else []
    return told + [line(f"  {name}: {mapping.ready(name).source.title}") for name in others]


def _keep(folder: CaseFolder, path: Path, content: str, place: str) -> int:
    """Try a mapping on its file, and keep it where rows come out."""
    found = mapping.parse(content, place)
    rows = 0
    problems: list[Problem] = []
    try:
        for one in Mapped(found).records(path):
            rows += isinstance(one, Record) and one.part == 0
            problems += [one] if isinstance(one, Problem) else []
    except (ValueError, OSError) as error:
        raise UsageError(f"{path}: it does not fit {place}: {error}. Mend the mapping, or give its file.") from error
    if not rows:
        tell(problems)
        raise UsageError(f"{path}: no row of it can be read by {place}. Mend the mapping.")
    mapping.save(folder, content, place)
    told = f"{count_words(rows, 'row')}, {count_words(len(problems), 'problem')}"
    out(f"{found.name} is a register of this case now: {told}.")
    out(f"`cuibono registers add {found.name} {path} --case {folder.path}` keeps the rows.")
    return 0


def _show(told: list[tuple[str, str, str]]) -> None:
    rows = [(what, line(column), line(shown)) for what, column, shown in told]
    first, second = (max(len(row[at]) for row in rows) for at in (0, 1))
    for what, column, shown in rows:
        out(f"{what:<{first}}  {column:<{second}}  {shown}".rstrip())


def _named(path: Path) -> str:
    """A register's name from a file's."""
    made = re.sub(r"[^a-z0-9]+", "_", path.stem.lower()).strip("_")
    return made if made[:1].isalpha() else f"file_{made}"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: it cannot be read: {error}. Give the draft that `registers map` wrote.") from error
