"""What a site asks of programs: its robots.txt (RFC 9309).

Takes: the answer to a request for it. Gives: whether an address may be asked for, how long to wait in between.
Knows nothing of: how it is fetched.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

AGENT = "cuibono"
LARGEST = 500 * 1024  # bytes that are heeded; RFC 9309, 2.5


class Robots:
    """The wishes of one site. Without a file everything may be asked for; where it cannot be had, nothing."""

    def __init__(self, text: str | None) -> None:
        """`text` is the file's; None where the site could not say whether it has one."""
        self.known = text is not None
        self._rules = _parsed(text or "")

    def allow(self, address: str) -> bool:
        """Whether a program may ask for this address."""
        return self.known and self._rules.can_fetch(address, AGENT)

    @property
    def delay(self) -> float:
        """Seconds that the site wants between two requests, 0 where it does not say."""
        rate = self._rules.request_rate(AGENT)
        wanted = [self._rules.crawl_delay(AGENT) or 0.0, rate.seconds / rate.requests if rate else 0.0]
        return max(one for one in (*wanted, 0.0) if math.isfinite(one))


def _parsed(text: str) -> Protego:
    from protego import Protego

    return Protego.parse(text)
