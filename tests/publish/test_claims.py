from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest

from cuibono.model import Claim, Document, Mention, Source, Span
from cuibono.publish import claims
from cuibono.values import Money, Period

DOCUMENT = Document("doc-1", "a.txt", "Acme will give, aides said.", "ab")
CLAIM = Claim(
    id="clm-1",
    document="doc-1",
    kind="pledge",
    span=Span(0, 14),
    quote="Acme will give",
    actors=(Mention(Span(0, 4), "Acme Corp", "organisation"),),
    topic="jobs",
    amount=Money(Decimal("1500000"), Decimal("1500000"), "USD"),
    period=Period(date(2024, 5, 1), date(2024, 5, 31), "text+published"),
    place="Ohio",
    attribution=(Source("aides", "anonymous", Span(16, 21)), Source("Tom Roe", "person", Span(0, 4))),
    stance="planned",
)
BARE = Claim("clm-2", "doc-9", "gift", Span(0, 4), "Acme")
ROW = {
    "id": "clm-1",
    "document": "a.txt",
    "evidence": {"start": 0, "end": 14, "text": "Acme will give"},
    "type": "pledge",
    "actors": ["Acme Corp"],
    "counterparts": [],
    "topic": "jobs",
    "amount": {"value": 1500000, "high": None, "currency": "USD"},
    "date": {"earliest": "2024-05-01", "latest": "2024-05-31", "basis": "text+published"},
    "place": "Ohio",
    "attribution": ["aides", "Tom Roe"],
    "modality": "planned_or_threatened",
    "event": None,
    "decision": None,
}


def test_exactly_the_contract() -> None:
    first, second = claims.rows([DOCUMENT], [CLAIM, BARE])
    assert first == ROW
    assert list(first) == list(ROW)
    assert (second["document"], second["amount"], second["date"], second["modality"]) == (
        "doc-9",
        None,
        None,
        "asserted",
    )


@pytest.mark.parametrize(
    ("money", "expected"),
    [
        (Money(Decimal(2), Decimal(5), "EUR"), {"value": 2, "high": 5, "currency": "EUR"}),
        (Money(Decimal("0.5"), None, None), {"value": 0.5, "high": None, "currency": None}),
        (Money(None, Decimal(5), "EUR"), {"value": 5, "high": None, "currency": "EUR"}),
        (Money(Decimal("1E+9"), Decimal("1E+9"), "EUR"), {"value": 1_000_000_000, "high": None, "currency": "EUR"}),
    ],
)
def test_amounts(money: Money, expected: dict[str, object]) -> None:
    claim = Claim("c", "doc-1", "gift", Span(0, 4), "Acme", amount=money)
    assert claims.row(claim, "a.txt")["amount"] == expected


def test_formats_say_the_same() -> None:
    rows = claims.rows([DOCUMENT], [CLAIM, BARE])
    assert [json.loads(line) for line in claims.jsonl(rows).splitlines()] == json.loads(claims.json(rows)) == rows
    first, second = csv.DictReader(io.StringIO(claims.table(rows)))
    assert (first["evidence_text"], first["amount_value"], first["attribution"]) == (
        "Acme will give",
        "1500000",
        "aides; Tom Roe",
    )
    assert (second["amount_value"], second["date_earliest"]) == ("", "")


def test_nothing_gives_nothing() -> None:
    assert (claims.jsonl([]), json.loads(claims.json([]))) == ("", [])
    assert claims.table([]).count("\n") == 1
