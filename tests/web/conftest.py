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
def browser() -> Iterator[Browser]:
    if BROWSER is None:
        pytest.skip("no chromium on this machine; tools/browser.sh installs one")
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="session")
def story(demo_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled story, checked against the fictional register of the documentation, with hypotheses rated on it."""
    return with_rivals(with_register(shutil.copytree(demo_case, tmp_path_factory.mktemp("told") / "story")))


@pytest.fixture(scope="session")
def demo(browser: Browser, story: Path) -> Iterator[str]:
    """Where the bundled story is served."""
    with serving(story) as server:
        yield server


@pytest.fixture(scope="session")
def many(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a case of 5,000 made articles is served."""
    with serving(generated.case(tmp_path_factory.mktemp("many"), 5_000)) as server:
        yield server
