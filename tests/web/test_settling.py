"""Bringing the ledger up to date behind the pages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from litestar.testing import TestClient

from cuibono.web.serving import Served, application
from cuibono.web.settling import Settling
from tests.small_reader import SmallReader
from tests.web.deciding import first, made_in, note, seen, until


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return made_in(tmp_path)


def test_what_waits_when_the_server_starts_is_made_up_for(case: Path) -> None:
    note(case, "reject", first(case))
    with TestClient(application(Served(case, SmallReader)), base_url="http://127.0.0.1") as client:
        until(lambda: not client.get("/waiting.json").json()["waiting"])
    assert seen(case).waiting == 0


def test_one_at_a_time_and_again_where_it_failed(case: Path, tmp_path: Path) -> None:
    note(case, "reject", first(case))
    log = tmp_path / "log"
    code = (
        "import sys, pathlib\nlog, case = map(pathlib.Path, sys.argv[1:])\n"
        "n = len(log.read_text()) if log.exists() else 0\n"
        "log.write_text('x' * (n + 1))\nif not n: sys.exit('the case is held')\n"
        "from cuibono.pipeline import settle\nsettle(case)\n"
    )
    settling = Settling(case, (sys.executable, "-c", code, str(log), str(case)))
    settling.wake()
    until(lambda: settling.failed)
    assert settling.failed == "the case is held"
    until(lambda: not settling.state().waiting and not settling.running)
    until(lambda: settling.failed is None)
    assert log.read_text() == "xx"
    settling.stop()


def test_stopping_loses_nothing(case: Path) -> None:
    note(case, "reject", first(case))
    settling = Settling(case, (sys.executable, "-c", "import time; time.sleep(60)"))
    settling.wake()
    until(lambda: settling.running)
    settling.stop()
    assert not settling.running
    assert seen(case).waiting == 1
