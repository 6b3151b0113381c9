"""A table of contributions that others compiled from answers of the interface: a file of second hand.

Takes: the path of a CSV file with the columns of `COLUMNS`.
Gives: records with the keys that the interface's own answers have. Knows nothing of: those answers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers.lda_contributions.items import Filer, Item, Keys
from cuibono.registers.lda_contributions.items import records as of_item
from cuibono.registers.lda_contributions.sides import plain, words
from cuibono.registers.lobbying import bad_row, told

COLUMNS = (
    "contributor_name", "registrant_name", "payee_name", "honoree_name", "amount", "contribution_date",
    "contribution_type_display", "contrib_filing_uuid",
)  # fmt: skip
"""The columns that are read; those about lobbying income and expenses, which the compilers added, are not."""

_SCOPE = "compiled by others"
_AGAIN = (
    "the same registrant, payee, day and amount stand in filing {}; the table does not say which of the two filings "
    "amends the other, so they count once"
)
_Told = tuple[str, str, date, object]


def recognises(head: bytes) -> bool:
    """Whether the first line has the columns."""
    header = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace").strip()
    return set(COLUMNS) <= set(header.split(","))


def records(path: Path) -> Iterator[Record | Cover | Problem]:
    """Each row of the table; of two filings that tell of the same, the second does not count.

    Raises ValueError where the file is no text in UTF-8.
    """
    yield Cover(scope=_SCOPE, title=f"contributions that others picked from reports and compiled ({path.name})")
    keys, seen = Keys(), dict[_Told, str]()
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, restval=""), 2):
            try:
                item = _item(row)
            except (msgspec.ValidationError, KeyError) as error:
                yield bad_row(f"row {number}: {error}")
                continue
            yield from _rows(row, number, item, keys, seen)


def _rows(row: dict[str, str], number: int, item: Item, keys: Keys, seen: dict[_Told, str]) -> Iterator[Record]:
    filer, uuid = Filer(row["registrant_name"].strip()), row["contrib_filing_uuid"].strip()
    first = seen.setdefault((filer.registrant, plain(item.payee_name), item.date, item.amount), uuid)
    common = Record(
        key=keys.key(uuid, item), sort="", scope=_SCOPE, filing=uuid, line=number,
        url=f"https://lda.gov/api/v1/contributions/{uuid}/",
        own=told(**{name: row[name] for name in COLUMNS}, file="compiled by others from answers of the interface"),
    )  # fmt: skip
    yield from of_item(item, filer, common, _AGAIN.format(first) if first != uuid else None)


def _item(row: dict[str, str]) -> Item:
    """Raises ValidationError or KeyError where a column does not hold what it should."""
    missing = [name for name in ("registrant_name", "contrib_filing_uuid", "payee_name") if not row[name].strip()]
    if missing:
        raise msgspec.ValidationError(f"{missing[0]} is empty")
    type_ = words().types.get(row["contribution_type_display"].strip())
    if not type_:
        raise msgspec.ValidationError(f"{row['contribution_type_display']!r} is no type of contribution")
    return msgspec.convert(
        {
            "contribution_type": type_, "contributor_name": row["contributor_name"], "payee_name": row["payee_name"],
            "amount": row["amount"], "date": row["contribution_date"], "honoree_name": row["honoree_name"],
        },
        Item,
    )  # fmt: skip
