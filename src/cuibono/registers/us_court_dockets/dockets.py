"""Dockets in the JSON of juriscraper, which CourtListener's RECAP archive is made with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product

import msgspec

from cuibono import decoding
from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers import delimited
from cuibono.registers.us_court_dockets import reading

_SHORT = re.compile(r"\d{1,5}")  # courts of appeals give a document's long id where others give its number
_DISTRICTS = {"cacd", "caed", "cand", "casd"}  # California's district courts; other "ca…" are courts of appeals


class Entry(msgspec.Struct):
    """One entry of a docket."""

    description: str | None = ""
    short_description: str | None = ""
    date_filed: str | None = None
    date_entered: str | None = None
    document_number: str | int | None = None
    pacer_doc_id: str | None = None
    pacer_seq_no: str | int | None = None
    attachments: list[dict[str, object]] = []

    @property
    def text(self) -> str:
        """What the entry says."""
        return reading.plain_text(self.description or self.short_description or "")


class Party(msgspec.Struct):
    """One party; its lawyers, who stand there with their addresses, are not read."""

    name: str
    type: str = ""
    date_terminated: str | None = None


class Docket(msgspec.Struct):
    """One docket, whole or in part."""

    docket_number: str
    case_name: str | None = ""
    court_id: str = ""
    date_filed: str | None = None
    date_terminated: str | None = None
    cause: str | None = ""
    nature_of_suit: str | None = ""
    jurisdiction: str | None = ""
    assigned_to_str: str | None = ""
    mdl_status: str | None = ""
    docket_entries: list[Entry] | None = None
    parties: list[Party] | None = None

    @property
    def scope(self) -> str:
        """The court and the docket's number."""
        return f"{self.court_id}:{self.docket_number}"


class _Mail(msgspec.Struct):
    dockets: list[Docket]
    court_id: str = ""


class _Page(msgspec.Struct):
    results: list[Docket]


def of_json(data: bytes) -> list[Docket]:
    """The dockets of a file: one, a list, a page of CourtListener's, or those of a notice of electronic filing.

    Raises ValueError where it has none.
    """
    try:
        dockets = _dockets(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"it is no docket in JSON: {error}") from error
    if not dockets or not all(docket.court_id for docket in dockets):
        raise ValueError("it names no court_id, or holds no docket")
    return dockets


def _dockets(data: bytes) -> list[Docket]:
    if data.lstrip().startswith(b"["):
        return decoding.json(data, list[Docket])
    keys = decoding.json(data, dict[str, msgspec.Raw])
    if "results" in keys:
        return decoding.json(data, _Page).results
    if "dockets" not in keys:
        return [decoding.json(data, Docket)]
    mail = decoding.json(data, _Mail)
    return [msgspec.structs.replace(one, court_id=one.court_id or mail.court_id) for one in mail.dockets]


def records(dockets: Iterable[Docket]) -> Iterator[Record | Cover | Problem]:
    """Of each docket a cover, a row for the case with its parties, and a row for each entry."""
    seen: dict[str, str] = {}
    for docket in dockets:
        yield _cover(docket)
        if docket.date_filed:
            yield from _case(docket)
        keys = delimited.Keys()
        for number, entry in enumerate(docket.docket_entries or [], 1):
            yield from _entry(docket, entry, number, keys, seen)


