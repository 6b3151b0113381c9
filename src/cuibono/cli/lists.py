"""The commands about public registers that a case keeps: lists of who is who, and rows that show dealings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from cuibono import registers as known
from cuibono.cli import mapping
from cuibono.cli.commands import Engine, bring_up_to_date
from cuibono.cli.folder import case as case_folder
from cuibono.cli.terminal import Bar, out, tell
from cuibono.errors import UsageError
from cuibono.explore.phrases import count_words
from cuibono.model.records import Cover
from cuibono.pipeline import registers as keeping
from cuibono.pipeline.registers import Outcome
from cuibono.publish.listing import line
from cuibono.registers import mapping as mapped
from cuibono.registers import shelf
from cuibono.registers.shelf import Kept
from cuibono.settings import CaseFolder

_SHOWN = 5  # scopes of a file that are listed in full


def registers(
    task: str, words: list[str], case: str | None, replace: bool, retrieved: str | None, engine: Engine
) -> int:
    """Keep a register's file in the case, get it from its publisher, or say which registers there are and are kept."""
    folder = case_folder(case)
    if task == "list":
        out("\n".join(text for register in known.names() for text in _lines(CaseFolder(folder), register)))
        out("\n".join(mapping.lines(CaseFolder(folder))))
        return 0
    if task == "fetch":
        return _told(folder, _fetched(folder, words, replace), engine)
    return _told(folder, (_added(folder, words, replace, _day(retrieved)),), engine)


def _added(folder: Path, words: list[str], replace: bool, when: datetime | None) -> Outcome:
    if len(words) not in (1, 2) or (words[0] in known.names() and len(words) == 1):
        raise UsageError(f"registers add: say which register, and its file. The registers are: {_names()}.")
    path = Path(words[-1])
    register = words[0] if len(words) == 2 else keeping.recognised(folder, path)
    return keeping.add(folder, register, path, replace=replace, now=when)


def _day(retrieved: str | None) -> datetime | None:
    """The day on which a person got a file; None for now."""
    try:
        return datetime.fromisoformat(retrieved).replace(tzinfo=UTC) if retrieved else None
    except ValueError:
        raise UsageError(f"--retrieved {retrieved}: give the day as 2024-11-05.") from None


def _fetched(folder: Path, words: list[str], replace: bool) -> tuple[Outcome, ...]:
    pairs = [word.partition("=") for word in words[1:]]
    if not words or not all(name and sign for name, sign, _ in pairs) or len({name for name, *_ in pairs}) < len(pairs):
        raise UsageError(f"registers fetch: say which register, then FIELD=VALUE. The registers are: {_names()}.")
    bar = Bar()
    try:
        return keeping.fetch(folder, words[0], {name: value for name, _, value in pairs}, bar, replace=replace)
    finally:
        bar.close()


def _told(folder: Path, outcomes: tuple[Outcome, ...], engine: Engine) -> int:
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    tell(problems)
    skipped = any(problem.severity == "skipped" for problem in problems)
    read = bring_up_to_date(folder, engine)
    tell(read.problems)
    skipped = skipped or read.skipped
    out("\n".join(_outcome(folder, outcome) for outcome in outcomes))
    return int(skipped)


def _outcome(folder: Path, outcome: Outcome) -> str:
    register = outcome.register
    if outcome.kept is None:
        return f"Nothing of {register} kept."
    told = f"{count_words(outcome.kept.rows, 'row')} of {register} {'were there already' if outcome.known else 'kept'}"
    if mapped.about(CaseFolder(folder), register).holds == "names":
        return f"{told}; `cuibono parties --case {folder}` shows who is who."
    return f"{told}; `cuibono check --case {folder}` shows what they say."


def _names() -> str:
    return ", ".join(known.names())


def _lines(folder: CaseFolder, register: str) -> list[str]:
    about = known.source(register)
    told = [text for one in shelf.kept(folder, register) for text in _kept(one)]
    head = f"{register}: {about.title}, {about.publisher}; {about.coverage}. {about.url}"
    return [line(head), *(told or ["  not kept in this case"])]


def _kept(one: Kept) -> Iterator[str]:
    left_out = f", {count_words(one.problems, 'problem')}" if one.problems else ""
    yield f"  {line(one.file)}: {count_words(one.rows, 'row')}, retrieved {one.retrieved[:10]}{left_out}"
    for cover in one.covers[:_SHOWN]:
        yield f"    {line(_cover(cover))}"
    if len(one.covers) > _SHOWN:
        yield f"    and {len(one.covers) - _SHOWN} more"


def _cover(cover: Cover) -> str:
    days = f", {cover.start or '...'} to {cover.end or '...'}" if cover.start or cover.end else ""
    return (
        f"{cover.title}{days}: {count_words(cover.rows, 'row')}, {'the whole of it' if cover.whole else 'a part of it'}"
    )
