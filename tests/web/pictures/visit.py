"""One visit to a page with a picture: what was asked, what the console said, what the picture told the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from tests.web.pictures.harness import Answers, Data, Served, serving, timeline


def given(data: Data) -> Answers:
    return lambda fields: data


class Shown:
    """A page with a picture, what was asked of the server, what the console said, what was asked of others."""

    def __init__(self, page: Page, served: Served) -> None:
        self.page, self.served = page, served
        self.console: list[str] = []
        self.outside: list[str] = []
        page.on("console", lambda said: self.console.append(said.text))
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("request", lambda request: self.outside.append(request.url))

    def open(self, name: str) -> None:
        self.page.goto(f"{self.served.address}/{name}.html")
        self.page.wait_for_selector(".picture-stage[aria-label*=' of ']")
        self.page.wait_for_timeout(300)

    def pressed(self, *keys: str) -> str:
        """What is said after keys were pressed on the picture."""
        self.page.focus(".picture-stage")
        for key in keys:
            self.page.keyboard.press(key)
        self.page.wait_for_timeout(300)
        return self.page.inner_text(".picture-voice")

    def marked(self) -> tuple[float, float]:
        """A place on the mark that the tip stands above (in the upper lanes it would stand below)."""
        box = self.page.locator(".picture-tip").bounding_box()
        assert box
        return box["x"] + box["width"] / 2, box["y"] + box["height"] + 12 + 5


@contextmanager
def shown(browser: Browser, name: str, answers: Answers, **options: Any) -> Iterator[Shown]:
    with serving(**{name: answers}) as served:
        page = browser.new_page(**{"viewport": {"width": 1280, "height": 900}, **options})
        found = Shown(page, served)
        found.open(name)
        yield found
        page.close()


def windows(page: Page) -> None:
    """Keeps what the picture tells the page."""
    page.evaluate("addEventListener('cuibono:window', (event) => ((globalThis.told ??= []).push(event.detail)))")


def told(page: Page) -> list[dict[str, Any]]:
    page.wait_for_timeout(600)
    found: list[dict[str, Any]] = page.evaluate("globalThis.told ?? []")
    return found


def measured(browser: Browser, events: int, frames: int = 120) -> Data:
    """
    Milliseconds at rest, panning and zooming over so many made events: work of the page per frame (`work`) and time
    between frames (`gaps`), `over` being how many took more than 17.5 ms; `first` paint since the page was asked for,
    `afterData` since the data were there.
    """
    with shown(browser, "timeline", given(timeline(events))) as found:
        figures: Data = found.page.evaluate(f"measureTimeline({frames})")
        return figures
