"""From rows of a filing to records.

Takes: a filing's head, its rows. Gives: records, problems.
Knows nothing of: files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from cuibono.model import PartyKind, Problem
from cuibono.model.records import Record
from cuibono.registers.fec_filings.filing import Head, Row, day
from cuibono.registers.fec_filings.tables import Schedule, forms, line_sort, schedule

_ENTITIES: dict[str, PartyKind] = {"IND": "person", "CAN": "person"}
_NAME = ("last_name", "first_name", "middle_name", "prefix", "suffix")
_OPPOSES = "O"
_PAGE = "https://docquery.fec.gov/cgi-bin/forms"
_TOTALS = (
    "report_code", "amendment_date", "coverage_from_date", "coverage_through_date", "total_donations_accepted",
    "total_donations_refunded", "net_donations", "candidate_id_number", "text_code",
)  # fmt: skip


def filing_record(head: Head, filing: str, chain: str | None, version: str | None, line: int = 2) -> Record:
    """The record of a filing itself: who filed what form, when, for which days."""
    columns = head.columns
    return Record(
        key=filing,
        sort="filing",
        actor=filer(head),
        actor_kind="organisation",
        earliest=day(columns.get("coverage_from_date", "")),
        latest=day(columns.get("coverage_through_date", "")),
        filed=day(columns.get("date_signed", "")),
        known=head.received,
        text=f"Form {head.form}",
        scope=committee(head) or None,
        filing=filing,
        chain=chain,
        version=version,
        url=page(head),
        line=line,
        own={name: columns[name] for name in _TOTALS if columns.get(name)},
    )


def row_record(head: Head, filing: Record, row: Row) -> Iterator[Record | Problem]:
    """The record of a row of a schedule, after the problems that it has."""
    name = schedule(row.type)
    about = forms().schedules[name]
    amount, when = _amount(row.columns.get(about.amount, "")), _when(row, about)
    yield from _problems(row, about, amount, when)
    sort = _sort(head, row, about)
    party, kind = party_name(row.columns, about.party)
    giver, ours = forms().sorts[sort].giver, (filing.actor, filing.actor_kind)
    actor, counterpart = ((party, kind), ours) if giver == "party" else (ours, (party, kind))
    if giver == "spender":
        counterpart = party_name(row.columns, "candidate")
    why = _why(head, row, about)
    yield Record(
        key=f"{filing.key}:{row.line}",
        sort=sort,
        actor=actor[0],
        actor_kind=actor[1],
        counterpart=counterpart[0],
        counterpart_kind=counterpart[1],
        amount=None if amount is None else amount * forms().sorts[sort].sign,
        currency=None if amount is None else "USD",
        earliest=when,
        latest=when,
        filed=filing.filed,
        known=filing.known,
        counts=not why,
        why=why or None,
        text="; ".join(_texts(row, about)) or None,
        scope=filing.scope,
        filing=filing.filing,
        chain=filing.chain,
        version=filing.version,
        url=page(head, about.page),
        line=row.line,
        own=_own(row, about, party if giver == "spender" else None),
    )


def filer(head: Head) -> str | None:
    """Who filed, as the filing says it."""
    columns = head.columns
    name = columns.get("committee_name") or columns.get("organization_name")
    return name or party_name(columns, "individual")[0] or party_name(columns, "candidate")[0]


def committee(head: Head) -> str:
    """The number of the committee that filed."""
    return head.columns.get("filer_committee_id_number", "").upper()


def page(head: Head, schedule_page: str = "") -> str | None:
    """The address of the filing at the Commission, None where its number is not known."""
    if not head.number or not committee(head):
        return None
    return f"{_PAGE}/{committee(head)}/{head.number}/{schedule_page}"


def party_name(columns: dict[str, str], role: str) -> tuple[str | None, PartyKind | None]:
    """The name of a party and what it is: "LAST, FIRST MIDDLE PREFIX SUFFIX" of a person, as the bulk files have it."""
    organisation, entity = columns.get(f"{role}_organization_name", ""), columns.get("entity_type", "").upper()
    parts = [columns.get(f"{role}_{part}", "") for part in _NAME]
    if columns.get(f"{role}_name") and not organisation and not any(parts):
        return _whole_name(columns[f"{role}_name"], entity)
    person = _person(parts)
    is_person = entity in _ENTITIES or role == "candidate" if entity else not organisation
    if person and (is_person or not organisation):
        return person, "person" if is_person else "organisation"
    return organisation or None, "organisation" if organisation else None


def _whole_name(name: str, entity: str) -> tuple[str, PartyKind | None]:
    """A name of the old versions in one field: that of a person has its parts between carets."""
    if "^" in name:
        last, first, prefix, suffix = (part.strip() for part in f"{name}^^^".split("^")[:4])
        return _person([last, first, "", prefix, suffix]), "person"
    return name, _ENTITIES.get(entity, "organisation" if entity else None)


def _person(parts: list[str]) -> str:
    last, *others = parts
    first = " ".join(part for part in others if part)
    return f"{last}, {first}" if last and first else last or first


def _sort(head: Head, row: Row, about: Schedule) -> str:
    if not about.sorts:
        return line_sort(head.form, row.type)
    sort = about.sorts[""]
    is_against = row.columns.get("support_oppose_code", "").upper().startswith(_OPPOSES)
    return "expenditure_against" if sort == "expenditure_for" and is_against else sort


def _why(head: Head, row: Row, about: Schedule) -> str:
    """Why sums leave the row out, "" where they do not."""
    if row.columns.get("memo_code", "").upper() == "X":
        return "a memo: its amount is part of another row"
    if any(re.match(forms().earmark, text) for text in _texts(row, about)) and row.type.startswith(("SA", "SB")):
        return "an earmarked gift told by the committee that passed it on: the one that got it reports it too"
    return next((why for form, why in forms().notices.items() if head.form.startswith(form)), about.why)


def _texts(row: Row, about: Schedule) -> list[str]:
    return [text for name in about.text if (text := row.columns.get(name))]


def _own(row: Row, about: Schedule, payee: str | None) -> dict[str, str]:
    kept = {name: row.columns[name] for name in about.own if row.columns.get(name)}
    return {"form_type": row.type, **kept, **({"payee": payee} if payee else {})}


def _amount(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _when(row: Row, about: Schedule) -> date | None:
    return day(row.columns.get(about.date, "")) or day(row.columns.get(about.other_date, ""))


def _problems(row: Row, about: Schedule, amount: Decimal | None, when: date | None) -> Iterator[Problem]:
    where = f"line {row.line} ({row.type})"
    told = row.columns.get(about.amount, "")
    if amount is None:
        yield Problem(
            "bad_amount", f"{where}: {about.amount} {told!r} is no amount; the row has none. Look at the line."
        )
    told = row.columns.get(about.date, "")
    if when is None and told:
        yield Problem("bad_date", f"{where}: {about.date} {told!r} is no day; the row has none. Look at the line.")
    if row.beyond:
        yield Problem(
            "long_row",
            f"{where}: {row.beyond} filled fields more than the form has; they are left out. Look at the line.",
        )
