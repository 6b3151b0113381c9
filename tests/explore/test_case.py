from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import cuibono
from cuibono import pipeline
from cuibono.errors import UsageError
from cuibono.explore import Case
from tests.small_reader import SmallReader

NOW = datetime(2024, 11, 5, tzinfo=UTC)
TEXT = "Harbour opens\n\nHarbour News, {day} May 2021\n\nAcme met {who}, and the state said that it was no concern.\n"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    (tmp_path / "news").mkdir()
    for day, who in ((3, "Jane Doe"), (9, "Ann Lee")):
        (tmp_path / "news" / f"{day}.txt").write_text(TEXT.format(day=day, who=who))
    pipeline.read(tmp_path / "case", [str(tmp_path / "news"), "absent"], SmallReader(), now=NOW)
    with cuibono.open(tmp_path / "case") as view:
        yield view


def test_questions(case: Case) -> None:
    first, second = case.claims()
    assert [d.file for d in case.documents()] == ["3.txt", "9.txt"]
    assert case.claims(party="lee") == case.claims(document="9.txt") == (second,)
    assert case.claims(kind="gift") == ()
    assert case.document("3.txt") == case.document(first.document)
    assert [m.name for m in case.mentions(first.document)] == ["Acme", "Jane Doe"]
    assert [p.code for p in case.problems()] == ["missing"]
    assert [h.file for h in case.search('"met jane"')] == ["3.txt", "3.txt"]


def test_a_claim_by_as_much_of_its_id_as_is_needed(case: Case) -> None:
    claim, other = case.claims()
    assert case.claim(claim.id) == case.claim(claim.id[:10]) == case.claim(claim.id[4:]) == claim
    assert claim.id != other.id
    with pytest.raises(UsageError, match="2 claims have ids that begin so"):
        case.claim("clm-")
    with pytest.raises(UsageError, match="no such claim"):
        case.claim("clm-zzz")
    with pytest.raises(UsageError, match="no such document"):
        case.document("nowhere.txt")


def test_events_origins_and_parties(case: Case) -> None:
    first, second = case.events()
    assert case.event(first.id) == case.event(first.id[:9]) == first
    (lee,) = case.events(party="lee")
    assert lee in (first, second)
    assert case.event_of_claim()[first.claims[0]] == first.id
    assert {origin.id for origin in case.origins(first.id)} == set(first.origins)
    assert set(case.origins(first.id)) <= set(case.origins())
    assert case.edges(event=first.id) == tuple(e for e in case.edges() if first.id in e.events)
    assert [party.name for party in case.parties("jane")] == ["Jane Doe"]
    assert case.contents().event_of_claim() == case.event_of_claim()
    with pytest.raises(UsageError, match="no such event"):
        case.event("evt-zzz")
    with pytest.raises(UsageError, match="2 events have ids that begin so"):
        case.event("evt-")
    with pytest.raises(UsageError, match="no such party"):
        case.party("pty-zzz")


def test_status(case: Case) -> None:
    status = case.status()
    assert (status.documents, status.claims, status.kinds) == (2, 2, {"meeting": 2})
    assert status.published == (date(2021, 5, 3), date(2021, 5, 9))
    assert (status.problems, status.skipped, status.waiting) == (1, 1, ())


def test_no_case(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such case"):
        cuibono.open(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="no ledger here"):
        cuibono.open(tmp_path)
