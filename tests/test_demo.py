"""The bundled story from end to end, with the reader that is shipped: what a person sees who types `cuibono demo`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import cuibono
from cuibono.cli import main


@pytest.fixture
def place(demo_case: Path) -> Path:
    return demo_case


def test_every_quote_and_every_name_is_in_the_text(place: Path) -> None:
    with cuibono.open(place) as case:
        texts = {document.id: document.text for document in case.documents()}
        claims = case.claims()
    assert len(claims) >= 40
    for claim in claims:
        text = texts[claim.document]
        assert text[claim.span.start : claim.span.end] == claim.quote
        for mention in (*claim.actors, *claim.counterparts):
            assert text[mention.span.start : mention.span.end].strip()


def test_what_the_story_is_about_is_found(place: Path) -> None:
    with cuibono.open(place) as case:
        gifts = case.claims(kind="donation", party="cirravale", document="cirravale-01-transmare.txt")
        kinds = case.status().kinds
    assert any(claim.amount and claim.amount.value == 1_000_000 for claim in gifts)
    assert {"meeting", "donation", "pledge", "lobbying", "threat", "government_action"} <= set(kinds)


def test_the_ledger_is_printed_and_the_report_is_written(demo_told: tuple[Path, str]) -> None:
    place, printed = demo_told
    assert "DONATIONS" in printed
    assert re.search(r"— [A-Z][^\n]+, citing ", printed)
    assert "A fictional story: 14 articles, " in printed
    assert (place / "report.html").read_text(encoding="utf-8").count("<mark") >= 40


def test_reading_it_again_reads_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--case", str(place)]) == 0
    assert capsys.readouterr().out.startswith("0 documents read, 0 claims found; 14 up to date.")


def test_every_claim_can_be_explained(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["export", str(place), "claims"])
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert main(["explain", first["id"], "--case", str(place)]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"{first['type']} {first['id']} @doc-")
    assert re.search(r"cue\s+\w+\.\w+", told)
    assert "ROOT" in told, "the parse"


def test_texts_can_be_read_without_a_case() -> None:
    (claim,) = cuibono.read("Acme Corp donated $5 million to the governor's campaign on Monday.")
    assert (claim.kind, [party.name for party in claim.actors]) == ("donation", ["Acme Corp"])
    assert claim.amount
    assert claim.amount.value == 5_000_000
