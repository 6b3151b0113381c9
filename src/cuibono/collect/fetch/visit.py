"""Pages and lists of any site, asked for as a good guest asks.

Takes: addresses in their one form, what is known of an earlier visit. Gives: an answer, or a problem.
Knows nothing of: what stands on a page, where it is kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from cuibono.collect.fetch import places
from cuibono.collect.fetch.addresses import canonical
from cuibono.collect.fetch.exchange import (
    Exchanged,
    FailedError,
    Limits,
    PrivateError,
    SlowError,
    UnknownHostError,
    exchange,
)
from cuibono.collect.fetch.hosts import Host, Hosts
from cuibono.collect.fetch.robots import AGENT, LARGEST, Robots
from cuibono.model import Problem
from cuibono.settings import FetchSettings
from cuibono.tables import table

_PATIENCE = 120.0  # seconds that a site is waited for when it asks for it; who asks for more is left alone
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"


class Mark(msgspec.Struct, frozen=True, omit_defaults=True):
    """What tells later whether an answer has changed."""

    etag: str = ""
    last_modified: str = ""


class Answer(msgspec.Struct, frozen=True):
    """What an address gave: bytes, their type as the site names it, the address at which they were in the end.

    `body` is None where nothing changed since the mark that was given.
    """

    address: str
    body: bytes | None
    type: str = ""
    mark: Mark = Mark()


class _Asked(NamedTuple):
    """What `exchange` is asked with."""

    address: str
    headers: Mapping[str, str]
    limits: Limits
    wanted: Callable[[Exchanged], bool]
    own: bool


class NoAnswerError(Exception):
    """An address gave nothing that can be used; `problem` says why, `again` whether it may another time."""

    def __init__(self, problem: Problem, *, again: bool) -> None:
        super().__init__(problem.message)
        self.problem, self.again = problem, again


class Visitor:
    """One run: asks one host at a time, and each with its pauses."""

    def __init__(self, settings: FetchSettings, contact: str) -> None:
        who = f" ({contact.strip()})" if contact.strip().isascii() and contact.strip().isprintable() else ""
        self._headers = {
            "User-Agent": f"{AGENT}/{version('cuibono')}{who if contact.strip() else ''}",
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip",
        }
        self._settings = settings
        self._limits = Limits(settings.seconds, settings.largest)
        self.hosts = Hosts(settings)

    def get(self, address: str, before: Mark | None = None, *, own: bool = False) -> Answer:
        """What an address gives, moves followed one by one.

        `own`: a person gave this address, so that it may be of this machine or a private network; what it points to
        may not, unless it is the same host. Raises NoAnswerError.
        """
        asked, home = address, places.origin(urlsplit(address))
        headers = {**self._headers, **_conditions(before)}
        for _ in range(places.MOST_MOVES + 1):
            is_home = own and places.origin(urlsplit(asked)) == home and places.is_own(urlsplit(asked).hostname or "")
            found = self._visit(asked, headers, is_home)
            if found.status not in places.MOVED or "location" not in found.headers:
                return _answer(asked, found)
            asked = _moved(asked, found.headers["location"])
        raise _moved_badly("it points from one address to the next without end; look at it in a browser")

    def _visit(self, address: str, headers: Mapping[str, str], own: bool) -> Exchanged:
        """One hop, with leave of its host."""
        host = self.hosts.of(address)
        if refusal := host.refusal():
            raise NoAnswerError(refusal, again=True)
        robots = host.robots = host.robots or self._robots(address, host, own)
        if not robots.known:
            message = "its site did not say what programs may fetch (robots.txt); the same command asks again"
            raise NoAnswerError(Problem("robots", message, severity="skipped"), again=True)
        if not robots.allow(address):
            message = "its site asks programs not to fetch it (robots.txt); save the page in a browser and read that"
            raise NoAnswerError(Problem("robots", message, severity="skipped"), again=False)
        if robots.delay > _PATIENCE:
            message = f"its site wants {robots.delay / 60:.0f} minutes between two requests; save the page in a browser"
            raise NoAnswerError(Problem("busy", message, severity="skipped"), again=False)
        return self._patiently(_Asked(address, headers, self._limits, _is_taken, own), host)

    def _robots(self, address: str, host: Host, own: bool) -> Robots:
        """The site's robots.txt, wherever it leads; unknown where the site fails, empty where it has none."""
        asked = f"{address.partition('//')[0]}//{urlsplit(address).netloc}/robots.txt"
        limits = self._limits._replace(largest=LARGEST)
        for _ in range(places.MOST_MOVES + 1):
            is_home = own and places.origin(urlsplit(asked)) == places.origin(urlsplit(address))
            found = self._patiently(_Asked(asked, self._headers, limits, _is_there, is_home), host)
            if found.status not in places.MOVED or "location" not in found.headers:
                break
            asked = _moved(asked, found.headers["location"])
        else:
            return Robots("")
        if found.status >= 500:
            return Robots(None)
        return Robots(found.body.decode("utf-8", errors="replace"))

    def _patiently(self, asked: _Asked, host: Host) -> Exchanged:
        """One request, again where the host is busy. Raises NoAnswerError where it stays so."""
        why = ""
        for number in range(self._settings.tries):
            if number:
                time.sleep(self._settings.wait * 2 ** (number - 1))
            host.rest()
            found = self._tried(asked, host)
            if isinstance(found, Exchanged):
                if found.status not in places.BUSY:
                    host.answered(well=True)
                    return found
                why = f"its host answered {found.status}"
                _wait(found, host)
            else:
                why = found
        host.answered(well=False)
        message = f"{why}, {self._settings.tries} times over; the same command tries again"
        raise NoAnswerError(Problem("unreachable", message, severity="skipped"), again=True)

    def _tried(self, asked: _Asked, host: Host) -> Exchanged | str:
        """One request; why it failed where that may pass."""
        try:
            found = exchange(*asked)
        except PrivateError:
            message = "it leads into a private network; nothing was asked of it"
            raise NoAnswerError(Problem("private_address", message, severity="skipped"), again=False) from None
        except UnknownHostError:
            message = "nobody knows its host; check the address, and whether there is a network"
            host.closed = Problem("unreachable", message, severity="skipped")
            raise NoAnswerError(host.closed, again=True) from None
        except SlowError as error:
            host.asked(0)
            host.answered(well=False)
            message = f"{error}; the same command tries again"
            raise NoAnswerError(Problem("unreachable", message, severity="skipped"), again=True) from None
        except FailedError as error:
            host.asked(0)
            return str(error)
        host.asked(found.received)
        return found