def day(value: str | None) -> date | None:
    """The day of an ISO 8601 day or time as it is written, None where there is none."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _cover(docket: Docket) -> Cover:
    entries = docket.docket_entries or []
    numbers = sorted({int(str(one.document_number)) for one in entries if _SHORT.fullmatch(str(one.document_number))})
    told = f"{len(numbers)} of the numbers {numbers[0]} to {numbers[-1]}" if numbers else "no numbered one"
    days = [found for found in (day(one.date_filed) for one in entries) if found]
    # A copy never says whether it holds every entry, and one with gaps in its numbers surely does not.
    return Cover(
        scope=docket.scope, title=f"{docket.case_name}, {docket.scope}, entries: {len(entries)}, {told}",
        start=min(days, default=None), end=max(days, default=None),
    )  # fmt: skip


def _case(docket: Docket) -> Iterator[Record]:
    """The case itself: who asks, against whom; a part for each pair, and one for each party on neither side."""
    parties = docket.parties or []
    asks, answers = ([one for one in parties if reading.side_of(one.type) == side] for side in ("asks", "answers"))
    others = [one for one in parties if not reading.side_of(one.type)]
    rows: list[tuple[str | None, str | None, dict[str, str]]]
    rows = [(a.name, b.name, _roles(a, b)) for a, b in product(asks, answers)]
    if not rows:
        rows = [(*reading.sides(docket.case_name or ""), {"parties": "from the name of the case"})]
    rows += [(one.name, None, _roles(one)) for one in others]
    when = day(docket.date_filed)
    for part, (actor, counterpart, roles) in enumerate(rows):
        yield Record(
            key=docket.scope, sort="case", part=part, actor=actor, counterpart=counterpart, earliest=when, latest=when,
            filed=when, text=_about(docket), scope=docket.scope, own={**_own(docket), **roles},
        )  # fmt: skip


def _roles(one: Party, other: Party | None = None) -> dict[str, str]:
    found = {"role": one.type}
    if one.date_terminated:
        found["terminated"] = one.date_terminated
    if other:
        found["other role"] = other.type
    if other and other.date_terminated:
        found["other terminated"] = other.date_terminated
    return found


def _about(docket: Docket) -> str:
    said = (docket.case_name, docket.cause, docket.nature_of_suit)
    return "; ".join(" ".join(one.split()) for one in said if one)


def _own(docket: Docket) -> dict[str, str]:
    found = {
        "docket_number": docket.docket_number, "court_id": docket.court_id, "jurisdiction": docket.jurisdiction,
        "assigned_to_str": docket.assigned_to_str, "date_terminated": docket.date_terminated,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _entry(
    docket: Docket, entry: Entry, number: int, keys: delimited.Keys, seen: dict[str, str]
) -> Iterator[Record | Problem]:
    when = day(entry.date_filed)
    if when is None:
        message = f"{docket.scope}, entry {number}: date_filed is {entry.date_filed!r}; the row has no day."
        yield Problem("no_date", message)
    why = _why(docket, entry, seen)
    # Minute orders and the like have no number: what they say and the day stand in for it.
    key = f"{docket.scope}:{entry.document_number or keys.of(entry.date_filed or '', entry.text)}"
    for part, (actor, counterpart) in enumerate(_between(docket, entry)):
        yield Record(
            key=key, sort=reading.sort_of(entry.text), part=part, actor=actor, counterpart=counterpart,
            earliest=when, latest=when, filed=when, known=day(entry.date_entered), counts=why is None, why=why,
            text=entry.text or None, scope=docket.scope, url=_url(docket, entry), line=number,
            own=_numbers(docket, entry),
        )  # fmt: skip


def _why(docket: Docket, entry: Entry, seen: dict[str, str]) -> str | None:
    """Why an entry does not count: the clerk withdrew it, or its document was told on another docket."""
    first = seen.setdefault(entry.pacer_doc_id, docket.docket_number) if entry.pacer_doc_id else docket.docket_number
    if reading.is_withdrawn(entry.text):
        return "the clerk marked it as entered in error"
    return f"the same document stands on docket {first}" if first != docket.docket_number else None


def _between(docket: Docket, entry: Entry) -> list[tuple[str | None, str | None]]:
    """Who filed an entry and against whom, by what it says.

    Where it does not say, a complaint is by and against those of the case's name; so is any entry of a docket that
    has no row for its case, so that its parties are found at all.
    """
    sort, parties = reading.sort_of(entry.text), docket.parties or []
    known = [one.name for one in parties]
    filers, targets = reading.filers(entry.text, known), reading.targets(entry.text, known)
    if side := reading.all_of(entry.text):
        filers = [one.name for one in parties if reading.side_of(one.type) == side]
    if sort == "order" or not entry.document_number:  # the court's own, or a clerk's note on what another filed
        filers, targets = [], []
    if sort == "complaint" or not (docket.date_filed or filers or targets):
        asks, answers = reading.sides(docket.case_name or "")
        filers, targets = filers or [asks or ""], targets or [answers or ""]
    return [(one or None, other or None) for one, other in product(filers or [""], targets or [""])]


def _numbers(docket: Docket, entry: Entry) -> dict[str, str]:
    found = {
        "case_name": docket.case_name, "docket_number": docket.docket_number,
        "document_number": entry.document_number, "pacer_doc_id": entry.pacer_doc_id,
        "pacer_seq_no": entry.pacer_seq_no, "attachments": len(entry.attachments) or "",
    }  # fmt: skip
    return {name: str(value) for name, value in found.items() if value not in (None, "")}


def _url(docket: Docket, entry: Entry) -> str | None:
    if not entry.pacer_doc_id:
        return None
    folder = "docs1" if docket.court_id.startswith("ca") and docket.court_id not in _DISTRICTS else "doc1"
    return f"https://ecf.{docket.court_id}.uscourts.gov/{folder}/{entry.pacer_doc_id}"
