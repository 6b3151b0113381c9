"""The RSS feeds of federal courts: the entries of the last day or so, of the kinds that a court feeds."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path

from cuibono.model import Problem
from cuibono.model.records import Record
from cuibono.registers.us_court_dockets import reading

_COURT = re.compile(r"https://ecf\.([a-z0-9]+)\.uscourts\.gov")
_TITLE = re.compile(r"(?P<number>[^\s\d]*+\d\S*+)\s+(?P<name>.+)", re.DOTALL)
_SAID = re.compile(r"\[(?P<said>[^\]]*)\]")
_DOCUMENT = re.compile(r"href=['\"](?P<url>https?://[^'\"]*?/(?P<id>\d+))[?'\"]")
_PART = re.compile(r"(?:partId=|de_seq_num=|[&,])(\d+)$")


def records(path: Path) -> Iterator[Record | Problem]:
    """A record for each item of a feed. Raises ValueError where it is no feed of a court, or is cut off."""
    seen: dict[str, str] = {}
    court = ""
    try:
        for number, item in enumerate(_items(path), 1):
            court = court or _court(item.get("link", ""))
            yield _record(item, court, number, seen)
    except ET.ParseError as error:
        raise ValueError(f"it is no whole feed in XML: {error}") from error
    if not court:
        raise ValueError("it is no feed of a federal court: no item links to ecf.COURT.uscourts.gov")


def _items(path: Path) -> Iterator[dict[str, str]]:
    for _, element in ET.iterparse(path):
        if element.tag == "item":
            yield {child.tag: (child.text or "").strip() for child in element}
            element.clear()


def _record(item: dict[str, str], court: str, number: int, seen: dict[str, str]) -> Record | Problem:
    # Titles are escaped twice: once as XML, once as HTML.
    titled = _TITLE.fullmatch(" ".join(html.unescape(item.get("title", "")).split()))
    if not court or not titled:
        message = f"item {number}: {item.get('title', '')!r} has no number and name of a case, so it was left out."
        return Problem("no_case", message, severity="skipped")
    said = _SAID.search(item.get("description", ""))
    text = html.unescape(said["said"]) if said else ""
    document = _DOCUMENT.search(item.get("description", ""))
    why = _why(titled["number"], document["id"] if document else "", text, seen)
    asks, answers = reading.sides(titled["name"])
    when = _day(item.get("pubDate", ""))
    return Record(
        key=f"{court}:{titled['number']}:{_part(item, number)}", sort=reading.sort_of(text), actor=asks,
        counterpart=answers, earliest=when, latest=when, filed=when, known=when, counts=why is None, why=why,
        text=f"{titled['name']}: {text}".rstrip(": "), scope=f"{court}:{titled['number']}",
        url=document["url"] if document else item.get("link") or None, line=number, own=_own(titled, document),
    )  # fmt: skip


def _own(titled: re.Match[str], document: re.Match[str] | None) -> dict[str, str]:
    found = {"case_name": titled["name"], "docket_number": titled["number"], "parties": "from the name of the case"}
    return found | ({"pacer_doc_id": document["id"]} if document else {})


def _why(docket: str, document: str, text: str, seen: dict[str, str]) -> str | None:
    first = seen.setdefault(document, docket) if document else docket
    if reading.is_withdrawn(text):
        return "the clerk marked it as entered in error"
    return f"the same document stands on docket {first}" if first != docket else None


def _part(item: dict[str, str], number: int) -> str:
    found = _PART.search(item.get("guid", ""))
    return found[1] if found else f"item {number} of {item.get('pubDate', '')}"


def _court(link: str) -> str:
    found = _COURT.match(link)
    return found[1] if found else ""


def _day(published: str) -> date | None:
    try:
        return parsedate_to_datetime(published).date()
    except ValueError:
        return None
