"""Deciding in a browser: by keyboard alone, without scripts, and whether a barrier stands in the way."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from cuibono import explore, judgements
from cuibono.settings import CaseFolder
from cuibono.web.serving import Served, application
from tests import axe
from tests.publish.browser import BROWSER, MISSING
from tests.small_reader import SmallReader
from tests.web.deciding import seen, until

pytestmark = pytest.mark.skipif(BROWSER is None, reason=MISSING)


@pytest.fixture
def case(demo_case: Path, tmp_path: Path) -> Path:
    return shutil.copytree(demo_case, tmp_path / "case")


@pytest.fixture
def at(case: Path) -> Iterator[str]:
    """The address of a server that shows the case."""
    server = uvicorn.Server(
        uvicorn.Config(application(Served(case, SmallReader, "Jane Roe")), port=0, log_level="error")
    )
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(20)


def decided(case: Path) -> list[str]:
    return [one.ruling for one in judgements.all(CaseFolder(case))]


def focused(page: Page) -> str:
    """The id of the thing to decide that has the focus, or in which it lies."""
    return str(page.evaluate("document.activeElement.closest('.item')?.id ?? ''"))


def up_to_date(case: Path) -> bool:
    with explore.open(case) as held:
        return not held.waiting_decisions() and bool(held.browse.figures())


def test_the_story_is_reviewed_by_keyboard_alone(browser: Browser, at: str, case: Path) -> None:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{at}/review")
    press = page.keyboard.press

    def send(ruling: str) -> None:
        before = decided(case)
        press("Enter")
        until(lambda: decided(case) == [*before, ruling])
        page.wait_for_function("() => !document.querySelector('.panel[open]')")
        page.wait_for_function("() => document.activeElement.closest('.item')")

    press("j")
    one = focused(page)
    press("j")
    other = focused(page)
    assert one.startswith("clm-")
    assert one != other
    press("k")
    assert focused(page) == one
    press("a")
    send("accept")
    assert focused(page) == other, "the focus goes to the next claim"

    press("r")
    press("ArrowDown")
    send("reject")
    rejected = other

    corrected = focused(page)
    press("c")
    for _ in range(4):
        press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("a lot")
    press("Enter")
    page.wait_for_selector(".wrong")
    assert page.evaluate("document.activeElement.className") == "wrong"
    assert page.locator(".panel[open] [name=amount]").input_value() == "a lot"
    for _ in range(5):
        press("Tab")
    press("Control+a")
    page.keyboard.type("USD 7000000")
    send("correct")

    press("u")
    send("undo")
    assert not seen(case, about=corrected).claims[0].mark, "what was undone is open again"
    if page.locator(f"#{corrected}").count():  # the ledger may have ranked it further down by now
        assert focused(page) == corrected
    assert page.locator("#ledger").is_visible()

    page.goto(f"{at}/review?tab=parties")
    press("j")
    press("s")
    send("same")
    page.goto(f"{at}/review?tab=events")
    press("j")
    press("d")
    send("different")
    page.goto(f"{at}/review?tab=splits")
    press("j")
    press("x")
    press("Space")
    send("different")
    until(lambda: up_to_date(case))
    with explore.open(case) as held:
        assert rejected not in {claim.id for claim in held.claims()}
        assert held.claim(corrected) == held.as_read(corrected)
        assert held.marks()[one].ruling == "accept"
    assert wrong == []


def test_keys_can_be_switched_off_and_do_nothing_in_fields(browser: Browser, at: str) -> None:
    page = browser.new_page()
    page.goto(f"{at}/review")
    page.keyboard.press("/")
    page.keyboard.type("jar")
    assert page.locator("#find").input_value() == "jar"
    assert page.locator(".panel[open]").count() == 0
    page.locator("#desk button[data-key]").focus()
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    assert page.locator(".panel[open]").count() == 0
    page.reload()
    page.keyboard.press("j")
    assert focused(page) == ""


def test_escape_closes_a_panel_and_the_focus_stays_with_the_claim(browser: Browser, at: str) -> None:
    page = browser.new_page()
    page.goto(f"{at}/review")
    page.keyboard.press("j")
    claim = focused(page)
    page.keyboard.press("r")
    assert page.locator(f"#{claim} .panel[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".panel[open]").count() == 0
    assert focused(page) == claim


def test_what_is_decided_shows_as_waiting_and_then_as_taken_in(browser: Browser, at: str, case: Path) -> None:
    page = browser.new_page()
    page.goto(f"{at}/review")
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    page.wait_for_selector("#ledger:has-text('1 decision is taken down')")
    page.wait_for_selector("#ledger:has-text('up to date with all decisions')", timeout=60_000)
    assert up_to_date(case)


def test_all_can_be_decided_without_scripts(browser: Browser, at: str, case: Path) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()

    def decide(tab: str, summary: str, button: str) -> None:
        page.goto(f"{at}/review?tab={tab}")
        panel = page.locator(".panel", has=page.locator("summary", has_text=re.compile(f"^{summary}"))).first
        panel.locator("summary").click()
        if summary == "Correct":
            panel.locator("[name=place]").fill("Ohio")
        if summary == "Split":
            panel.locator("[type=checkbox]").first.check()
        panel.locator("[name=why]").fill("seen")
        panel.get_by_role("button", name=button, exact=True).click()
        assert "/review" in page.url

    for tab, summary in (
        ("claims", "Accept"),
        ("claims", "Reject"),
        ("claims", "Correct"),
        ("parties", "Same"),
        ("parties", "Different"),
        ("parties", "Unsure"),
        ("events", "One dealing"),
    ):
        decide(tab, summary, summary)
    until(lambda: up_to_date(case))
    decide("splits", "Split", "Split")
    page.goto(f"{at}/history")
    page.locator(".panel summary").first.click()
    page.get_by_role("button", name="Undo", exact=True).first.click()
    found = decided(case)
    assert found[:7] == ["accept", "reject", "correct", "same", "different", "unsure", "same"]
    assert found[-1] == "undo"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_no_barrier_that_axe_knows(browser: Browser, at: str, case: Path, scheme: str, width: int) -> None:
    with explore.open(case) as held:
        event = next(e.id for e in held.events() if len(e.claims) > 2)
    browsing = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900},
        bypass_csp=True,
    )
    page = browsing.new_page()
    page.goto(f"{at}/review")
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    until(lambda: decided(case))
    places = ("review", "review?tab=parties", "review?tab=events", "review?tab=splits", f"review?about={event}")
    for place in (*places, "history"):
        page.goto(f"{at}/{place}")
        page.evaluate(
            "document.querySelectorAll('main details').forEach((d) => { d.removeAttribute('name'); d.open = true; })"
        )
        assert axe.violations(page) == [], place
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
    page.goto(f"{at}/review")
    page.keyboard.press("?")
    assert axe.violations(page) == [], "the keys"
