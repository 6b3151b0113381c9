"""Screenshots of every page for the documentation: `make screens`, on a machine with Chromium.

Takes: the demo, checked against the fictional register of the documentation. Gives: docs/screens/, four pictures of
each page: wide and narrow, light and dark.
Knows nothing of: what the pages say.
"""

from __future__ import annotations

import base64
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from cuibono.cli import main as cuibono
from cuibono.web.table import PAGES
from tools.parts import ROOT
from tools.showing import addresses, serving, with_register, with_rivals

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER: Final = ROOT / "docs" / "screens"
NAMES: Final = (*(page.name for page in PAGES), "draft")
SCHEMES: Final = ("light", "dark")
WIDTHS: Final = {"wide": (1280, 900), "narrow": (390, 844)}
"""Of each window the name, and its width and height in pixels."""
QUALITY: Final = 66
"""How well a picture is kept (WebP, of 100): letters stay sharp, and the whole set stays under 3.3 MB."""
WORTH: Final = {"wide": ".lede[role=status]", "narrow": ".picture, .lede[role=status]"}
"""What a picture is about where it stands further down a page, by window."""
SEEN: Final = "(names) => document.querySelector(names)?.scrollIntoView()"
SETTLED: Final = 600
"""Milliseconds after which a picture on a page stands still."""
DRAFT: Final = ROOT / "docs" / "examples" / "draft.txt"


def file(name: str, width: str, scheme: str) -> Path:
    """The picture of a page."""
    return FOLDER / f"{name}-{width}-{scheme}.webp"


def main() -> int:
    """Make every picture anew; what comes back is the exit status."""
    from playwright.sync_api import sync_playwright

    browser = shutil.which("chromium")
    if browser is None:
        sys.stderr.write("screens: no chromium on this machine; tools/browser.sh installs one\n")
        return 2
    with TemporaryDirectory() as folder, sync_playwright() as play:
        case = _story(Path(folder) / "demo")
        with serving(case) as server, play.chromium.launch(executable_path=browser, args=["--no-sandbox"]) as found:
            FOLDER.mkdir(parents=True, exist_ok=True)
            for path, picture in _taken(found, server, addresses(server)):
                path.write_bytes(picture)
    sys.stdout.write(f"screens: {sum(path.stat().st_size for path in FOLDER.iterdir()):,} bytes in {FOLDER}\n")
    return 0


def _story(case: Path) -> Path:
    with redirect_stdout(StringIO()):
        if cuibono(["demo", "--case", str(case)]):
            raise RuntimeError("cuibono demo failed; its message is above")
        return with_rivals(with_register(case))


def _taken(browser: Browser, server: str, places: Mapping[str, str]) -> Iterator[tuple[Path, bytes]]:
    for width, (across, down) in WIDTHS.items():
        with browser.new_context(viewport={"width": across, "height": down}, reduced_motion="reduce") as context:
            page = context.new_page()
            for name in NAMES:
                page.goto(f"{server}{places[name]}")
                if name == "draft":
                    _draft(page)
                page.evaluate(SEEN, WORTH[width])
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    page.wait_for_timeout(SETTLED)
                    yield file(name, width, scheme), _picture(page)


def _draft(page: Page) -> None:
    page.get_by_label("The draft").fill(DRAFT.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Check the draft").click(timeout=120_000)
    page.wait_for_selector(".lede[role=status]")


def _picture(page: Page) -> bytes:
    """The window as it stands. Playwright itself makes no WebP; the browser does."""
    session = page.context.new_cdp_session(page)
    found = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    session.detach()
    return base64.b64decode(found["data"])


if __name__ == "__main__":
    sys.exit(main())
