"""Where a request may go: the addresses of a host, and whether they are of the public internet.

Takes: names of hosts, addresses. Gives: the numbers to connect to, what a publisher's headers say of time and place.
Knows nothing of: requests.
"""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult
from urllib.request import getproxies, proxy_bypass

BUSY = (408, 425, 429, 500, 502, 503, 504)
MOVED = (301, 302, 303, 307, 308)
MOST_MOVES = 5
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an address of IPv4
_Number = ipaddress.IPv4Address | ipaddress.IPv6Address


def origin(parts: SplitResult) -> tuple[str, str | None, int]:
    """The scheme, host and port of an address: what is one publisher's."""
    return parts.scheme, parts.hostname, parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)


def numbers(host: str, port: int) -> tuple[str, ...]:
    """The addresses that a host's name leads to, each once; none where nobody knows it here."""
    with suppress(socket.gaierror, UnicodeError):
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    return ()


def is_public(number: str) -> bool:
    """Whether an address is of the public internet, also by what it stands for in a tunnel or translation."""
    found = ipaddress.ip_address(number.partition("%")[0])
    return all(one.is_global and not one.is_multicast for one in (found, *_within(found)))


def is_private(host: str, port: int) -> bool:
    """Whether any address of a host is none of the public internet. One that nobody knows here is left to be tried."""
    return not all(is_public(number) for number in numbers(host, port))


def is_own(host: str) -> bool:
    """Whether a host is this machine, or a number of a private network: what only a person can have meant."""
    if host == "localhost":
        return True
    with suppress(ValueError):
        return not is_public(host)
    return False


def is_proxied(scheme: str, host: str) -> bool:
    """Whether the environment asks for requests to this host to go through a proxy."""
    proxies = getproxies()
    return bool(proxies.get(scheme) or proxies.get("all")) and not proxy_bypass(host)


def retry_after(value: str) -> float | None:
    """Seconds, from a number of them or a day and time; None where it says neither."""
    with suppress(ValueError):
        return max(0.0, float(value))
    with suppress(ValueError, TypeError):
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    return None


def _within(number: _Number) -> list[_Number]:
    """Addresses of IPv4 that one of IPv6 carries in itself."""
    if isinstance(number, ipaddress.IPv4Address):
        return []
    found: list[_Number | None] = [number.ipv4_mapped, number.sixtofour, *(number.teredo or ())]
    if number in _TRANSLATED:
        found.append(ipaddress.IPv4Address(int(number) & 0xFFFFFFFF))
    return [one for one in found if one is not None]
