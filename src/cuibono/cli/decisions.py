"""The commands by which people decide: what is one and what is not, what a passage says and what it does not."""

from __future__ import annotations

import getpass
from typing import cast

import msgspec

from cuibono import explore, pipeline
from cuibono.cli.folder import case as case_folder
from cuibono.cli.terminal import out
from cuibono.errors import UsageError
from cuibono.explore.history import Decision
from cuibono.explore.marks import changed_words
from cuibono.model import Ruling
from cuibono.publish.listing import line


def judge(
    ruling: str,
    subjects: list[str],
    why: str | None,
    by: str | None,
    case: str | None,
    json: bool,
    **values: str | None,
) -> int:
    """Write a decision down and bring the ledger up to date with it; or list the decisions."""
    folder = case_folder(case)
    if ruling == "list":
        with explore.open(folder) as view:
            made, told = view.judgements(), view.history()
        out(_json(made) if json else "\n".join(_lines(one) for one in reversed(told)) or "No judgements.")
        return 0
    if not subjects or not why:
        raise UsageError(f"judge {ruling}: name what it is about, by its ids, and say --why.")
    given = {name: _value(name, value) for name, value in values.items() if value is not None}
    made_now = pipeline.judge(folder, cast(Ruling, ruling), subjects, by or login(), why, values=given or None)
    if json:
        out(_json(made_now))
        return 0
    with explore.open(folder) as view:
        out(_lines(next(one for one in view.history() if one.id == made_now.id)))
    return 0


def _value(name: str, text: str) -> object:
    """What an option says of a field: "none" where the passage states nothing; several names are parted by ";"."""
    if text == "none":
        return None
    return [part for part in text.split(";") if part.strip()] if name in ("actors", "counterparts") else text


def _lines(one: Decision) -> str:
    """A decision as it is written down; below it what it is about, in words, and what became of it."""
    ids = " ".join(subject.id for subject in one.subjects)
    lines = [line(f"{one.id}  {one.at[:10]}  {one.by}: {one.ruling} {ids} – {one.why}")]
    for subject in one.subjects:
        quote = f", “{subject.quote}”, {subject.file}" if subject.quote else ""
        lines.append(f"    {line(subject.words + quote)}")
    lines += [f"    {line(changed_words([change]))}" for change in one.changes]
    if one.undone:
        undone = f"undone by {one.undone.by}, {one.undone.when}: {one.undone.why}  {one.undone.judgement}"
        lines.append(f"    {line(undone)}")
    lines += ["    left aside: it goes against what was decided later"] if one.overruled else []
    lines += ["    not taken in yet: `cuibono read` or the next decision does that"] if one.waiting else []
    return "\n".join(lines)


def login() -> str:
    """The name of who is logged in."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise UsageError("judge: this machine does not say who you are. Say --by NAME.") from error


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value)).decode()
