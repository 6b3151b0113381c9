"""An address that answers chat completions, as many servers of language models do.

Takes: the address that a person configured, the body of a request. Gives: what the model wrote, and what it cost.
Knows nothing of: what is asked, what the answer means.

Redirects are not followed: the key and the text go to the configured address alone.
"""

from __future__ import annotations

import ipaddress
import logging
import re
import socket
import time
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import SplitResult, urlsplit

import msgspec

from cuibono.collect.fetch.door import LOGGERS, LONGEST_WAIT, BusyError, RefusedError
from cuibono.collect.fetch.places import BUSY, retry_after
from cuibono.collect.fetch.secret import Hush, Secret
from cuibono.errors import UsageError
from cuibono.settings import LlmSettings

if TYPE_CHECKING:
    import httpx2

_LONGEST = 4_000_000  # bytes of an answer; whoever sends more is not listened to
_STOPS = (401, 402, 403, 404, 405)  # the next request would fare no better
_SHOWN = 200  # characters of what a refusal says


class _Message(msgspec.Struct, frozen=True):
    content: str | None = None
    refusal: str | None = None


class _Choice(msgspec.Struct, frozen=True):
    message: _Message
    finish_reason: str | None = None


class _Usage(msgspec.Struct, frozen=True):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Completion(msgspec.Struct, frozen=True):
    choices: tuple[_Choice, ...]
    usage: _Usage | None = None


class Reply(msgspec.Struct, frozen=True):
    """What came: the model's text, why it stopped, what it said in place of an answer.

    `tokens_in` and `tokens_out` are what the endpoint counts, None where it does not say.
    """

    text: str
    finish: str = ""
    refusal: str = ""
    tokens_in: int | None = None
    tokens_out: int | None = None


class UnreachableError(UsageError):
    """Nothing more is to be had from the endpoint now, whatever is asked."""


