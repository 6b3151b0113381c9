"""Which reader a command reads with: the one that came with the call, or a language model."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from cuibono import pipeline, settings
from cuibono.cli.terminal import err
from cuibono.errors import UsageError
from cuibono.publish.listing import line
from cuibono.settings import CaseFolder, ReaderName

if TYPE_CHECKING:
    from cuibono.cli.commands import Engine


@contextmanager
def chosen(folder: Path, engine: Engine, name: str | None, asks: bool, workers: int = 1) -> Iterator[pipeline.Reads]:
    """The reader of a case, or the one of this name; a language model is asked for something only with `asks`.

    The built-in one gets the threads of one of so many `workers`. Raises UsageError where there is none of this name,
    or the settings do not say which model.
    """
    case = CaseFolder(folder)
    told = settings.load(case.settings).reader
    if name not in (None, *get_args(ReaderName)):
        raise UsageError(f"--reader {name}: there is no such reader. There are: {', '.join(get_args(ReaderName))}.")
    if name and name != told.use:
        err(f'note: other commands that read go by cuibono.toml: use = "{told.use}" under [reader]')
    if (name or told.use) == "built-in":
        yield engine.reader(settings.shared_out(told, workers))
        return
    from cuibono.pipeline import llm

    with llm.opened(case, told, asks) as reader:
        yield reader
        if said := reader.told():
            err(line(said))
