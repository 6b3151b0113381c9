"""Lists: the addresses that RSS and Atom feeds, sitemaps and plain lists name, with what is said of each.

Takes: bytes as a site or a person gave them, the address at which they were.
Gives: entries with title and days; addresses of further lists; problems.
Knows nothing of: the network, what stands at an address.
"""

from __future__ import annotations

from cuibono.collect.lists.listing import Listed, Listing, listing, plain

__all__ = ["Listed", "Listing", "listing", "plain"]
