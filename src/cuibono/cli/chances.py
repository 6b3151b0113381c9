"""The command about chance: a plan is stated, run, shown."""

from __future__ import annotations

from pathlib import Path

import msgspec

from cuibono.cli.decisions import login
from cuibono.cli.folder import case as case_folder
from cuibono.cli.terminal import err, out, style, tell, width
from cuibono.errors import UsageError
from cuibono.explore import chance_view
from cuibono.publish import chance_listing


def test(task: str, subject: str | None, by: str | None, exploratory: bool, case: str | None, json: bool) -> int:
    """State a plan from a file, run the plan of a name, show what it gave, or list what was stated."""
    folder = case_folder(case)
    if task == "list":
        found = chance_view.tests(folder)
        out(_json(found) if json else chance_listing.listed(found) or "No plans. `cuibono test plan FILE` states one.")
        return 0
    if subject is None:
        raise UsageError(f"test {task}: say {'the file with the plan' if task == 'plan' else 'the name of the plan'}.")
    name = subject
    if task != "show":
        name = _done(folder, task, subject, by or login(), exploratory)
    view = chance_view.test(folder, name)
    out(_json(view) if json else chance_listing.shown(view, width=width(), style=style()))
    return 0


def _done(folder: Path, task: str, subject: str, by: str, exploratory: bool) -> str:
    """Carry out what changes the case; the name of the plan comes back."""
    from cuibono.pipeline import testing  # numpy comes with it

    if task == "plan":
        entry = testing.state(folder, Path(subject), by)
        err(f"stated as {entry.id}; `cuibono test run {entry.name}` carries it out")
        return entry.name
    entry, problems = testing.run(folder, subject, by, exploratory=exploratory)
    tell(problems)
    return entry.name


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value)).decode()
