"""What one run may take of an endpoint: requests, tokens, money.

Takes: limits; what each request is expected to take, and took. Gives: leave to ask, or a reason why not.
Knows nothing of: what is asked.
"""

from __future__ import annotations

from threading import Condition

import msgspec

from cuibono.collect.fetch.endpoint import Reply
from cuibono.settings import LlmSettings

# English text has about four bytes a token; three, so that what is expected is rather too much.
_BYTES_PER_TOKEN = 3
_MILLION = 1_000_000


class SpentError(Exception):
    """A limit is reached; its text says which."""


class Taken(msgspec.Struct, frozen=True):
    """What a run has taken, or a request may take at most."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def __add__(self, other: Taken) -> Taken:
        sums = (self.requests + other.requests, self.tokens_in + other.tokens_in, self.tokens_out + other.tokens_out)
        return Taken(*sums)

    def money(self, chosen: LlmSettings) -> float:
        """What it costs at the prices of the settings."""
        return (self.tokens_in * chosen.price_in + self.tokens_out * chosen.price_out) / _MILLION


class Budget:
    """Counts for several threads. Each try of a request is one of `requests`; tokens count when an answer came."""

    def __init__(self, chosen: LlmSettings) -> None:
        self._chosen = chosen
        self._change = Condition()
        self._open: list[Taken] = []
        self.taken = Taken()

    def expected(self, body: bytes) -> Taken:
        """The most that a request is expected to take."""
        return Taken(1, len(body) // _BYTES_PER_TOKEN, self._chosen.longest)

    def take(self, expected: Taken) -> None:
        """Wait until it is known that a request fits into what is left. Raises SpentError where it does not."""
        with self._change:
            while why := self._over(expected, self._open):
                if not self._open or self._over(expected, ()):
                    raise SpentError(why)
                self._change.wait()
            self._open.append(expected)

    @staticmethod
    def of(expected: Taken, reply: Reply) -> Taken:
        """What an answer took; where the endpoint does not count tokens, by the length of what was sent and came."""
        told_in, told_out = reply.tokens_in, reply.tokens_out
        reckoned = len(reply.text) // _BYTES_PER_TOKEN
        return Taken(1, expected.tokens_in if told_in is None else told_in, reckoned if told_out is None else told_out)

    def settle(self, expected: Taken, came: Taken) -> None:
        """A try is over."""
        with self._change:
            self._open.remove(expected)
            self.taken += came
            self._change.notify_all()

    def told(self) -> str:
        """What was taken, in words."""
        used = f"{self.taken.requests} asked, {self.taken.tokens_in + self.taken.tokens_out:,} tokens"
        priced = self._chosen.price_in or self._chosen.price_out
        return f"{used}, {self.taken.money(self._chosen):.4f} at the prices given" if priced else used

    def _over(self, expected: Taken, under_way: list[Taken] | tuple[()]) -> str:
        """Which limit a request may break, with those under way; "" for none."""
        whole, chosen = sum(under_way, self.taken + expected), self._chosen
        if chosen.requests and whole.requests > chosen.requests:
            return f"the limit of {chosen.requests} requests is reached"
        if chosen.tokens and whole.tokens_in + whole.tokens_out > chosen.tokens:
            return f"the limit of {chosen.tokens:,} tokens is reached"
        if chosen.money and whole.money(chosen) > chosen.money:
            return f"the limit of {chosen.money:g} in money is reached"
        return ""
