"""The axe-core checker of accessibility, from the npm registry, and what it has to say of a page."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from playwright.sync_api import Page

RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The sets of rules that a page is held to: WCAG 2.2 at level AA, and what axe-core advises beyond it."""


@cache
def script() -> str:
    """The checker. The test is skipped where it cannot be had."""
    if not (npm := shutil.which("npm")):
        pytest.skip("no npm to fetch axe-core with")
    with TemporaryDirectory() as folder:
        got = subprocess.run([npm, "pack", "axe-core@4"], cwd=folder, capture_output=True, text=True, check=False)
        if got.returncode:
            pytest.skip("axe-core could not be fetched from npm (offline?)")
        shutil.unpack_archive(next(Path(folder).glob("*.tgz")), folder)
        return (Path(folder) / "package" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[Any]:
    """What axe-core finds on a page as it stands: rule, what it asks, the first element that breaks it."""
    page.evaluate(script())
    found: list[Any] = page.evaluate(
        """async (rules) => (await axe.run({runOnly: rules})).violations
          .map((each) => [each.id, each.help, each.nodes.length, each.nodes[0].html])""",
        list(RULES),
    )
    return found
