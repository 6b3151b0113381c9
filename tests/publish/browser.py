"""Opens a page from disk in headless Chromium and says what the browser made of it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next((found for name in _NAMES if (found := shutil.which(name))), None)
MISSING = "no Chromium on this machine; tools/browser.sh installs one"
_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--enable-logging=stderr",
    "--virtual-time-budget=4000",
)


class Visit:
    """One visit: the page as it stands after its script ran, what the console said, what was asked of the network."""

    def __init__(self, page: Path, fragment: str = "", width: int = 1280) -> None:
        log = page.with_suffix(".netlog.json")
        profile = page.with_suffix(".profile")
        done = subprocess.run(
            [
                str(BROWSER),
                *_QUIET,
                f"--user-data-dir={profile}",
                f"--log-net-log={log}",
                f"--window-size={width},900",
                "--dump-dom",
                f"{page.as_uri()}{fragment}",
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        self.html = done.stdout
        self.console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
        self.requests = _requests(log)


def _requests(log: Path) -> list[str]:
    """Every address that the page had a request begun for; what the browser asks for itself has no origin."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    asked = [json.loads(line.rstrip(","))["params"] for line in lines if '"params":{"initiator":' in line]
    found = [params for params in asked if params["initiator"] != "not an origin"]
    return sorted({params["url"] for params in found if not params["url"].startswith(("file:", "data:"))})
