"""Answers of the Lobbying Disclosure Act's interface: a page, a list or a single filing, as JSON.

Takes: the path of a file as the interface gives it.
Gives: its filings one by one, and whether the answer is all there. Knows nothing of: what a filing shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from cuibono import decoding
from cuibono.model import Problem

_Filing = TypeVar("_Filing", bound="Filing")

PERIODS = {
    "first_quarter": ((1, 1), (3, 31)),
    "second_quarter": ((4, 1), (6, 30)),
    "third_quarter": ((7, 1), (9, 30)),
    "fourth_quarter": ((10, 1), (12, 31)),
    "mid_year": ((1, 1), (6, 30)),
    "year_end": ((7, 1), (12, 31)),
}
"""First and last month and day of each period, by the interface's own name of it."""


class Registrant(msgspec.Struct, frozen=True):
    """A lobbying firm, or an organisation that lobbies for itself."""

    id: int
    name: str


class Lobbyist(msgspec.Struct, frozen=True):
    """A person who lobbies; the parts of the name as the filer writes them."""

    id: int
    last_name: str
    first_name: str | None = None
    middle_name: str | None = None
    suffix_display: str | None = None

    @property
    def name(self) -> str:
        """First, middle and last name and suffix."""
        parts = (self.first_name, self.middle_name, self.last_name, self.suffix_display)
        return " ".join(part.strip() for part in parts if part and part.strip())


class Filing(msgspec.Struct, frozen=True, kw_only=True):
    """What filings of either sort have in common."""

    filing_uuid: str
    filing_type: str
    filing_type_display: str
    filing_year: int
    filing_period: str
    filing_period_display: str
    dt_posted: Annotated[datetime, msgspec.Meta(tz=True)]
    registrant: Registrant
    filing_document_url: str | None = None

    @property
    def period(self) -> tuple[date, date]:
        """First and last day. Raises ValueError where the period has a name that is not known."""
        if self.filing_period not in PERIODS:
            raise ValueError(f"{self.filing_period!r} is no period that is known")
        start, end = PERIODS[self.filing_period]
        return date(self.filing_year, *start), date(self.filing_year, *end)

    @property
    def version(self) -> str:
        """When it was posted, so that a later time is a greater text."""
        return self.dt_posted.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    @property
    def posted(self) -> date:
        """The day on which it was posted, where it was posted."""
        return self.dt_posted.date()


class Answer(msgspec.Struct, frozen=True):
    """What a file holds: filings as they stand, and what the interface says of how many there are."""

    filings: tuple[msgspec.Raw, ...]
    count: int | None = None
    more: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the interface says that these are all that were asked for; False where it says nothing."""
        return self.count == len(self.filings) and not self.more

    def missing(self) -> Iterator[Problem]:
        """A note where there are filings that the file does not hold."""
        if self.count is not None and not self.is_whole:
            yield Problem(
                "incomplete",
                f"the answer has {len(self.filings)} of {self.count} filings; get its other pages and add them too",
            )


class _Page(msgspec.Struct):
    count: int
    results: list[msgspec.Raw]
    next: str | None = None
    previous: str | None = None


def answer(path: Path, mark: str) -> Answer:
    """The filings of a file. Raises ValueError where it is no answer, or no filing in it has the column `mark`."""
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf").strip()
    try:
        found = _list(data) if data.startswith(b"[") else _object(data)
    except msgspec.DecodeError as error:
        raise ValueError(f"it is no whole answer in JSON ({error})") from error
    if found.filings and not any(_has(row, mark) for row in found.filings):
        raise ValueError(f"none of its {len(found.filings)} entries has the column {mark!r}")
    return found


def _list(data: bytes) -> Answer:
    return Answer(tuple(decoding.json(data, list[msgspec.Raw])))


def _object(data: bytes) -> Answer:
    columns = decoding.json(data, dict[str, msgspec.Raw])
    if "results" in columns:
        page = decoding.json(data, _Page)
        return Answer(tuple(page.results), page.count, bool(page.next or page.previous))
    if "filing_uuid" not in columns:
        said = bytes(columns.get("detail", b"")).decode("utf-8", "replace")[:200]
        raise ValueError(f"it holds no filing{f', but the words {said}' if said else ''}")
    return Answer((msgspec.Raw(data),))


def _has(row: msgspec.Raw, mark: str) -> bool:
    try:
        return mark in decoding.json(row, dict[str, msgspec.Raw])
    except msgspec.DecodeError:
        return False


def filings(found: Answer, sort: type[_Filing]) -> Iterator[tuple[int, _Filing | Problem]]:
    """Each filing with its place in the file, from 1; a problem for one that cannot be read."""
    for number, row in enumerate(found.filings, 1):
        try:
            filing = decoding.json(row, sort)
            _ = filing.period
        except (msgspec.DecodeError, ValueError) as error:
            yield number, bad_row(f"filing {number}: {error}")
        else:
            yield number, filing


def bad_row(what: str) -> Problem:
    """The problem of a row that is left out."""
    return Problem("bad_row", f"{what}; it is left out: compare it with the publisher's page", severity="skipped")


def told(**columns: object) -> dict[str, str]:
    """Columns that hold anything, as text."""
    return {name: str(value) for name, value in columns.items() if value not in (None, "", ())}
