"""Read the texts of a part into claims, in the form that other programs get.

Takes: folders of texts, with or without metadata. Gives: claims, one a row, as `cuibono export claims` prints them.
Knows nothing of: gold and scores.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from cuibono.model import Claim, Document, Reading
from cuibono.values import Money, Period
from tools.parts import Folder, Part

Read = Callable[[Document], Reading]
Row = dict[str, Any]


def rows(part: Part, read: Read) -> list[Row]:
    """The claims of every text of the part."""
    return [row(claim, document) for document in documents(part) for claim in read(document).claims]


def documents(part: Part) -> Iterator[Document]:
    """The texts of the part, in the order of their names."""
    for folder in part.folders:
        told = _metadata(folder)
        for path in sorted(folder.articles.glob("*.txt")):
            if part.only is None or path.name in part.only:
                yield _document(path, told.get(path.name, {}))


def row(claim: Claim, document: Document) -> Row:
    """The claim as a row of the claims contract."""
    return {
        "id": claim.id,
        "document": document.file,
        "evidence": {"start": claim.span.start, "end": claim.span.end, "text": claim.quote},
        "type": claim.kind,
        "actors": [mention.name for mention in claim.actors],
        "counterparts": [mention.name for mention in claim.counterparts],
        "topic": claim.topic,
        "amount": _amount(claim.amount),
        "date": _dates(claim.period),
        "place": claim.place,
        "attribution": [source.name for source in claim.attribution],
        "modality": "planned_or_threatened" if claim.stance == "planned" else claim.stance,
        "event": None,
    }


def _amount(money: Money | None) -> Row | None:
    if money is None:
        return None
    return {"value": _number(money.low), "high": _number(money.high), "currency": money.currency}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _dates(period: Period | None) -> Row | None:
    if period is None:
        return None
    ends = [day and day.isoformat() for day in (period.earliest, period.latest)]
    return {"earliest": ends[0], "latest": ends[1], "basis": period.basis}


def _metadata(folder: Folder) -> dict[str, dict[str, str]]:
    if folder.metadata is None:
        return {}
    with folder.metadata.open(encoding="utf-8", newline="") as lines:
        return {line["file"]: line for line in csv.DictReader(lines)}


def _document(path: Path, told: dict[str, str]) -> Document:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    day = date.fromisoformat(told["published"]) if told.get("published") else None
    return Document(
        id=f"doc-{digest[:16]}",
        file=path.name,
        text=content.decode("utf-8").replace("\r\n", "\n"),
        sha256=digest,
        title=told.get("title") or None,
        publisher=told.get("publisher") or None,
        published=Period(day, day, "published") if day else None,
        url=told.get("url") or None,
    )
