"""The process in which files of complex formats are taken apart, so that none of them can hang or fill the program.

`python -m cuibono.collect.child` answers on standard output what is asked on standard input: length and MessagePack.
It may use so much memory and, for each document, so much time (tables/formats.toml); it writes no file.
"""

from __future__ import annotations

import os
import struct
import sys
import time
from collections.abc import Callable
from typing import IO

import msgspec

from cuibono.collect.enclosed import Part
from cuibono.collect.extract import Extract
from cuibono.tables import table

NUMBER = struct.Struct(">Q")  # of bytes that follow


class Question(msgspec.Struct, frozen=True, array_like=True):
    """What to do with which bytes; `numbers` are what the task needs besides."""

    task: str
    data: bytes
    numbers: tuple[int, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """`extract` is None where there is none; `boxes` are left, bottom, right, top in points; `failed` says why."""

    extract: Extract | None = None
    parts: tuple[Part, ...] = ()
    data: bytes = b""
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    failed: str = ""


def main() -> int:
    """Answer until there is no more question."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    _limit()
    while (question := _asked(sys.stdin.buffer)) is not None:
        _allow()
        told = msgspec.msgpack.encode(_answered(question))
        answers.write(NUMBER.pack(len(told)) + told)
        answers.flush()
    return 0


def _asked(stream: IO[bytes]) -> Question | None:
    head = stream.read(NUMBER.size)
    if len(head) < NUMBER.size:
        return None
    return msgspec.msgpack.decode(stream.read(NUMBER.unpack(head)[0]), type=Question)


def _answered(question: Question) -> Answer:
    try:
        return _TASKS[question.task](question)
    except MemoryError:
        return Answer(failed="memory")
    except Exception as error:  # a parser that breaks on a file is that file's trouble
        return Answer(failed=f"{type(error).__name__}: {error}"[:200])


def _html(question: Question) -> Answer:
    from cuibono.collect.page import article

    return Answer(article(question.data.decode("utf-8", errors="surrogatepass")))


def _pdf(question: Question) -> Answer:
    from cuibono.collect.pdf import extract

    return Answer(extract(question.data))


def _boxes(question: Question) -> Answer:
    from cuibono.collect.pdf import boxes

    page, first, last = question.numbers
    return Answer(boxes=boxes(question.data, page, first, last))


def _docx(question: Question) -> Answer:
    from cuibono.collect.docx import extract

    return Answer(extract(question.data))


def _mail(question: Question) -> Answer:
    from cuibono.collect.mail import extract

    return Answer(extract(question.data))


def _attachments(question: Question) -> Answer:
    from cuibono.collect.mail import attachments

    return Answer(parts=attachments(question.data))


def _part(question: Question) -> Answer:
    from cuibono.collect.mail import part

    return Answer(data=part(question.data, question.numbers[0]))


def _member(question: Question) -> Answer:
    from cuibono.collect.docx import member

    return Answer(data=member(question.data))


_TASKS: dict[str, Callable[[Question], Answer]] = {
    "html": _html,
    "pdf": _pdf,
    "boxes": _boxes,
    "docx": _docx,
    "member": _member,
    "mail": _mail,
    "attachments": _attachments,
    "part": _part,
}


def _limit() -> None:
    """Bound memory, and write nothing, where the system offers that."""
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_AS, table("formats")["child"]["memory"])
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)


def _allow() -> None:
    """So many more seconds of processor time; the system ends the process at the end of them."""
    if sys.platform == "win32":
        return
    import resource

    used, seconds = time.process_time(), table("formats")["child"]["seconds"]
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = int(used + seconds + 1)
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if most < 0 else min(wanted, most), most))


def _lower(what: int, most: int) -> None:
    import resource

    _, hard = resource.getrlimit(what)
    value = most if hard < 0 else min(most, hard)
    resource.setrlimit(what, (value, hard))


if __name__ == "__main__":
    sys.exit(main())
