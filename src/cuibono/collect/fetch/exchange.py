"""One request and its answer, within a time and a size, at an address that was looked at before it is connected to.

Takes: an address in its one form, headers, limits. Gives: status, headers and bytes.
Knows nothing of: redirects, robots.txt, what the bytes mean.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import SplitResult, urlsplit, urlunsplit

from cuibono.collect.fetch import places

if TYPE_CHECKING:
    import ssl

    import httpx2

_MOST_NUMBERS = 3  # addresses of one host that are tried


class Limits(NamedTuple):
    """`seconds` for all of a request, the slowest answer included; `largest` answer in bytes, as it is unpacked."""

    seconds: float
    largest: int


class Exchanged(NamedTuple):
    """What came; `cut`: the answer went on after `body`. `received` bytes went over the network."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cut: bool
    received: int


class PrivateError(Exception):
    """The address leads into a private network."""


class FailedError(Exception):
    """No answer came; the text says why."""


class SlowError(FailedError):
    """The answer did not come in time."""


class UnknownHostError(FailedError):
    """Nobody knows the host: there is no such name, or no network."""


def exchange(
    address: str, headers: Mapping[str, str], limits: Limits, wanted: Callable[[Exchanged], bool], own: bool
) -> Exchanged:
    """Ask for an address. The body is left where it is when `wanted` says so of the headers.

    `own` is an address that a person gave and that may be of this machine. Raises PrivateError or FailedError.
    """
    import httpx2

    try:
        return asyncio.run(_within(address, headers, limits, wanted, own))
    except TimeoutError:
        raise SlowError(f"it did not come within {limits.seconds:g} seconds") from None
    except (httpx2.RequestError, httpx2.InvalidURL, OSError) as error:
        raise FailedError(f"the connection failed ({type(error).__name__})") from None


async def _within(
    address: str, headers: Mapping[str, str], limits: Limits, wanted: Callable[[Exchanged], bool], own: bool
) -> Exchanged:
    async with asyncio.timeout(limits.seconds):
        parts = urlsplit(address)
        proxied = not own and places.is_proxied(parts.scheme, parts.hostname or "")
        numbers = await _numbers(parts, own)
        if not numbers and not proxied:
            raise UnknownHostError("nobody knows its host")
        tried = [""] if proxied else numbers[:_MOST_NUMBERS]
        for number in tried:
            try:
                return await _ask(parts, number, headers, limits.largest, wanted)
            except _refusals():
                if number == tried[-1]:
                    raise
    raise AssertionError("an answer came, or the last number raised")


async def _numbers(parts: SplitResult, own: bool) -> list[str]:
    """Where the host is. The check and the connection are about the same number, so a name cannot change between."""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        return []
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not own and not all(places.is_public(number) for number in numbers):
        raise PrivateError
    return numbers


async def _ask(
    parts: SplitResult, number: str, headers: Mapping[str, str], largest: int, wanted: Callable[[Exchanged], bool]
) -> Exchanged:
    import httpx2

    host = parts.hostname or ""
    place = parts.netloc
    if number and ":" not in host:
        place = place.replace(host, f"[{number}]" if ":" in number else number)
    named = {**headers, "Host": parts.netloc}
    extensions = {"sni_hostname": host} if number and parts.scheme == "https" else {}
    # A proxy of the environment is used only where the request goes by name: it connects by itself.
    async with httpx2.AsyncClient(verify=_trust(), trust_env=not number, timeout=None) as client:
        address = urlunsplit((parts.scheme, place, parts.path, parts.query, ""))
        request = client.build_request("GET", address, headers=named, extensions=extensions)
        response = await client.send(request, stream=True)
        try:
            return await _taken(response, largest, wanted)
        finally:
            await response.aclose()


async def _taken(response: httpx2.Response, largest: int, wanted: Callable[[Exchanged], bool]) -> Exchanged:
    found = Exchanged(response.status_code, response.headers, b"", False, 0)
    if not wanted(found):
        return found
    chunks, size = [], 0
    async for chunk in response.aiter_bytes():
        chunks.append(chunk)
        size += len(chunk)
        if size > largest:
            break
    body = b"".join(chunks)
    return found._replace(body=body[:largest], cut=size > largest, received=response.num_bytes_downloaded)


@cache
def _trust() -> ssl.SSLContext:
    """The trust store, read once."""
    import httpx2

    return httpx2.create_ssl_context()


def _refusals() -> tuple[type[Exception], ...]:
    """After these the next number of a host is tried."""
    import httpx2

    return (httpx2.ConnectError, httpx2.ConnectTimeout)
