"""From answers of the interface to records, one report at a time; from a compiled table, one row at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from cuibono import decoding
from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers.lda_contributions import compiled
from cuibono.registers.lda_contributions.items import Filer, Item, Keys
from cuibono.registers.lda_contributions.items import records as of_item
from cuibono.registers.lobbying import Filing, Lobbyist, answer, bad_row, filings, told

_MARK = "contribution_items"
_ADDRESS = "https://lda.gov/api/v1/contributions/{}/"


class _Report(Filing, frozen=True, kw_only=True):
    contribution_items: list[msgspec.Raw]
    filer_type: str = ""
    filer_type_display: str = ""
    lobbyist: Lobbyist | None = None
    no_contributions: bool = False
    pacs: tuple[str, ...] = ()

    @property
    def filer(self) -> Filer:
        return Filer(self.registrant.name, self.lobbyist.name if self.lobbyist else "")

    @property
    def scope(self) -> str:
        who = f"lobbyist {self.lobbyist.id}" if self.lobbyist else f"registrant {self.registrant.id}"
        return f"{who} {self.filing_year} {self.filing_period}"


def recognises(_name: str, head: bytes) -> bool:
    """Whether it has reports of contributions, or the header of the compiled table."""
    return b'"contribution_items"' in head or compiled.recognises(head)


def records(path: Path) -> Iterator[Record | Cover | Problem]:
    """Each contribution, and each report that has none; what each report covers; a note where reports are missing.

    Raises ValueError where the file is neither an answer with reports of contributions nor the compiled table.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    if compiled.recognises(head):
        yield from compiled.records(path)
        return
    found = answer(path, _MARK)
    yield from found.missing()
    keys = Keys()
    for number, report in filings(found, _Report):
        if isinstance(report, Problem):
            yield report
        else:
            rows = list(_rows(report, number, keys))
            yield from rows
            bad = any(isinstance(row, Problem) and row.severity == "skipped" for row in rows)
            yield _cover(report, found.is_whole and not bad)


def _cover(report: _Report, is_whole: bool) -> Cover:
    """A report holds all that its filer gave in its half-year, unless he stopped reporting before its end.

    `is_whole`: no row of it was left out, and no amendment can be in a part of the answer that is missing.
    """
    start, end = report.period
    ends_early = "termination" in report.filing_type_display.casefold()
    title = f"{report.filer.name}, {report.filing_period_display} {report.filing_year}"
    return Cover(scope=report.scope, title=title, start=start, end=end, whole=is_whole and not ends_early)


def _rows(report: _Report, number: int, keys: Keys) -> Iterator[Record | Problem]:
    row = _row(report, number)
    for place, raw in enumerate(report.contribution_items, 1):
        try:
            item = decoding.json(raw, Item)
        except msgspec.DecodeError as error:
            yield bad_row(f"filing {number}, contribution {place}: {error}")
            continue
        yield from _outside(report, item, number, place)
        own = row.own | told(payee_name=item.payee_name, honoree_name=item.honoree_name)
        own |= told(contributor_name=item.contributor_name)
        yield from of_item(item, report.filer, _keyed(row, keys.key(report.filing_uuid, item), own))
    if not report.contribution_items:
        start, end = report.period
        yield msgspec.structs.replace(row, earliest=start, latest=end, counts=False, why="it tells of no contribution")


def _keyed(row: Record, key: str, own: dict[str, str]) -> Record:
    return msgspec.structs.replace(row, key=key, own=own)


def _row(report: _Report, number: int) -> Record:
    """What all rows of a report have in common; as it stands, the row of a report that tells of no contribution."""
    filer = report.filer
    own = told(
        filing_type=report.filing_type, filing_type_display=report.filing_type_display,
        filer_type=report.filer_type, registrant=report.registrant.name, registrant_id=report.registrant.id,
        lobbyist=filer.lobbyist, lobbyist_id=report.lobbyist.id if report.lobbyist else "",
        pacs="; ".join(report.pacs), filing_document_url=report.filing_document_url,
    )  # fmt: skip
    return Record(
        key=report.filing_uuid, sort="no_contributions", actor=filer.name, actor_kind=filer.kind, scope=report.scope,
        filed=report.posted, known=report.posted, filing=report.filing_uuid, chain=report.scope,
        version=report.version, url=_ADDRESS.format(report.filing_uuid), line=number, own=own,
    )  # fmt: skip


def _outside(report: _Report, item: Item, number: int, place: int) -> Iterator[Problem]:
    start, end = report.period
    if not start <= item.date <= end:
        yield Problem(
            "outside_period",
            f"filing {number}, contribution {place}: its day, {item.date}, lies outside the half-year of the report; "
            "it is kept as it stands: look at the report before relying on the day",
        )
