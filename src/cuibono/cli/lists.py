"""The commands about public lists of people and companies, the registers that a case keeps."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from cuibono import registers as known
from cuibono.cli import mapping
from cuibono.cli.commands import Engine, bring_up_to_date
from cuibono.cli.folder import case as case_folder
from cuibono.cli.terminal import out, tell
from cuibono.errors import UsageError
from cuibono.explore.phrases import count_words
from cuibono.publish.listing import line
from cuibono.registers import mapping as known_mapping
from cuibono.registers import shelf
from cuibono.settings import CaseFolder


def registers(task: str, name: str | None, file: str | None, case: str | None, engine: Engine) -> int:
    """Keep a public list in the case and compare the documents with it; or say which lists there are and are kept."""
    folder = case_folder(case)
    if task == "list":
        out("\n".join(text for register in known.adapters() for text in _lines(CaseFolder(folder), register)))
        out("\n".join(mapping.lines(CaseFolder(folder))))
        return 0
    if not name or not file:
        raise UsageError(f"registers add: say which list, and its file. The lists are: {', '.join(known.adapters())}.")
    if known_mapping.text(CaseFolder(folder), name) is not None:
        return mapping.add(CaseFolder(folder), name, file)
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    kept = known.keep(CaseFolder(folder), name, _bytes(Path(file)), Path(file).name, when)
    outcome = bring_up_to_date(folder, engine)
    tell(outcome.problems)
    out(f"{count_words(kept.rows, 'row')} of {name} kept; `cuibono parties --case {folder}` shows who is who.")
    return int(outcome.skipped)


def _lines(folder: CaseFolder, register: str) -> list[str]:
    about = known.source(register)
    kept = shelf.kept(folder, register)
    told = [f"  {one.file}: {count_words(one.rows, 'row')}, retrieved {one.retrieved[:10]}" for one in kept]
    head = f"{register}: {about.title}, {about.publisher}; {about.coverage}. {about.url}"
    return [line(head), *(told or ["  not kept in this case"])]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: it cannot be read: {error.strerror}. Check the path.") from error
