"""The command that shows a case in a browser."""

from __future__ import annotations

from functools import cache

from cuibono import explore, settings
from cuibono.cli.commands import Engine
from cuibono.cli.decisions import login
from cuibono.cli.folder import case as case_folder
from cuibono.cli.terminal import out
from cuibono.settings import CaseFolder


def serve(place: str | None, case: str | None, host: str, port: int, by: str | None, engine: Engine) -> int:
    """Show a case in a browser until it is stopped."""
    from cuibono.web.run import run

    folder = case_folder(case or place)
    explore.open(folder).close()  # says now what is wrong with the case, and not on every page
    reader = cache(lambda: engine.reader(settings.load(CaseFolder(folder).settings).reader))
    run(folder, reader, host, port, by or login(), out)
    return 0
