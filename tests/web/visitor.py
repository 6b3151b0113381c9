"""A person at a browser: what is on the page, what the console says, who else is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

_TELLS = """document.addEventListener("securitypolicyviolation",
  (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"""


class Visitor:
    """A page of a case that is served. `troubles` are lines of the console, errors, and requests to other hosts."""

    def __init__(self, page: Page, server: str) -> None:
        self.page, self.server = page, server
        self.troubles: list[str] = []
        page.on("console", lambda said: self.troubles.append(said.text))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        if not url.startswith((f"{self.server}/", "data:", "blob:")):
            self.troubles.append(f"asked {url}")

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.server}{path}")
        return self.page

    def pictured(self, path: str) -> Page:
        """A page with a picture, once that is drawn."""
        self.open(path)
        self.page.wait_for_selector(".picture-stage[aria-label*=' of ']")
        return self.page

    @property
    def at(self) -> str:
        """The address of the page without the server."""
        return self.page.url.removeprefix(self.server)

    def follow(self, name: str) -> None:
        """Follow the first link with these words."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=re.compile(re.escape(name))).first.click()

    def pressed(self, *keys: str) -> str:
        """What the picture says after keys were pressed on it."""
        self.page.focus(".picture-stage")
        for key in keys:
            self.page.keyboard.press(key)
        self.page.wait_for_timeout(250)
        return self.page.inner_text(".picture-voice")


@contextmanager
def visiting(browser: Browser, server: str, expected: str = "", **options: Any) -> Iterator[Visitor]:
    """A visit in a browser of its own, in which nothing may go wrong but what is `expected` of the console."""
    with browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options}) as context:
        page = context.new_page()
        if options.get("java_script_enabled", True):
            page.add_init_script(_TELLS)
        visitor = Visitor(page, server)
        yield visitor
        troubles = [line for line in visitor.troubles if not (expected and expected in line)]
        assert troubles == []
