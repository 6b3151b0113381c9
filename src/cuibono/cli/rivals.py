"""The command about rival hypotheses: they are listed, shown side by side, proposed and rated."""

from __future__ import annotations

from pathlib import Path

import msgspec

from cuibono import explore
from cuibono.cli.decisions import login
from cuibono.cli.folder import case as case_folder
from cuibono.cli.folder import write
from cuibono.cli.terminal import out, style, width
from cuibono.errors import UsageError
from cuibono.explore.rivals import quoted_views, rivals_list, rivals_view
from cuibono.judgements.rivals import rating, rivals_id
from cuibono.model import Judgement
from cuibono.pipeline import rivals as writing
from cuibono.publish import rivals_listing
from cuibono.publish.listing import line


class Options(msgspec.Struct, frozen=True):
    """What can be said when something is proposed or rated; None is not said."""

    question: str | None = None
    says: str | None = None
    predicts: list[str] | None = None
    quoted: str | None = None
    words: str | None = None
    low: str | None = None
    high: str | None = None
    prediction: str | None = None
    why: str | None = None
    by: str | None = None


def rivals(
    task: str, subjects: list[str], case: str | None, json: bool, output: str | None, **given: str | list[str] | None
) -> int:
    """Carry out one task; what was written is shown with all that it belongs to."""
    folder, said = case_folder(case), msgspec.convert(given, Options)
    if task == "list":
        return _list(folder, json)
    if task == "candidates":
        return _candidates(folder, json)
    if task == "show":
        return _show(folder, _one(subjects, "show: say the id of a set, or words of its question."), json, output)
    made = _propose(folder, said) if task == "propose" else _rate(folder, subjects, said)
    out(_json(made) if json else line(f"{made.id}  {made.by}: {' '.join(made.subjects)} – {made.why}"))
    if not json:
        out(f"    in {_set_of(folder, made)}; `cuibono judge undo {made.id}` takes it back")
    return 0


def _list(folder: Path, json: bool) -> int:
    with explore.open(folder) as view:
        found = rivals_list(view)
    nothing = "No hypotheses. `cuibono rivals propose` begins a set."
    out(_json(found) if json else rivals_listing.listed(found, width=width()) or nothing)
    return 0


def _candidates(folder: Path, json: bool) -> int:
    with explore.open(folder) as view:
        found = quoted_views(view)
    nothing = "No sentence of the articles is read as explaining a dealing."
    out(_json(found) if json else rivals_listing.quoted(found, width=width()) or nothing)
    return 0


def _show(folder: Path, name: str, json: bool, output: str | None) -> int:
    with explore.open(folder) as view:
        found = rivals_view(view, name)
    if output:
        from cuibono.publish.report.rivals_page import rivals_page

        write(Path(output), rivals_page(found))
        out(output)
    else:
        out(_json(found) if json else rivals_listing.shown(found, width=width(), style=style()))
    return 0


def _propose(folder: Path, said: Options) -> Judgement:
    if not said.question or not said.says or not said.why:
        raise UsageError("rivals propose: give --question, --says and --why.")
    by, quoted = said.by or login(), said.quoted or ""
    return writing.propose(folder, said.question, said.says, by, said.why, predicts=said.predicts or (), quoted=quoted)


def _rate(folder: Path, subjects: list[str], said: Options) -> Judgement:
    if len(subjects) != 2 or not said.why:
        raise UsageError("rivals rate: give the id of a hypothesis, the id of an event or finding, and --why.")
    told = rating(said.words or "", said.low or "", said.high or "", said.prediction or "")
    return writing.rate(folder, subjects[0], subjects[1], told, said.by or login(), said.why)


def _set_of(folder: Path, made: Judgement) -> str:
    """The id of the set that a judgement belongs to."""
    if made.proposal:
        return rivals_id(made.proposal.question)
    with explore.open(folder) as view:
        proposals = (one.proposal for one in view.judgements() if one.proposal and one.subjects[0] == made.subjects[0])
        return next(rivals_id(one.question) for one in proposals)


def _one(subjects: list[str], what: str) -> str:
    if len(subjects) != 1:
        raise UsageError(f"rivals {what}")
    return subjects[0]


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value)).decode()
