from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from cuibono import explore
from cuibono.ledger.write import dump
from cuibono.settings import CaseFolder
from cuibono.web.answers import chosen, viewed
from cuibono.web.table import NAMED
from tools.benches import ledgers, page, web
from tools.benches.visits import LEFT_OUT, visits


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("made") / "case"
    ledgers.made(folder, 400)
    return folder


def test_a_made_ledger_is_the_same_each_time_and_whole(case: Path, tmp_path: Path) -> None:
    ledgers.made(tmp_path / "again", 400)
    assert dump(CaseFolder(case).ledger) == dump(CaseFolder(tmp_path / "again").ledger)
    with closing(sqlite3.connect(CaseFolder(case).ledger)) as db:
        assert not db.execute("PRAGMA foreign_key_check").fetchall()
        assert db.execute("SELECT count(*) FROM claims").fetchone() == (400,)
    with explore.open(case) as held:
        events = held.events()
        assert sum(len(event.claims) for event in events) == 400
        assert len({event.grade for event in events}) >= 5
        assert any(event.contradictions for event in events)
        assert held.findings()
        assert held.problems()


def test_every_address_that_is_asked_has_an_answer(case: Path) -> None:
    asked = visits(case, 6)
    assert asked == visits(case, 6)
    assert Counter(visit.page for visit in asked) == dict.fromkeys(NAMED.keys() - {*LEFT_OUT}, 6)
    with explore.open(case) as held:
        for visit in asked:
            view = viewed(held, NAMED[visit.page], visit.key, chosen(NAMED[visit.page], visit.query))
            assert isinstance(view, NAMED[visit.page].view)
    assert asked[0].address(as_json=True).startswith("/front.json")


def test_a_page_that_is_too_slow_is_a_target_missed() -> None:
    assert not web.missed({"front_page_p95_1000": 99.0, "front_json_p95_1000": 50.0})
    assert web.missed({"front_page_p95_1000": 101.0})
    assert web.missed({"front_json_p95_1000": 51.0})


def test_the_page_has_a_row_for_each_page_and_its_json() -> None:
    figures = {"seconds_1000": 3.1, "digest_seconds_1000": 0.2, "front_page_p50_1000": 12.5, "front_json_bytes_1000": 9}
    section = page.sections({"web": figures})
    assert "1,000 claims; written in 3 seconds" in section
    assert "| front | 12.5 | - |" in section
    assert "| front.json | - | - | - | - | - | - | 9 | - | - |" in section
