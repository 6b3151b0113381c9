"""Taking files apart in a process of its own, which is ended where it takes too long; see child.py."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from threading import Lock, Timer
from typing import IO, Final

import msgspec

from cuibono.collect.child import NUMBER, Answer, Question
from cuibono.collect.enclosed import Part
from cuibono.collect.extract import Extract
from cuibono.tables import table

_LOCK: Final = Lock()
_RUNNING: Final[list[_Child]] = []
_WHY = {
    "time": "taking it apart took longer than {seconds} seconds, and was given up; save its text as .txt and read that",
    "memory": "taking it apart took more memory than is allowed; save its text as .txt and read that",
    "": "the parser broke on it ({why}); save its text as .txt and read that",
}


def extract(task: str, data: bytes) -> Extract | None:
    """What "html", "pdf", "docx" or "mail" takes out of the bytes; None for nothing. `trouble` says why it fails."""
    answer = _ask(Question(task, data))
    if not answer.failed:
        return answer.extract
    seconds = table("formats")["child"]["seconds"]
    message = _WHY.get(answer.failed, _WHY[""]).format(seconds=seconds, why=answer.failed)
    return Extract("", trouble=(("not_parsed", message),))


def boxes(data: bytes, page: int, first: int, last: int) -> tuple[tuple[float, float, float, float], ...]:
    """Where characters of a page of a PDF stand, line by line: left, bottom, right, top, in points."""
    return _ask(Question("boxes", data, (page, first, last))).boxes


def attachments(data: bytes) -> tuple[Part, ...]:
    """What is attached to a mail; nothing where it cannot be taken apart."""
    return _ask(Question("attachments", data)).parts


def part(task: str, data: bytes, number: int = 0) -> bytes:
    """The bytes that runs count in: of a mail's "part" of a number, of the "member" of a Word document."""
    return _ask(Question(task, data, (number,))).data


class _Child:
    """The process, and the one who may speak to it."""

    def __init__(self) -> None:
        command = [sys.executable, "-P", "-B", "-m", "cuibono.collect.child"]
        pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=quiet)
        self._owner, self._asked = os.getpid(), 0

    @property
    def usable(self) -> bool:
        """Whether it runs, belongs to this process and has not done enough."""
        own = self._owner == os.getpid()
        return own and self._process.poll() is None and self._asked < table("formats")["child"]["many"]

    def ask(self, question: Question) -> Answer:
        """Its answer; one that failed where it died or took too long."""
        self._asked += 1
        # Twice the time that the processor may take: a busy machine is no fault of the document.
        timer = Timer(2 * table("formats")["child"]["seconds"], self._process.kill)
        timer.start()
        try:
            return self._exchange(msgspec.msgpack.encode(question))
        except (OSError, EOFError):
            self.end()
            return Answer(failed="time" if self._timed_out() else "it ended at once")
        finally:
            timer.cancel()

    def end(self) -> None:
        """Stop it, if it is this process's own."""
        if self._owner == os.getpid():
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                _close(stream)

    def _timed_out(self) -> bool:
        """Ended by the timer (SIGKILL) or by the system at the end of its processor time (SIGXCPU)."""
        return sys.platform == "win32" or self._process.returncode in (-9, -24)

    def _exchange(self, told: bytes) -> Answer:
        into, out = self._process.stdin, self._process.stdout
        assert into
        assert out
        into.write(NUMBER.pack(len(told)) + told)
        into.flush()
        (size,) = NUMBER.unpack(_whole(out, NUMBER.size))
        return msgspec.msgpack.decode(_whole(out, size), type=Answer)


def _ask(question: Question) -> Answer:
    with _LOCK:
        if not (_RUNNING and _RUNNING[0].usable):
            end()
            _RUNNING.append(_Child())
        return _RUNNING[0].ask(question)


def end() -> None:
    """End the process, if one runs; the next question starts another."""
    while _RUNNING:
        _RUNNING.pop().end()


def _whole(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _close(stream: IO[bytes] | None) -> None:
    try:
        if stream:
            stream.close()
    except OSError:
        pass


atexit.register(end)
