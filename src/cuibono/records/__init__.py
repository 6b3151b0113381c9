"""Records: rows of public registers, kept in a case as Parquet. The only door to DuckDB.

Takes: a case folder, a register's file; names, scopes and days to look for.
Gives: a Parquet file and what the manifest says of it; rows, names and sums that are asked for.
Knows nothing of: events, who is who, what a row would show.
"""

from __future__ import annotations

from cuibono.records.keep import Added, add, problems
from cuibono.records.search import Name, Search, Wanted, covers

__all__ = ["Added", "Name", "Search", "Wanted", "add", "covers", "problems"]
