"""What is printed, and where: results on standard output, everything else on standard error."""

from __future__ import annotations

import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TextIO

from cuibono import signs
from cuibono.errors import CuiBonoError
from cuibono.model import Problem
from cuibono.publish.listing import COLOUR, PLAIN, Style, line

if TYPE_CHECKING:
    from rich.progress import Progress

_WIDTH = 100
_ALIKE = 20  # problems of one sort that are printed in full
_OURS = frozenset(("\n", *COLOUR.strong, *COLOUR.faint))
_CODES = re.compile("(" + "|".join(re.escape(code) for code in sorted(_OURS)) + ")")
_PATIENCE = 1.0  # seconds of work before a progress bar is shown


def out(text: str) -> None:
    """Print a result; signs that steer or hide are written out as JSON writes them, our own colours alone pass."""
    text = _harmless(text)
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def err(text: str) -> None:
    """Print a line beside the results."""
    sys.stderr.write(_harmless(text) + "\n")


def width() -> int:
    """The columns to print in: 100 when piped, at most 100 on a terminal."""
    if not sys.stdout.isatty():
        return _WIDTH
    try:
        return max(60, min(_WIDTH, os.get_terminal_size(sys.stdout.fileno()).columns))
    except OSError:
        return _WIDTH


def style() -> Style:
    """Colour on a terminal that can, plain when piped or where NO_COLOR asks for it."""
    able = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return COLOUR if able else PLAIN


def tell(problems: Iterable[Problem]) -> None:
    """One line a problem on standard error; after 20 of one sort, one line for the rest."""
    seen: Counter[str] = Counter()
    for problem in problems:
        seen[problem.code] += 1
        if seen[problem.code] <= _ALIKE:
            err(problem_line(problem))
    for code, count in seen.items():
        if count > _ALIKE:
            err(f"and {count - _ALIKE} more of this sort ({code}); `cuibono status` lists them all")


def problem_line(problem: Problem) -> str:
    """A problem in one line: whether something was skipped, the file, what is wrong and what to do."""
    return line(f"{problem.severity}: {problem.file or 'case'}: {problem.message}")


class Bar:
    """Progress on standard error, shown only on a terminal and once the work has taken a second."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._bar: Progress | None = None

    def __call__(self, done: int, total: int, file: str) -> None:
        """Show that so many of so many are done (of how many is not known where `total` is 0), and what comes next."""
        if self._bar is None and (done < total or not total) and self._is_due():
            self._bar = _bar(sys.stderr)
            self._bar.start()
            self._bar.add_task("", total=None)
        if self._bar:
            self._bar.update(self._bar.task_ids[0], completed=done, total=total or None, description=line(file)[:40])

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self._bar:
            self._bar.stop()

    def _is_due(self) -> bool:
        return sys.stdout.isatty() and sys.stderr.isatty() and time.monotonic() - self._begun > _PATIENCE


def guarded(command: Callable[[], int]) -> int:
    """Run a command; errors, a closed pipe and Ctrl-C end it cleanly, with the exit status they call for."""
    for stream in (sys.stdout, sys.stderr):
        _forgive(stream)
    try:
        status = command()
        sys.stdout.flush()
        return status
    except CuiBonoError as error:
        err(f"cuibono: {line(str(error))}")
        return 2
    except BrokenPipeError:
        _drop_output()
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        err(f"cuibono: {line(f'{where}{error.strerror or error}')}")
        return 2
    except KeyboardInterrupt:
        err("stopped. What was read is kept; the same command goes on from there.")
        return 130


def _harmless(text: str) -> str:
    return "".join(part if part in _OURS else signs.written_out(part) for part in _CODES.split(text))


def _forgive(stream: TextIO) -> None:
    """A terminal that lacks a sign shows a question mark; it does not stop the program."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")


def _drop_output() -> None:
    """Whoever read the output has gone: what is still buffered has nowhere to go."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _bar(stream: TextIO) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(file=stream), transient=True)
