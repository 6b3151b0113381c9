"""One request at a time: waits, tries again, goes on where it broke off, and refuses what is no answer.

Takes: an address, a file to write to. Gives: whether it changed, and what the publisher says of it.
Knows nothing of: pages, registers.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin, urlsplit

import msgspec

from cuibono.collect.fetch.asking import with_parameters, without_parameter
from cuibono.collect.fetch.part import Part
from cuibono.collect.fetch.places import BUSY, MOST_MOVES, MOVED, is_private, origin, retry_after
from cuibono.collect.fetch.secret import Hush, Secret
from cuibono.errors import UsageError
from cuibono.registers.sources import Fetch

if TYPE_CHECKING:
    import httpx2

LONGEST_WAIT = 900.0  # seconds; who asks for more is asked again another time
# Those that write addresses or headers to the log; a filter holds for its own logger alone.
LOGGERS = ("httpx2", *(f"httpcore2.{part}" for part in ("connection", "http11", "http2", "proxy", "socks")))
_PAGE = (b"<!doctype html", b"<html")


class Manners(msgspec.Struct, frozen=True):
    """How publishers are asked: who asks, how often at most, and the first wait (seconds) after a failure."""

    contact: str
    attempts: int = 6
    first_wait: float = 1.0


class Got(msgspec.Struct, frozen=True):
    """What came: nothing new where `unchanged`; else the file, and what tells later whether it has changed."""

    unchanged: bool = False
    etag: str = ""
    last_modified: str = ""


class RefusedError(UsageError):
    """The publisher does not give what was asked for; `status` is its answer's number."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class BusyError(Exception):
    """It may be had later; `wait` is for how many seconds to let be, where that was said."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


class Door:
    """A connection to one publisher, open while it is a context."""

    def __init__(self, way: Fetch, manners: Manners) -> None:
        """Raises UsageError where nobody says who asks."""
        if (
            not manners.contact.strip().isascii()
            or not manners.contact.strip().isprintable()
            or "@" not in manners.contact
        ):
            raise UsageError(
                'publishers want to know who asks: put a line like contact = "name@example.org" under [collect] '
                "in the case's cuibono.toml."
            )
        self._way, self._manners, self._secret = way, manners, Secret(way.key_variable)
        self._home = urlsplit(way.url)
        self._pause = way.pause_with_key if self._secret else way.pause
        self._last = float("-inf")
        # Where nobody set up a log, Python prints warnings; that it is tried again is none.
        self._hush, self._quiet = Hush(self._secret), logging.NullHandler()

    def __enter__(self) -> Self:
        import httpx2

        agent = f"cuibono/{version('cuibono')} ({self._manners.contact.strip()})"
        self._client = httpx2.Client(
            headers={"User-Agent": agent, "Accept-Encoding": "identity"}, timeout=httpx2.Timeout(60, connect=20)
        )
        for logger in LOGGERS:
            logging.getLogger(logger).addFilter(self._hush)
        logging.getLogger("stamina").addHandler(self._quiet)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for logger in LOGGERS:
            logging.getLogger(logger).removeFilter(self._hush)
        logging.getLogger("stamina").removeHandler(self._quiet)
        self._client.close()

    def get(self, address: str, target: Path, before: Got | None = None) -> Got:
        """Write what an address gives to a file, whole or not at all.

        `before` is what was said of the copy that is kept: where it still holds, nothing is written. Raises
        RefusedError where the publisher does not give it, UsageError where it cannot be had now; what came is kept
        then, and the next call goes on from there where the publisher allows it.
        """
        import stamina

        tries = stamina.retry_context(
            on=lambda error: isinstance(error, BusyError) and (True if error.wait is None else error.wait),
            attempts=self._manners.attempts, timeout=None, wait_initial=self._manners.first_wait, wait_max=60,
            wait_jitter=self._manners.first_wait,
        )  # fmt: skip
        try:
            for attempt in tries:
                with attempt:
                    return self._once(address, target, before)
        except BusyError as error:
            raise UsageError(
                f"{self.told(address)}: {error}, {self._manners.attempts} times over. What came is kept; "
                "the same command goes on from there later."
            ) from None
        raise AssertionError("a try either gives something or fails")

    def told(self, address: str) -> str:
        """An address as it may be shown: without the key."""
        return self._secret.blotted(without_parameter(address, self._way.key_parameter))

    def allowed(self, address: str) -> str:
        """An address that a publisher names, without a key that it may repeat.

        Raises UsageError where it leads into a private network, or away from encryption.
        """
        clean, parts = self.told(address), urlsplit(address)
        if origin(parts) == origin(self._home):
            return without_parameter(address, self._way.key_parameter)
        if parts.scheme != "https" or not parts.hostname:
            raise UsageError(
                f"{clean}: the publisher points here, which is no encrypted address. Nothing was asked of it."
            )
        if is_private(parts.hostname, parts.port or 443):
            raise UsageError(f"{clean}: the publisher points into a private network. Nothing was asked of it.")
        return without_parameter(address, self._way.key_parameter)

    def _once(self, address: str, target: Path, before: Got | None) -> Got:
        part = Part.of(target, address)
        headers = part.headers() or _conditions(before)
        with self._answer(address, headers) as response:
            if response.status_code == 304:
                return Got(unchanged=True)
            self._check(response, address, part)
            self._write(response, part)
        self._not_a_page(part, address)
        part.settle()
        return Got(False, response.headers.get("etag", ""), response.headers.get("last-modified", ""))

    @contextmanager
    def _answer(self, address: str, headers: dict[str, str]) -> Iterator[httpx2.Response]:
        import httpx2

        try:
            response = self._follow(address, headers)
            try:
                yield response
            finally:
                response.close()
        except httpx2.RequestError as error:
            raise BusyError(f"the connection failed ({type(error).__name__})") from None
        except httpx2.InvalidURL:
            raise UsageError(f"{self.told(address)}: this is no address. Look at the fields.") from None

    def _follow(self, address: str, headers: dict[str, str]) -> httpx2.Response:
        asked = address
        for _ in range(MOST_MOVES + 1):
            self._rest()
            response = self._client.send(self._request(asked, headers), stream=True)
            self._last = time.monotonic()
            if response.status_code not in MOVED or "location" not in response.headers:
                return response
            response.close()
            asked = self.allowed(urljoin(asked, response.headers["location"]))
        raise UsageError(f"{self.told(address)}: the publisher points from one address to the next without end.")

    def _request(self, address: str, headers: dict[str, str]) -> httpx2.Request:
        """The key goes to the publisher's own address and to no other."""
        if self._secret and origin(urlsplit(address)) == origin(self._home):
            if self._way.key_header:
                headers = headers | {self._way.key_header: f"{self._way.key_prefix}{self._secret.reveal()}"}
            elif self._way.key_parameter:
                address = with_parameters(address, {self._way.key_parameter: self._secret.reveal()})
        return self._client.build_request("GET", address, headers=headers)

    def _rest(self) -> None:
        time.sleep(max(0.0, self._last + self._pause - time.monotonic()))

    def _check(self, response: httpx2.Response, address: str, part: Part) -> None:
        status = response.status_code
        if status in (200, 206):
            if status == 206 and not part.fits(response.headers.get("content-range", "")):
                part.drop()
                raise BusyError("the publisher went on from another place than where it broke off")
            return
        if status == 416:
            part.drop()
            raise BusyError("the publisher has no more of it than what came, which was not whole")
        if status in BUSY:
            raise self._busy(response, address)
        advice = "Check the fields and the address."
        if status in (401, 403):
            advice = f"Set {self._way.key_variable} to your key." if self._way.key_variable else "It wants no visitors."
            advice = f"The key in {self._way.key_variable} is not taken." if self._secret else advice
        raise RefusedError(f"{self.told(address)}: the publisher answered {status}. {advice}", status)

    def _busy(self, response: httpx2.Response, address: str) -> Exception:
        wait = retry_after(response.headers.get("retry-after", ""))
        if wait is not None and wait > LONGEST_WAIT:
            return UsageError(
                f"{self.told(address)}: the publisher asks to come back in {wait / 60:.0f} minutes. What came is kept; "
                "the same command goes on from there."
            )
        return BusyError(f"the publisher answered {response.status_code}", wait)

    def _write(self, response: httpx2.Response, part: Part) -> None:
        encoded = "content-encoding" in response.headers
        total = _total(response) if not encoded else None
        part.begin(response.headers, append=response.status_code == 206, may_go_on=not encoded)
        try:
            part.write(self._secret.blotted_bytes(response.iter_bytes()))
        finally:
            part.close()
        if total is not None and part.size() != total:
            raise BusyError(f"{part.size()} of {total} bytes came")

    def _not_a_page(self, part: Part, address: str) -> None:
        head = part.head().lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if head.startswith(_PAGE) and not self._way.ending.startswith(".htm"):
            part.drop()
            raise UsageError(
                f"{self.told(address)}: the publisher gave a web page in place of the file. Nothing was kept; "
                "look at the address in a browser."
            )


def _conditions(before: Got | None) -> dict[str, str]:
    told = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified} if before else {}
    return {name: value for name, value in told.items() if value}


def _total(response: httpx2.Response) -> int | None:
    """How many bytes the whole file has, where the publisher says so."""
    whole = response.headers.get("content-range", "").rpartition("/")[2]
    if response.status_code != 206:
        whole = response.headers.get("content-length", "")
    return int(whole) if whole.isdigit() else None
