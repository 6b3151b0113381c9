"""Measure a picture: how soon a timeline of 10,000 made events is drawn, and how steady it moves.

Takes: nothing; a Chromium of the machine's. Gives: a dict of figures in milliseconds; {} where there is no browser.
`python -m tools.benches.painting` prints it.
"""

from __future__ import annotations

import json
import sys

from playwright.sync_api import sync_playwright

from tests.web.pictures.harness import BROWSER
from tests.web.pictures.visit import measured

EVENTS = 10_000


def main() -> int:
    """Run the command."""
    print(json.dumps(bench(), indent=2))
    return 0


def bench() -> dict[str, float]:
    """First paint since the page was asked for and since the data came; work a frame while it is moved."""
    if BROWSER is None:
        return {}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        found = measured(browser, EVENTS)
        browser.close()
    return {
        "painting_first": round(found["first"]),
        "painting_after_data": round(found["afterData"]),
        "painting_panning_p50": round(found["panning"]["work"]["median"], 1),
        "painting_panning_p95": round(found["panning"]["work"]["p95"], 1),
        "painting_panning_over": found["panning"]["work"]["over"],
    }


if __name__ == "__main__":
    sys.exit(main())
