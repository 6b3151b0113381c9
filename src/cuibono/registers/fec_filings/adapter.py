"""From filings to records: one file, or each of a zip."""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import IO

from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers.fec_filings.filing import Filing, Head, Unknown
from cuibono.registers.fec_filings.rows import committee, filer, filing_record, row_record
from cuibono.registers.fec_filings.tables import forms, is_skipped, schedule

_HEADER = re.compile(rb'\s*(\xef\xbb\xbf)?(/\*\s*header|"?hdr"?\s*[\x1c,]\s*"?(FEC|P\d))', re.IGNORECASE)
_ZIP = b"PK\x03\x04"
_WHOLE = ("F13", "F3")  # reports with every row of a period; notices and statements are not
_MEMBER = 30  # bytes before the name of the first member of a zip


def recognises(name: str, head: bytes) -> bool:  # noqa: ARG001 - the bytes say it
    """Whether these are the first bytes of a filing, or of a zip whose first member is named as one."""
    if head.startswith(_ZIP):
        length = int.from_bytes(head[26:28], "little")
        return head[_MEMBER : _MEMBER + length].lower().endswith(b".fec")
    return bool(_HEADER.match(head))


def records(path: Path) -> Iterator[Record | Cover | Problem]:
    """The records of a filing or of each in a zip; of a zip, a filing that cannot be read is a problem.

    Raises ValueError where the file is neither.
    """
    with path.open("rb") as file:
        is_zip = file.read(len(_ZIP)) == _ZIP
    if is_zip:
        yield from _zipped(path)
        return
    with path.open("rb") as file:
        number = hashlib.file_digest(file, "sha256").hexdigest()[:12]
        file.seek(0)
        yield from _filing(file, path.name, number)


def _zipped(path: Path) -> Iterator[Record | Cover | Problem]:
    try:
        with zipfile.ZipFile(path) as archive:
            named = [one for one in archive.namelist() if one.lower().endswith(".fec")]
            if not named:
                raise ValueError("the zip holds no .fec file")
            for name in named:
                yield from _member(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise ValueError(f"the zip is damaged or cut off ({error})") from error


def _member(archive: zipfile.ZipFile, name: str) -> Iterator[Record | Cover | Problem]:
    with archive.open(name) as member:
        number = hashlib.file_digest(member, "sha256").hexdigest()[:12]  # type: ignore[arg-type]
    try:
        with archive.open(name) as member:
            yield from (_told(name, one) for one in _filing(member, Path(name).name, number))
    except ValueError as error:
        yield Problem("unreadable_filing", f"{name}: {error}. The other filings were read; get this one anew.")


def _told(name: str, one: Record | Cover | Problem) -> Record | Cover | Problem:
    return Problem(one.code, f"{name}, {one.message}", severity=one.severity) if isinstance(one, Problem) else one


def _filing(lines: IO[bytes], name: str, digest: str) -> Iterator[Record | Cover | Problem]:
    filing = Filing(lines, name)
    head = filing.head
    known = f"FEC-{head.number}" if head.number else f"sha256-{digest}"
    chain = f"FEC-{head.amends}" if head.amends else known
    version = f"{head.order:03d}-{int(head.number or 0):08d}"
    about = filing_record(head, known, chain, version)
    yield from _doubts(head)
    yield about
    sums: dict[str, Decimal] = {}
    for row in filing.rows():
        if isinstance(row, Unknown) or not schedule(row.type):
            if isinstance(row, Unknown) and not is_skipped(row.type):
                yield Problem(
                    "unknown_row",
                    f"line {row.line}: no row of type {row.type[:20]!r} in version {head.version}; it was left out.",
                )
            continue
        for one in row_record(head, about, row):
            if isinstance(one, Record) and one.amount is not None and one.own.get("memo_code", "").upper() != "X":
                kind = schedule(row.type) if row.type.startswith("F13") else row.type[:5]
                sums[kind] = sums.get(kind, Decimal(0)) + one.amount
            yield one
    yield from _covers(head, about, sums)


def _doubts(head: Head) -> Iterator[Problem]:
    """What keeps a filing from being put in the right order with its amendments."""
    if head.bad:
        yield Problem("bad_chain", f"line 1: report_id {head.bad!r} is no number, so it replaces no other filing.")
    elif head.form.endswith("A") and head.form[1:2].isdigit() and not head.amends:
        yield Problem(
            "bad_chain", f"line 1: an amendment ({head.form}) that does not say of what; it replaces nothing."
        )
    if not head.number:
        yield Problem(
            "no_number",
            "the name of the file does not say the filing's number. Name it NUMBER.fec, as the Commission does.",
        )


def _covers(head: Head, about: Record, sums: dict[str, Decimal]) -> Iterator[Cover | Problem]:
    """What the filing covers, and where its own totals differ from its rows."""
    if about.scope is None or about.earliest is None or about.latest is None:
        return
    whole = head.form.startswith(_WHOLE)
    for words, total, itemised, is_sum in _totals(head, sums):
        if total is not None and total != itemised:
            whole = whole and not is_sum and itemised <= total
            yield Problem(
                "sum_differs",
                f"{words} is {total:,.2f}; rows add up to {itemised:,.2f}, {_apart(head, total - itemised)}.",
            )
    yield Cover(
        scope=committee(head),
        title=f"{filer(head)}, Form {head.form}",
        start=about.earliest,
        end=about.latest,
        whole=whole,
    )


def _totals(head: Head, sums: dict[str, Decimal]) -> Iterator[tuple[str, Decimal | None, Decimal, bool]]:
    """Totals that a filing states: words, total, sum of its rows, whether the two have to be the same."""
    columns = head.columns
    if head.form.startswith("F13"):
        accepted, refunded = sums.get("F132", Decimal(0)), -sums.get("F133", Decimal(0))
        yield "total_donations_accepted", _money(columns.get("total_donations_accepted")), accepted, False
        yield "total_donations_refunded", _money(columns.get("total_donations_refunded")), refunded, False
        yield "net_donations", _money(columns.get("net_donations")), _net(columns), True
        return
    for name in ("col_a_individuals_itemized", "col_a_individual_contributions_itemized"):
        if name in columns:
            itemised = sums.get("SA11A", Decimal(0)) + sums.get("SA17A", Decimal(0))
            yield name, _money(columns[name]), itemised, True


def _net(columns: dict[str, str]) -> Decimal:
    accepted, refunded = (_money(columns.get(f"total_donations_{name}")) for name in ("accepted", "refunded"))
    return (accepted or Decimal(0)) - (refunded or Decimal(0))


def _money(text: str | None) -> Decimal | None:
    try:
        return Decimal((text or "").replace(",", "").strip())
    except InvalidOperation:
        return None


def _apart(head: Head, difference: Decimal) -> str:
    if difference < 0:
        return f"{-difference:,.2f} more than that"
    if head.columns.get("report_code") in forms().supplements:
        return f"{difference:,.2f} less: the total of a supplement goes back to the beginning"
    return f"{difference:,.2f} less, which is not itemised in this file"
