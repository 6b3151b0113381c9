"""The command that writes a ledger for other programs: its rows, or the whole story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from cuibono import explore
from cuibono.cli.folder import case as case_folder
from cuibono.cli.folder import write
from cuibono.cli.terminal import err, out
from cuibono.errors import UsageError
from cuibono.explore.contents import Contents
from cuibono.model import Problem
from cuibono.publish import claims as contract
from cuibono.publish import events as relations
from cuibono.publish import formats, story
from cuibono.publish.listing import line

ROWS: Final = (*formats.FORMATS, "parquet")
WHOLE: Final = (*story.FORMS, "pdf")
"""The forms in which rows, and a whole story, can be written; the first is taken where none is named."""
_BYTES: Final = ("parquet", "pdf")
_STORY: Final = "story"
Rows = tuple[list[formats.Row], Sequence[str]]
EXPORTS: Final[dict[str, Callable[[Contents], Rows]]] = {
    "claims": lambda held: (
        contract.rows(held.documents.values(), held.claims.values(), held.event_of_claim(), held.marks),
        contract.COLUMNS,
    ),
    "events": lambda held: (relations.rows(held), relations.COLUMNS),
    "edges": lambda held: (relations.edge_rows(held), relations.EDGE_COLUMNS),
    "findings": lambda held: (
        relations.finding_rows((f for found in held.findings.values() for f in found), held.records),
        relations.FINDING_COLUMNS,
    ),
    "leads": lambda held: (
        relations.lead_rows(lead for several in held.leads.values() for lead in several),
        relations.LEAD_COLUMNS,
    ),
}
"""What can be exported as rows: the rows and their columns."""


def export(
    what: list[str],
    format: str | None,  # noqa: A002 - as the option
    output: str | None,
    case: str | None,
    author: str | None,
) -> int:
    """Write the whole ledger, or its claims, events, edges, findings or leads, for other programs."""
    *place, thing = what
    if thing not in (*EXPORTS, _STORY) or len(place) > 1:
        wanted = "|".join((_STORY, *EXPORTS))
        raise UsageError(f"{' '.join(what)}: this cannot be exported. Say `cuibono export CASE {wanted}`.")
    to_file = bool(output and output != "-")
    form = _form(thing, format, author, to_file)
    folder = case_folder(case or (place[0] if place else None))
    with explore.open(folder) as view:
        held, problems = view.contents(), view.problems() if form == "pdf" else ()
    content = _rows(held, thing, form) if thing in EXPORTS else _story(held, form, author, problems)
    if output and to_file:
        write(Path(output), content)
    elif isinstance(content, str) and content:
        out(content)
    return 0


def _form(thing: str, given: str | None, author: str | None, to_file: bool) -> str:
    """The form to write a thing in; the first that it has where none was named."""
    forms = WHOLE if thing == _STORY else ROWS
    if given and given not in forms:
        raise UsageError(f"{thing}: this cannot be written as {given}. Choose --format {', '.join(forms)}.")
    form = given or forms[0]
    if author and form not in story.SIGNED:
        raise UsageError(f"--author: nobody is named in {form}. It goes with --format {', '.join(story.SIGNED)}.")
    if form in _BYTES and not to_file:
        raise UsageError(f"--format {form}: this is no text. Say where to with --output FILE.")
    return form


def _rows(held: Contents, thing: str, form: str) -> str | bytes:
    rows, columns = EXPORTS[thing](held)
    if form == "parquet":
        from cuibono.publish.parquet import parquet

        return parquet(thing, rows)
    return formats.FORMATS[form](rows, columns)


def _story(held: Contents, form: str, author: str | None, problems: Sequence[Problem]) -> str | bytes:
    if form == "pdf":
        return _dossier(held, author, problems)
    if form == "ftm":
        return _ftm(held)
    return story.written(held, form, author)


def _dossier(held: Contents, author: str | None, problems: Sequence[Problem]) -> bytes:
    from cuibono.publish.dossier import pdf

    made = pdf(story.story(held, author), problems)
    for note in made.notes:
        err(f"note: {line(note)}")
    return made.content


def _ftm(held: Contents) -> str:
    """The entities; what they do not hold is told beside them."""
    told = story.story(held)
    text = story.FORMS["ftm"](told)
    lost = story.left_out(told, text)
    if lost:
        err("FollowTheMoney has no place for:")
    for one in lost:
        err(f"  {one.what}: {one.number:,}")
    return text
