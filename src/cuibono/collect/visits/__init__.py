"""Visits: addresses in, originals and entries out, as `gather` does it for files.

Takes: a case folder, addresses that a person gave, settings.
Gives: the archive and the list of what was collected, brought up to date; the names that were asked for; what is left.
Knows nothing of: how an answer comes, the ledger.
"""

from __future__ import annotations

from cuibono.collect.visits.tour import Asked, Tour

__all__ = ["Asked", "Tour"]
