"""Executive orders as texts in Markdown, one file for each, or a zip of them."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers.federal_register import acts
from cuibono.tables import table

_HEAD = re.compile(r"\A\s*# Executive Order (?P<number>\d{5}): (?P<title>[^\n]+)")
_FIELD = re.compile(
    r"^(?:- |\*\*)(?P<name>Date|Document Number|Citation):(?:\*\*)?[ ]*(?P<value>[^\n]*)$", re.MULTILINE
)
_LINK = re.compile(r"\((?P<url>https://www\.federalregister\.gov/documents/(?P<day>\d{4}/\d{2}/\d{2})/[^)\s]+)\)")
_DATE = re.compile(r"(?P<month>[A-Z][a-z]+) (?P<day>\d{1,2}), (?P<year>\d{4})")
_BEGINS = re.compile(r"^\*\*Purpose[^\n]*\*\*\s*|^### Section 1\.?[^\n]*\n", re.MULTILINE)
_BOLD = re.compile(r"\*\*[^*\n]+\*\*")  # what a paragraph is headed
_NAMED = re.compile(r"Executive Orders? (?P<number>1\d{4})")
_OPENING = 600  # characters of the order's first section that stand in the text beside its title


def is_one(head: bytes) -> bool:
    """Whether a file begins as one of these."""
    return bool(_HEAD.match(head.decode("utf-8", "replace")))


def records(path: Path) -> Iterator[Record | Cover | Problem]:
    """A record for each order; of a zip whose orders are numbered without a gap, a cover that is whole.

    Raises ValueError where the file is no such text, or the zip is cut off or holds none.
    """
    with path.open("rb") as file:
        texts = _zipped(path) if file.read(2) == b"PK" else _single(path)
    numbers: dict[int, date] = {}
    scope = "executive orders as texts"
    for name, text in texts:
        made = _record(name, text, scope)
        if isinstance(made, Record) and made.earliest:
            numbers[int(made.own["executive_order_number"])] = made.earliest
        yield made
    yield _cover(scope, numbers)


def _cover(scope: str, numbers: dict[int, date]) -> Cover:
    """Whole between the first and last day, both left out: others may have been signed on these."""
    ordered = sorted(numbers)
    if not ordered:
        return Cover(scope=scope, title=scope)
    told = f"executive orders {ordered[0]} to {ordered[-1]}, {len(ordered)} of them"
    first, last = min(numbers.values()), max(numbers.values())
    inner = (date.fromordinal(first.toordinal() + 1), date.fromordinal(last.toordinal() - 1))
    if ordered[-1] - ordered[0] + 1 == len(ordered) and inner[0] <= inner[1]:
        return Cover(scope=scope, title=f"{told}, without a gap", start=inner[0], end=inner[1], whole=True)
    return Cover(scope=scope, title=told, start=first, end=last)


def _record(name: str, text: str, scope: str) -> Record | Problem:
    head = _HEAD.match(text)
    if not head:
        raise ValueError(f'{name} does not begin with "# Executive Order" and its number')
    fields = {found["name"]: found["value"].strip(" *") for found in _FIELD.finditer(text)}
    document, link = fields.get("Document Number", ""), _LINK.search(text)
    if not document:
        return Problem("no_key", f"{name}: it has no Document Number, so it was left out.", severity="skipped")
    signed = _day(fields.get("Date", ""))
    published = date.fromisoformat(link["day"].replace("/", "-")) if link else None
    president, by = acts.signer(int(head["number"]), signed)
    own = {"document_number": document, "executive_order_number": head["number"], "president by": by}
    if fields.get("Citation", "N/A") != "N/A":
        own["citation"] = fields["Citation"]
    named = dict.fromkeys(one["number"] for one in _NAMED.finditer(text) if one["number"] != head["number"])
    own["orders named"] = ", ".join(named)
    return Record(
        key=acts.key(document, published), sort="executive_order", actor=president,
        actor_kind="public_body" if president == acts.OFFICE else "person", earliest=signed, latest=signed,
        filed=published, known=published, text=_text(head["title"], text), scope=scope,
        url=link["url"] if link else None, line=1, own={key: value for key, value in own.items() if value},
    )  # fmt: skip


def _text(title: str, text: str) -> str:
    """The title and how the order begins."""
    found = _BEGINS.search(text)
    opening = " ".join(_BOLD.sub("", text[found.end() :]).split())[:_OPENING] if found else ""
    return f"{title.strip()}. {opening}".rstrip(". ")


def _day(said: str) -> date | None:
    found = _DATE.fullmatch(said)
    month = table("calendar")["months"].get(found["month"]) if found else None
    return date(int(found["year"]), month, int(found["day"])) if found and month else None


def _single(path: Path) -> Iterator[tuple[str, str]]:
    try:
        yield path.name, path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ValueError("its text is not in UTF-8") from error


def _zipped(path: Path) -> Iterator[tuple[str, str]]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(name for name in archive.namelist() if name.endswith(".md") and "__MACOSX" not in name)
            if not names:
                raise ValueError("it is a zip without texts in Markdown")
            for name in names:
                yield name, archive.read(name).decode("utf-8")
    except (zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError) as error:
        raise ValueError(f"it is a zip that cannot be read: {error}") from error
