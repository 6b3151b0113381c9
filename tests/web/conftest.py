"""What tests of the web share: one browser, and cases that are served by `cuibono serve` in a process of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.web.pictures.harness import BROWSER
from tools import generated
from tools.showing import serving, with_register, with_rivals


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is."""
    if BROWSER is None:
        pytest.skip("no chromium on this machine; tools/browser.sh installs one")
    return BROWSER


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One for each module: while it is open, its loop runs in this process, and no other can."""
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="session")
def story(demo_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled story, checked against the fictional register of the documentation, with hypotheses rated on it."""
    return with_rivals(with_register(shutil.copytree(demo_case, tmp_path_factory.mktemp("told") / "story")))


@pytest.fixture(scope="session")
def demo(chromium: str, story: Path) -> Iterator[str]:
    """Where the bundled story is served."""
    with serving(story) as server:
        yield server


@pytest.fixture(scope="session")
def many(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a case of 5,000 made articles is served."""
    with serving(generated.case(tmp_path_factory.mktemp("many"), 5_000)) as server:
        yield server
