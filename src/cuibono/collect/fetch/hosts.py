"""One host at a time, with its pauses: how often and how much it was asked, and whether it wants to be left alone.

Takes: settings, addresses. Gives: leave to ask, after a wait. Knows nothing of: requests, answers.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from urllib.parse import urlsplit

from cuibono.collect.fetch.places import origin
from cuibono.collect.fetch.robots import Robots
from cuibono.model import Problem
from cuibono.settings import FetchSettings

_MOST_FAILURES = 2  # in a row; a host that did not answer so often is left alone for this run


class Host:
    """What one run knows of one host. `closed` says why it is not asked any more."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._last = float("-inf")
        self._asked = self._received = self._failures = 0
        self.robots: Robots | None = None
        self.closed: Problem | None = None

    @property
    def ready(self) -> float:
        """The time, as time.monotonic has it, from which it may be asked again."""
        return self._last + max(self._settings.delay, self.robots.delay if self.robots else 0.0)

    def rest(self) -> None:
        """Wait until it may be asked."""
        time.sleep(max(0.0, self.ready - time.monotonic()))

    def asked(self, received: int) -> None:
        """Note that it was asked, and how many bytes came."""
        self._last = time.monotonic()
        self._asked, self._received = self._asked + 1, self._received + received

    def answered(self, well: bool) -> None:
        """Note whether it answered; one that fails again and again is left alone."""
        self._failures = 0 if well else self._failures + 1
        if self._failures >= _MOST_FAILURES:
            message = "its host did not answer twice over and was left alone; the same command tries again"
            self.closed = Problem("unreachable", message, severity="skipped")

    def refusal(self) -> Problem | None:
        """Why it may not be asked now; None where it may."""
        limits = self._settings
        if not self.closed and (self._asked >= limits.most or self._received >= limits.most_bytes):
            message = (
                f"its host was asked {limits.most} times or gave {limits.most_bytes // 10**6} MB in this run; the "
                "same command goes on, or set most and most_bytes under [fetch]"
            )
            self.closed = Problem("host_limit", message, severity="skipped")
        return self.closed


class Hosts:
    """All hosts of one run."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._known: dict[tuple[str, str | None, int], Host] = {}

    def of(self, address: str) -> Host:
        """The host of an address."""
        return self._known.setdefault(origin(urlsplit(address)), Host(self._settings))

    def soonest(self, addresses: Iterable[str]) -> str:
        """Of some addresses the first one of those whose host may be asked soonest."""
        now = time.monotonic()
        return min(addresses, key=lambda address: max(now, self.of(address).ready))
