"""From answers of the interface to records, one filing at a time."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers.lobbying import Filing, Lobbyist, answer, bad_row, filings, told

_MARK = "lobbying_activities"
_ADDRESS = "https://lda.gov/api/v1/filings/{}/"


class _Client(msgspec.Struct, frozen=True):
    id: int
    name: str
    client_government_entity: bool | None = None
    general_description: str | None = None


class _Active(msgspec.Struct, frozen=True):
    lobbyist: Lobbyist
    covered_position: str | None = None


class _Entity(msgspec.Struct, frozen=True):
    name: str


class _Activity(msgspec.Struct, frozen=True):
    general_issue_code: str
    general_issue_code_display: str = ""
    description: str | None = None
    lobbyists: tuple[_Active, ...] = ()
    government_entities: tuple[_Entity, ...] = ()


class _Named(msgspec.Struct, frozen=True):
    name: str | None = None


class _Filing(Filing, frozen=True, kw_only=True):
    client: _Client
    lobbying_activities: list[_Activity]
    income: Decimal | None = None
    expenses: Decimal | None = None
    expenses_method_display: str | None = None
    termination_date: str | None = None
    foreign_entities: tuple[_Named, ...] = ()
    affiliated_organizations: tuple[_Named, ...] = ()


def recognises(_name: str, head: bytes) -> bool:
    """Whether it has filings with lobbying activities."""
    return b'"lobbying_activities"' in head and b'"filing_uuid"' in head


def records(path: Path) -> Iterator[Record | Cover | Problem]:
    """Each filing, in parts where it names several bodies of government; a note where filings are missing.

    Raises ValueError where the file is no answer with filings.
    """
    found = answer(path, _MARK)
    yield from found.missing()
    quarters: dict[str, Cover] = {}
    for number, filing in filings(found, _Filing):
        if isinstance(filing, Problem):
            yield filing
        elif not (sort := _sorts().get(filing.filing_type)):
            yield bad_row(f"filing {number}: {filing.filing_type!r} is no type of filing that is known")
        else:
            cover = _cover(filing)
            quarters.setdefault(cover.scope, cover)
            yield from _parts(_row(filing, sort, number), filing)
    yield from quarters.values()


def _cover(filing: _Filing) -> Cover:
    """A period, never whole: an answer does not say what was asked for, and others may lobby for the same client."""
    start, end = filing.period
    title = f"filings for the {filing.filing_period_display} of {filing.filing_year}, those that were asked for"
    return Cover(scope=_scope(filing), title=title, start=start, end=end)


def _scope(filing: _Filing) -> str:
    return f"{filing.filing_year} {filing.filing_period}"


def _parts(row: Record, filing: _Filing) -> Iterator[Record]:
    """A part for each body of government, in the order of the filing; income or expenses with the first alone."""
    named = dict.fromkeys(one.name for activity in filing.lobbying_activities for one in activity.government_entities)
    for part, entity in enumerate(named or (None,)):
        yield msgspec.structs.replace(
            row, part=part, counterpart=entity, counterpart_kind="public_body" if entity else None,
            amount=None if part else row.amount, currency=None if part else row.currency,
        )  # fmt: skip


def _row(filing: _Filing, sort: str, number: int) -> Record:
    start, end = filing.period
    amount = filing.expenses if filing.income is None else filing.income
    chain = "registration" if sort == "registration" else "report"
    return Record(
        key=filing.filing_uuid, sort=sort, actor=filing.client.name,
        actor_kind="public_body" if filing.client.client_government_entity else "organisation",
        amount=amount, currency=None if amount is None else "USD", earliest=start, latest=end, filed=filing.posted,
        known=filing.posted, text=_text(filing), scope=_scope(filing), filing=filing.filing_uuid,
        chain=f"{chain} {filing.registrant.id} {filing.client.id} {_scope(filing)}", version=filing.version,
        url=_ADDRESS.format(filing.filing_uuid), line=number, own=_own(filing),
    )  # fmt: skip


def _text(filing: _Filing) -> str | None:
    told_of = (
        f"{one.general_issue_code}: {(one.description or one.general_issue_code_display).strip()}"
        for one in filing.lobbying_activities
    )
    return "\n".join(told_of) or None


def _own(filing: _Filing) -> dict[str, str]:
    activities = filing.lobbying_activities
    return told(
        filing_type=filing.filing_type, filing_type_display=filing.filing_type_display,
        registrant=filing.registrant.name, registrant_id=filing.registrant.id, client_id=filing.client.id,
        general_description=filing.client.general_description, income=filing.income, expenses=filing.expenses,
        expenses_method=filing.expenses_method_display, termination_date=filing.termination_date,
        general_issue_codes="; ".join(dict.fromkeys(one.general_issue_code for one in activities)),
        lobbyists="; ".join(dict.fromkeys(_person(one) for activity in activities for one in activity.lobbyists)),
        foreign_entities="; ".join(one.name for one in filing.foreign_entities if one.name),
        affiliated_organizations="; ".join(one.name for one in filing.affiliated_organizations if one.name),
        filing_document_url=filing.filing_document_url,
    )  # fmt: skip


def _person(one: _Active) -> str:
    """A lobbyist, with the public post that he held as the filer describes it."""
    post = (one.covered_position or "").strip()
    return f"{one.lobbyist.name} ({post})" if post else one.lobbyist.name


@cache
def _sorts() -> dict[str, str]:
    table = tomllib.loads((files(__package__) / "types.toml").read_text(encoding="utf-8"))
    return {code: sort for sort, codes in table.items() for code in codes}
