"""Children: processes that work through a list, their answers in its order.

Takes: a function that pickle can copy, what to call it with, how many processes.
Gives: for each thing what the function gave, or that the process working on it ended.
Knows nothing of: what is done.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Generator, Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple, TypeVar

from cuibono.errors import UsageError

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 4  # things for each process that may be done before the one that is waited for
_STARTS = 3  # processes, one after the other, that may end before they are ready
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class Lost(NamedTuple):
    """The process that worked on a thing ended; `how` in words."""

    how: str


def in_children(function: Callable[[T], R], things: Sequence[T], workers: int) -> Generator[R | Lost, None, None]:
    """What the function gives for each thing, in their order; what it raises is raised here, in that order too.

    Each process is new and does one thing at a time, on one thread of linear algebra; one that ends is replaced. No
    more than a few answers wait. Raises UsageError where processes end again and again before they are ready.
    """
    crew = _Crew(function, workers)
    try:
        answers: dict[int, R | Lost | Exception] = {}
        sent = 0
        for number in range(len(things)):
            while number not in answers:
                last = min(len(things), number + _AHEAD * workers)
                sent = crew.hand_out(things, sent, last)
                answers |= crew.answers()
            answer = answers.pop(number)
            if isinstance(answer, Exception):
                raise answer
            yield answer
    finally:
        crew.dismiss()


class _Child:
    """One process, with the end of the pipe that leads to it; `number` is that of the thing it has in hand."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        context = get_context("spawn")  # a copy of this process would have its threads' locks and not its threads
        self.pipe, there = context.Pipe()
        self.process = context.Process(target=_serve, args=(there, function), daemon=True)
        self.process.start()
        there.close()
        self.ready = False
        self.number: int | None = None

    def ended(self) -> str:
        """How the process ended, which it has."""
        self.process.join()
        code = self.process.exitcode or 0
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.pipe.close()
        self.process.terminate()
        self.process.join()


class _Crew:
    """The processes at work."""

    def __init__(self, function: Callable[[Any], Any], workers: int) -> None:
        self._function = function
        self._starts = _STARTS
        self._children: dict[Connection, _Child] = {}
        with _one_thread():
            for _ in range(workers):
                self._hire()

    def hand_out(self, things: Sequence[Any], sent: int, last: int) -> int:
        """Give idle processes the next things, up to the last that may be begun; the next one's number comes back."""
        for child in list(self._children.values()):
            if child.ready and child.number is None and sent < last:
                child.number, sent = sent, sent + 1
                try:
                    child.pipe.send(things[child.number])
                except OSError:  # it has ended, which `answers` finds
                    continue
        return sent

    def answers(self) -> dict[int, Any]:
        """Wait until something comes: answers by the numbers of their things."""
        found: dict[int, Any] = {}
        for pipe in wait(list(self._children)):
            child = self._children[pipe]  # type: ignore[index]
            try:
                answer = child.pipe.recv()
            except (EOFError, OSError):
                found |= self._replace(child)
                continue
            if child.ready and child.number is not None:
                found[child.number] = answer
            child.ready, child.number = True, None
            self._starts = _STARTS
        return found

    def dismiss(self) -> None:
        """End all processes."""
        for child in self._children.values():
            child.stop()

    def _replace(self, child: _Child) -> Mapping[int, Lost]:
        how = child.ended()
        del self._children[child.pipe]
        child.pipe.close()
        self._starts -= not child.ready
        if self._starts <= 0:
            raise UsageError(f"No process to read in can be started ({how}). Read with --workers 1 to see why.")
        with _one_thread():
            self._hire()
        return {} if child.number is None else {child.number: Lost(how)}

    def _hire(self) -> None:
        child = _Child(self._function)
        self._children[child.pipe] = child


class _one_thread:  # noqa: N801 - reads as a word in a with statement
    """What is started inside takes one thread for linear algebra, where nothing else is set."""

    def __enter__(self) -> None:
        self._set = [name for name in _THREADS if name not in os.environ]
        os.environ.update(dict.fromkeys(self._set, "1"))

    def __exit__(self, *_: object) -> None:
        for name in self._set:
            del os.environ[name]


def _serve(pipe: Connection, function: Callable[[Any], Any]) -> None:
    """Answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever is at the keyboard stops the parent, which ends this
    pipe.send(None)
    while True:
        try:
            thing = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = function(thing)
        except Exception as error:
            answer = error
        pipe.send(answer)
