"""From JSON to namings, one for each company."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from cuibono import decoding
from cuibono.model import Naming, naming_id

_STATE = re.compile(r"(?<!\s)\s*/[A-Z]{2,}/?\s*$")  # "ACME CORP /DE/": where a company of a common name is registered


class _Row(msgspec.Struct):
    cik_str: int
    title: str
    ticker: str = ""


def namings(data: bytes) -> Iterator[Naming]:
    """One naming for each company, in the order of the file; ValueError where it is no such file."""
    try:
        rows = decoding.json(data, dict[str, _Row])
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from error
    seen: set[int] = set()
    for row in rows.values():
        if row.cik_str not in seen:
            seen.add(row.cik_str)
            document, name = f"sec-companies:{row.cik_str}", _STATE.sub("", row.title)
            yield Naming(naming_id(document, name, "organisation"), document, name, "organisation")
