"""Makes model values of a story's articles and hand-written claims, for tests and trial reports."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from cuibono.explore.contents import Contents, contents
from cuibono.explore.phrases import KINDS
from cuibono.model import Claim, Document, Mention, Problem, Source, SourceKind, Span
from cuibono.values import Money, Period


class Story:
    """A folder with articles, metadata.csv and claims.jsonl or gold.jsonl, as documents, claims and problems.

    `most` keeps only so many of the articles.
    """

    def __init__(self, folder: Path, most: int | None = None) -> None:
        with (folder / "metadata.csv").open(encoding="utf-8", newline="") as lines:
            self._documents = [_document(folder, row) for row in csv.DictReader(lines)][:most]
        self._by_file = {document.file: document for document in self._documents}
        gold = next(path for path in (folder / "claims.jsonl", folder / "gold.jsonl") if path.exists())
        rows = gold.read_text(encoding="utf-8").splitlines()
        self._claims = list(self._read(json.loads(row) for row in rows))

    def contents(self) -> Contents:
        """Every article, and every hand-written claim of one of the kinds as an event of its own."""
        return contents(self._documents, self._claims)

    def problems(self) -> list[Problem]:
        """One for every article without a date."""
        return [
            Problem("no_date", f"{d.file}: no date found; add one to the metadata.", d.file, d.id)
            for d in self._documents
            if d.published is None
        ]

    def _read(self, rows: Iterator[dict[str, Any]]) -> Iterator[Claim]:
        publishers = {document.publisher for document in self._documents}
        for row in rows:
            if row["type"] in KINDS and row["document"] in self._by_file:
                yield _claim(row, self._by_file[row["document"]], publishers)


def _document(folder: Path, row: dict[str, str]) -> Document:
    data = (folder / "articles" / row["file"]).read_bytes()
    text = data.decode()
    sha = hashlib.sha256(data).hexdigest()
    day = date.fromisoformat(row["published"]) if row["published"] else None
    lines = text.split("\n\n")
    return Document(
        id=f"doc-{sha[:12]}",
        file=row["file"],
        text=text,
        sha256=sha,
        title=row["title"] or None,
        publisher=row["publisher"] or None,
        published=Period(day, day, "published") if day else None,
        url=row["url"] or None,
        body=len("\n\n".join(lines[:2])) + 2,
    )


def _claim(row: dict[str, Any], document: Document, publishers: set[str | None]) -> Claim:
    start, end = row["evidence"]["start"], row["evidence"]["end"]
    here = Span(start, end)
    name = f"{document.id} {start} {end} {row['type']} {row['actors']}"
    amount, when = row["amount"], row["date"]
    return Claim(
        id=f"clm-{hashlib.sha256(name.encode()).hexdigest()[:10]}",
        document=document.id,
        kind=row["type"],
        span=here,
        quote=document.text[start:end],
        actors=tuple(_mention(name, start) for name in row["actors"]),
        counterparts=tuple(_mention(name, start) for name in row["counterparts"]),
        topic=row["topic"],
        amount=_money(amount) if amount else None,
        period=Period(_day(when["earliest"]), _day(when["latest"])) if when else None,
        place=row["place"],
        attribution=tuple(Source(name, _source_kind(name, publishers), here) for name in row["attribution"]),
        stance="planned" if row["modality"] == "planned_or_threatened" else row["modality"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _money(amount: dict[str, Any]) -> Money:
    low = Decimal(str(amount["value"]))
    return Money(low, Decimal(str(amount.get("high") or low)), amount["currency"])


def _mention(name: str, start: int) -> Mention:
    """A mention of this name; gold does not say what kind of party it is, so one word is taken to be no person."""
    return Mention(Span(start, start + 1), name, "person" if name.istitle() and " " in name else "organisation")


def _source_kind(name: str, publishers: set[str | None]) -> SourceKind:
    if name in publishers:
        return "outlet"
    if name[0].islower():
        return "anonymous" if any(w in name for w in ("people", "person", "official", "source")) else "unspecified"
    return "person" if " " in name else "organisation"