class Endpoint:
    """A connection to one endpoint, open while it is a context; several threads may ask at once."""

    def __init__(self, chosen: LlmSettings) -> None:
        """Raises UsageError where the address, the model or the key cannot be used."""
        self._chosen = chosen
        self._address = checked(chosen)
        self._secret = Secret(chosen.key_variable)
        self._hush = Hush(self._secret)

    def __enter__(self) -> Self:
        import httpx2

        # A proxy of the environment would be one more place that the text goes to.
        wait = httpx2.Timeout(self._chosen.timeout, connect=min(20.0, self._chosen.timeout))
        self._client = httpx2.Client(timeout=wait, trust_env=False, follow_redirects=False)
        for logger in LOGGERS:
            logging.getLogger(logger).addFilter(self._hush)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for logger in LOGGERS:
            logging.getLogger(logger).removeFilter(self._hush)
        self._client.close()

    def ask(self, body: bytes) -> Reply:
        """What the model answers; one try.

        Raises BusyError where it may come later, RefusedError where this request is not answered, UnreachableError
        where no other would be either.
        """
        import httpx2

        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        if self._secret:
            headers["Authorization"] = f"Bearer {self._secret.reveal()}"
        try:
            with self._client.stream("POST", self._address, content=body, headers=headers) as response:
                data = self._whole(response)
        except httpx2.TimeoutException:
            raise BusyError(f"the endpoint gave no answer in {self._chosen.timeout:g} seconds") from None
        except httpx2.RequestError as error:
            raise BusyError(f"the connection to the endpoint failed ({type(error).__name__})") from None
        self._check(response, data)
        return self._reply(data)

    def _whole(self, response: httpx2.Response) -> bytes:
        """All that comes, unless it is too long or too slow."""
        parts: list[bytes] = []
        begun, size = time.monotonic(), 0
        for part in response.iter_bytes():
            size += len(part)
            if size > _LONGEST:
                raise RefusedError(f"the endpoint sends more than {_LONGEST:,} bytes", response.status_code)
            if time.monotonic() - begun > self._chosen.timeout:
                raise BusyError(f"the endpoint was not done in {self._chosen.timeout:g} seconds")
            parts.append(part)
        return b"".join(parts)

    def _check(self, response: httpx2.Response, data: bytes) -> None:
        status = response.status_code
        if status == 200:
            return
        if status in BUSY:
            wait = retry_after(response.headers.get("retry-after", ""))
            if wait is not None and wait > LONGEST_WAIT:
                raise UnreachableError(f"the endpoint asks to come back in {wait / 60:.0f} minutes")
            raise BusyError(f"the endpoint answered {status}", wait)
        if 300 <= status < 400:
            raise UnreachableError("the endpoint points to another address, which is not followed")
        told = f"the endpoint answered {status}{self._words(data)}"
        if status in _STOPS:
            name = self._secret.variable
            key = f"The key in {name} is not taken" if self._secret else f"Set {name} to a key, if it wants one"
            raise UnreachableError(f"{told}. {key if status in (401, 403) else 'Check its address and the model'}")
        raise RefusedError(told, status)

    def _words(self, data: bytes) -> str:
        """What a refusal says, as far as it may be shown."""
        said = " ".join(data.decode("utf-8", "replace").split())
        return f" ({self._shown(said)[:_SHOWN]})" if said and not self._repeated(said) else ""

    def _reply(self, data: bytes) -> Reply:
        try:
            found = msgspec.json.decode(data, type=_Completion)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            raise RefusedError("what the endpoint gave is no chat completion", 200) from None
        if not found.choices:
            raise RefusedError("the endpoint gave a completion without a choice", 200)
        choice, used = found.choices[0], found.usage
        texts = (choice.message.content or "", choice.finish_reason or "", choice.message.refusal or "")
        if any(map(self._repeated, texts)):
            raise RefusedError("the answer repeats the key, and is not kept", 200)
        counts = (max(0, used.prompt_tokens), max(0, used.completion_tokens)) if used else (None, None)
        return Reply(*texts, *counts)

    def _repeated(self, text: str) -> bool:
        """Whether the key stands in a text, written plainly or with the escapes of JSON."""
        plain = re.sub(r"\\u00([0-9a-fA-F]{2})", lambda m: chr(int(m[1], 16)), text).replace("\\/", "/")
        return self._shown(text) != text or self._shown(plain) != plain

    def _shown(self, text: str) -> str:
        return self._secret.blotted(text)


def checked(chosen: LlmSettings) -> str:
    """The address to ask, from the settings.

    This machine itself may be asked in any case, a private network where `private` says so, and the public internet by
    https. Raises UsageError, which repeats nothing that may be a key.
    """
    where = "cuibono.toml, [reader.llm]"
    if not chosen.endpoint or not chosen.model:
        raise UsageError(f'{where}: name the endpoint and the model, as endpoint = "http://..." and model = "...".')
    if chosen.money and not (chosen.price_in and chosen.price_out):
        raise UsageError(f"{where}: a limit of money needs price_in and price_out, for a million tokens each.")
    try:
        parts = urlsplit(chosen.endpoint)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise UsageError(f"{where}: the endpoint is no address.") from None
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError(f"{where}: the endpoint holds more than an address. A key goes into {chosen.key_variable}.")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"{where}: the endpoint is no address that begins with http:// or https://.")
    _reachable(parts, port, chosen.private, where)
    return f"{chosen.endpoint.rstrip('/')}/chat/completions"


def _reachable(parts: SplitResult, port: int, private: bool, where: str) -> None:
    found = _addresses(parts.hostname or "", port)
    if found and all(one.is_loopback for one in found):
        return
    inside = any(not one.is_global for one in found)
    if inside and not private:
        raise UsageError(f"{where}: the endpoint lies in a private network. Say private = true if that is meant.")
    if parts.scheme != "https" and not (inside and all(one.is_private for one in found)):
        raise UsageError(f"{where}: the endpoint is no encrypted address. Only https is asked on the internet.")


def _addresses(host: str, port: int) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """The addresses of a host; none where nobody knows it here."""
    with suppress(socket.gaierror, UnicodeError):
        told = socket.getaddrinfo(host, port)
        return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in told]
    return []
