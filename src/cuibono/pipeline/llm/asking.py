"""Asking for answers that are not there yet, several at once, until all are there or no more is to be had.

Takes: requests. Gives: answers in the record; why the others are not there.
Knows nothing of: documents, claims.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor
from concurrent.futures import wait as first_of
from threading import Event

from cuibono.collect.fetch.door import BusyError, RefusedError
from cuibono.collect.fetch.endpoint import Endpoint, Reply, UnreachableError
from cuibono.pipeline.llm.budget import Budget, SpentError, Taken
from cuibono.pipeline.llm.record import Record
from cuibono.read.llm import Request
from cuibono.settings import LlmSettings

_LONGEST_PAUSE = 60.0  # seconds between tries, where the endpoint names none


class Asking:
    """One run. `stopped` says why nothing more is asked, "" while it is; `refused` why a request has no answer."""

    def __init__(self, chosen: LlmSettings, endpoint: Endpoint, record: Record, clock: Callable[[], str]) -> None:
        self._chosen, self._endpoint, self._record, self._clock = chosen, endpoint, record, clock
        self.budget = Budget(chosen)
        self._halt = Event()
        self._begun: set[str] = set()
        self.stopped = ""
        self.refused: dict[str, str] = {}

    def ask(self, requests: Iterable[Request]) -> None:
        """Ask for each answer that is not there; what comes is kept at once. Stops where it is of no use to go on."""
        under_way: set[Future[None]] = set()
        with ThreadPoolExecutor(self._chosen.at_once, "asking") as pool:
            try:
                for request in requests:
                    if self.stopped:
                        break
                    if request.key in self._begun or self._record.get(request.key) is not None:
                        continue
                    self._begun.add(request.key)
                    under_way.add(pool.submit(self._one, request))
                    if len(under_way) >= self._chosen.at_once:
                        under_way = _gone_on(under_way)
                while under_way:
                    under_way = _gone_on(under_way)
            except BaseException:
                self._stop("it was stopped")
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _one(self, request: Request) -> None:
        try:
            self._record.put(request.key, self._chosen.model, self._clock(), self._reply(request.body))
        except RefusedError as error:
            self.refused[request.key] = str(error)
        except (SpentError, UnreachableError) as error:
            self._stop(str(error))

    def _reply(self, body: bytes) -> Reply:
        """An answer, at the latest try; what the tries took is counted."""
        expected, said = self.budget.expected(body), ""
        for number in range(self._chosen.attempts):
            if self.stopped:
                raise SpentError(self.stopped)
            self.budget.take(expected)
            came, wait = Taken(1), None
            try:
                reply = self._endpoint.ask(body)
                came = self.budget.of(expected, reply)
                return reply
            except BusyError as error:
                said, wait = str(error), error.wait
            except RefusedError as error:
                came = expected if error.status == 200 else came
                raise
            finally:
                self.budget.settle(expected, came)
            if number + 1 < self._chosen.attempts:
                self._halt.wait(self._pause(number) if wait is None else wait)
        raise UnreachableError(f"{said}, {self._chosen.attempts} times over")

    def _pause(self, number: int) -> float:
        """Seconds before the next try: twice as long each time, and a bit, so that not all come at once."""
        return float(min(_LONGEST_PAUSE, self._chosen.first_wait * (2**number + random.random())))

    def _stop(self, why: str) -> None:
        self.stopped = self.stopped or why
        self._halt.set()


def _gone_on(under_way: set[Future[None]]) -> set[Future[None]]:
    """Wait for one that is done; those that are not come back. What went wrong inside one is raised here."""
    done, rest = first_of(under_way, return_when=FIRST_COMPLETED)
    for one in done:
        one.result()
    return rest
