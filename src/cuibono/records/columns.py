"""The columns that every register's Parquet file has, and names in the form in which they are compared.

Takes: nothing. Gives: column types as DuckDB names them; the SQL of a comparable name, and the same in Python.
Knows nothing of: what a column holds in one register.
"""

from __future__ import annotations

import re
import unicodedata

COLUMNS = {
    "key": "VARCHAR",
    "part": "USMALLINT",
    "sort": "VARCHAR",
    "actor": "VARCHAR",
    "actor_kind": "VARCHAR",
    "counterpart": "VARCHAR",
    "counterpart_kind": "VARCHAR",
    "amount": "DECIMAL(18,2)",
    "currency": "VARCHAR",
    "earliest": "DATE",
    "latest": "DATE",
    "filed": "DATE",
    "known": "DATE",
    "counts": "BOOLEAN",
    "why": "VARCHAR",
    "text": "VARCHAR",
    "place": "VARCHAR",
    "scope": "VARCHAR",
    "filing": "VARCHAR",
    "chain": "VARCHAR",
    "version": "VARCHAR",
    "url": "VARCHAR",
    "line": "UBIGINT",
    "own": "MAP(VARCHAR, VARCHAR)",
}
"""The fields of a Record, each with its type."""

_NOT_A_WORD = re.compile(r"[\W_]+")


def comparable(name: str) -> str:
    """A name in capitals without accents, with a space for what is no letter or digit: "AT&T, Inc." is "AT T INC".

    The same as `comparable_sql` gives for names in Latin letters.
    """
    apart = unicodedata.normalize("NFD", name)
    plain = unicodedata.normalize("NFC", "".join(char for char in apart if not unicodedata.combining(char)))
    return _NOT_A_WORD.sub(" ", "".join(map(_capital, plain))).strip()


def _capital(char: str) -> str:
    """One capital for one letter, as DuckDB has it."""
    upper = "ẞ" if char == "ß" else char.upper()
    return upper if len(upper) == 1 else char


def comparable_sql(column: str) -> str:
    """SQL that gives a column's names as `comparable` does."""
    return f"trim(regexp_replace(upper(strip_accents({column})), '[^\\p{{L}}\\p{{N}}]+', ' ', 'g'))"
