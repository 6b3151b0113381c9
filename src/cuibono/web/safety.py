"""What keeps a case safe that is shown on a port: who may ask, what a browser may do, what the answer may hold.

Takes: requests and answers. Gives: headers, cookies, refusals.
Knows nothing of: what is asked.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, Final

from litestar.connection import ASGIConnection
from litestar.exceptions import ClientException, HTTPException, NotAuthorizedException
from litestar.handlers.base import BaseRouteHandler
from litestar.types import Message, Scope

_POLICY: Final = "content-security-policy"
HEADERS: Final[Mapping[str, str]] = {
    _POLICY: (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""Headers of every answer: the pages load nothing from elsewhere, run only their own scripts, and stand alone."""
LARGEST: Final = 1_000_000
"""Bytes of a request's body that are taken in (a draft is the longest thing that is sent)."""
TOKEN: Final = "cuibono_token"
"""The cookie that holds the token of a browser that has shown it once."""
LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
"""Addresses that only this machine reaches."""


def new_token() -> str:
    """A token that nobody guesses: 32 random bytes in letters that an address can hold."""
    return secrets.token_urlsafe(32)


def holds(connection: ASGIConnection[Any, Any, Any, Any], token: str) -> bool:
    """Whether a request shows the token, in its cookie or as a bearer."""
    scheme, _, shown = connection.headers.get("authorization", "").partition(" ")
    bearer = shown if scheme.lower() == "bearer" else ""
    return any(same(told, token) for told in (bearer, connection.cookies.get(TOKEN, "")))


def same(told: str, token: str) -> bool:
    """Whether two tokens are the same, in a time that does not tell where they differ."""
    return hmac.compare_digest(told.encode("utf-8", "surrogatepass"), token.encode())


def guard(token: str | None) -> Any:
    """A guard that lets nobody in who does not hold the token.

    Without one only this machine is served: then a request must also be meant for it by name, since a page from
    elsewhere could give a name of its own the address of this machine (DNS rebinding).
    """

    def check(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
        barred = bar(connection, token)
        if barred and not (token and handler.opt.get("open")):
            raise barred

    return check


def bar(connection: ASGIConnection[Any, Any, Any, Any], token: str | None) -> HTTPException | None:
    """Why somebody is not let in; None where they are."""
    if token is None and _host(connection.headers.get("host", "")) not in LOOPBACK:
        return ClientException("Ask for 127.0.0.1 or localhost: this case is shown on its own machine alone.")
    if token and not holds(connection, token):
        return NotAuthorizedException("Open the address that `cuibono serve` printed; it holds the token.")
    return None


def _host(header: str) -> str:
    """The name in a Host header, without the port."""
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.partition(":")[0].lower()


async def with_headers(message: Message, scope: Scope) -> None:
    """Put the headers on an answer; a page that a handler lets others frame (`framed`, their origins) says so."""
    if message["type"] == "http.response.start":
        handler = scope.get("route_handler")
        own = headers(handler.opt.get("framed", ()) if handler else ())
        held = [(name, value) for name, value in message.get("headers", []) if name.decode().lower() not in HEADERS]
        message["headers"] = [*held, *((name.encode(), value.encode()) for name, value in own.items())]


def headers(framed: Sequence[str]) -> Mapping[str, str]:
    """The headers of an answer that pages of these origins may frame, and no others."""
    if not framed:
        return HEADERS
    policy = HEADERS[_POLICY].replace("frame-ancestors 'none'", f"frame-ancestors {' '.join(framed)}")
    return {**{name: value for name, value in HEADERS.items() if name != "x-frame-options"}, _POLICY: policy}
