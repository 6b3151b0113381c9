from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from cuibono.collect import isolated
from cuibono.collect.child import Question
from cuibono.collect.markup import read
from cuibono.tables import table
from tests.collect import made


@pytest.fixture(autouse=True)
def _afresh() -> Iterator[None]:
    yield
    isolated.end()


def test_a_process_that_died_is_started_again() -> None:
    page = made.page().encode()
    first = isolated.extract("html", page)
    isolated._RUNNING[0]._process.kill()
    isolated._RUNNING[0]._process.wait()
    assert isolated.extract("html", page) == first


def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isolated.extract("html", made.page().encode())
    monkeypatch.setitem(table("formats"), "child", {**table("formats")["child"], "seconds": 0.01})
    started = time.monotonic()
    # As many blocks as a page may have: some seconds of work.
    found = isolated.extract("html", b"<html>" + b"<p>Acme met the governor on Monday. " * 100_000)
    assert found
    assert [code for code, _ in found.trouble] == ["not_parsed"]
    assert "longer than" in found.trouble[0][1]
    assert time.monotonic() - started < 10


def test_a_parser_that_breaks_is_the_files_trouble() -> None:
    found = isolated._ask(Question("part", b"From: a\n\nb", (99,)))
    assert found.failed.startswith("IndexError")


@pytest.mark.skipif(sys.platform == "win32", reason="only where the system bounds memory")
def test_the_process_has_so_much_memory() -> None:
    program = (
        "from cuibono.collect import child; child._limit()\ntry: bytearray(3 << 30)\nexcept MemoryError: print('full')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout == "full\n"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 300_000 + "text",
        '<a "' * 200_000,
        "<p" * 1_000_000,
        "<!--" * 300_000,
        "</div>" * 100_000,
        "<table><tr><td>" * 50_000,
        "&amp" * 300_000,
        '<p x="' + "y" * 2_000_000,
    ],
)
def test_pages_made_to_take_long_do_not(page: str) -> None:
    started = time.process_time()
    read(f"<html><body>{page}")
    assert time.process_time() - started < 15


def test_a_page_of_too_many_elements_says_so() -> None:
    found = isolated.extract("html", b"<html>" + b"<div>" * 1000 + b"text")
    assert found
    assert [code for code, _ in found.trouble] == ["too_complex"]