def _wait(found: Exchanged, host: Host) -> None:
    """As long as the host asks for, or not at all: then it is left alone."""
    seconds = places.retry_after(found.headers.get("retry-after", "")) or 0.0
    if seconds > _PATIENCE:
        message = "its host asks to come back later and was left alone; the same command tries again"
        host.closed = Problem("busy", message, severity="skipped")
        raise NoAnswerError(host.closed, again=True)
    time.sleep(seconds)


def _moved(asked: str, location: str) -> str:
    try:
        found = canonical(location, asked)
    except ValueError as error:
        raise _moved_badly(f"it points to another address, and {error}") from None
    if asked.startswith("https:") and not found.startswith("https:"):
        raise _moved_badly("it points to an address that is not encrypted; look at it in a browser")
    return found


def _answer(address: str, found: Exchanged) -> Answer:
    kind = found.headers.get("content-type", "").partition(";")[0].strip().lower()
    mark = Mark(found.headers.get("etag", "")[:500], found.headers.get("last-modified", "")[:100])
    if found.status == 304:
        return Answer(address, None, kind, mark)
    if found.status != 200:
        message = f"its host answered {found.status}; look at it in a browser, and save it from there"
        raise NoAnswerError(Problem("refused", message, severity="skipped"), again=False)
    if not _is_of_a_type(kind):
        message = f'it is of the type "{kind[:60]}", which is no page and no list of pages'
        raise NoAnswerError(Problem("wrong_type", message, severity="skipped"), again=False)
    if found.cut:
        message = "it is larger than the settings allow (largest under [fetch]); save it in a browser and read that"
        raise NoAnswerError(Problem("too_large", message, severity="skipped"), again=False)
    return Answer(address, found.body, kind, mark)


def _is_taken(found: Exchanged) -> bool:
    """Whether the body of an answer is worth its bytes."""
    kind = found.headers.get("content-type", "").partition(";")[0].strip().lower()
    return found.status == 200 and _is_of_a_type(kind)


def _is_there(found: Exchanged) -> bool:
    return found.status == 200


def _is_of_a_type(kind: str) -> bool:
    known = table("fetching")
    return not kind or any(kind.startswith(one) for one in (*known["page"], *known["list"]))


def _conditions(before: Mark | None) -> dict[str, str]:
    told = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified} if before else {}
    return {name: value for name, value in told.items() if value}


def _moved_badly(message: str) -> NoAnswerError:
    return NoAnswerError(Problem("moved", message, severity="skipped"), again=False)
