"""Fetch: what publishers of registers and other sites give, asked for politely. The only door to the network.

Takes: how a register is fetched, the fields that a person gives, a folder to keep answers in; any address.
Gives: one file with everything that was asked for, where it is from, and what was wrong; the answer of an address.
Knows nothing of: any one register, what rows and pages mean, where they go from here.
"""

from __future__ import annotations

from cuibono.collect.fetch.asking import chosen
from cuibono.collect.fetch.door import Manners, RefusedError
from cuibono.collect.fetch.rounds import Fetched, fetch

__all__ = ["Fetched", "Manners", "RefusedError", "chosen", "fetch"]
