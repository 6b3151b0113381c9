"""The command that answers programs about a case, over standard input and output."""

from __future__ import annotations

from cuibono import explore, settings
from cuibono.cli.commands import Engine
from cuibono.cli.folder import case as case_folder
from cuibono.cli.terminal import err
from cuibono.settings import CaseFolder


def mcp(place: str | None, case: str | None, engine: Engine) -> int:
    """Serve a case over the Model Context Protocol until the other side leaves.

    Standard output belongs to the protocol, from the first byte to the last.
    """
    folder = case_folder(case or place)
    chosen = settings.load(CaseFolder(folder).settings)
    explore.open(folder).close()
    from cuibono.agents.questions import Questions
    from cuibono.agents.server import serve

    try:
        serve(Questions(folder, lambda: engine.reader(chosen.reader)))
    except KeyboardInterrupt:
        err("stopped.")
    return 0
