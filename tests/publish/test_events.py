from __future__ import annotations

import csv
import io

from cuibono.publish import claims, events, formats
from tests.explore.relations import CLAIMS, GIFT, ledger

GOLDEN = {
    "id": "evt-wire0",
    "type": "donation",
    "actors": ["Acme"],
    "counterparts": ["the fund"],
    "date": {"earliest": "2024-05-02", "latest": "2024-05-02", "basis": "text"},
    "amount": {"value": 1000000, "high": None, "currency": "USD"},
    "place": None,
    "topic": None,
    "claims": ["clm-wire0", "clm-copy0", "clm-site0", "clm-paper0", "clm-denial0"],
    "documents": ["wire.txt", "copy.txt", "site.txt", "paper.txt", "denial.txt"],
    "origins": [
        {
            "id": "org-aides",
            "name": "aides, via Harbour Wire",
            "kind": "anonymous_sources_via_outlet",
            "documents": ["wire.txt", "copy.txt", "site.txt"],
        },
        {
            "id": "org-treasurer",
            "name": "the fund's treasurer",
            "kind": "party_statement",
            "documents": ["paper.txt"],
        },
    ],
    "independent_origins": 2,
    "grade": "corroborated",
    "grade_rule": "Two independent origins stand behind it.",
    "contradictions": [
        {
            "field": "amount",
            "values": [
                {"value": "$1 million", "documents": ["wire.txt", "copy.txt"]},
                {"value": "$10 million", "documents": ["site.txt"]},
            ],
            "kind": "error",
        }
    ],
    "findings": [],
}


def test_exactly_the_contract() -> None:
    first, second = events.rows(ledger())
    assert first == GOLDEN
    assert tuple(first) == tuple(second) == events.COLUMNS
    assert (second["date"], second["amount"], second["independent_origins"]) == (None, None, 1)


def test_edges_go_by_files_and_show_their_span() -> None:
    rows = events.edge_rows(ledger())
    shown = {"start": 31, "end": 43, "text": "Harbour Wire"}
    assert rows[0] == {"from": "copy.txt", "to": "wire.txt", "kind": "copies", "span": shown}
    assert rows[2] == {"from": "denial.txt", "to": "org-acme", "kind": "cites", "span": None}


def test_claims_name_their_event() -> None:
    held = ledger()
    rows = claims.rows(held.documents.values(), CLAIMS, held.event_of_claim())
    assert [row["event"] for row in rows] == ["evt-wire0"] * 4 + ["evt-paper42", "evt-wire0"]


def test_tables_say_the_same() -> None:
    held = ledger()
    first, _ = csv.DictReader(io.StringIO(formats.table(events.rows(held), events.COLUMNS)))
    assert (first["date_earliest"], first["amount_value"], first["independent_origins"]) == (
        "2024-05-02",
        "1000000",
        "2",
    )
    assert first["documents"] == "wire.txt; copy.txt; site.txt; paper.txt; denial.txt"
    assert first["contradictions"].startswith('{"field":"amount"')
    edge, *_ = csv.DictReader(io.StringIO(formats.table(events.edge_rows(held), events.EDGE_COLUMNS)))
    assert (edge["from"], edge["span_text"]) == ("copy.txt", "Harbour Wire")


def test_an_event_of_things_that_are_not_at_hand_goes_by_ids() -> None:
    held = type(ledger())({}, {}, (GIFT,), {}, (), {}, {})
    (row,) = events.rows(held)
    assert (row["actors"], row["documents"][0], row["origins"][0]["name"]) == (
        ["pty-acme"],
        "doc-wire.txt",
        "org-aides",
    )
