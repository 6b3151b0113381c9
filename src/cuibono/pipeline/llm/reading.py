"""The second reader as the pipeline sees it.

Takes: a case, its settings, whether it may ask. Gives: readings from answers that are there; what is missing.
Knows nothing of: how answers come, what is verified.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property

from cuibono.collect.fetch.endpoint import Endpoint
from cuibono.model import Document, Problem, Reading
from cuibono.pipeline.clock import stamp
from cuibono.pipeline.llm.asking import Asking
from cuibono.pipeline.llm.record import Record
from cuibono.pipeline.parts import hashed
from cuibono.read import Reader
from cuibono.read.llm import Answered, Request, UnusableError, requests, stated, verified
from cuibono.settings import CaseFolder, ReaderSettings


class _MissingError(Exception):
    """The case holds no answer."""


class LlmReader:
    """Reads from answers of a language model; the built-in reader gives it trees, names, amounts and dates.

    Without `asking` it asks nothing: what has no answer in the case is a problem.
    """

    def __init__(self, folder: CaseFolder, chosen: ReaderSettings, asking: Asking | None = None) -> None:
        self._chosen, self._asking = chosen, asking
        self._record = Record(folder.answers)
        self._built_in = Reader(chosen)

    @cached_property
    def fingerprint(self) -> str:
        """The model, how it is asked, and all that its answers are checked by."""
        llm = self._chosen.llm
        told = f"{llm.model} {llm.batch} {llm.longest} {hashed('read/llm')} {self._built_in.fingerprint}"
        return f"llm-{hashlib.sha256(told.encode()).hexdigest()[:16]}"

    def ahead(self, documents: Iterable[Document]) -> None:
        """Ask at once for whatever is wanted of several documents."""
        if self._asking:
            self._asking.ask(one for document in documents for one in self._requests(document))

    def read(self, document: Document) -> Reading:
        """Claims that the document bears out; a problem for each answer that is missing or of no use."""
        wanted = self._requests(document)
        if self._asking:
            self._asking.ask(wanted)
        answers, problems = self._answers(document, wanted)
        reader = f"read by the model {self._chosen.llm.model!r} (reader {self.fingerprint})"
        found = verified(document, self._built_in.engine, answers, reader)
        return Reading(found.claims, found.mentions, (*problems, *found.problems))

    def missing(self, document: Document) -> int:
        """How many of a document's requests have no answer in the case."""
        return sum(self._record.get(one.key) is None for one in self._requests(document))

    def told(self) -> str:
        """What this run asked and why it stopped, in words; "" where it asked nothing."""
        if not self._asking or not (self._asking.budget.taken.requests or self._asking.stopped):
            return ""
        why = f"; no more is asked: {self._asking.stopped}" if self._asking.stopped else ""
        return f"requests to {self._chosen.llm.model}: {self._asking.budget.told()}{why}"

    def _requests(self, document: Document) -> tuple[Request, ...]:
        return requests(document, self._chosen.llm)

    def _answers(self, document: Document, wanted: tuple[Request, ...]) -> tuple[list[Answered], list[Problem]]:
        answers: list[Answered] = []
        problems: list[Problem] = []
        for number, request in enumerate(wanted, 1):
            part = f"part {number} of {len(wanted)} was not read"
            try:
                answers.append(self._answer(request))
            except _MissingError:
                told = f"{part}: {self._why(request)}"
                problems.append(Problem("not_asked", told, document.file, document.id, severity="skipped"))
            except UnusableError as error:
                told = f"{part}: {error}; remove answers/{request.key}.json from the case to ask anew"
                problems.append(Problem("bad_answer", told, document.file, document.id, severity="skipped"))
        return answers, problems

    def _answer(self, request: Request) -> Answered:
        reply = self._record.get(request.key)
        if reply is None:
            raise _MissingError
        claims = stated(reply.text, reply.finish, reply.refusal)
        return Answered(frozenset(one.number for one in request.passages), claims)

    def _why(self, request: Request) -> str:
        """Why there is no answer."""
        if self._asking is None:
            return "the case holds no answer of the model; `cuibono read` asks for it"
        return self._asking.refused.get(request.key) or f"{self._asking.stopped}; the same command goes on from there"


@contextmanager
def opened(folder: CaseFolder, chosen: ReaderSettings, asks: bool) -> Iterator[LlmReader]:
    """A reader for a case; with `asks` it asks the endpoint for what the case does not hold.

    Raises UsageError where the settings name no endpoint that can be used.
    """
    if not asks:
        yield LlmReader(folder, chosen)
        return
    with Endpoint(chosen.llm) as endpoint:
        yield LlmReader(folder, chosen, Asking(chosen.llm, endpoint, Record(folder.answers), stamp))
