"""Read the texts of a part into claims, in the form that other programs get.

Takes: folders of texts, with or without metadata. Gives: claims, one a row, as `cuibono export claims` prints them.
Knows nothing of: gold and scores.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from cuibono.collect.archive import Entry
from cuibono.collect.documents import Prepared, prepare
from cuibono.collect.metadata import Given, load
from cuibono.model import Claim, Document, Reading
from cuibono.settings import CollectSettings
from cuibono.values import Money, Period
from tools.parts import Folder, Part

Read = Callable[[Document], Reading]
Row = dict[str, Any]


def rows(part: Part, read: Read) -> list[Row]:
    """The claims of every text of the part."""
    return [row(claim, document) for document in documents(part) for claim in read(document).claims]


def documents(part: Part) -> Iterator[Document]:
    """The texts of the part that can be read, in the order of their names."""
    for folder in part.folders:
        told = _metadata(folder)
        for path in sorted(folder.articles.glob("*.txt")):
            if part.only is None or path.name in part.only:
                prepared = _prepared(path, told.get(path.name, Given()))
                if prepared.document and prepared.readable:
                    yield prepared.document


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


def _metadata(folder: Folder) -> dict[str, Given]:
    return load(folder.metadata)[0] if folder.metadata else {}


def _prepared(path: Path, told: Given) -> Prepared:
    """The text as a case would hold it; collected long after it was published, whenever that was."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    entry = Entry(file=path.name, when="2100-01-01T00:00:00Z", sha256=digest, given=told)
    return prepare(content, entry, CollectSettings().longest)
